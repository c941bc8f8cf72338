import { assert, describe, it } from "@effect/vitest"
import { RouteServerPeer } from "@route-server/core"
import { Fleet, Generators } from "@route-server/testing"
import { Schema } from "effect"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"
import { inconsistencies } from "./inconsistencies.ts"

const ids = (fleet: Fleet.Fleet) => fleet.map((peer): string => peer.RouteServerPeerId)

describe("fleet", () => {
  it("is consistent, and every peer of it survives a trip through JSON", () => {
    const decode = Schema.decodeUnknownSync(RouteServerPeer.RouteServerPeer)
    const encode = Schema.encodeSync(RouteServerPeer.RouteServerPeer)
    fc.assert(
      fc.property(Generators.fleet({ unknownMembers: true }), (fleet) => {
        assert.deepStrictEqual(inconsistencies(fleet), [])
        for (const peer of fleet) {
          assert.deepStrictEqual(decode(JSON.parse(JSON.stringify(encode(peer)))), peer)
        }
      }),
    )
  })

  it("keeps to a topology that it just fits into", () => {
    const topology = {
      vpcs: 1,
      serversPerVpc: 2,
      endpointsPerServer: 3,
      endpointsPerSubnet: 1,
      peersPerEndpoint: 2,
    }
    fc.assert(
      fc.property(Generators.fleet({ minLength: 12, maxLength: 12, topology }), (fleet) => {
        assert.lengthOf(fleet, 12)
        assert.deepStrictEqual(inconsistencies(fleet, topology), [])
      }),
    )
  })

  it("covers sizes, sharing, tombstones and IDs that begin with others", () => {
    const shares = (fleet: Fleet.Fleet, member: "RouteServerEndpointId" | "RouteServerId") => {
      const values = fleet.flatMap((peer) => peer[member] ?? [])
      return new Set(values).size < values.length
    }
    assertCovers(Generators.fleet(), {
      empty: [0.02, (fleet) => fleet.length === 0],
      "as large as may be": [0.02, (fleet) => fleet.length === 20],
      "shared endpoint": [0.4, (fleet) => shares(fleet, "RouteServerEndpointId")],
      "shared server": [0.5, (fleet) => shares(fleet, "RouteServerId")],
      tombstone: [0.4, (fleet) => fleet.some(({ State }) => State === "deleted")],
      "address of a tombstone used again": [
        0.1,
        (fleet) =>
          fleet.some(
            (dead) =>
              dead.State === "deleted" &&
              dead.RouteServerEndpointId !== undefined &&
              fleet.some(
                (live) =>
                  live !== dead &&
                  live.PeerAddress !== undefined &&
                  live.PeerAddress === dead.PeerAddress &&
                  live.RouteServerEndpointId === dead.RouteServerEndpointId,
              ),
          ),
      ],
      "ID that begins with another": [
        0.1,
        (fleet) => ids(fleet).some((a) => ids(fleet).some((b) => a !== b && a.startsWith(b))),
      ],
      "not in order": [0.5, (fleet) => ids(fleet).join() !== ids(fleet).sort().join()],
      "endpoint with ten peers": [
        0.02,
        (fleet) =>
          Object.values(
            Object.groupBy(fleet, ({ RouteServerEndpointId: endpoint = "" }) => endpoint),
          ).some((peers = []) => peers.length >= 10),
      ],
      "peer with four tags": [0.1, (fleet) => fleet.some(({ Tags = [] }) => Tags.length > 3)],
      "peer with all the tags it may have": [
        0.03,
        (fleet) => fleet.some(({ Tags = [] }) => Tags.length === 50),
      ],
      "text with a mark that does not show": [
        0.05,
        (fleet) => /\ufeff|\u200b|\u200d/.test(JSON.stringify(fleet)),
      ],
      "member that no peer has": [
        0.005,
        (fleet) => fleet.length > 8 && fleet.every((peer) => peer.VpcId === undefined),
      ],
      "peer with few members": [0.1, (fleet) => fleet.some((peer) => Object.keys(peer).length < 6)],
    })
  })

  it("shrinks to few peers with few members", () => {
    assert.deepEqual<unknown>(
      smallest(Generators.fleet(), (fleet) => fleet.length > 1),
      [{ RouteServerPeerId: "rsp-0" }, { RouteServerPeerId: "rsp-1" }],
    )
    assert.deepEqual<unknown>(
      smallest(Generators.fleet(), (fleet) => fleet.some(({ State }) => State === "failed")),
      [{ RouteServerPeerId: "rsp-0", State: "failed" }],
    )
  })

  it("refuses a topology that is none, and one that is too small", () => {
    assert.throws(
      () => Generators.fleet({ topology: { vpcs: 0 } }),
      "topology.vpcs must be a whole number from 1 on, not 0",
    )
    assert.throws(
      () => Generators.fleet({ topology: { endpointsPerServer: 257 } }),
      "topology.endpointsPerServer / topology.endpointsPerSubnet must be at most 128, not 129",
    )
    assert.throws(
      () => Generators.fleet({ topology: { serversPerVpc: 126 } }),
      "topology.serversPerVpc × topology.endpointsPerSubnet must be at most 251, not 252",
    )
    const topology = { vpcs: 1, serversPerVpc: 1, endpointsPerServer: 1 }
    assert.throws(
      () => Generators.fleet({ maxLength: 21, topology }),
      "maxLength must be at most 20, which the topology holds, not 21",
    )
  })
})

