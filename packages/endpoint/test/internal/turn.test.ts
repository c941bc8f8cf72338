import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { turn } from "../../src/internal/turn.ts"
import { inEveryTurn } from "../hostile/support.ts"

/** Takes a turn, and writes down that it has it. */
const taking = (had: Array<number>, each: number) =>
  Effect.map(turn, () => {
    had.push(each)
  })

/** Until nobody has a turn any more. */
const rest = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))

describe("turn", () => {
  it.effect("is had at once by whoever comes first", () =>
    Effect.gen(function* () {
      yield* rest
      const had: Array<number> = []
      // What waits can't be run like that.
      Effect.runSync(taking(had, 1))
      assert.deepStrictEqual(had, [1])
      yield* rest
      Effect.runSync(taking(had, 2))
      assert.deepStrictEqual(had, [1, 2])
    }),
  )

  it.effect("is had by one in each turn of the event loop, in the order in which they came", () =>
    Effect.gen(function* () {
      yield* rest
      const had: Array<number> = []
      let before = 0
      let most = 0
      const look = () => {
        most = Math.max(most, had.length - before)
        before = had.length
      }
      const all = Array.from({ length: 20 }, (_, each) => taking(had, each))
      yield* inEveryTurn(look, Effect.all(all, { concurrency: "unbounded" }))
      look()
      assert.deepStrictEqual(had, [...all.keys()])
      assert.strictEqual(most, 1)
    }),
  )

  it.effect("is not kept from others by who does not wait for it any more", () =>
    Effect.gen(function* () {
      yield* rest
      const had: Array<number> = []
      const [, second] = [1, 2, 3].map((each) => Effect.runFork(taking(had, each)))
      assert.deepStrictEqual(had, [1])
      if (second !== undefined) yield* Fiber.interrupt(second)
      yield* rest
      assert.deepStrictEqual(had, [1, 3])
    }),
  )
})
