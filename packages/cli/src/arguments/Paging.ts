/**
 * How much of a listing to ask for and from where on, in the AWS CLI's two ways:
 * by the parameters of the operation (`--max-results`, `--next-token`), and by what
 * the AWS CLI has over them (`--max-items`, `--page-size`, `--starting-token`,
 * `--no-paginate`).
 *
 * With `--max-items` a listing may end within a page. Its token then says which page
 * that was and how many of its peers were shown, as the tokens of the AWS CLI do:
 * either program takes the other's.
 */
import {
  type DescribeRouteServerPeers,
  Listing,
  PeerSource,
  type PeerSourceError,
} from "@route-server/core"
import { Effect, Option, Result, Schema, Stream } from "effect"
import { type Command, Flag } from "effect/cli"
import type { Continuation } from "../output/Renderer.ts"
import { checkFlags, firstGiven } from "./FlagConflict.ts"
import * as Flags from "./Flags.ts"

/** The flags. */
export const flags = {
  maxResults: Flags.wholeNumber("max-results").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("One page of at most N peers, 5 to 1000"),
    Flag.optional,
  ),
  nextToken: Flag.String("next-token").pipe(
    Flag.withMetavar("TOKEN"),
    Flag.withDescription("Go on where this token says"),
    Flag.optional,
  ),
  maxItems: Flags.wholeNumber("max-items", 1).pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("At most N peers, of any number of pages"),
    Flag.optional,
  ),
  pageSize: Flags.wholeNumber("page-size").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Ask for pages of N peers, 5 to 1000"),
    Flag.optional,
  ),
  startingToken: Flag.String("starting-token").pipe(
    Flag.withMetavar("TOKEN"),
    Flag.withDescription("Go on where --max-items ended"),
    Flag.optional,
  ),
  noPaginate: Flag.Boolean("no-paginate").pipe(
    Flag.withoutNegation,
    Flag.withDescription("The first page only"),
    Flag.withDefault(false),
  ),
}

/** What the flags ask for. */
export type Choice = Command.Command.Config.Infer<typeof flags>

/** A page, and how to go on behind what is shown of it. */
export interface Page {
  readonly result: DescribeRouteServerPeers.Result
  readonly continuation: Continuation | undefined
}

/** A place in a listing: a page by its token, and the peers of it that were shown. */
interface Place {
  readonly token: string | undefined
  readonly shown: number
}

const Token = Schema.fromJsonString(
  Schema.Struct({
    NextToken: Schema.NullOr(Schema.String),
    boto_truncate_amount: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))),
  }),
)

const decode = Schema.decodeUnknownResult(Token)

/** The place of a token; what is no token of the AWS CLI is one of the service, as there. */
const placeOf = (token: string): Place =>
  Result.match(decode(Buffer.from(token, "base64").toString()), {
    onFailure: () => ({ token, shown: 0 }),
    onSuccess: ({ NextToken, boto_truncate_amount: shown = 0 }) => ({
      token: NextToken ?? undefined,
      shown,
    }),
  })

/** Laid out as Python does. */
const tokenOf = ({ token, shown }: Place): string => {
  const members = [
    `"NextToken": ${JSON.stringify(token ?? null)}`,
    ...(shown > 0 ? [`"boto_truncate_amount": ${shown}`] : []),
  ]
  return Buffer.from(`{${members.join(", ")}}`).toString("base64")
}

/** A listing of a source that shows no peer twice, so that nobody need keep its IDs. */
const pieces = (request: DescribeRouteServerPeers.Request) =>
  Stream.paginate(request, (request) =>
    Effect.map(PeerSource.describe(request), (result) => [
      [result],
      Option.map(Option.fromUndefinedOr(result.NextToken), (NextToken) => ({
        ...request,
        NextToken,
      })),
    ]),
  )

/** The pages of a listing. */
type Pages = Stream.Stream<Page, PeerSourceError.PeerSourceError, PeerSource.PeerSource>

/**
 * What the flags mean for a request; fails if they contradict each other. A page of any
 * size may be asked for in pieces of so many peers, for a source that does not have them
 * in memory; they count as one page.
 */
export const pages = Effect.fnUntraced(function* (
  request: DescribeRouteServerPeers.Request,
  choice: Choice,
) {
  const { maxItems, maxResults, nextToken, noPaginate, pageSize, startingToken } = choice
  const overIt = firstGiven({
    "--max-items": Option.isSome(maxItems),
    "--page-size": Option.isSome(pageSize),
    "--starting-token": Option.isSome(startingToken),
  })
  const byHand = firstGiven({
    "--max-results": Option.isSome(maxResults),
    "--next-token": Option.isSome(nextToken),
    "--no-paginate": noPaginate,
  })
  yield* checkFlags(overIt && byHand && `${overIt} can't be used with ${byHand}`)
  const start: Place = Option.match(startingToken, {
    onNone: () => ({ token: Option.getOrUndefined(nextToken), shown: 0 }),
    onSome: placeOf,
  })
  const first = {
    ...request,
    MaxResults: Option.getOrUndefined(Option.orElse(maxResults, () => pageSize)),
    NextToken: start.token,
  }
  const isOnePage = Option.isSome(maxResults) || noPaginate
  const continuationAt = (place: Place): Continuation =>
    isOnePage
      ? { flag: "--next-token", token: place.token ?? "" }
      : { flag: "--starting-token", token: tokenOf(place) }
  const limit = Option.getOrElse(maxItems, () => Number.POSITIVE_INFINITY)
  const isWhole = first.MaxResults === undefined && (request.RouteServerPeerIds ?? []).length === 0
  const inPages = isOnePage ? Stream.fromEffect(PeerSource.describe(first)) : Listing.pages(first)
  return (piece?: number): Pages => {
    const inPieces = isWhole ? piece : undefined
    const all = inPieces === undefined ? inPages : pieces({ ...first, MaxResults: inPieces })
    return all.pipe(
      Stream.mapAccum(
        () => ({ at: start, skip: start.shown, left: limit }),
        ({ at, left, skip }, result) => {
          const peers = result.RouteServerPeers.slice(skip)
          const kept = peers.slice(0, left)
          const isCut = kept.length < peers.length
          const token = result.NextToken || undefined
          const within = { ...at, shown: at.shown + kept.length }
          const isPiece = inPieces !== undefined && token !== undefined
          const next: Place = isPiece ? within : { token, shown: 0 }
          const page: Page = {
            result: { ...result, RouteServerPeers: kept },
            continuation:
              (isCut || token !== undefined) &&
              ((isOnePage && inPieces === undefined) || kept.length === left)
                ? continuationAt(isCut ? within : next)
                : undefined,
          }
          const behind = Math.max(0, skip - result.RouteServerPeers.length)
          return [
            { at: next, left: left - kept.length, skip: isPiece ? behind : 0 },
            [page],
          ] as const
        },
      ),
      Stream.takeUntil(({ continuation }) => continuation !== undefined),
    )
  }
})

/** What the flags mean for a fleet: nothing but the size of pages, since its listings have no common place to go on from. */
export const ofFleet = Effect.fnUntraced(function* (choice: Choice) {
  const given = firstGiven({
    "--max-results": Option.isSome(choice.maxResults),
    "--next-token": Option.isSome(choice.nextToken),
    "--max-items": Option.isSome(choice.maxItems),
    "--starting-token": Option.isSome(choice.startingToken),
    "--no-paginate": choice.noPaginate,
  })
  yield* checkFlags(given && `${given} can't be used with a fleet`)
  return { pageSize: Option.getOrUndefined(choice.pageSize) }
})
