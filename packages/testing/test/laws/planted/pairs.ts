/**
 * Bugs that need two particular things at once.
 */
import type { Filter } from "@route-server/core"
import { adapterOf, matchesOne, type PlantedBug, rerequesting, selecting } from "./adapters.ts"

type Filters = ReadonlyArray<Filter.Filter>

const has = (filters: Filters, name: RegExp): boolean =>
  filters.some(({ Name = "" }) => name.test(Name))

const without = (filters: Filters, name: RegExp): Filters =>
  filters.filter(({ Name = "" }) => !name.test(Name))

/** Forgets the filters of the second name beside one of the first. */
const forgetting = (first: RegExp, second: RegExp) =>
  rerequesting(({ Filters = [], ...request }) => ({
    ...request,
    Filters: has(Filters, first) ? without(Filters, second) : Filters,
  }))

/** Joins two filters of these names with OR, where there are no others. */
const joiningTwo = (first: RegExp, second: RegExp) =>
  selecting((peer, filters) => {
    const isPair = filters.length === 2 && has(filters, first) && has(filters, second)
    return isPair
      ? filters.some((filter) => matchesOne(peer, filter))
      : filters.every((filter) => matchesOne(peer, filter))
  })

const byOrder = { laws: ["order and repetition"], because: "repeating one makes three of two" }

export const bugsOfPairs: ReadonlyArray<PlantedBug> = [
  {
    bug: "a state makes the tags forgotten",
    law: "filters and",
    adapter: adapterOf(forgetting(/^State$/, /^tag:/)),
  },
  {
    bug: "a VPC makes the tag keys forgotten",
    law: "filters and",
    adapter: adapterOf(forgetting(/^vpc-id$/, /^tag-key$/)),
  },
  {
    bug: "an address makes the status of BFD forgotten",
    law: "filters and",
    adapter: adapterOf(forgetting(/^PeerAddress$/, /^bfd-status\.status$/)),
  },
  {
    bug: "a subnet and an ASN are joined with OR where they stand alone",
    law: "filters and",
    also: byOrder,
    adapter: adapterOf(joiningTwo(/^SubnetId$/, /^bgp-options\.peer-asn$/)),
  },
  {
    bug: "an interface and a tag value are joined with OR where they stand alone",
    law: "filters and",
    also: byOrder,
    adapter: adapterOf(joiningTwo(/^EndpointEniId$/, /^tag-value$/)),
  },
  {
    bug: "of two tag filters the last one counts",
    law: "filters and",
    also: { laws: ["order and repetition"], because: "which one is the last depends on it" },
    adapter: adapterOf(
      rerequesting(({ Filters = [], ...request }) => {
        const ofTags = Filters.filter(({ Name = "" }) => Name.startsWith("tag:"))
        return { ...request, Filters: [...without(Filters, /^tag:/), ...ofTags.slice(-1)] }
      }),
    ),
  },
  {
    bug: "of three filters the last is forgotten",
    law: "filters and",
    also: { laws: ["order and repetition"], because: "which one is the last depends on it" },
    adapter: adapterOf(
      rerequesting(({ Filters = [], ...request }) => ({
        ...request,
        Filters: Filters.length === 3 ? Filters.slice(0, 2) : Filters,
      })),
    ),
  },
  {
    bug: "IDs make the tags forgotten",
    law: "ids find",
    adapter: adapterOf(
      rerequesting(({ Filters = [], ...request }) => ({
        ...request,
        Filters:
          (request.RouteServerPeerIds ?? []).length === 0 ? Filters : without(Filters, /^tag:/),
      })),
    ),
  },
  {
    bug: "IDs make the route server forgotten",
    law: "ids find",
    adapter: adapterOf(
      rerequesting(({ Filters = [], ...request }) => ({
        ...request,
        Filters:
          (request.RouteServerPeerIds ?? []).length === 0
            ? Filters
            : without(Filters, /^route-server-id$/),
      })),
    ),
  },
  {
    bug: "a token makes the address of the interface forgotten",
    law: "pages put together",
    adapter: adapterOf(
      rerequesting(({ Filters = [], ...request }) => ({
        ...request,
        Filters:
          request.NextToken === undefined ? Filters : without(Filters, /^EndpointEniAddress$/),
      })),
    ),
  },
  {
    bug: "MaxResults makes the status of BGP forgotten",
    law: "pages put together",
    adapter: adapterOf(
      rerequesting(({ Filters = [], ...request }) => ({
        ...request,
        Filters:
          request.MaxResults === undefined ? Filters : without(Filters, /^BgpStatus\.Status$/),
      })),
    ),
  },
]
