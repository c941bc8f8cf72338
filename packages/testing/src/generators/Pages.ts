/**
 * Pages of a listing, cut as AWS may legally cut them.
 */
import { DescribeRouteServerPeers, Judgement } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import type { Fleet } from "./Fleet.ts"

/**
 * The pages of a listing, from the one that the request asks for to the last.
 *
 * @category models
 */
export type Pages = ReadonlyArray<DescribeRouteServerPeers.Result>

/**
 * The pages of a listing of a fleet. Throws a `RangeError` with the reason if the
 * request is one that is refused, since there are no pages then.
 *
 * @category models
 */
export type PagesTemplate = (fleet: Fleet, request?: DescribeRouteServerPeers.Request) => Pages

/** What is left to chance about the pages. */
interface Cuts {
  /** How many peers the first pages have, as long as there are any. */
  readonly sizes: ReadonlyArray<number>
  /** Whether the last page has a token that leads to an empty one. */
  readonly superfluousToken: boolean
  /** What the tokens begin with. */
  readonly prefix: string
}

const cut = (peers: Fleet, most: number, { sizes, superfluousToken, prefix }: Cuts): Pages => {
  const pages: Array<Fleet> = []
  let at = 0
  for (const size of sizes) {
    const end = at + Math.min(size, most)
    if (end >= peers.length) break
    pages.push(peers.slice(at, end))
    at = end
  }
  do {
    pages.push(peers.slice(at, at + most))
    at += most
  } while (at < peers.length)
  if (superfluousToken) pages.push([])
  return pages.map((RouteServerPeers, index) =>
    index === pages.length - 1
      ? { RouteServerPeers }
      : { RouteServerPeers, NextToken: `${prefix}${index + 1}` },
  )
}

/**
 * The pages of a listing of a fleet that is not known yet, as AWS may legally cut them:
 * "each call returns 0 to MaxResults items", and ends when there is no token (docs).
 *
 * **Details**
 *
 * Put together they are the unpaged answer, each peer once. Covers full pages, short and
 * empty ones with more to follow, at the beginning too, several of them in a row, a last
 * page whose token leads to an empty one (seen), and tokens with characters that have to
 * be escaped in a form. Without MaxResults there may be several pages all the same.
 * Shrinks towards full pages.
 *
 * @category templates
 */
export const pagesTemplate = (): fc.Arbitrary<PagesTemplate> =>
  fc
    .record<Cuts>({
      sizes: fc.array(fc.nat(6), { maxLength: 8 }),
      superfluousToken: fc.boolean(),
      prefix: fc.constantFrom("page-", "AQIC+/w==", "eyJ2IjoyfQ%3D&", "ä 日"),
    })
    .map((cuts) => (fleet, { MaxResults, ...request } = {}) => {
      const whole = Result.flatMap(
        // MaxResults is judged with the rest, yet it must not cut the answer.
        Judgement.judge({ ...request, MaxResults }),
        () => DescribeRouteServerPeers.evaluate(fleet, request),
      )
      const { RouteServerPeers } = Result.getOrThrowWith(
        whole,
        ({ message }) => new RangeError(`request must be one that is answered: ${message}`),
      )
      return cut(RouteServerPeers, MaxResults ?? Number.POSITIVE_INFINITY, cuts)
    })

/**
 * The pages of a listing of this fleet, as {@link pagesTemplate} makes them.
 *
 * @category requests
 */
export const pagesFor = (
  fleet: Fleet,
  request: DescribeRouteServerPeers.Request = {},
): fc.Arbitrary<Pages> => pagesTemplate().map((template) => template(fleet, request))
