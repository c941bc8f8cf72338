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
import {
  type DescribeRouteServerPeers,
  PeerSource,
  PeerSourceError,
  ServiceError,
} from "@route-server/core"
import { Context, Duration, Effect, Layer } from "effect"
import fc from "fast-check"
import { random } from "../generators/internal/random.ts"
import { canonicalJson } from "../internal/canonicalJson.ts"
import { check, type Fault } from "./internal/Fault.ts"
import { taken } from "./internal/taken.ts"

export { Fault, Script } from "./internal/Fault.ts"

const checkEach = (faults: ReadonlyArray<Fault>, name: string): ReadonlyArray<Fault> =>
  faults.map((fault, index) => check(fault, `${name}[${index}]`))

/**
 * A script in which so many requests suffer nothing, and the next ones these
 * faults: a listing that fails on its third page, say. Throws a `RangeError` if the
 * number is not a whole one from 0 on, or if a fault is none.
 *
 * **Example** (Failing after two pages)
 *
 * ```ts
 * import { PeerSourceError, ServiceError } from "@route-server/core"
 * import { FaultyPeerSource } from "@route-server/testing"
 *
 * const error = new ServiceError.Unavailable({ message: "The service is overloaded." })
 *
 * FaultyPeerSource.after(2, { _tag: "Fail", error }).map(({ _tag }) => _tag)
 * // => ["None", "None", "Fail"]
 * ```
 *
 * @category scripts
 */
export const after = (requests: number, ...faults: ReadonlyArray<Fault>): ReadonlyArray<Fault> => {
  if (!Number.isSafeInteger(requests) || requests < 0) {
    throw new RangeError(`requests must be a whole number from 0 on, not ${requests}`)
  }
  return [
    ...Array.from({ length: requests }, (): Fault => ({ _tag: "None" })),
    ...checkEach(faults, "faults"),
  ]
}

/**
 * An endless script: these faults, over and over. Throws a `RangeError` if there are
 * no faults, or if one is none.
 *
 * @category scripts
 */
export const forever = (...faults: readonly [Fault, ...ReadonlyArray<Fault>]): Iterable<Fault> => {
  const checked = checkEach(faults, "faults")
  if (checked.length === 0) throw new RangeError("faults must be at least one, not none")
  return {
    *[Symbol.iterator]() {
      while (true) yield* checked
    },
  }
}

/**
 * What a random script is to be like.
 *
 * @category options
 */
export interface ScriptOptions {
  /** Says which of all such scripts to make: a whole number of 32 bits. */
  readonly seed: number
  /** The number of requests that it has something to say about. Default: 20. */
  readonly length?: number | undefined
  /** The share of these requests that suffer a fault, from 0 to 1. Default: 0.5. */
  readonly share?: number | undefined
}

const passing = (next: () => number): ReadonlyArray<Fault> => [
  {
    _tag: "Fail",
    error: new ServiceError.RequestLimitExceeded({ message: "Request limit exceeded." }),
  },
  {
    _tag: "Fail",
    error: new ServiceError.Unavailable({ message: "The service is overloaded." }),
  },
  { _tag: "Fail", error: new ServiceError.InternalError({ message: "The service failed." }) },
  { _tag: "Timeout", after: Duration.seconds(1 + Math.floor(next() * 10)) },
  { _tag: "Delay", duration: Duration.seconds(1 + Math.floor(next() * 10)) },
  { _tag: "EmptyPage" },
  { _tag: "ShortPage", size: Math.floor(next() * 5) },
  { _tag: "SuperfluousToken" },
  { _tag: "Stale" },
]

/**
 * A random script of faults that pass: errors for which a retry helps, time-outs
 * and delays of up to ten seconds, and everything legal that can happen to a page.
 * Whoever retries and follows tokens to the end finds all peers.
 *
 * **Details**
 *
 * The same options give the same script. Throws a `RangeError` that names the
 * option if one is out of its range.
 *
 * **Example** (Bad weather that can be repeated)
 *
 * ```ts
 * import { FaultyPeerSource } from "@route-server/testing"
 *
 * const weather = FaultyPeerSource.script({ seed: 8, length: 6 })
 *
 * weather.map(({ _tag }) => _tag)
 * // => ["EmptyPage", "Fail", "None", "None", "Fail", "ShortPage"]
 * ```
 *
 * @category scripts
 */
