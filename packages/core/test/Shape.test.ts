import { assert, describe, it } from "@effect/vitest"
import { DescribeRouteServerPeers, RouteServerPeer, Shape } from "@route-server/core"
import { Schema } from "effect"

/** The elements of a shape as EC2 nests them, in its order. */
const elementsOf = ({ members }: Shape.Structure): ReadonlyArray<unknown> =>
  members.map(({ element, shape }) => {
    if (shape.kind === "structure") return { [element]: elementsOf(shape) }
    if (shape.kind !== "list") return element
    return { [element]: shape.item.kind === "structure" ? elementsOf(shape.item) : [] }
  })

describe("Shape.of", () => {
  it("has the elements of the service model, in its order", () => {
    const model =
      "routeServerPeerId routeServerEndpointId routeServerId vpcId subnetId state failureReason endpointEniId endpointEniAddress peerAddress"
    const peer = [
      ...model.split(" "),
      { bgpOptions: ["peerAsn", "peerLivenessDetection"] },
      { bgpStatus: ["status"] },
      { bfdStatus: ["status"] },
      { tagSet: ["key", "value"] },
    ]
    assert.deepStrictEqual(elementsOf(Shape.of(RouteServerPeer.RouteServerPeer)), peer)
    assert.deepStrictEqual(elementsOf(Shape.of(DescribeRouteServerPeers.Result)), [
      { routeServerPeerSet: peer },
      "nextToken",
    ])
  })

  it("has the parameters of the service model", () => {
    const parametersOf = ({ members }: Shape.Structure): ReadonlyArray<unknown> =>
      members.map(({ parameter, shape }) =>
        shape.kind === "list" && shape.item.kind === "structure"
          ? { [parameter]: parametersOf(shape.item) }
          : parameter,
      )
    assert.deepStrictEqual(parametersOf(Shape.of(DescribeRouteServerPeers.Request)), [
      "RouteServerPeerId",
      "NextToken",
      "MaxResults",
      { Filter: ["Name", "Value"] },
      "DryRun",
    ])
    const ResourceIds = Schema.Array(Schema.String)
    assert.deepStrictEqual(parametersOf(Shape.of(Schema.Struct({ ResourceIds }))), ["ResourceId"])
  })

  it("tells what is a number, what may be absent, and what is known of values", () => {
    const { members } = Shape.of(RouteServerPeer.BgpOptions)
    const seen = members.map(({ name, isOptional, shape }) => ({
      name,
      isOptional,
      kind: shape.kind,
      known: "known" in shape ? shape.known : undefined,
      awsDefault: "awsDefault" in shape ? shape.awsDefault : undefined,
    }))
    assert.deepStrictEqual(seen, [
      {
        name: "PeerAsn",
        isOptional: true,
        kind: "number",
        known: undefined,
        awsDefault: undefined,
      },
      {
        name: "PeerLivenessDetection",
        isOptional: true,
        kind: "text",
        known: ["bfd", "bgp-keepalive"],
        awsDefault: "bgp-keepalive",
      },
    ])
  })

  it("is that of no schema with something else in it", () => {
    for (const schema of [
      Schema.Struct({ a: Schema.Null }),
      Schema.Struct({ a: Schema.Union([Schema.String, Schema.Int]) }),
      Schema.String,
    ]) {
      assert.throws(() => Shape.of(schema), TypeError, /no (?:Null|Union|String)/)
    }
  })
})

describe("Shape.fromText", () => {
  it("reads what a text says, and nothing else", () => {
    const { text, number, boolean } = Shape.fromText
    assert.deepStrictEqual(["", " 7 ", "true"].map(text), ["", " 7 ", "true"])
    assert.deepStrictEqual(
      ["65001", "-5", "007", "9007199254740991"].map(number),
      [65001, -5, 7, 9007199254740991],
    )
    for (const other of ["", " 7", "7.0", "1e3", "0x7", "+7", "NaN", "9007199254740992"]) {
      assert.isUndefined(number(other), other)
    }
    assert.deepStrictEqual(["true", "false"].map(boolean), [true, false])
    for (const other of ["", "True", "1", "true "]) assert.isUndefined(boolean(other), other)
  })
})

describe("Shape.reader", () => {
  const shape = Shape.of(
    Schema.Struct({ A: Schema.String, "b c": Schema.Number, D: Schema.String }),
  )
  const reads: ReadonlyArray<(from: ReadonlyArray<unknown>) => unknown> = [
    (from) => from[0],
    (from) => from[1],
    (from) => from[2],
  ]

  it.each<[how: string, isForbidden: boolean]>([
    ["by code made for the shape", false],
    ["where such code is forbidden", true],
  ])("has the members in the shape's order, and none that is undefined: %s", (_, isForbidden) => {
    const { Function: own } = globalThis
    if (isForbidden) {
      globalThis.Function = new Proxy(own, {
        apply: () => {
          throw new EvalError("forbidden")
        },
      })
    }
    const read = Shape.reader(shape, reads)
    globalThis.Function = own
    assert.deepStrictEqual(Object.entries(read(["x", 0, ""])), [
      ["A", "x"],
      ["b c", 0],
      ["D", ""],
    ])
    assert.deepStrictEqual(Object.entries(read([undefined, null])), [["b c", null]])
  })
})
