/**
 * What can befall a request on its way to a source of peers and back, as data, and what
 * the request then comes to. Doubles in tests and endpoints that are made to fail speak
 * of faults in these words.
 *
 * **Example** (A page that is cut short)
 *
 * ```ts
 * import { Effect } from "effect"
 * import { DescribeRouteServerPeers, RouteServerPeer } from "@route-server/core"
 * import * as Fault from "@route-server/core/Fault"
 *
 * const peers = ["rsp-1", "rsp-2"].map((id) => RouteServerPeer.make({ RouteServerPeerId: id }))
 * const strike = Fault.strike({
 *   describe: (request) => Effect.fromResult(DescribeRouteServerPeers.evaluate(peers, request)),
 * })
 *
 * const { page, acted } = await Effect.runPromise(strike({}, { _tag: "ShortPage", size: 1 }))
 * page.RouteServerPeers.length // => 1
 * page.NextToken === undefined // => false
 * acted // => true
 * ```
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import type { Request } from "./DescribeRouteServerPeersRequest.ts"
import type { Result as Page } from "./DescribeRouteServerPeersResult.ts"
import * as DurationInput from "./DurationInput.ts"
import * as Judgement from "./Judgement.ts"
import type { PeerSource } from "./PeerSource.ts"
import * as PeerSourceError from "./PeerSourceError.ts"

/**
 * What happens to one request.
 *
 * - `None`: nothing
 * - `Fail`: it fails with this error and does not reach the source
 * - `Timeout`: it does not reach the source and is not answered; after so long, by
 *   Effect's `Clock`, it fails with a `TransportError` whose reason is `Timeout`
 * - `Delay`: it reaches the source so much later, by Effect's `Clock`
 * - `EmptyPage`: it is answered with an empty page whose token leads to the page
 *   that was due; legal (docs)
 * - `ShortPage`: it is answered with at most `size` peers of the page that was due,
 *   and a token that leads to the rest of them; legal (docs)
 * - `SuperfluousToken`: the last page has a token, which leads to an empty page;
 *   legal (seen)
 * - `Stale`: it does not reach the source but is answered with the page that the
 *   source gave last to the same request, as caches do; if there is none, nothing
 *   happens. Peers that are in the source all the while are listed as without it.
 * - `RepeatToken`: the page has the token that the request came with, or if it came
 *   with none one that leads to the same page, so that the listing does not advance; a
 *   defect
 *
 * Durations are not negative, and `size` is a whole number from 0 on. A request that
 * the source refuses is refused, whatever its page would have suffered.
 *
 * @category models
 */
export type Fault =
  | { readonly _tag: "None" }
  | { readonly _tag: "Fail"; readonly error: PeerSourceError.PeerSourceError }
  | { readonly _tag: "Timeout"; readonly after: Duration.Input }
  | { readonly _tag: "Delay"; readonly duration: Duration.Input }
  | { readonly _tag: "EmptyPage" }
  | { readonly _tag: "ShortPage"; readonly size: number }
  | { readonly _tag: "SuperfluousToken" }
  | { readonly _tag: "Stale" }
  | { readonly _tag: "RepeatToken" }

const expected = "a duration that is not negative, such as '5 seconds' or a number of milliseconds"

const Wait = Schema.declare(
  (input): input is Duration.Input & (string | number) =>
    (typeof input === "string" || typeof input === "number") && DurationInput.is(input),
  { expected },
).pipe(
  Schema.decodeTo(Schema.declare(DurationInput.is, { expected }), {
    decode: SchemaGetter.passthroughSubtype(),
    encode: SchemaGetter.transform((input) => {
      const duration = Duration.fromInputUnsafe(input)
      return Duration.isFinite(duration) ? Duration.toMillis(duration) : "Infinity"
    }),
  }),
)

const Size = Schema.Int.check(
  Schema.isGreaterThanOrEqualTo(0, { expected: "a whole number from 0 on" }),
).annotate({ expected: "a whole number from 0 on" })

/**
 * What happens to one request; encoded, it is JSON, in which a duration is a text
 * such as `"5 seconds"` or a number of milliseconds.
 *
 * @category schemas
 */
export const Fault: Schema.Codec<Fault, unknown> = Schema.Union([
  Schema.TaggedStruct("None", {}),
  Schema.TaggedStruct("Fail", { error: PeerSourceError.PeerSourceError }),
  Schema.TaggedStruct("Timeout", { after: Wait }),
  Schema.TaggedStruct("Delay", { duration: Wait }),
  Schema.TaggedStruct("EmptyPage", {}),
  Schema.TaggedStruct("ShortPage", { size: Size }),
  Schema.TaggedStruct("SuperfluousToken", {}),
  Schema.TaggedStruct("Stale", {}),
  Schema.TaggedStruct("RepeatToken", {}),
]).annotate({
  expected:
    "a fault whose _tag is None, Fail, Timeout, Delay, EmptyPage, ShortPage, SuperfluousToken, Stale or RepeatToken",
})

/** What one of the tokens below stands for: a token of the source's, or a page that it gave and that was cut. */
interface Place {
  readonly token?: string | undefined
  readonly rest?: Rest
}

/** What is left of a page that was cut. */
interface Rest {
  readonly page: Page
  /** The request that the page answers, without its token. */
  readonly of: string | undefined
  /** The IDs in the page that were given before. */
  readonly given: ReadonlySet<string>
  /** The number of empty pages in a row that came before it. */
  readonly empty: number
}

