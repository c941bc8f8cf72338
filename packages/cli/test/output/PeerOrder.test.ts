import { assert, describe, it } from "@effect/vitest"
import { find } from "../../src/output/Columns.ts"
import * as PeerOrder from "../../src/output/PeerOrder.ts"
import { peersOf } from "../support/peers.ts"

const ids = (peers: ReadonlyArray<Record<string, unknown>>, ...columns: ReadonlyArray<string>) =>
  PeerOrder.sort(
    peersOf(...peers.map((peer, index) => ({ RouteServerPeerId: `rsp-${index}`, ...peer }))).map(
      (peer) => ({ peer }),
    ),
    columns.length === 0 ? PeerOrder.usual : columns.flatMap((name) => find(name) ?? []),
  )
    .map(({ peer }) => peer.RouteServerPeerId.slice("rsp-".length))
    .join("")

describe("The order of peers", () => {
  it("is by server, endpoint and address, then by ID", () => {
    const place = (server: string, endpoint: string, address: string) => ({
      RouteServerId: server,
      RouteServerEndpointId: endpoint,
      PeerAddress: address,
    })
    assert.strictEqual(
      ids([
        place("rs-2", "rse-1", "10.0.0.1"),
        place("rs-1", "rse-2", "10.0.0.1"),
        place("rs-1", "rse-1", "10.0.0.10"),
        place("rs-1", "rse-1", "10.0.0.9"),
        place("rs-1", "rse-1", "9.255.255.255"),
        { ...place("rs-1", "rse-1", "10.0.0.9"), RouteServerPeerId: "rsp-0a" },
      ]),
      "40a3210",
    )
  })

  it("is by the numbers in addresses and ASNs", () => {
    const asn = (PeerAsn: number) => ({ BgpOptions: { PeerAsn } })
    assert.strictEqual(ids([asn(65001), asn(4_200_000_000), asn(9)], "asn"), "201")
  })

  it("has what is no number behind numbers, and what is not there last", () => {
    const address = (PeerAddress: string) => ({ PeerAddress })
    assert.strictEqual(
      ids([{}, address("fd00::1"), address("10.0.0.1"), address("peer")], "address"),
      "2130",
    )
  })

  it("goes by the first column, and keeps what is alike in place", () => {
    const peers = [
      { State: "available", VpcId: "vpc-2" },
      { State: "failed", VpcId: "vpc-1" },
      { State: "deleted", VpcId: "vpc-1" },
      { State: "available", VpcId: "vpc-1" },
    ]
    assert.strictEqual(ids(peers, "state"), "0321")
    assert.strictEqual(ids(peers, "vpc", "state"), "3210")
  })
})
