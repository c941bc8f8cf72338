import { assert, describe, it } from "@effect/vitest"
import { PeerChange, PeerUpdate, type RouteServerPeer } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { Schema } from "effect"
import fc from "fast-check"
import { peer } from "./support/moving.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** Two fleets that have much in common, and odd members. */
const snapshots = (): fc.Arbitrary<readonly [ReadonlyArray<Peer>, ReadonlyArray<Peer>]> =>
  fc.oneof(
    Generators.withFleet(Generators.fleet(), Generators.updatesTemplate({ anyChange: true })).map(
      ([fleet, updates]) => [fleet, updates.reduce(PeerUpdate.apply, fleet)] as const,
    ),
    fc
      .array(fc.tuple(fc.nat(5), Generators.peer(), Generators.peer(), fc.nat(2)), { maxLength: 6 })
      .map((drafts) => {
        const named = (each: Peer, name: number): Peer => ({
          ...each,
          RouteServerPeerId: peer(`rsp-${name}`).RouteServerPeerId,
        })
        return [
          drafts.flatMap(([name, before, , kind]) => (kind === 1 ? [] : named(before, name))),
          drafts.flatMap(([name, , after, kind]) => (kind === 2 ? [] : named(after, name))),
        ] as const
      }),
  )

const sorted = (peers: ReadonlyArray<Peer>) => {
  const table = new Map(peers.map((each) => [each.RouteServerPeerId, each] as const))
  return [...table.values()]
    .sort((a, b) => (a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1))
    .map(({ Tags, ...rest }) => ({
      ...rest,
      ...(Tags && { Tags: Tags.toSorted((a, b) => (a.Key < b.Key ? -1 : 1)) }),
    }))
}

