/**
 * Requests that make sense for a fleet.
 */
import {
  type DescribeRouteServerPeers,
  type Filter,
  FilterNames,
  Limits,
  PageToken,
  ResourceId,
} from "@route-server/core"
import fc from "fast-check"
import { type FilterOptions, filtersTemplate, refusedFilterTemplate } from "./Filter.ts"
import type { Fleet } from "./Fleet.ts"
import { oneOf } from "./internal/filterNames.ts"
import { inventedToken, pageToken, spoilToken } from "./PageToken.ts"
import { malformedPeerId, routeServerPeerId } from "./ResourceId.ts"
import { constantly, itemAt, type Template } from "./Template.ts"

/**
 * Which requests to generate.
 *
 * @category options
 */
export interface RequestOptions extends FilterOptions {
  /**
   * Whether the service reads and writes core's page tokens, so that tokens may
   * be made for it. If not, all tokens are invented ones, which it must refuse.
   * Default: `true`.
   */
  readonly coreTokens?: boolean | undefined
}

type Request = DescribeRouteServerPeers.Request

/** IDs of peers in the fleet, some of them more than once. */
export const idsTemplate = (
  lengths: fc.ArrayConstraints = { maxLength: 4 },
): fc.Arbitrary<Template<ReadonlyArray<string>>> =>
  fc
    .array(fc.nat(255), lengths)
    .map(
      (indices) => (fleet: Fleet) =>
        indices.flatMap((index) => itemAt(fleet, index)?.RouteServerPeerId ?? []),
    )

const maxResults = ({ minMaxResults, maxMaxResults }: Limits.Limits): fc.Arbitrary<number> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.integer({
        min: minMaxResults,
        max: Math.min(minMaxResults + 5, maxMaxResults),
      }),
    },
    { weight: 1, arbitrary: fc.constant(maxMaxResults) },
  )

/** Tokens for a place in the fleet, or behind a peer that is gone. */
const validToken = (): fc.Arbitrary<Template<string>> =>
  fc
    .oneof({ weight: 3, arbitrary: fc.nat(255) }, { weight: 1, arbitrary: routeServerPeerId() })
    .map((after) => (fleet: Fleet) => {
      const id = typeof after === "number" ? itemAt(fleet, after)?.RouteServerPeerId : after
      return PageToken.encode({ after: id ?? ResourceId.RouteServerPeerId.make("rsp-0") })
    })

const spoiledToken = (): fc.Arbitrary<Template<string>> =>
  fc.tuple(validToken(), spoilToken()).map(
    ([template, spoil]): Template<string> =>
      (fleet) =>
        spoil(template(fleet)),
  )

/** What is otherwise in a valid request, so that it is refused. */
type Spoil = (fleet: Fleet, request: Request) => Partial<Request>

const spoils = (
  options: FilterOptions & { readonly limits: Limits.Limits; readonly coreTokens: boolean },
): ReadonlyArray<fc.Arbitrary<Spoil>> => {
  const { limits, coreTokens } = options
  const wrongId = (id: fc.Arbitrary<string>) =>
    fc.tuple(id, idsTemplate(), fc.option(routeServerPeerId(), { freq: 3 })).map(
      ([wrong, template, before]): Spoil =>
        (fleet) => ({
          RouteServerPeerIds: [...(before === null ? [] : [before]), ...template(fleet), wrong],
          MaxResults: undefined,
        }),
    )
  const { minMaxResults, maxMaxResults } = limits
  const outOfRange = fc.constantFrom(0, -1, minMaxResults - 1, maxMaxResults + 1, 2 ** 31 - 1).map(
    (MaxResults): Spoil =>
      () => ({ RouteServerPeerIds: undefined, MaxResults }),
  )
  const combined = fc.tuple(idsTemplate(), maxResults(limits)).map(
    ([template, MaxResults]): Spoil =>
      (fleet) => ({ RouteServerPeerIds: ["rsp-0", ...template(fleet)], MaxResults }),
  )
  const token = fc
    .oneof(constantly(inventedToken()), coreTokens ? spoiledToken() : constantly(pageToken()))
    .map(
      (template): Spoil =>
        (fleet) => ({ NextToken: template(fleet) }),
    )
  const filter = refusedFilterTemplate(options).map(
    (template): Spoil =>
      (fleet, { Filters = [] }) => ({ Filters: [...Filters, template(fleet)] }),
  )
  const oneTooMany = excesses(options)
  return [
    wrongId(routeServerPeerId()),
    wrongId(malformedPeerId()),
    outOfRange,
    combined,
    token,
    filter,
    ...(oneTooMany.length === 0 ? [] : [fc.constantFrom(...oneTooMany)]),
    fc.constant(() => ({ DryRun: true })),
  ]
}

