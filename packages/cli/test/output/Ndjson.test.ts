import { assert, describe, it } from "@effect/vitest"
import { Fixture } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import * as Ndjson from "../../src/output/Ndjson.ts"
import { encodedPeers, peersOf } from "../support/peers.ts"
import { render } from "../support/render.ts"

describe("ndjson", () => {
  it("is a peer a line, and nothing besides", () => {
    const peers = peersOf(
      { State: "failed", RouteServerPeerId: "rsp-1" },
      { RouteServerPeerId: "rsp-2" },
    )
    assert.strictEqual(
      render(Ndjson.make(), [{ RouteServerPeers: peers }], {
        token: "token",
        flag: "--next-token",
      }),
      '{"RouteServerPeerId":"rsp-1","State":"failed"}\n{"RouteServerPeerId":"rsp-2"}\n',
    )
  })

  it("is a fixture that gives the same bytes again", () =>
    fc.assert(
      fc.property(encodedPeers, (peers) => {
        fc.pre(peers.length > 0)
        const once = render(Ndjson.make(), [{ RouteServerPeers: peersOf(...peers) }])
        assert.strictEqual(once.split("\n").length, peers.length + 1)
        const { peers: again } = Result.getOrThrow(Fixture.decodeResult(once))
        assert.strictEqual(render(Ndjson.make(), [{ RouteServerPeers: again }]), once)
      }),
    ))
})