describe("The changes between two snapshots", () => {
  it("made on the first, give the second", () => {
    fc.assert(
      fc.property(snapshots(), ([before, after]) => {
        const changes = PeerChange.diff(before, after)
        assert.deepStrictEqual(sorted(PeerChange.apply(before, changes)), sorted(after))
        assert.deepStrictEqual(PeerChange.diff(after)(before), changes)
        assert.deepStrictEqual(PeerChange.apply(changes)(before), PeerChange.apply(before, changes))
      }),
    )
  })

  it("are none where nothing changed", () => {
    fc.assert(
      fc.property(Generators.fleet(), (fleet) => {
        assert.deepStrictEqual(PeerChange.diff(fleet, structuredClone(fleet)), [])
        assert.deepStrictEqual(PeerChange.diff(fleet, fleet.toReversed()), [])
      }),
    )
  })

  it("survive JSON", () => {
    const Changes = Schema.fromJsonString(Schema.Array(PeerChange.PeerChange))
    fc.assert(
      fc.property(snapshots(), ([before, after]) => {
        const changes = PeerChange.diff(before, after)
        const read = Schema.decodeSync(Changes)(Schema.encodeSync(Changes)(changes))
        assert.deepStrictEqual(sorted(PeerChange.apply(before, read)), sorted(after))
      }),
    )
  })

  it("tell each part of a peer apart, and name the members that have no change of their own", () => {
    const before = peer("rsp-1", {
      State: "available",
      BgpStatus: { Status: "up" },
      BfdStatus: { Status: "up" },
      Tags: [{ Key: "env", Value: "prod" }],
      VpcId: "vpc-1",
    })
    const after = peer("rsp-1", {
      State: "failed",
      FailureReason: "no room",
      BgpStatus: { Status: "down" },
      Tags: [],
      VpcId: "vpc-1",
    })
    const one = { routeServerPeerId: "rsp-1" }
    assert.deepStrictEqual<unknown>(PeerChange.between(before, after), [
      { _tag: "StateChanged", ...one, before: "available", after: "failed" },
      { _tag: "BgpChanged", ...one, before: { Status: "up" }, after: { Status: "down" } },
      { _tag: "BfdChanged", ...one, before: { Status: "up" } },
      { _tag: "TagsChanged", ...one, before: [{ Key: "env", Value: "prod" }], after: [] },
      { _tag: "MembersChanged", ...one, members: ["FailureReason"], before, after },
    ])
  })

  it("lead from a peer that shows all to one that shows little, and back", () => {
    const all = peer("rsp-1", {
      VpcId: "vpc-1",
      State: "available",
      BgpStatus: { Status: "up" },
      BfdStatus: { Status: "up" },
      Tags: [{ Key: "env", Value: "prod" }],
    })
    for (const little of [peer("rsp-1", { VpcId: "vpc-1" }), peer("rsp-1", { VpcId: "vpc-2" })]) {
      assert.deepStrictEqual(PeerChange.apply([all], PeerChange.diff([all], [little])), [little])
      assert.deepStrictEqual(PeerChange.apply([little], PeerChange.diff([little], [all])), [all])
    }
  })

  it("come in the order of IDs, those that are gone among the others", () => {
    const state = (id: string, State: string) => peer(id, { State, BgpStatus: { Status: State } })
    const before = ["rsp-4", "rsp-2", "rsp-1"].map((id) => state(id, "up"))
    const after = ["rsp-3", "rsp-4", "rsp-1"].map((id) => state(id, "down"))
    const told = PeerChange.diff(before, after).map(
      ({ _tag, routeServerPeerId: id }) => `${id} ${_tag}`,
    )
    assert.deepStrictEqual(told, [
      "rsp-1 StateChanged",
      "rsp-1 BgpChanged",
      "rsp-2 Disappeared",
      "rsp-3 Appeared",
      "rsp-4 StateChanged",
      "rsp-4 BgpChanged",
    ])
  })

  it("do not speak of the order of tags", () => {
    const tags = [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ]
    const [before, after] = [
      peer("rsp-1", { Tags: tags }),
      peer("rsp-1", { Tags: tags.toReversed() }),
    ]
    assert.deepStrictEqual(PeerChange.between(before, after), [])
    const swapped = [
      { Key: "a", Value: "2" },
      { Key: "b", Value: "1" },
    ]
    assert.lengthOf(PeerChange.between(before, peer("rsp-1", { Tags: swapped })), 1)
  })

  it("say whether a peer that disappeared was seen deleting", () => {
    const states = ["available", "deleting", "deleted", "failed"] as const
    const before = states.map((State) => peer(`rsp-${State}`, { State }))
    const gone = PeerChange.diff(before, []).map((change) => [
      change.routeServerPeerId,
      change._tag === "Disappeared" && change.wasDeleting,
    ])
    assert.deepStrictEqual(Object.fromEntries(gone), {
      "rsp-available": false,
      "rsp-deleting": true,
      "rsp-deleted": true,
      "rsp-failed": false,
    })
  })

  it("come in the order of IDs, and of several peers with one ID the last one counts", () => {
    const twice = [peer("rsp-2", { State: "pending" }), peer("rsp-2", { State: "failed" })]
    assert.deepStrictEqual(
      PeerChange.diff([], [peer("rsp-3"), ...twice, peer("rsp-1")]).map(
        (change) => change._tag === "Appeared" && [change.routeServerPeerId, change.peer.State],
      ),
      [
        ["rsp-1", undefined],
        ["rsp-2", "failed"],
        ["rsp-3", undefined],
      ],
    )
  })

  it("change nothing where their peer is not", () => {
    const change: PeerChange.PeerChange = {
      _tag: "StateChanged",
      routeServerPeerId: "rsp-2",
      after: "failed",
    }
    assert.deepStrictEqual(PeerChange.apply([peer("rsp-1")], [change]), [peer("rsp-1")])
  })
})

describe("A change in words", () => {
  it("tells what became of the peer, and what is not shown", () => {
    const before = peer("rsp-1", { State: "available", BfdStatus: { Status: "up" } })
    const after: Peer = {
      ...peer("rsp-1", {
        State: "failing",
        BgpStatus: { Status: "down" },
        EndpointEniId: "eni-1",
      }),
      Tags: [{ Key: "env", Value: "prod" }],
      FailureReason: "no route",
    }
    const changes = [
      ...PeerChange.between(before, after),
      PeerChange.appeared(peer("rsp-1", { State: "pending" })),
      PeerChange.appeared(peer("rsp-1")),
      PeerChange.disappeared(before),
      PeerChange.disappeared(before, { wasDeleting: true }),
    ]
    assert.deepStrictEqual(changes.map(PeerChange.format), [
      "available → failing",
      "BGP not shown → down",
      "BFD up → not shown",
      "changed Tags",
      "changed EndpointEniId, FailureReason",
      "new, pending",
      "new, without a state",
      "gone, and was not deleting",
      "gone",
    ])
  })
})