/** The most empty pages in a row in the place of one, or an endless script would put it off for ever. */
const MOST_EMPTY = 3

/** The most tokens and answers that are kept, so that nobody who asks fills the memory. */
const MOST_KEPT = 1000

/** Adds an entry, and forgets the oldest where there are too many. */
const keep = <Key, A>(kept: Map<Key, A>, key: Key, value: A): void => {
  kept.delete(key)
  kept.set(key, value)
  for (const [oldest] of kept) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
}

/** How the tokens begin that are not the source's. */
const OWN = "faulty-"

/** The same text for requests that say the same; none for what is no request. */
const keyOf = (request: Request): string | undefined =>
  Result.match(Judgement.normalize(request), {
    onSuccess: (normal) => JSON.stringify(normal),
    onFailure: () => undefined,
  })

const withoutToken = (request: Request): string | undefined =>
  keyOf({ ...request, NextToken: undefined })

/**
 * Whether a fault befalls any request, whatever its answer would be: `Fail`, `Timeout`
 * and `Delay`. All others are faults of a page.
 *
 * @category predicates
 */
export const strikes = ({ _tag }: Fault): boolean =>
  _tag === "Fail" || _tag === "Timeout" || _tag === "Delay"

/**
 * What a request came to.
 *
 * @category models
 */
export interface Struck {
  /** The answer. */
  readonly page: Page
  /**
   * Whether the fault made a difference. One of a page makes none if there is no page
   * that it can act on: one that is short already, one that three empty ones came
   * before, one that is not the last, one that was not answered before.
   */
  readonly acted: boolean
}

/**
 * Stands before a source: answers a request as it does, but for the fault that befalls
 * the request.
 *
 * **Details**
 *
 * With `EmptyPage`, `ShortPage` and `SuperfluousToken` it hands out tokens that are not
 * the source's. Up to three empty pages in a row come in the place of one. A
 * page that was cut is kept, so its rest is as old as its beginning, unless the rest is
 * asked for in another request. The last 1,000 pages that were cut, and the last answers
 * to 1,000 requests, are remembered; an older token is refused as the source refuses it.
 * Time is that of Effect's `Clock`.
 *
 * @category operations
 */
export const strike = (
  source: PeerSource["Service"],
): ((request: Request, fault: Fault) => Effect.Effect<Struck, PeerSourceError.PeerSourceError>) => {
  const places = new Map<string, Place>()
  /** What is no request has no answer that it could be given again. */
  const answers = new Map<string | undefined, Page>()

  let tokens = 0
  const tokenOf = (place: Place): string => {
    const token = `${OWN}${tokens}`
    tokens += 1
    keep(places, token, place)
    return token
  }

  const ask = (
    request: Request,
    fault: Fault,
  ): Effect.Effect<Struck, PeerSourceError.PeerSourceError> => {
    const key = keyOf(request)
    const before = fault._tag === "Stale" ? answers.get(key) : undefined
    if (before !== undefined) {
      // What whoever got it before makes of it is not what the source gave.
      const page = { ...before, RouteServerPeers: [...before.RouteServerPeers] }
      return Effect.succeed({ page, acted: true })
    }
    return Effect.map(source.describe(request), (page) => {
      if (key !== undefined) {
        keep(answers, key, { ...page, RouteServerPeers: [...page.RouteServerPeers] })
      }
      return { page, acted: false }
    })
  }

  const suffer = (
    page: Page,
    fault: Fault,
    request: Request,
    token: string | undefined,
    before?: Rest,
  ): Page => {
    const { length } = page.RouteServerPeers
    const empty = before?.empty ?? 0
    /** The first peers of the page, with a token of its own for the others. */
    const cutTo = (size: number): Page => {
      if (size === 0 && empty >= MOST_EMPTY) return page
      const RouteServerPeers = page.RouteServerPeers.slice(0, size)
      const rest = {
        page: { ...page, RouteServerPeers: page.RouteServerPeers.slice(size) },
        of: withoutToken(request),
        given: new Set([
          ...(before?.given ?? []),
          ...RouteServerPeers.map((peer): string => peer.RouteServerPeerId),
        ]),
        empty: size === 0 ? empty + 1 : 0,
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
        return { ...page, NextToken: request.NextToken ?? tokenOf({}) }
      default:
        return page
    }
  }

  return Effect.fnUntraced(function* (request: Request, fault: Fault) {
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
    const { page, acted } = yield* ask(
      place === undefined ? request : { ...request, NextToken: token },
      fault,
    )
    // A token that looks like these comes from another faulty source; it gets a name of its own here.
    const named = page.NextToken?.startsWith(OWN)
      ? { ...page, NextToken: tokenOf({ token: page.NextToken }) }
      : page
    if (place?.rest !== undefined) {
      const { rest } = place
      if (rest.of === withoutToken(request)) {
        const left = suffer(rest.page, fault, request, token, rest)
        return { page: left, acted: strikes(fault) || left !== rest.page }
      }
      // Another request has another answer, without what was given before.
      const RouteServerPeers = named.RouteServerPeers.filter(
        (peer) => !rest.given.has(peer.RouteServerPeerId),
      )
      return { page: { ...named, RouteServerPeers }, acted }
    }
    const due = suffer(named, fault, request, token)
    return { page: due, acted: acted || strikes(fault) || due !== named }
  })
}
