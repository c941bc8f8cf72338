/**
 * Bugs of what filters and IDs do together.
 */
import { DescribeRouteServerPeers, FilterName, ResourceId } from "@route-server/core"
import {
  adapterOf,
  changingPeers,
  matchesOne,
  type PlantedBug,
  refiltering,
  rerequesting,
  selecting,
  selectingByEach,
} from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

const isOfTag = (name: string | undefined): boolean => name === "tag-key" || name === "tag-value"

const attributeOf = (name: string): string =>
  FilterName.catalogue.find(({ names }) => names.some((each) => each.name === name))?.attribute ??
  name

export const bugsOfFilters: ReadonlyArray<PlantedBug> = [
  {
    bug: "filters are joined with OR",
    law: "filters and",
    adapter: adapterOf(
      selecting((peer, filters) => filters.some((filter) => matchesOne(peer, filter))),
    ),
  },
  {
    bug: "a filter overwrites another of the same name",
    law: "filters and",
    also: {
      laws: ["order and repetition"],
      because: "which of the two is left depends on their order",
    },
    adapter: adapterOf(
      rerequesting(({ Filters = [], ...request }) => {
        const byName = new Map(Filters.map((filter) => [filter.Name, filter]))
        return { ...request, Filters: [...byName.values()] }
      }),
    ),
  },
  {
    bug: "values are joined with AND",
    law: "values or",
    adapter: adapterOf(
      selectingByEach(
        (peer, { Name, Values = [] }) =>
          Values.length > 0 && Values.every((value) => matchesOne(peer, { Name, Values: [value] })),
      ),
    ),
  },
  {
    bug: "only the first ten values count",
    law: "values or",
    also: { laws: ["order and repetition"], because: "which ten are the first depends on it" },
    adapter: adapterOf(refiltering(({ Name, Values }) => [{ Name, Values: Values?.slice(0, 10) }])),
  },
  {
    bug: "a filter without a list of values is none",
    law: "values or",
    also: {
      laws: ["filters and", "order and repetition", "patterns"],
      because: "its filters have such ones among them",
    },
    adapter: adapterOf(refiltering((filter) => (filter.Values === undefined ? [] : [filter]))),
  },
  {
    bug: "a peer is answered as often as it is asked for",
    law: "order and repetition",
    adapter: adapterOf(
      changingPeers((peers, { RouteServerPeerIds: ids = [] }) =>
        ids.length === 0
          ? peers
          : ids.flatMap((id) => peers.filter((peer) => peer.RouteServerPeerId === id)),
      ),
    ),
  },
  {
    bug: "a peer shows only when one filters",
    law: "a filter never adds",
    also: {
      laws: ["filters and"],
      because: "the hidden peer fits the two together where it fits one",
    },
    adapter: adapterOf((peers, request) => {
      const [first] = peers
      const hidden = {
        ...first,
        RouteServerPeerId: ResourceId.RouteServerPeerId.make("rsp-hidden"),
      }
      const filtered = first !== undefined && (request.Filters ?? []).length > 0
      return evaluate(filtered ? [...peers, hidden] : peers, request)
    }),
  },
  {
    bug: "filters make the IDs forgotten",
    law: "ids confine",
    adapter: adapterOf(
      rerequesting((request) =>
        (request.Filters ?? []).length === 0 ? request : { ...request, RouteServerPeerIds: [] },
      ),
    ),
  },
  {
    bug: "IDs are answered with nothing",
    law: "ids find",
    also: {
      laws: ["tombstones"],
      because: "a peer that is gone, or deleted, is asked for by its ID",
    },
    adapter: adapterOf(
      changingPeers((peers, { RouteServerPeerIds: ids = [] }) => (ids.length === 0 ? peers : [])),
    ),
  },
  {
    bug: "IDs make the filters forgotten",
    law: "ids find",
    adapter: adapterOf(
      rerequesting((request) =>
        (request.RouteServerPeerIds ?? []).length === 0 ? request : { ...request, Filters: [] },
      ),
    ),
  },
  {
    bug: "only the last of the IDs counts",
    law: "ids find",
    also: { laws: ["order and repetition"], because: "which one is the last depends on it" },
    adapter: adapterOf(
      rerequesting((request) => ({
        ...request,
        RouteServerPeerIds: request.RouteServerPeerIds?.slice(-1),
      })),
    ),
  },
  {
    bug: "only the first six filters count",
    law: "filters and",
    also: { laws: ["order and repetition"], because: "which six are the first depends on it" },
    adapter: adapterOf(
      rerequesting(({ Filters = [], ...request }) => ({
        ...request,
        Filters: Filters.slice(0, 6),
      })),
    ),
  },
  {
    bug: "a key and a value must be those of one tag",
    law: "filters and",
    adapter: adapterOf(
      selecting((peer, filters) => {
        const ofTags = filters.filter(({ Name }) => isOfTag(Name))
        const ofOneTag = (peer.Tags ?? []).map((tag) => ({ ...peer, Tags: [tag] }))
        return (
          filters.every((filter) => matchesOne(peer, filter)) &&
          (ofTags.length === 0 ||
            ofOneTag.some((each) => ofTags.every((filter) => matchesOne(each, filter))))
        )
      }),
    ),
  },
  {
    bug: "names of one attribute are joined with OR",
    law: "filters and",
    adapter: adapterOf(
      selecting((peer, filters) =>
        Object.values(Object.groupBy(filters, ({ Name = "" }) => attributeOf(Name))).every(
          (group = []) => group.some((filter) => matchesOne(peer, filter)),
        ),
      ),
    ),
  },
  {
    bug: "of values that differ in case only one is looked for",
    law: "values or",
    also: { laws: ["order and repetition"], because: "which one that is depends on it" },
    adapter: adapterOf(
      refiltering(({ Name, Values }) => [
        {
          Name,
          Values: Values && [
            ...new Map(Values.map((value) => [value.toLowerCase(), value])).values(),
          ],
        },
      ]),
    ),
  },
]
