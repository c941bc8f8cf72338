import { assert, describe, it } from "@effect/vitest"
import { Fixture, RouteServerPeer } from "@route-server/core"
import { Result, Schema } from "effect"

describe("RouteServerPeer.toSdk", () => {
  const answered = {
    RouteServerPeerId: "rsp-1",
    State: "draining",
    BgpOptions: { PeerAsn: 65001 },
    Tags: [{ Key: "env", Value: "prod" }],
    Unknown: { List: [1, { __proto__: null, Two: 2 }] },
  }
  const written = JSON.stringify(answered)
  const peer = Schema.decodeUnknownSync(RouteServerPeer.RouteServerPeer)(answered)

  it("gives the same peer, states that nobody knows included", () => {
    assert.deepStrictEqual<unknown>(RouteServerPeer.toSdk(peer), answered)
  })

  it("gives one that may be changed, and leaves the peer as it is", () => {
    const copy = RouteServerPeer.toSdk(peer)
    copy.Tags?.push({ Key: "team", Value: "network" })
    Object.assign(copy.BgpOptions ?? {}, { PeerAsn: 1 })
    Object.assign(copy.Tags?.[0] ?? {}, { Value: "dev" })
    assert.strictEqual(JSON.stringify(peer), written)
    assert.strictEqual(copy.Tags?.length, 2)
  })

  it("keeps a number that JavaScript has no room for as it was written", () => {
    const { peers } = Result.getOrThrow(
      Fixture.decodeResult(`[{"RouteServerPeerId":"rsp-1","Serial":12345678901234567890}]`),
    )
    assert.strictEqual(
      JSON.stringify(peers.map(RouteServerPeer.toSdk)),
      `[{"RouteServerPeerId":"rsp-1","Serial":12345678901234567890}]`,
    )
  })
})
