/** The dashboard of the package, as far as tests look into it. */
import { readFileSync } from "node:fs"
import { Schema } from "effect"
import { DASHBOARD } from "./Prometheus.ts"

const Dashboard = Schema.fromJsonString(
  Schema.Struct({
    panels: Schema.Array(
      Schema.Struct({
        id: Schema.Int,
        title: Schema.String,
        gridPos: Schema.Struct({
          x: Schema.Int,
          y: Schema.Int,
          w: Schema.Int,
          h: Schema.Int,
        }),
        targets: Schema.Array(Schema.Struct({ refId: Schema.String, expr: Schema.String })),
      }),
    ),
    annotations: Schema.Struct({ list: Schema.Array(Schema.Struct({ expr: Schema.String })) }),
    templating: Schema.Struct({
      list: Schema.Array(
        Schema.Struct({ name: Schema.String, definition: Schema.optionalKey(Schema.String) }),
      ),
    }),
  }),
)

export const dashboard = Schema.decodeUnknownSync(Dashboard)(readFileSync(DASHBOARD, "utf8"))

/** An expression of it with everything chosen, as Grafana sends it. */
export const everything = (expression: string): string =>
  dashboard.templating.list.reduce(
    (text, { name }) => text.replaceAll(`$${name}`, ".*"),
    expression.replaceAll("$__range", "1h"),
  )
