/**
 * How the programs ended that give out credentials: the SDK runs them, and throws
 * their exit status away (run). Node tells of every program that a process starts;
 * elsewhere there is nothing to hear.
 */
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type * as Scope from "effect/Scope"
import { property } from "./Told.ts"

/** The programs to remember. */
const MOST = 16

const call = (target: unknown, method: string, ...inputs: ReadonlyArray<unknown>): unknown => {
  const found = property(target, method)
  return Predicate.isFunction(found) ? Reflect.apply(found, target, inputs) : undefined
}

/** The exit status of the last programs by their command line, for as long as the scope is open. */
export const exits: Effect.Effect<ReadonlyMap<string, number>, never, Scope.Scope> = Effect.gen(
  function* () {
    const statuses = new Map<string, number>()
    const hear = (message: unknown) => {
      const child = property(message, "process")
      call(child, "on", "exit", (status: unknown) => {
        const line = property(child, "spawnargs")
        if (!Array.isArray(line) || !Predicate.isNumber(status)) return
        for (const [oldest] of [...statuses].slice(0, -MOST + 1)) statuses.delete(oldest)
        statuses.set(String(line.at(-1)), status)
      })
    }
    const channels = call(
      property(globalThis, "process"),
      "getBuiltinModule",
      "node:diagnostics_channel",
    )
    yield* Effect.acquireRelease(
      Effect.sync(() => call(channels, "subscribe", "child_process", hear)),
      () => Effect.sync(() => call(channels, "unsubscribe", "child_process", hear)),
    )
    return statuses
  },
)
