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
import type { Runner } from "./support/Runners.ts"
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

layer(Stage.layerPostgres(18).pipe(Layer.provideMerge(Postgres.layer)), {
  excludeTestServices: true,
})("A cluster", (it) => {
  it.effect("tells each change once, whatever befalls it", () =>
    Effect.gen(function* () {
      const { drama, join, places, store, survive } = yield* Stage
      const postgres = yield* Postgres
      const running = yield* Ref.make<ReadonlyArray<Runner>>([])
      const joins = Effect.flatMap(join, (runner) =>
        Effect.as(
          Ref.update(running, (all) => [...all, runner]),
          runner,
        ),
      )
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
      yield* tell("SIGTERM", yield* survive(Effect.andThen(third.signal("SIGTERM"), third.ended)))

      const outage = Effect.gen(function* () {
        yield* postgres.stop
        const all = yield* Ref.get(running)
        yield* until(Effect.sync(() => all.every(({ log }) => /storage is unhealthy/.test(log()))))
        yield* postgres.start
      })
      yield* tell("the database was gone for a while", yield* survive(outage))

      yield* drama.end
      for (const { name, peers } of places) {
        assert.isAbove(drama.done(name).length, 0)
        assert.deepStrictEqual(drama.told(name), drama.done(name), name)
        const [state] = yield* store.states([name])
        assert.deepStrictEqual(state?.peers, yield* peers, name)
      }
      const sequences = drama.sequences().toSorted((a, b) => a - b)
      assert.deepStrictEqual(sequences, [...new Set(sequences)])
    }),
  )
})
