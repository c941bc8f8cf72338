import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { inReferenceOrder } from "../../src/output/MemberOrder.ts"
import { encodedPeer, peersOf } from "../support/peers.ts"

const ordered = (peer: unknown): string =>
  peersOf(peer)
    .map((decoded) => JSON.stringify(inReferenceOrder(decoded)))
    .join()

describe("inReferenceOrder", () => {
  it("puts members where the reference has them, and unknown ones behind, as they came", () => {
    const peer = {
      Zeta: 1,
      Tags: [{ Value: "v", Extra: 1, Key: "k" }],
      BgpOptions: { PeerLivenessDetection: "bfd", New: 2, PeerAsn: 65001 },
      Alpha: 2,
      State: "available",
      RouteServerPeerId: "rsp-1",
    }
    assert.strictEqual(
      ordered(peer),
      '{"RouteServerPeerId":"rsp-1","State":"available","BgpOptions":{"PeerAsn":65001,"PeerLivenessDetection":"bfd","New":2},"Tags":[{"Key":"k","Value":"v","Extra":1}],"Zeta":1,"Alpha":2}',
    )
  })

  it("keeps members named __proto__, on every level", () => {
    const text =
      '{"RouteServerPeerId":"rsp-1","BgpStatus":{"Status":"up","__proto__":1},"__proto__":{"a":[]}}'
    assert.strictEqual(ordered(JSON.parse(text)), text)
  })

  it("loses nothing, adds nothing, and changes nothing the second time", () => {
    fc.assert(
      fc.property(encodedPeer, (peer) => {
        const once = ordered(peer)
        assert.deepStrictEqual(JSON.parse(once), JSON.parse(JSON.stringify(peer)))
        assert.strictEqual(ordered(JSON.parse(once)), once)
      }),
    )
  })
})
