/**
 * An answer judged against its request.
 *
 * Emulators ignore filters, IDs, MaxResults and DryRun, and answer with peers
 * that nobody asked for; what AWS does is in its documentation. Only what is
 * certain is a breach: a member that an answer lacks says nothing.
 */
import {
  Filter,
  FilterName,
  PeerSourceError,
  ResourceId,
  type RouteServerPeer,
} from "@route-server/core"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Page } from "./answer.ts"
import type { Sent } from "./call.ts"

type Rule = Extract<PeerSourceError.MalformedReason, { _tag: "ContractBroken" }>["rule"]

/** The attributes of which it is certain what AWS makes of a literal value. */
const CERTAIN = ["VpcId", "RouteServerId", "RouteServerEndpointId"]

/** Whether a peer shows that a filter was ignored. */
const ignores = (filter: Filter.Filter) => {
  const { Name = "" } = filter
  const [condition] = Result.getOrElse(Filter.conditions([filter]), () => [])
  const isTag = Name === "tag-key" || FilterName.isTag(Name)
  // Where a value has a wildcard there are no entries.
  if (condition?.entries === undefined) return () => false
  const { attribute, matches } = condition
  if (!isTag && !CERTAIN.includes(attribute.attribute)) return () => false
  const read = attribute.reader(Name)
  return (peer: RouteServerPeer.RouteServerPeer): boolean => {
    const isShown = isTag ? peer.Tags !== undefined : read(peer).length > 0
    return isShown && !matches(peer)
  }
}

const isExpectedId = Schema.is(ResourceId.RouteServerPeerId)

/** Whether an ID is of the form of one; any other text might be a credential that was sent. */
const isShown = (id: string): boolean => isExpectedId(id) && id.length <= 32

/** The first breach of the contract in an answer to a request as it was sent. */
export const breachIn = (
  { DryRun, MaxResults, RouteServerPeerIds = [], Filters }: Sent,
  { result: { RouteServerPeers: peers }, requestId }: Page,
): PeerSourceError.MalformedResponse | undefined => {
  const breach = (rule: Rule, message: string, index?: number) => {
    const peer = index === undefined ? undefined : peers[index]
    return new PeerSourceError.MalformedResponse({
      message: `The answer breaks the contract: ${message}`,
      reason: { _tag: "ContractBroken", rule },
      httpStatus: 200,
      ...(requestId === undefined ? {} : { requestId }),
      ...(index === undefined ? {} : { path: ["RouteServerPeers", index] }),
      ...(peer === undefined || !isShown(peer.RouteServerPeerId)
        ? {}
        : { routeServerPeerId: peer.RouteServerPeerId }),
    })
  }
  if (DryRun === true) return breach("DryRun", "a dry run was answered with peers")
  if (MaxResults !== undefined && peers.length > MaxResults) {
    return breach("MaxResults", `${peers.length} peers came where MaxResults is ${MaxResults}`)
  }
  const asked = new Set<string>(RouteServerPeerIds)
  const filters = Filters.map((filter) => ({ name: filter.Name, isIgnored: ignores(filter) }))
  const seen = new Set<string>()
  for (const [index, peer] of peers.entries()) {
    const id = peer.RouteServerPeerId
    if (seen.has(id)) return breach("UniquePeers", "a peer came twice in a page", index)
    seen.add(id)
    if (asked.size > 0 && !asked.has(id)) {
      return breach("RouteServerPeerIds", "a peer came that was not asked for", index)
    }
    const ignored = filters.find(({ isIgnored }) => isIgnored(peer))
    if (ignored !== undefined) {
      const message = `a peer came that the filter '${ignored.name}' leaves out`
      return breach("Filters", message, index)
    }
  }
  return undefined
}
