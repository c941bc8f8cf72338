import { assert, describe, it } from "@effect/vitest"
import { PeerChange, RouteServerPeer } from "@route-server/core"
import { ChangeRecord } from "@route-server/monitor"
import { peer, recordOf } from "./support/records.ts"

describe("ChangeRecord", () => {
  it("says for people what happened", () => {
    const id = peer.RouteServerPeerId
    const name =
      "peer rsp-00000000000000001 (10.0.1.1) of route server rs-00000000000000001 in prod/eu-west-1"
    const bare = RouteServerPeer.make({ RouteServerPeerId: "rsp-00000000000000002" })
    const said = (change: PeerChange.PeerChange, of = peer) =>
      ChangeRecord.sentenceOf(recordOf(change, of))
    assert.strictEqual(
      said(PeerChange.appeared(peer)),
      `There is a new ${name}: available, BGP up.`,
    )
    assert.strictEqual(
      said(PeerChange.appeared(bare), bare),
      "There is a new peer rsp-00000000000000002 in prod/eu-west-1: no state, BGP not shown.",
    )
    assert.strictEqual(
      said({ _tag: "StateChanged", routeServerPeerId: id, before: "pending", after: "available" }),
      `The state of ${name} is available; it was pending.`,
    )
    assert.strictEqual(
      said({
        _tag: "BgpChanged",
        routeServerPeerId: id,
        before: { Status: "up" },
        after: { Status: "down" },
      }),
      `The BGP session of ${name} is down; it was up.`,
    )
    assert.strictEqual(
      said({ _tag: "BfdChanged", routeServerPeerId: id, before: { Status: "up" } }),
      `The BFD session of ${name} is not shown any more; it was up.`,
    )
    assert.strictEqual(
      said({ _tag: "BgpChanged", routeServerPeerId: id, after: { Status: "up" } }),
      `The BGP session of ${name} is up.`,
    )
    assert.strictEqual(
      said({ _tag: "TagsChanged", routeServerPeerId: id }),
      `The tags of ${name} have changed.`,
    )
    assert.strictEqual(
      said({
        _tag: "MembersChanged",
        routeServerPeerId: id,
        members: ["SubnetId", "New"],
        before: peer,
        after: peer,
      }),
      `Of ${name} this has changed: SubnetId, New.`,
    )
    assert.strictEqual(
      said(PeerChange.disappeared(peer)),
      `There is no ${name} any more. It was not seen being deleted.`,
    )
    assert.strictEqual(
      said(PeerChange.disappeared(peer, { wasDeleting: true })),
      `There is no ${name} any more. It was being deleted.`,
    )
  })
})
