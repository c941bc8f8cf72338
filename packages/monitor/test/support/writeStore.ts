/**
 * A process that writes changes to a store: of a target of its own, and of one that
 * others write, too.
 */
import { Effect } from "effect"
import { MonitorStore } from "../../src/MonitorStore.ts"
import * as SqlMonitorStore from "../../src/SqlMonitorStore.ts"
import * as TargetState from "../../src/TargetState.ts"
import { changesOf, target } from "./changes.ts"
import { statesOf } from "./statesOf.ts"

const [, , filename = "", name = "", count = ""] = process.argv

const add = Effect.fnUntraced(function* (to: string, label: string) {
  const store = yield* MonitorStore
  const [state = TargetState.unknown(target(to))] = yield* statesOf(store, [to])
  yield* store.commit({ state, changes: changesOf(label, 1) })
})

await Effect.gen(function* () {
  for (let n = 0; n < Number(count); n += 1) {
    yield* add(name, `${name}.${n}`)
    yield* add("shared", `shared of ${name}.${n}`).pipe(
      Effect.retry({ while: ({ _tag }) => _tag === "Fenced" }),
    )
  }
}).pipe(Effect.provide(SqlMonitorStore.layerSqlite({ filename })), Effect.runPromise)
