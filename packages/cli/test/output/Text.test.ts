import { assert, describe, it } from "@effect/vitest"
import { Fixture } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import * as Text from "../../src/output/Text.ts"
import { encodedPeers, peersOf } from "../support/peers.ts"
import { render } from "../support/render.ts"

const lines = (peers: ReadonlyArray<unknown>, nextToken?: string) =>
  render(
    Text.make(),
    [{ RouteServerPeers: peersOf(...peers) }],
    nextToken === undefined ? undefined : { token: nextToken, flag: "--next-token" },
  )
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
      ["ROUTESERVERPEERS", "", "", "", "", "", "", "rsp-1", "available", "", "vpc-1"],
      ["BGPOPTIONS", "65001", "bfd"],
      ["BGPSTATUS", "up"],
      ["TAGS", "Name", "fw"],
      ["TAGS", "env", ""],
      ["NEXTTOKEN", "token"],
    ])
  })

  it("gives every peer the fields of the reference in the order of their names, empty where it has none", () => {
    const peers = [
      { RouteServerPeerId: "rsp-1", State: "failed", BgpOptions: {}, Tags: [{ Key: "env" }] },
      { RouteServerPeerId: "rsp-2", FailureReason: "why", BgpOptions: { PeerAsn: 65001 } },
    ]
    assert.deepStrictEqual(lines(peers), [
      ["ROUTESERVERPEERS", "", "", "", "", "", "", "rsp-1", "failed", "", ""],
      ["BGPOPTIONS", "", ""],
      ["TAGS", "env", ""],
      ["ROUTESERVERPEERS", "", "", "why", "", "", "", "rsp-2", "", "", ""],
      ["BGPOPTIONS", "65001", ""],
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
      ["ROUTESERVERPEERS", "", "", "", "", "", "", "rsp-1", "", "", ""],
      ["ANULL", "None"],
      ["FLAG", "True"],
      ["LIST", "a"],
      ["LIST", "1"],
      ["B", "False"],
    ])
  })

  it("prints a number that JavaScript can't hold as it was written", () => {
    const text = '{"RouteServerPeerId":"rsp-1","A":12345678901234567890,"List":[1e999]}'
    assert.deepStrictEqual(lines(Result.getOrThrow(Fixture.decodeResult(text)).peers), [
      ["ROUTESERVERPEERS", "", "", "", "", "", "", "rsp-1", "", "", ""],
      ["A", "12345678901234567890"],
      ["LIST", "1e999"],
    ])
  })

  it("lays the answer to a query out as the AWS CLI does", () => {
    const text = (answer: unknown) => [...Text.value(answer)].join("")
    assert.strictEqual(text(["a", 1, null, true]), "a\t1\tNone\tTrue\n")
    assert.strictEqual(
      text([
        ["a", 1],
        ["b", 2],
      ]),
      "a\t1\nb\t2\n",
    )
    assert.strictEqual(
      text([
        { B: 2, A: 1 },
        { A: 3, C: ["x"] },
      ]),
      "1\t2\n3\t\nC\tx\n",
    )
    assert.strictEqual(text(null), "None\n")
    assert.strictEqual(text("rsp-1"), "rsp-1\n")
    assert.strictEqual(text([]), "")
  })

  it("keeps a record on its line and a field between its tabs", () => {
    const [record] = lines([{ RouteServerPeerId: "rsp-1", FailureReason: "a\tb\nc\u001b" }])
    assert.strictEqual(record?.[3], "a\\tb\\nc\\u001b")
    fc.assert(
      fc.property(encodedPeers, (peers) => {
        const records = lines(peers).filter(([identifier]) => identifier === "ROUTESERVERPEERS")
        assert.strictEqual(records.length, peers.length)
        for (const fields of records) assert.strictEqual(fields.length, 11)
      }),
    )
  })
})