export const script = ({ seed, length = 20, share = 0.5 }: ScriptOptions): ReadonlyArray<Fault> => {
  if (!Number.isInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}`)
  if (!Number.isSafeInteger(length) || length < 0) {
    throw new RangeError(`length must be a whole number from 0 on, not ${length}`)
  }
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`share must be a number from 0 to 1, not ${share}`)
  }
  const next = random(seed)
  return Array.from({ length }, (): Fault => {
    const faults = next() < share ? passing(next) : []
    return faults[Math.floor(next() * faults.length)] ?? { _tag: "None" }
  })
}

/**
 * Scripts of up to twenty legal things that happen to pages: empty and short ones,
 * superfluous tokens, and stale answers. Whoever follows tokens to the end finds
 * the same peers as without them. Shrinks towards no faults.
 *
 * @category generators
 */
export const legalScript = (): fc.Arbitrary<ReadonlyArray<Fault>> =>
  fc.array(
    fc.oneof(
      fc.constant<Fault>({ _tag: "None" }),
      fc.constant<Fault>({ _tag: "EmptyPage" }),
      fc.nat(6).map((size): Fault => ({ _tag: "ShortPage", size })),
      fc.constant<Fault>({ _tag: "SuperfluousToken" }),
      fc.constant<Fault>({ _tag: "Stale" }),
    ),
    { maxLength: 20 },
  )

type Request = DescribeRouteServerPeers.Request
type Page = DescribeRouteServerPeers.Result

/** What one of the tokens below stands for: a token of the source's, or a page that it gave and that was cut. */
interface Place {
  readonly token: string | undefined
  readonly rest?: Rest
}

/** What is left of a page that was cut. */
interface Rest {
  readonly page: Page
  /** The request that the page answers, without its token. */
  readonly of: string
  /** The IDs in the page that were given before. */
  readonly given: ReadonlySet<string>
  /** How often it was cut. */
  readonly cuts: number
}

/** The most short or empty pages in the place of one, or an endless script would put the rest off for ever. */
const MOST_CUTS = 3

const withoutToken = ({ NextToken: _, ...request }: Request): string => canonicalJson(request)

/** How the tokens begin that are not the source's. */
const OWN = "faulty-"

/**
 * A request, and what befell it.
 *
 * @category models
 */
export interface Suffered {
  /** What was asked. */
  readonly request: Request
  /** What the script had for it: `None` when it had ended. */
  readonly fault: Fault
  /**
   * Whether that made a difference. A fault of a page makes none if the request is
   * refused, or has no page that the fault can act on: one that is short already, one
   * that was cut three times, one that is not the last, one that was not answered
   * before.
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
 * import { FaultyPeerSource, Fleet } from "@route-server/testing"
 *
 * const fleet = Fleet.make({ seed: 1, size: 3 })
 * const source = Layer.succeed(PeerSource.PeerSource, {
 *   describe: (request) => Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request)),
 * })
 * const script: ReadonlyArray<FaultyPeerSource.Fault> = [
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

type Mutable<T> = { -readonly [Member in keyof T]: T[Member] }

/** A script that is under way. */
const begin = (script: Iterable<Fault>) => {
  const faults = script[Symbol.iterator]()
  let drawn = 0
  let ahead: Fault | undefined
  const draw = (): Fault | undefined => {
    const next = faults.next()
    if (next.done) return undefined
    const fault = check(next.value, `script[${drawn}]`)
    drawn += 1
    return fault
  }
  return {
    next: (): Fault => {
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

const make = (inner: PeerSource.PeerSource["Service"], script: Iterable<Fault>) => {
  const faults = begin(script)
  const suffered: Array<Mutable<Suffered>> = []
  const places = new Map<string, Place>()
  const answers = new Map<string, Page>()

  const tokenOf = (place: Place): string => {
    const token = `${OWN}${places.size}`
    places.set(token, place)
    return token
  }

  const ask = (request: Request, befallen: Mutable<Suffered>) => {
    const key = canonicalJson(request)
    const before = befallen.fault._tag === "Stale" ? answers.get(key) : undefined
    if (before === undefined) {
      return Effect.tap(inner.describe(request), (page) =>
        Effect.sync(() =>
          answers.set(key, { ...page, RouteServerPeers: [...page.RouteServerPeers] }),
        ),
      )
    }
    befallen.acted = true
    // What whoever got it before makes of it is not what the source gave.
    return Effect.succeed({ ...before, RouteServerPeers: [...before.RouteServerPeers] })
  }

  const suffer = (
    page: Page,
    fault: Fault,
    request: Request,
    token: string | undefined,
    before?: Rest,
  ): Page => {
    const { length } = page.RouteServerPeers
    const cuts = before?.cuts ?? 0
    /** The first peers of the page, with a token of its own for the others. */
    const cutTo = (size: number): Page => {
      if (cuts >= MOST_CUTS) return page
      const RouteServerPeers = page.RouteServerPeers.slice(0, size)
      const rest = {
        page: { ...page, RouteServerPeers: page.RouteServerPeers.slice(size) },
        of: withoutToken(request),
        given: new Set([
          ...(before?.given ?? []),
          ...RouteServerPeers.map((peer): string => peer.RouteServerPeerId),
        ]),
        cuts: cuts + 1,
      }
      return { ...page, RouteServerPeers, NextToken: tokenOf({ token, rest }) }
    }
    switch (fault._tag) {
      case "EmptyPage":
        return cutTo(0)
      case "ShortPage":
        return length > fault.size ? cutTo(fault.size) : page
      case "SuperfluousToken":
        // What such a token leads to is the end.
        return page.NextToken || before !== undefined ? page : cutTo(length)
      case "RepeatToken":
        return { ...page, NextToken: request.NextToken ?? tokenOf({ token }) }
      default:
        return page
    }
  }

  const answer = Effect.fnUntraced(function* (request: Request) {
    const fault = faults.next()
    const strikes = fault._tag === "Fail" || fault._tag === "Timeout" || fault._tag === "Delay"
    const befallen = { request, fault, acted: strikes }
    suffered.push(befallen)
    if (fault._tag === "Fail") return yield* fault.error
    if (fault._tag === "Timeout") {
      yield* Effect.sleep(fault.after)
      return yield* new PeerSourceError.TransportError({
        message: `There was no answer within ${Duration.format(Duration.fromInputUnsafe(fault.after))}`,
        reason: { _tag: "Timeout" },
      })
    }
    if (fault._tag === "Delay") yield* Effect.sleep(fault.duration)

    const place = places.get(request.NextToken ?? "")
    const token = place === undefined ? request.NextToken : place.token
    // The source judges a request for the rest of a page like any other.
    const page = yield* ask(
      place === undefined ? request : { ...request, NextToken: token },
      befallen,
    )
    // A token that looks like these comes from another faulty source; it gets a name of its own here.
    const named = page.NextToken?.startsWith(OWN)
      ? { ...page, NextToken: tokenOf({ token: page.NextToken }) }
      : page
    if (place?.rest !== undefined) {
      const { rest } = place
      if (rest.of === withoutToken(request)) {
        const left = suffer(rest.page, fault, request, token, rest)
        befallen.acted = strikes || left !== rest.page
        return left
      }
      // Another request has another answer, without what was given before.
      const RouteServerPeers = named.RouteServerPeers.filter(
        (peer) => !rest.given.has(peer.RouteServerPeerId),
      )
      return { ...named, RouteServerPeers }
    }
    const due = suffer(named, fault, request, token)
    if (due !== named) befallen.acted = true
    return due
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
const checkScript = (script: Iterable<Fault>): Iterable<Fault> => {
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
 * The script is begun afresh whenever the layer is built. With `EmptyPage`,
 * `ShortPage` and `SuperfluousToken` the source hands out tokens that are not the
 * inner source's. Up to three short or empty pages in a row come in the place of one. A page that was cut is kept, so its rest is as old as its
 * beginning, unless the rest is asked for in another request; and each of its
 * tokens is good for as long as the layer lives.
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
 * import { FaultyPeerSource } from "@route-server/testing"
 *
 * const slower: Iterable<FaultyPeerSource.Fault> = {
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
  script: Iterable<Fault>,
): Layer.Layer<Faults | PeerSource.PeerSource, never, PeerSource.PeerSource> => {
  const checked = checkScript(script)
  return Layer.effectContext(PeerSource.PeerSource.useSync((inner) => make(inner, checked)))
}
