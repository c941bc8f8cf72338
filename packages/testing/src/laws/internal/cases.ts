import type { DescribeRouteServerPeers, Filter } from "@route-server/core"
import fc from "fast-check"
import { filtersTemplate, filterTemplate } from "../../generators/Filter.ts"
import { type Fleet, make } from "../../generators/Fleet.ts"
import { fleet } from "../../generators/FleetArbitrary.ts"
import { requestTemplate } from "../../generators/Request.ts"
import { itemAt, type Template } from "../../generators/Template.ts"
import type { Promises } from "../Adapter.ts"

const MOST_PEERS = 14

/** The peers of the listing of which an adapter promises how many pages it takes at most. */
const PEERS_OF_PROMISE = 20

/** Fleets large enough for a few of the smallest pages. */
export const fleets = ({ unknownMembers }: Promises): fc.Arbitrary<Fleet> =>
  fleet({ unknownMembers, maxLength: MOST_PEERS })

/** Fleets too large for the smallest page. */
export const fleetsOfSeveralPages = ({ unknownMembers, limits }: Promises): fc.Arbitrary<Fleet> =>
  fleet({
    unknownMembers,
    minLength: Math.min(limits.minMaxResults + 1, MOST_PEERS),
    maxLength: MOST_PEERS,
  })

/** A filter that the adapter must accept. */
export const filter = ({ filterNames, limits }: Promises): fc.Arbitrary<Template<Filter.Filter>> =>
  filterTemplate({ filterNames, limits, refused: false })

/** Filters that the adapter must accept. */
export const filters = ({
  filterNames,
  limits,
}: Promises): fc.Arbitrary<Template<ReadonlyArray<Filter.Filter>>> =>
  filtersTemplate({ filterNames, limits, refused: false })

/** As many peers as take more than one page of the greatest size. */
const MANY_PEERS = 1100

/** Fleets of which the adapter must find the end, however it reads them; of their peers only the IDs matter. */
export const largeFleets = ({ limits }: Promises): fc.Arbitrary<Fleet> =>
  fc
    .record({
      seed: fc.nat(1000),
      // Most would be small if fast-check had its way.
      size: fc.noBias(fc.integer({ min: limits.minMaxResults + 1, max: MANY_PEERS })),
    })
    .map((options) => make(options).map(({ RouteServerPeerId }) => ({ RouteServerPeerId })))

/** The number of pages that a listing of so many peers may take. */
export const pagesFor = ({ maxPages }: Promises, peers: number): number =>
  maxPages * Math.max(1, Math.ceil(peers / PEERS_OF_PROMISE))

/** Sizes of pages that the adapter must accept, small enough to make several of a fleet. */
export const pageSize = ({ limits }: Promises): fc.Arbitrary<number> =>
  fc.integer({
    min: limits.minMaxResults,
    max: Math.min(limits.minMaxResults + 4, limits.maxMaxResults),
  })

/** A request for peers of the fleet by their IDs, with filters beside them or without. */
export const requestByIds = (
  promises: Promises,
): fc.Arbitrary<
  Template<{ RouteServerPeerIds: ReadonlyArray<string>; Filters: ReadonlyArray<Filter.Filter> }>
> =>
  fc
    .tuple(
      fc.array(fc.nat(255), { minLength: 1, maxLength: 4 }),
      fc.oneof(
        { withCrossShrink: true },
        fc.constant(() => []),
        filters(promises),
      ),
    )
    .map(([indices, template]) => (peers: Fleet) => ({
      RouteServerPeerIds: indices.flatMap((at) => itemAt(peers, at)?.RouteServerPeerId ?? []),
      Filters: template(peers),
    }))

/** A request that the adapter must answer, to be answered whole and from the beginning. */
export const wholeRequest = ({
  filterNames,
  limits,
}: Promises): fc.Arbitrary<Template<DescribeRouteServerPeers.Request>> =>
  requestTemplate({ filterNames, limits, refused: false, coreTokens: false }).map(
    (template) => (peers: Fleet) => {
      const { RouteServerPeerIds = [], Filters = [] } = template(peers)
      return { RouteServerPeerIds, Filters }
    },
  )