/** Filters that have so many values in all, and no one of them too many. */
export const filtersWithValues = (
  Name: string | undefined,
  total: number,
  { valuesPerFilter }: Limits.Limits,
): ReadonlyArray<Filter.Filter> => {
  const most = Math.min(valuesPerFilter, total)
  return Array.from({ length: Math.ceil(total / most) }, (_, at) => ({
    Name,
    Values: new Array<string>(Math.min(most, total - at * most)).fill("*"),
  }))
}

/** One more than a request may hold of something. */
const excesses = ({
  limits,
  filterNames = FilterNames.all,
}: FilterOptions & { readonly limits: Limits.Limits }): ReadonlyArray<Spoil> => {
  const Name = oneOf(filterNames)
  const repeat = <A>(limit: number, item: A): ReadonlyArray<A> => new Array<A>(limit + 1).fill(item)
  const { filters, valuesPerFilter, valuesInAll, ids } = limits
  const tooMany: ReadonlyArray<readonly [limit: number, spoil: Spoil]> = [
    [filters, () => ({ Filters: repeat(filters, { Name, Values: ["*"] }) })],
    [valuesPerFilter, () => ({ Filters: [{ Name, Values: repeat(valuesPerFilter, "*") }] })],
    [valuesInAll, () => ({ Filters: filtersWithValues(Name, valuesInAll + 1, limits) })],
    [ids, () => ({ RouteServerPeerIds: repeat(ids, "rsp-0"), MaxResults: undefined })],
  ]
  return tooMany.flatMap(([limit, spoil]) => (Number.isFinite(limit) ? [spoil] : []))
}

/** A member that is absent in so many requests of ten. */
const absentIn = <A>(
  weight: number,
  member: fc.Arbitrary<Template<A>>,
): fc.Arbitrary<Template<A | undefined>> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight, arbitrary: fc.constant(() => undefined) },
    { weight: 10 - weight, arbitrary: member },
  )

/**
 * A request for a fleet that is not known yet.
 *
 * **Details**
 *
 * Covers every member present and absent, empty lists, filters as `filterTemplate`
 * makes them, IDs of the fleet with repetitions, the least and the greatest
 * MaxResults, and tokens for places in the fleet and behind peers that are gone.
 * With `refused` also: unknown and malformed IDs, alone and together, IDs with
 * MaxResults, MaxResults out of range, tokens cut, altered and made up, one filter,
 * value or ID too many, and dry runs, most of them one at a time, so that no refusal
 * hides another. Shrinks towards a request without members.
 *
 * @category templates
 */
export const requestTemplate = (options: RequestOptions = {}): fc.Arbitrary<Template<Request>> => {
  const { limits = Limits.ec2, refused = true, coreTokens = true } = options
  const valid = fc
    .tuple(
      absentIn(3, filtersTemplate({ ...options, refused: false })),
      absentIn(6, idsTemplate()),
      absentIn(5, constantly(maxResults(limits))),
      coreTokens ? absentIn(7, validToken()) : constantly(fc.constant(undefined)),
      absentIn(8, constantly(fc.constant(false))),
    )
    .map(
      ([filters, ids, size, token, dryRun]): Template<Request> =>
        (fleet) => {
          const RouteServerPeerIds = ids(fleet)
          return {
            RouteServerPeerIds,
            NextToken: token(fleet),
            MaxResults: (RouteServerPeerIds ?? []).length > 0 ? undefined : size(fleet),
            Filters: filters(fleet),
            DryRun: dryRun(fleet),
          }
        },
    )
  if (!refused) return valid
  const spoil = fc.oneof(...spoils({ ...options, limits, coreTokens }))
  const spoilt = fc.tuple(valid, spoil, fc.option(spoil, { freq: 2, nil: () => ({}) })).map(
    ([template, first, second]): Template<Request> =>
      (fleet) => {
        const request = template(fleet)
        const once = { ...request, ...first(fleet, request) }
        return { ...once, ...second(fleet, once) }
      },
  )
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: valid },
    { weight: 7, arbitrary: spoilt },
  )
}

/** A request for this fleet, as {@link requestTemplate} makes them. @category requests */
export const requestFor = (fleet: Fleet, options: RequestOptions = {}): fc.Arbitrary<Request> =>
  requestTemplate(options).map((template) => template(fleet))
