import { channel } from "node:diagnostics_channel"
import { EventEmitter } from "node:events"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { exits } from "../src/internal/exits.ts"

/** What Node says of a program that it starts, and then how that ends. */
const run = (spawnargs: unknown, ...end: ReadonlyArray<unknown>) => {
  const child = Object.assign(new EventEmitter(), { spawnargs })
  channel("child_process").publish({ process: child })
  child.emit("exit", ...end)
}

describe("The exit status of programs", () => {
  it.effect("is kept of the last ones, by their command line", () =>
    Effect.gen(function* () {
      const statuses = yield* exits
      for (let index = 0; index < 20; index += 1) run(["sh", "-c", `program ${index}`], index)
      // Killed by a signal, or nothing that anybody knows.
      run(["sh", "-c", "killed"], null, "SIGKILL")
      run(undefined, 1)
      channel("child_process").publish({})
      channel("child_process").publish(undefined)
      assert.deepStrictEqual(
        [...statuses],
        Array.from({ length: 16 }, (_, index) => [`program ${index + 4}`, index + 4]),
      )
    }),
  )

  it.effect("is heard of as long as somebody listens", () =>
    Effect.gen(function* () {
      const statuses = yield* Effect.scoped(exits)
      run(["program"], 1)
      assert.deepStrictEqual([...statuses], [])
    }),
  )
})
