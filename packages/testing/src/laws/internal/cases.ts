import { type DescribeRouteServerPeers, type Filter, FilterPattern } from "@route-server/core"
import fc from "fast-check"
import { filtersTemplate, filterTemplate, textsOf } from "../../generators/Filter.ts"
import type { Fleet } from "../../generators/Fleet.ts"
import { fleet } from "../../generators/FleetArbitrary.ts"
import * as brands from "../../generators/internal/brands.ts"
import { listed, TAG_FAMILY } from "../../generators/internal/filterNames.ts"
import { idsTemplate, requestTemplate } from "../../generators/Request.ts"
import { constantly, itemAt, type Template } from "../../generators/Template.ts"
import { idBody } from "../../generators/Topology.ts"
import type { Promises } from "../Adapter.ts"
import type { Cases } from "../Law.ts"

type Request = DescribeRouteServerPeers.Request

const MOST_PEERS = 14

/** Fleets with more peers are large: what takes long is done once for them. */
export const LARGE = 100

/** More peers than fit the largest page of EC2. */
export const MANY_PEERS = 1001

/** Fleets large enough for a few of the smallest pages. */
export const fleets = ({ unknownMembers }: Promises): fc.Arbitrary<Fleet> =>
  fleet({ unknownMembers, maxLength: MOST_PEERS })

/** Fleets too large for the smallest page; half of them too large for two. */
export const fleetsOfSeveralPages = ({ unknownMembers, limits }: Promises): fc.Arbitrary<Fleet> => {
  const atLeast = (minLength: number) =>
    fleet({ unknownMembers, minLength: Math.min(minLength, MOST_PEERS), maxLength: MOST_PEERS })
  const { minMaxResults: size } = limits
  return fc.oneof({ withCrossShrink: true }, atLeast(size + 1), atLeast(2 * size + 1))
}

/**
 * Peers of a fleet, and what is worked out for them from what is left to chance: both
 * are made smaller on their own.
 */
export const casesFor = <Chance, Input>(
  peers: fc.Arbitrary<Fleet>,
  chance: fc.Arbitrary<Chance>,
  decide: (fleet: Fleet, chance: Chance) => Input,
): Cases<Input> => fc.tuple(peers, chance).map(([fleet, each]) => [fleet, decide(fleet, each)])

/** A filter that the adapter must accept. */
export const filter = ({ filterNames, limits }: Promises): fc.Arbitrary<Template<Filter.Filter>> =>
  filterTemplate({ filterNames, limits, refused: false })

/** Filters that the adapter must accept. */
export const filters = ({
  filterNames,
  limits,
}: Promises): fc.Arbitrary<Template<ReadonlyArray<Filter.Filter>>> =>
  filtersTemplate({ filterNames, limits, refused: false })

/**
 * So many peers that have nothing but an ID. They come in the order of IDs, begun within:
 * whoever needs an order has to put them in it, and is quick to, for a page at a time.
 */
export const barePeers = (size: number, salt = 0): Fleet => {
  const ids = Array.from({ length: size }, (_, at) => `rsp-${idBody("old", salt, at)}`).sort()
  const from = Math.floor(size / 3) + (salt % 100)
  return [...ids.slice(from), ...ids.slice(0, from)].map((id) => ({
    RouteServerPeerId: brands.peerId(id),
  }))
}

/** Sizes of pages that the adapter must accept, small enough to make several of a fleet. */
export const pageSize = ({ limits }: Promises): fc.Arbitrary<number> =>
  fc.oneof(
    { withCrossShrink: true },
    fc.constant(limits.minMaxResults),
    fc.integer({
      min: limits.minMaxResults,
      max: Math.min(limits.minMaxResults + 4, limits.maxMaxResults),
    }),
  )

/** What a filter compares for a peer. */
export interface Aim {
  readonly Name: string
  readonly text: string
}

/** All that filters of these names compare for a peer. */
export const aimsAt = ({ filterNames }: Promises, peer: Fleet[number]): ReadonlyArray<Aim> =>
  listed(filterNames)
    .flatMap((name) =>
      name === TAG_FAMILY ? (peer.Tags ?? []).map(({ Key }) => `tag:${Key}`) : [name],
    )
    .flatMap((Name) => textsOf([peer], Name).map((text) => ({ Name, text })))

/** One of the things that filters compare for one of the peers, by any two numbers. */
export const aimAt = (
  promises: Promises,
  fleet: Fleet,
  who: number,
  which: number,
): Aim | undefined => {
  const peer = itemAt(fleet, who)
  return peer && itemAt(aimsAt(promises, peer), which)
}

