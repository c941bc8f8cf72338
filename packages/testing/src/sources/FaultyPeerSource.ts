/**
 * A `PeerSource` that does to another what networks and AWS do: it fails, it is
 * slow, and it cuts pages as the contract allows and nobody expects.
 *
 * A script says what happens to one request after the other. Scripts are plain
 * lists, so they can be written, put together, and generated; and one faulty source
 * may stand before another.
 *
 * **Example** (A caller that is throttled once)
 *
 * ```ts
 * import { Effect, Layer } from "effect"
 * import { DescribeRouteServerPeers, Listing, PeerSource, ServiceError } from "@route-server/core"
 * import { FaultyPeerSource, Fleet } from "@route-server/testing"
 *
 * const fleet = Fleet.make({ seed: 1, size: 3 })
 * const source = Layer.succeed(PeerSource.PeerSource, {
 *   describe: (request) => Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request)),
 * })
 * const error = new ServiceError.RequestLimitExceeded({ message: "Request limit exceeded." })
 * const throttled = FaultyPeerSource.layer([{ _tag: "Fail", error }])
 *
 * const peers = await Listing.collect().pipe(
 *   Effect.retry({ times: 1, while: (failure) => failure.isRetryable }),
 *   Effect.provide(Layer.provide(throttled, source)),
 *   Effect.runPromise,
 * )
 * peers.length // => 3
 * ```
 */
import { type DescribeRouteServerPeers, PeerSource } from "@route-server/core"
import * as Fault from "@route-server/core/Fault"
import { Context, Effect, Layer, type Types } from "effect"
import { check, checkEach } from "./internal/fault.ts"
import { taken } from "./internal/taken.ts"

export * from "./FaultScript.ts"

type Request = DescribeRouteServerPeers.Request

/**
 * A request, and what befell it.
 *
 * @category models
 */
export interface Suffered {
  /** What was asked. */
  readonly request: Request
  /** What the script had for it: `None` when it had ended. */
  readonly fault: Fault.Fault
  /**
   * Whether that made a difference, as `Struck` of core's `Fault` tells it. A fault of a
   * page makes none if the request is refused.
   */
  readonly acted: boolean
}

/**
 * What the faults of a script did so far.
 *
 * **Example** (Whether a test met the faults that it is about)
 *
 * ```ts
 * import { Effect, Layer } from "effect"
 * import { DescribeRouteServerPeers, Listing, PeerSource } from "@route-server/core"
 * import type * as Fault from "@route-server/core/Fault"
 * import { FaultyPeerSource, Fleet } from "@route-server/testing"
 *
 * const fleet = Fleet.make({ seed: 1, size: 3 })
 * const source = Layer.succeed(PeerSource.PeerSource, {
 *   describe: (request) => Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request)),
 * })
 * const script: ReadonlyArray<Fault.Fault> = [
 *   { _tag: "EmptyPage" },
 *   { _tag: "ShortPage", size: 5 },
 *   { _tag: "Stale" },
 * ]
 *
 * const [suffered, isUsedUp] = await Listing.collect().pipe(
 *   Effect.andThen(FaultyPeerSource.Faults),
 *   Effect.flatMap((faults) => Effect.all([faults.suffered, faults.isUsedUp])),
 *   Effect.provide(Layer.provide(FaultyPeerSource.layer(script), source)),
 *   Effect.runPromise,
 * )
 *
 * suffered.map(({ fault, acted }) => [fault._tag, acted])
 * // => [["EmptyPage", true], ["ShortPage", false]]
 * isUsedUp // => false
 * ```
 *
 * @category services
 */
export class Faults extends Context.Service<
  Faults,
  {
    /** The requests so far, in the order in which they came, with the fault of each. */
    readonly suffered: Effect.Effect<ReadonlyArray<Suffered>>
    /** Whether the script has nothing left for the next request. */
    readonly isUsedUp: Effect.Effect<boolean>
  }
>()("@route-server/testing/Faults") {}

