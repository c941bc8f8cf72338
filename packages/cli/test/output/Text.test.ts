import { assert, describe, it } from "@effect/vitest"
import { Fixture } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import * as Text from "../../src/output/Text.ts"
import { encodedPeers, peersOf } from "../support/peers.ts"
import { render } from "../support/render.ts"

const lines = (peers: ReadonlyArray<unknown>, nextToken?: string) =>
  render(Text.make(), [{ RouteServerPeers: peersOf(...peers) }], nextToken)
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.split("\t"))

describe("text", () => {
  it("is laid out as the AWS CLI lays it out", () => {
    const peer = {
      RouteServerPeerId: "rsp-1",
      VpcId: "vpc-1",
      State: "available",
      BgpOptions: { PeerLivenessDetection: "bfd", PeerAsn: 65001 },
      BgpStatus: { Status: "up" },
      Tags: [
        { Key: "Name", Value: "fw" },
        { Key: "env", Value: "" },
      ],
    }
    assert.deepStrictEqual(lines([peer], "token"), [
      ["ROUTESERVERPEERS", "rsp-1", "available", "vpc-1"],
      ["BGPOPTIONS", "65001", "bfd"],
      ["BGPSTATUS", "up"],
      ["TAGS", "Name", "fw"],
      ["TAGS", "env", ""],
      ["NEXTTOKEN", "token"],
    ])
  })

  it("gives all peers of a page the same fields, empty where a peer has none", () => {
    const peers = [
      { RouteServerPeerId: "rsp-1", State: "failed" },
      { RouteServerPeerId: "rsp-2", FailureReason: "why" },
    ]
    assert.deepStrictEqual(lines(peers), [
      ["ROUTESERVERPEERS", "", "rsp-1", "failed"],
      ["ROUTESERVERPEERS", "why", "rsp-2", ""],
    ])
  })

  it("prints members that nobody knows as the AWS CLI would", () => {
    const peer = {
      RouteServerPeerId: "rsp-1",
      ANull: null,
      Flag: true,
      List: ["a", 1],
      Nested: { B: { C: false } },
      Empty: [],
    }
    assert.deepStrictEqual(lines([peer]), [
      ["ROUTESERVERPEERS", "None", "True", "rsp-1"],
      ["LIST", "a"],
      ["LIST", "1"],
      ["B", "False"],
    ])
  })

  it("prints a number that JavaScript can't hold as it was written", () => {
    const text = '{"RouteServerPeerId":"rsp-1","A":12345678901234567890,"List":[1e999]}'
    assert.deepStrictEqual(lines(Result.getOrThrow(Fixture.decodeResult(text)).peers), [
      ["ROUTESERVERPEERS", "12345678901234567890", "rsp-1"],
      ["LIST", "1e999"],
    ])
  })

  it("keeps a record on its line and a field between its tabs", () => {
    const [record] = lines([{ RouteServerPeerId: "rsp-1", FailureReason: "a\tb\nc\u001b" }])
    assert.deepStrictEqual(record, ["ROUTESERVERPEERS", "a\\tb\\nc\\u001b", "rsp-1"])
    fc.assert(
      fc.property(encodedPeers, (peers) => {
        const records = lines(peers).filter(([identifier]) => identifier === "ROUTESERVERPEERS")
        assert.strictEqual(records.length, peers.length)
        assert.isAtMost(new Set(records.map((fields) => fields.length)).size, 1)
      }),
    )
  })
})
