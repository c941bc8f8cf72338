/**
 * What the documentation says of how often the generators make what, counted.
 */
import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { DescribeRouteServerPeers, RouteServerPeer, Shape } from "@route-server/core"
import { type Fleet, Generators } from "@route-server/testing"
import { Result } from "effect"
import fc from "fast-check"

const { evaluate } = DescribeRouteServerPeers

/** How many of each are looked at, from a seed of its own. */
const NUM_RUNS = 2000

/** In per cent: by how much a figure may differ from what is counted, at least. */
const TOLERANCE = 1

/** Which part of a figure it may differ by, if that is more. */
const PART = 1 / 6

/** In per cent, for each thing that may be true of a value. */
const sharesOf = <A>(
  arbitrary: fc.Arbitrary<A>,
  things: Readonly<Record<string, (value: A) => boolean>>,
): Readonly<Record<string, number>> => {
  const sample = fc.sample(arbitrary, { seed: 1, numRuns: NUM_RUNS })
  return Object.fromEntries(
    Object.entries(things).map(([thing, holds]) => [
      thing,
      (100 * sample.filter(holds).length) / NUM_RUNS,
    ]),
  )
}

type Peer = RouteServerPeer.RouteServerPeer

const isTombstone = (peer: Peer) => !RouteServerPeer.holdsAddress(peer)

const ofFleets = sharesOf(Generators.fleet(), {
  "no peers": (fleet) => fleet.length === 0,
  "more than ten": (fleet) => fleet.length > 10,
  "peers of one endpoint": (fleet) => {
    const endpoints = fleet.flatMap((peer) => peer.RouteServerEndpointId ?? [])
    return new Set(endpoints).size < endpoints.length
  },
  "a tombstone": (fleet) => fleet.some(isTombstone),
  "a tombstone whose address a live peer has": (fleet) =>
    fleet.some(
      (dead) =>
        isTombstone(dead) &&
        fleet.some(
          (live) =>
            !isTombstone(live) &&
            live.PeerAddress !== undefined &&
            live.PeerAddress === dead.PeerAddress &&
            live.RouteServerEndpointId === dead.RouteServerEndpointId,
        ),
    ),
  "an ID that begins another": (fleet) => {
    const ids = fleet.map((peer): string => peer.RouteServerPeerId)
    return ids.some((a) => ids.some((b) => a !== b && a.startsWith(b)))
  },
})

const MEMBERS = Shape.of(RouteServerPeer.RouteServerPeer).members.map(({ name }) => name)

const lacking = (peer: Peer) =>
  MEMBERS.filter((name) => name !== "FailureReason" && !Object.hasOwn(peer, name)).length

/** Fleets of one. */
const ofPeers = sharesOf(Generators.fleet({ minLength: 1, maxLength: 1 }), {
  "a member missing": ([peer]) => peer !== undefined && lacking(peer) > 0,
  "four members missing, or more": ([peer]) => peer !== undefined && lacking(peer) > 3,
  "a state that is not known today": ([peer]) =>
    peer?.State !== undefined && !RouteServerPeer.State.isKnown(peer.State),
  "no tags": ([peer]) => (peer?.Tags ?? []).length === 0,
  "several tags": ([peer]) => (peer?.Tags ?? []).length > 1,
  "as many tags as there may be": ([peer]) => peer?.Tags?.length === 50,
})

const ofTexts = sharesOf(Generators.text(), {
  "letters, digits and marks of ASCII only": (text) => /^[\x21-\x7e]*$/.test(text),
  "a character of patterns": (text) => /[*?\\]/.test(text),
  "white space": (text) => /\s/.test(text),
  "a character beyond ASCII": (text) => /[^\0-\x7f]/.test(text),
})

type Asked = readonly [Fleet.Fleet, DescribeRouteServerPeers.Request]

const some = Generators.fleet({ minLength: 5 })

const found = ([fleet, request]: Asked): ReadonlyArray<Peer> | undefined =>
  Result.getOrUndefined(evaluate(fleet, request))?.RouteServerPeers

const ofFilters = sharesOf(
  Generators.withFleet(some, Generators.filterTemplate()).map(
    ([fleet, filter]): Asked => [fleet, { Filters: [filter] }],
  ),
  {
    "is to be refused": (asked) => found(asked) === undefined,
    "finds some of the peers": (asked) => {
      const peers = found(asked) ?? []
      return peers.length > 0 && peers.length < asked[0].length
    },
    "finds all of them": (asked) => found(asked)?.length === asked[0].length,
    "no values": ([, { Filters }]) => (Filters?.[0]?.Values ?? []).length === 0,
    "more than twenty values": ([, { Filters }]) => (Filters?.[0]?.Values ?? []).length > 20,
    "a `tag:` name": ([, { Filters }]) => Filters?.[0]?.Name?.startsWith("tag:") === true,
  },
)

const ofRequests = sharesOf(Generators.withFleet(some, Generators.requestTemplate()), {
  "is to be refused, a dry run too": (asked) => found(asked) === undefined,
  "finds peers": (asked) => (found(asked) ?? []).length > 0,
  "several filters": ([, { Filters = [] }]) => Filters.length > 1,
  IDs: ([, { RouteServerPeerIds = [] }]) => RouteServerPeerIds.length > 0,
  "`MaxResults`": ([, { MaxResults }]) => MaxResults !== undefined,
  "`NextToken`": ([, { NextToken }]) => NextToken !== undefined,
})

const counted: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "`fleet`": ofFleets,
  "a peer of a `fleet`": ofPeers,
  "`text`": ofTexts,
  "`filterTemplate`": ofFilters,
  "`requestTemplate`": ofRequests,
}

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8")

/** Of what, which thing, and how many per cent. */
const stated = Array.from(
  readme.matchAll(/^\| ([^|]+) \| ([^|]+) \| (\d+) % \|$/gm),
  ([, of = "", thing = "", share]) => ({ of, thing, share: Number(share) }),
)

describe("The distributions that the documentation tells", () => {
  it("are all that are counted here", () => {
    const names = (rows: ReadonlyArray<{ of: string; thing: string }>) =>
      rows.map(({ of, thing }) => `${of}: ${thing}`)
    assert.deepStrictEqual(
      names(stated),
      Object.entries(counted).flatMap(([of, shares]) =>
        names(Object.keys(shares).map((thing) => ({ of, thing }))),
      ),
    )
  })

  it.each(stated)("are as they are counted: $of, $thing: $share %", ({ of, thing, share }) => {
    const actual = counted[of]?.[thing] ?? Number.NaN
    assert.closeTo(actual, share, Math.max(TOLERANCE, share * PART))
  })
})