/** A script that is under way. */
const begin = (script: Iterable<Fault.Fault>) => {
  const faults = script[Symbol.iterator]()
  let drawn = 0
  let ahead: Fault.Fault | undefined
  const draw = (): Fault.Fault | undefined => {
    const next = faults.next()
    if (next.done) return undefined
    const fault = check(next.value, `script[${drawn}]`)
    drawn += 1
    return fault
  }
  return {
    next: (): Fault.Fault => {
      const fault = ahead ?? draw() ?? { _tag: "None" }
      ahead = undefined
      return fault
    },
    isUsedUp: (): boolean => {
      ahead ??= draw()
      return ahead === undefined
    },
  }
}

const make = (inner: PeerSource.PeerSource["Service"], script: Iterable<Fault.Fault>) => {
  const faults = begin(script)
  const suffered: Array<Types.Mutable<Suffered>> = []
  const strike = Fault.strike(inner)
  const answer = Effect.fnUntraced(function* (request: Request) {
    const fault = faults.next()
    const befallen = { request, fault, acted: Fault.strikes(fault) }
    suffered.push(befallen)
    const { page, acted } = yield* strike(request, fault)
    befallen.acted = acted
    return page
  })
  const source = PeerSource.PeerSource.of({
    ...inner,
    describe: (request) => answer(taken(request)),
  })
  return Context.make(
    Faults,
    Faults.of({
      suffered: Effect.sync(() => suffered.map((each) => ({ ...each }))),
      isUsedUp: Effect.sync(faults.isUsedUp),
    }),
  ).pipe(Context.add(PeerSource.PeerSource, source))
}

/** The script, of which all is checked that is there yet. Throws a `RangeError` if it is none. */
const checkScript = (script: Iterable<Fault.Fault>): Iterable<Fault.Fault> => {
  if (Array.isArray(script)) return checkEach(script, "script")
  if (typeof script !== "object" || script === null || !(Symbol.iterator in script)) {
    throw new RangeError(`script must be a list or another iterable of faults, not ${script}`)
  }
  const [once, again] = [script[Symbol.iterator](), script[Symbol.iterator]()]
  if (once === again) {
    throw new RangeError(
      "script must be an iterable that can be begun afresh, such as a list or an object with a generator as its [Symbol.iterator], not a generator object or another iterator",
    )
  }
  return script
}

/**
 * Puts a source behind faults: the first request suffers the first fault of the
 * script, and so on; when the script has ended, requests suffer nothing. A script
 * may be endless. What happened is told by {@link Faults}.
 *
 * **Details**
 *
 * The script is begun afresh whenever the layer is built. What a fault does, and which
 * tokens come of it, is told by `strike` of core's `Fault`.
 *
 * Throws a `RangeError` that names the fault, its member, the value and the rule if a
 * fault of a list is none. The faults of another iterable, which may have no end, are
 * checked one by one as requests come; a request with a wrong one dies with that
 * error.
 *
 * **Gotchas**
 *
 * A generator object can be gone through once only, so it is refused with a
 * `RangeError`. Give a list, or an iterable that begins afresh.
 *
 * **Example** (An iterable that begins afresh)
 *
 * ```ts
 * import type * as Fault from "@route-server/core/Fault"
 * import { FaultyPeerSource } from "@route-server/testing"
 *
 * const slower: Iterable<Fault.Fault> = {
 *   *[Symbol.iterator]() {
 *     for (let seconds = 1; ; seconds *= 2) yield { _tag: "Delay", duration: { seconds } }
 *   },
 * }
 * const layer = FaultyPeerSource.layer(slower)
 * ```
 *
 * @category layers
 */
export const layer = (
  script: Iterable<Fault.Fault>,
): Layer.Layer<Faults | PeerSource.PeerSource, never, PeerSource.PeerSource> => {
  const checked = checkScript(script)
  return Layer.effectContext(PeerSource.PeerSource.useSync((inner) => make(inner, checked)))
}
