import { assert, describe, it } from "@effect/vitest"
import { PeerUpdate, RouteServerPeer } from "@route-server/core"

const peer = (id: string, State = "available") =>
  RouteServerPeer.make({ RouteServerPeerId: id, State })

describe("PeerUpdate.apply", () => {
  const [a, b] = [peer("rsp-1"), peer("rsp-2")]

  it("puts a new peer in, in the place of the one with its ID if there is one", () => {
    assert.deepStrictEqual(PeerUpdate.apply([a], PeerUpdate.put(b)), [a, b])
    const failed = peer("rsp-1", "failed")
    assert.deepStrictEqual(PeerUpdate.apply([a, b], PeerUpdate.put(failed)), [failed, b])
  })

  it("takes a peer out, if there is one", () => {
    assert.deepStrictEqual(PeerUpdate.apply([a, b], PeerUpdate.remove("rsp-1")), [b])
    assert.deepStrictEqual(PeerUpdate.apply([a, b], PeerUpdate.remove("rsp-9")), [a, b])
  })

  it("can stand in a pipe", () => {
    assert.deepStrictEqual(PeerUpdate.apply(PeerUpdate.put(b))([a]), [a, b])
  })
})
