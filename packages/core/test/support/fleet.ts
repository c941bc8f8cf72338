/**
 * Members of fleets, and what comes of them by `TestClock`.
 */
import { type Fleet, PeerSource, type Target } from "@route-server/core"
import { type Duration, Effect, Fiber, type Layer, Stream } from "effect"
import { TestClock } from "effect/testing"

export const target = (name: string): Target.Target => ({ name, region: "eu-west-1" })

/** A member whose source is that of a layer. */
export const member = (name: string, source: Layer.Layer<PeerSource.PeerSource>): Fleet.Member => {
  // What stands in a layer of a test needs no scope.
  const service = Effect.runSync(Effect.provide(PeerSource.PeerSource, source))
  return { target: target(name), source: service }
}

/** The turns after which each fiber of a fleet waits for something; far more than it takes. */
const SETTLED = 100

/** What an effect comes to in so much time, or nothing. */
export const within = <A, E, R>(effect: Effect.Effect<A, E, R>, time: Duration.Input) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect, { startImmediately: true })
    // So that all of its fibers have come to where they wait.
    yield* Effect.repeat(Effect.yieldNow, { times: SETTLED })
    yield* TestClock.adjust(time)
    const exit = fiber.pollUnsafe()
    yield* Fiber.interrupt(fiber)
    return exit
  })

/** What a stream gives in so much time. */
export const gathered = <A, E, R>(stream: Stream.Stream<A, E, R>, time: Duration.Input) =>
  Effect.gen(function* () {
    const all: Array<A> = []
    yield* within(
      Stream.runForEach(stream, (each) => Effect.sync(() => all.push(each))),
      time,
    )
    return all
  })
