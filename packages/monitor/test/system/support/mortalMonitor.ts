/**
 * A monitor as a process, which kills itself at a point that it is told: before or after
 * the n-th time that a statement is run that begins with some words. Says a line for each
 * state that is written.
 */
import { StatementSync } from "node:sqlite"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { Fleet, PeerSource } from "@route-server/core"
import { Monitor, MonitorView, SqlMonitorStore } from "@route-server/monitor"
import { Effect, Layer, Schema, Stream } from "effect"

export const Instructions = Schema.fromJsonString(
  Schema.Struct({
    filename: Schema.String,
    endpoint: Schema.String,
    targets: Schema.Array(Schema.String),
    death: Schema.optionalKey(
      Schema.Struct({
        when: Schema.Literals(["before", "after"]),
        statement: Schema.String,
        time: Schema.Int,
      }),
    ),
  }),
)

const { filename, endpoint, targets, death } = Schema.decodeUnknownSync(Instructions)(
  process.argv[2],
)

if (death !== undefined) {
  let times = 0
  for (const name of ["all", "run"] as const) {
    const original = StatementSync.prototype[name]
    Object.defineProperty(StatementSync.prototype, name, {
      value(this: StatementSync, ...values: Array<never>) {
        const isIt = this.sourceSQL.trimStart().startsWith(death.statement)
        if (isIt) times += 1
        const isTime = isIt && times === death.time
        if (isTime && death.when === "before") process.kill(process.pid, "SIGKILL")
        const result: unknown = Reflect.apply(original, this, values)
        if (isTime) process.kill(process.pid, "SIGKILL")
        return result
      },
    })
  }
}

const fleet = Layer.effect(
  Fleet.Fleet,
  Effect.gen(function* () {
    const source = yield* PeerSource.PeerSource
    return { members: targets.map((name) => ({ target: { name, region: "eu-west-1" }, source })) }
  }),
).pipe(
  Layer.provide(
    AwsPeerSource.layer({
      endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
    }),
  ),
)

const telling = Layer.effectDiscard(
  Effect.gen(function* () {
    const view = yield* MonitorView.MonitorView
    yield* view.updates.pipe(
      Stream.runForEach(({ targets, sequence }) =>
        Effect.sync(() => {
          const read = targets.filter(({ succeededAt }) => succeededAt !== undefined)
          const peers = targets.map((state) => state.peers?.length ?? 0)
          console.log(JSON.stringify({ sequence, read: read.length, peers }))
        }),
      ),
      Effect.forkScoped,
    )
  }),
)

await Layer.launch(
  Layer.mergeAll(Monitor.layer({ pace: { calm: 200, moving: 200 } }), telling).pipe(
    Layer.provide(MonitorView.layer()),
    Layer.provide(fleet),
    Layer.provide(SqlMonitorStore.layerSqlite({ filename })),
  ),
).pipe(Effect.runPromise)
