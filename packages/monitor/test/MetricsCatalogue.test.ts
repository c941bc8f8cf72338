import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { MetricsCatalogue } from "@route-server/monitor"

const families = Object.values(MetricsCatalogue.families)
const names: ReadonlySet<string> = new Set(families.map(({ name }) => name))

const textOf = (file: string) => readFileSync(resolve(import.meta.dirname, "..", file), "utf8")

/** What a text names that looks like a metric of a monitor; what a rule records has colons. */
const namedIn = (text: string): ReadonlySet<string> =>
  new Set(text.match(/(?<![\w:])(?:aws_route_server|process)_\w+(?![\w:])/g))

describe("MetricsCatalogue", () => {
  it("names each metric once, and as its type and unit want it", () => {
    assert.strictEqual(names.size, families.length)
    for (const { name, type, unit } of families) {
      assert.match(name, /^[a-z][a-z0-9_]*$/)
      assert.strictEqual(name.endsWith("_total"), type === "counter", name)
      assert.strictEqual(name.endsWith("_info"), type === "info", name)
      const named = /_(seconds|bytes)(?:_total)?$/.exec(name)?.[1]
      assert.strictEqual(unit, named, name)
    }
  })

  it("has every metric that the rules and the dashboard speak of", () => {
    for (const file of ["prometheus/route-server.rules.yml", "grafana/route-server.json"]) {
      const named = namedIn(textOf(file))
      assert.isNotEmpty(named)
      for (const name of named) assert.isTrue(names.has(name), `${file} speaks of ${name}`)
    }
  })

  it("stands in the README, which has nothing else", () => {
    const [, section = ""] = textOf("README.md").split("\n## Metrics\n")
    const [table = ""] = section.split("\n## ")
    const rows = new Set([...table.matchAll(/^\| `([a-z_]+)`/gm)].map(([, name]) => name))
    assert.deepStrictEqual(rows, new Set([...names]))
  })

  it("takes every alert for one that the README tells of", () => {
    const alerts = [...textOf("prometheus/route-server.rules.yml").matchAll(/- alert: (\w+)/g)]
    assert.isNotEmpty(alerts)
    for (const [, alert] of alerts) assert.include(textOf("README.md"), `| \`${alert}\` |`)
  })
})