describe("the lengths of fleets", () => {
  it("are those that are asked for, also where there are more than usual", () => {
    const large = Generators.fleet({ minLength: 30 })
    fc.assert(
      fc.property(large, (fleet) => assert.lengthOf(fleet, 30)),
      { numRuns: 5 },
    )
  })

  it("are refused by name where there are none", () => {
    assert.throws(
      () => Generators.fleet({ minLength: 1.5 }),
      "minLength must be a whole number from 0 on, not 1.5",
    )
    assert.throws(
      () => Generators.fleet({ minLength: 3, maxLength: 2 }),
      "maxLength must be a whole number from 3 on, not 2",
    )
  })
})

describe("Fleet.make", () => {
  it("makes a consistent fleet of the size that is asked for, of the type that it says", () => {
    const fleet = Fleet.make({ seed: 7, size: 3_001 })
    assert.lengthOf(fleet, 3_001)
    assert.deepStrictEqual(inconsistencies(fleet), [])
    const isPeer = Schema.is(RouteServerPeer.RouteServerPeer)
    assert.isTrue(fleet.every((peer) => isPeer(peer)))
  })

  it("gives every one of 100,000 peers an ID of its own, in no order", () => {
    const fleet = Fleet.make({ seed: 1, size: 100_000 })
    assert.strictEqual(new Set(ids(fleet)).size, 100_000)
    assert.notDeepEqual(ids(fleet.slice(0, 10)), ids(fleet.slice(0, 10)).sort())
  })

  it("depends on the seed and on nothing else", () => {
    const first = Fleet.make({ seed: 1, size: 50 })
    assert.deepStrictEqual(Fleet.make({ seed: 1, size: 50 }), first)
    assert.deepStrictEqual(Fleet.make({ seed: 1, size: 100 }).slice(0, 50), first)
    assert.notDeepEqual(Fleet.make({ seed: 2, size: 50 }), first)
  })

  it("has every state and both statuses", () => {
    const fleet = Fleet.make({ seed: 1, size: 2_000 })
    assert.sameMembers(
      [...new Set(fleet.map(({ State }) => State))],
      [...RouteServerPeer.State.known],
    )
    const up = fleet.filter(RouteServerPeer.isEstablished).length
    assert.isAbove(up, 1_600)
    assert.isBelow(up, 1_900)
  })

  it("keeps to a topology and refuses what does not fit", () => {
    const topology = { vpcs: 1, serversPerVpc: 1, endpointsPerServer: 2, peersPerEndpoint: 100 }
    const fleet = Fleet.make({ seed: 1, size: 200, topology })
    assert.strictEqual(new Set(fleet.map((peer) => peer.RouteServerEndpointId)).size, 2)
    assert.deepStrictEqual(inconsistencies(fleet, { ...Fleet.quotas, ...topology }), [])
    assert.throws(
      () => Fleet.make({ seed: 1, size: 201, topology }),
      "size must be at most 200, which the topology holds, not 201",
    )
    assert.throws(() => Fleet.make({ seed: 0.5, size: 1 }), "seed must be a whole number, not 0.5")
    assert.throws(
      () => Fleet.make({ seed: 1, size: -1 }),
      "size must be a whole number from 0 on, not -1",
    )
  })
})
