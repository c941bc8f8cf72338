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

/** How many requests of ten targets are under way at once, at most, each of which takes a second. */
export const mostAtOnce = <A, E, R>(
  asking: (members: ReadonlyArray<Fleet.Member>) => Effect.Effect<A, E, R>,
) =>
  Effect.gen(function* () {
    let running = 0
    let most = 0
    const source: PeerSource.PeerSource["Service"] = {
      describe: () =>
        Effect.sync(() => {
          running += 1
          most = Math.max(most, running)
        }).pipe(
          Effect.andThen(Effect.sleep("1 second")),
          Effect.ensuring(Effect.sync(() => (running -= 1))),
          Effect.as({ RouteServerPeers: [] }),
        ),
    }
    const members = Array.from({ length: 10 }, (_, index) => ({
      target: target(`t${index}`),
      source,
    }))
    yield* within(asking(members), "12 seconds")
    return most
  })
