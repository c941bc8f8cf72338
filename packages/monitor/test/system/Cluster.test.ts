/**
 * A cluster as it is run, with what befalls it: every process is one, the database is
 * one, and targets are asked over the wire. Whatever happens, the log tells each change
 * of each target once and in order.
 *
 * How long targets were left alone is told, and only asserted where it says that nobody
 * has taken over at all: a busy machine takes longer.
 */
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Ref } from "effect"
import { Postgres } from "../support/Postgres.ts"
import { statesOf } from "../support/statesOf.ts"
import type { Runner } from "./support/Runners.ts"
import { shownBy } from "./support/Shown.ts"
import { Stage, until } from "./support/Stage.ts"

/** In milliseconds; three times as long as is promised of an idle machine. */
const FAR_TOO_LONG = 60_000

const tell = (what: string, gap: number) =>
  Effect.sync(() => {
    console.log(
      `after ${what} no target was unpolled for longer than ${(gap / 1_000).toFixed(1)} s`,
    )
    assert.isBelow(gap, FAR_TOO_LONG)
  })

/** Ends what is done to the targets, and holds the log to it. */
const judge = Effect.gen(function* () {
  const { drama, places, store } = yield* Stage
  yield* drama.end
  for (const { name, peers } of places) {
    assert.isAbove(drama.done(name).length, 0)
    assert.deepStrictEqual(drama.told(name), drama.done(name), name)
    const [state] = yield* statesOf(store, [name])
    assert.deepStrictEqual(state?.peers, yield* peers, name)
  }
  const sequences = drama.sequences().toSorted((a, b) => a - b)
  assert.deepStrictEqual(sequences, [...new Set(sequences)])
})

const says = (pattern: RegExp, runners: ReadonlyArray<Runner>) =>
  until(Effect.sync(() => runners.every(({ log }) => pattern.test(log()))))

layer(Stage.layerPostgres(18).pipe(Layer.provideMerge(Postgres.layer)), {
  excludeTestServices: true,
})("A cluster over Postgres", (it) => {
  it.effect("tells each change once, whatever befalls it, and all of it from each process", () =>
    Effect.gen(function* () {
      const { drama, isThere, places, start, survive, told } = yield* Stage
      const postgres = yield* Postgres
      const running = yield* Ref.make<ReadonlyArray<Runner>>([])
      const starts = Effect.tap(start, (runner) => Ref.update(running, (all) => [...all, runner]))
      const joins = Effect.tap(starts, isThere)
      const goes = (runner: Runner) =>
        Ref.update(running, (all) => all.filter((each) => each !== runner))

      const [first, second, third] = yield* Effect.all([joins, joins, joins], {
        concurrency: "unbounded",
      })
      yield* survive(Effect.void)

      yield* goes(first)
      yield* tell("kill -9", yield* survive(first.signal("SIGKILL")))

      yield* tell("one more joined", yield* survive(joins))

      yield* tell("one froze", yield* survive(second.signal("SIGSTOP")))
      yield* tell("it woke", yield* survive(second.signal("SIGCONT")))

      yield* goes(third)
      const leaves = Effect.gen(function* () {
        yield* third.signal("SIGTERM")
        assert.strictEqual(yield* third.ended, 0)
      })
      yield* tell("SIGTERM", yield* survive(leaves))

      const outage = Effect.gen(function* () {
        yield* postgres.stop
        yield* says(/storage is unhealthy/, yield* Ref.get(running))
        // Also one that has never had it waits for it.
        yield* says(/waiting for it/, [yield* starts])
        yield* postgres.start
      })
      yield* tell("the database was gone for a while", yield* survive(outage))
      const all = yield* Ref.get(running)
      yield* Effect.forEach(all, isThere)

      yield* judge
      for (const { url } of all) {
        yield* until(Effect.map(shownBy(yield* url, places), ({ isTrue }) => isTrue))
      }

      // Nobody told the webhook of what was logged before one of them began to.
      const sequences = drama.sequences().toSorted((a, b) => a - b)
      const [begun = 0] = told.map(({ sequence }) => sequence)
      const last = sequences.at(-1)
      yield* until(Effect.sync(() => told.some(({ sequence }) => sequence === last)))
      const heard = new Map(told.map(({ id, sequence }) => [id, sequence]))
      assert.deepStrictEqual(
        [...heard.values()].toSorted((a, b) => a - b),
        sequences.filter((sequence) => sequence >= begun),
        "the webhook was told of every change, each under one ID",
      )
      console.log(`a webhook was told of ${heard.size} changes, ${told.length - heard.size} twice`)
    }),
  )
})

layer(Stage.layerSqlite(6), { excludeTestServices: true })("A cluster over a file", (it) => {
  it.effect("takes over, too, and tells of a process with other targets", () =>
    Effect.gen(function* () {
      const { isThere, start, startIgnorant, survive } = yield* Stage
      const [first, second] = yield* Effect.all([start, start], { concurrency: "unbounded" })
      yield* isThere(first)
      yield* isThere(second)
      yield* survive(Effect.void)
      yield* tell("kill -9, over a file", yield* survive(first.signal("SIGKILL")))
      yield* judge
      const ignorant = yield* startIgnorant
      yield* says(/Started with other targets/, [second, ignorant])
    }),
  )
})
