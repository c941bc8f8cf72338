import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Fixture, RouteServerPeer, Tag } from "@route-server/core"
import { Result } from "effect"
import * as Json from "../../src/output/Json.ts"
import { sampleFleet } from "../../src/source/SampleFleet.ts"
import { render } from "../support/render.ts"

const bytes = readFileSync(sampleFleet)
const { peers } = Result.getOrThrow(Fixture.decodeResult(bytes.toString()))

const values = (read: (peer: (typeof peers)[number]) => string | undefined) =>
  new Set(peers.map(read))

const countBy = (key: (peer: (typeof peers)[number]) => string) => {
  const counts = new Map<string, number>()
  for (const peer of peers) counts.set(key(peer), (counts.get(key(peer)) ?? 0) + 1)
  return counts
}

describe("The sample fleet", () => {
  it("is what the command prints of it, byte for byte", () => {
    assert.strictEqual(render(Json.make(), [{ RouteServerPeers: peers }]), bytes.toString())
  })

  it("shows everything that a peer can be", () => {
    assert.isAtLeast(peers.length, 40)
    assert.includeMembers([...values((peer) => peer.State)], [...RouteServerPeer.State.known])
    assert.sameMembers(
      [...values(RouteServerPeer.livenessDetection)],
      [...RouteServerPeer.PeerLivenessDetection.known],
    )
    const available = peers.filter((peer) => peer.State === "available")
    for (const status of RouteServerPeer.SessionStatus.known) {
      assert.isTrue(available.some((peer) => peer.BgpStatus?.Status === status))
      assert.isTrue(available.some((peer) => peer.BfdStatus?.Status === status))
    }
    assert.isTrue(peers.some((peer) => peer.Tags?.length === 0))
  })

  it("gives a reason for each failure and for nothing else", () => {
    for (const { State, FailureReason } of peers) {
      assert.strictEqual(FailureReason !== undefined, State === "failed" || State === "failing")
    }
  })

  it("keeps to the quotas of AWS", () => {
    for (const sessions of countBy((peer) => `${peer.EndpointEniId}`).values()) {
      assert.isAtMost(sessions, 20)
    }
    const endpoints = new Map(
      peers.map((peer) => [peer.RouteServerEndpointId, `${peer.RouteServerId} ${peer.SubnetId}`]),
    )
    const perSubnet = new Map<string, number>()
    for (const place of endpoints.values()) perSubnet.set(place, (perSubnet.get(place) ?? 0) + 1)
    for (const count of perSubnet.values()) assert.isAtMost(count, 2)
    assert.strictEqual(values((peer) => peer.VpcId).size, 2)
  })

  it("has no two peers with one address on an endpoint, but for tombstones", () => {
    const held = peers.filter(RouteServerPeer.holdsAddress)
    const places = held.map((peer) => `${peer.RouteServerEndpointId} ${peer.PeerAddress}`)
    assert.strictEqual(new Set(places).size, places.length)
  })

  it("names private addresses, full-length IDs and tags that a user may write", () => {
    for (const peer of peers) {
      assert.match(peer.RouteServerPeerId, /^rsp-[0-9a-f]{17}$/)
      assert.match(`${peer.PeerAddress}`, /^(10\.|192\.168\.)/)
      assert.isFalse(peer.Tags?.some(Tag.isReserved))
    }
  })
})