/** A filter that finds what has this text, as far as it may be that long. */
export const literal = ({ limits }: Promises, { Name, text }: Aim): Filter.Filter => {
  const value = FilterPattern.escape(text)
  const characters = Array.from(text)
  return Array.from(value).length <= limits.characters
    ? { Name, Values: [value] }
    : {
        Name,
        Values: [`*${FilterPattern.escape(characters.slice(-limits.characters / 3).join(""))}`],
      }
}

/** A few filters that one peer fits, of as many names; some have a value of another peer beside. */
export const aimedFilters = (
  promises: Promises,
): fc.Arbitrary<Template<ReadonlyArray<Filter.Filter>>> =>
  fc
    .tuple(
      fc.nat(255),
      fc.nat(255),
      fc.array(fc.tuple(fc.nat(255), fc.boolean()), { minLength: 1, maxLength: 3 }),
    )
    .map(([index, otherIndex, picks]) => (fleet: Fleet) => {
      const [peer, other] = [itemAt(fleet, index), itemAt(fleet, otherIndex)]
      const aims = peer === undefined ? [] : aimsAt(promises, peer)
      return picks.flatMap(([pick, withOther]) => {
        const aim = itemAt(aims, pick)
        if (aim === undefined) return []
        const { Name } = aim
        const [text] = withOther && other !== undefined ? textsOf([other], Name) : []
        const aimsOfBoth = text === undefined ? [aim] : [{ Name, text }, aim]
        const values = aimsOfBoth.flatMap((each) => literal(promises, each).Values ?? [])
        return [{ Name, Values: values.slice(-promises.limits.valuesPerFilter) }]
      })
    })

/** How to write that there is nothing of something. */
type Nothing = "absent" | "undefined" | "empty"

/** A request in which what is empty is written in one of the ways to write nothing. */
const withNothing = (
  { RouteServerPeerIds = [], Filters = [] }: Pick<Request, "RouteServerPeerIds" | "Filters">,
  as: Nothing,
): Pick<Request, "RouteServerPeerIds" | "Filters"> => {
  if (as === "empty") return { RouteServerPeerIds, Filters }
  const [ids, filters] = [RouteServerPeerIds, Filters].map(({ length }) => length > 0)
  return as === "undefined"
    ? {
        RouteServerPeerIds: ids ? RouteServerPeerIds : undefined,
        Filters: filters ? Filters : undefined,
      }
    : { ...(ids ? { RouteServerPeerIds } : {}), ...(filters ? { Filters } : {}) }
}

/** A request for peers by their IDs, with filters beside them or without. */
export interface ByIds {
  readonly RouteServerPeerIds: ReadonlyArray<string>
  readonly Filters: ReadonlyArray<Filter.Filter>
}

/** A request for peers of the fleet by their IDs. */
export const requestByIds = (promises: Promises): fc.Arbitrary<Template<ByIds>> =>
  fc
    .tuple(
      idsTemplate({ minLength: 1, maxLength: 4 }),
      fc.oneof(
        { withCrossShrink: true },
        constantly(fc.constant([])),
        filters(promises),
        aimedFilters(promises),
      ),
    )
    .map(([ids, template]) => (peers: Fleet) => ({
      RouteServerPeerIds: ids(peers),
      Filters: template(peers),
    }))

/** A request for peers that fit a few filters. */
export const aimedRequest = (promises: Promises): fc.Arbitrary<Template<Request>> =>
  aimedFilters(promises).map(
    (template): Template<Request> =>
      (fleet) => ({ Filters: template(fleet) }),
  )

/** A request that the adapter must answer, to be answered whole and from the beginning. */
export const wholeRequest = (promises: Promises): fc.Arbitrary<Template<Request>> => {
  const { filterNames, limits } = promises
  const accepted = requestTemplate({ filterNames, limits, refused: false, coreTokens: false })
  return fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: accepted },
        { weight: 1, arbitrary: aimedRequest(promises) },
      ),
      fc.constantFrom<Array<Nothing>>("absent", "undefined", "empty"),
    )
    .map(
      ([template, as]) =>
        (fleet) =>
          withNothing(template(fleet), as),
    )
}

/** Every other request asks for pages, and not for IDs, beside which it may not. */
export const halfInPages = (
  promises: Promises,
  requests: fc.Arbitrary<Template<Request>>,
): fc.Arbitrary<Template<Request>> =>
  fc
    .tuple(requests, fc.option(pageSize(promises), { freq: 2 }))
    .map(([template, MaxResults]) => (fleet) => {
      const request = template(fleet)
      if (MaxResults === null) return request
      const { RouteServerPeerIds: _, ...others } = request
      return { ...others, MaxResults }
    })
