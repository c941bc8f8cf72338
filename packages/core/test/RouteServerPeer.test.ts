import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Filter, Health, RouteServerPeer } from "@route-server/core"
import { Result, Schema } from "effect"

const real = JSON.parse(readFileSync(new URL("fixtures/real-answer.json", import.meta.url), "utf8"))
const decode = Schema.decodeUnknownResult(RouteServerPeer.RouteServerPeer)
const encode = Schema.encodeSync(RouteServerPeer.RouteServerPeer)
const peer = (members: Omit<RouteServerPeer.Encoded, "RouteServerPeerId"> = {}) =>
  RouteServerPeer.make({ RouteServerPeerId: "rsp-1", ...members })

describe("RouteServerPeer", () => {
  it("reads the peer of a real answer and gives the same JSON back", () => {
    for (const item of real.RouteServerPeers) {
      const decoded = Result.getOrThrow(decode(item))
      assert.deepStrictEqual(encode(decoded), item)
      assert.strictEqual(JSON.stringify(encode(decoded)), JSON.stringify(item))
    }
  })

  it("requires no member but the ID", () => {
    assert.deepStrictEqual(Result.getOrThrow(decode({ RouteServerPeerId: "rsp-1" })), {
      RouteServerPeerId: peer().RouteServerPeerId,
    })
    assert.isTrue(
      Result.isFailure(decode({ ...real.RouteServerPeers[0], RouteServerPeerId: undefined })),
    )
  })

  it("keeps members that it does not know, at every level, whatever their name", () => {
    const text = `{"RouteServerPeerId":"rsp-1","PeerEniId":"eni-1","__proto__":{"a":1},"BgpOptions":{"PeerAsn":1,"Md5":true},"BgpStatus":{"Since":[1]},"BfdStatus":{"constructor":null},"Tags":[{"Key":"__proto__","Value":"x","Origin":"user"}]}`
    const decoded = Result.getOrThrow(decode(JSON.parse(text)))
    assert.deepStrictEqual(JSON.parse(JSON.stringify(encode(decoded))), JSON.parse(text))
    assert.strictEqual(Object.getPrototypeOf(decoded), Object.prototype)
  })

  it("refuses members of the wrong kind and says where", () => {
    const refused: Array<[object, string]> = [
      [{ RouteServerEndpointId: 1 }, "RouteServerEndpointId"],
      [{ State: 1 }, "State"],
      [{ PeerAddress: [] }, "PeerAddress"],
      [{ BgpOptions: { PeerAsn: "65001" } }, "PeerAsn"],
      [{ BgpOptions: { PeerAsn: Number.NaN } }, "PeerAsn"],
      [{ BgpOptions: null }, "BgpOptions"],
      [{ Tags: [{ Value: "v" }] }, "Key"],
      [{ Tags: {} }, "Tags"],
      [{ FailureReason: null }, "FailureReason"],
    ]
    for (const [members, member] of refused) {
      const result = decode({ RouteServerPeerId: "rsp-1", ...members })
      assert.include(Result.isFailure(result) ? result.failure.message : "", `"${member}"`)
    }
  })

  it("says what it expects of each kind of member", () => {
    const expectations: Array<[Omit<RouteServerPeer.Encoded, "RouteServerPeerId">, string]> = [
      [
        { VpcId: "x" },
        `Expected an ID that starts with "vpc-" and goes on in lowercase letters and digits, got "x"`,
      ],
      [{ PeerAddress: "x" }, `Expected an IPv4 address in dotted-decimal notation, got "x"`],
      [
        { BgpOptions: { PeerAsn: 0 } },
        "Expected an Autonomous System Number from 1 to 4294967295, got 0",
      ],
      [
        { Tags: [{ Key: "k".repeat(128), Value: "" }] },
        "Expected a tag key of at most 127 Unicode characters, got ",
      ],
      [
        { Tags: [{ Key: "", Value: "v".repeat(257) }] },
        "Expected a tag value of at most 256 Unicode characters, got ",
      ],
    ]
    for (const [members, message] of expectations) {
      assert.throws(() => peer(members), message)
    }
  })

  it("reads the statuses as open enums, not as any structure", () => {
    for (const member of ["BgpStatus", "BfdStatus"]) {
      assert.isTrue(
        Result.isFailure(decode({ RouteServerPeerId: "rsp-1", [member]: { Status: 1 } })),
        member,
      )
    }
  })

  it("makes peers of plain strings and refuses bad ones", () => {
    assert.strictEqual(peer({ State: "available" }).State, "available")
    assert.throws(() => peer({ PeerAddress: "localhost" }), /PeerAddress/)
  })
})

describe("RouteServerPeer.isLive", () => {
  it("is neither deleting nor deleted", () => {
    const live = [...RouteServerPeer.State.known, "resurrecting"].filter((State) =>
      RouteServerPeer.isLive(peer({ State })),
    )
    assert.deepStrictEqual(live, ["pending", "available", "failing", "failed", "resurrecting"])
    assert.isTrue(RouteServerPeer.isLive(peer()))
  })
})

describe("RouteServerPeer.holdsAddress", () => {
  it("holds for every state but deleted", () => {
    const free = RouteServerPeer.State.known.filter(
      (State) => !RouteServerPeer.holdsAddress(peer({ State })),
    )
    assert.deepStrictEqual(free, ["deleted"])
  })
})

describe("RouteServerPeer.isEstablished", () => {
  it("is a BGP session that is up, of a peer that is not deleted", () => {
    assert.isTrue(RouteServerPeer.isEstablished(peer({ BgpStatus: { Status: "up" } })))
    assert.isFalse(RouteServerPeer.isEstablished(peer({ BgpStatus: { Status: "down" } })))
    assert.isFalse(RouteServerPeer.isEstablished(peer({ BgpStatus: {} })))
    assert.isFalse(RouteServerPeer.isEstablished(peer()))
    assert.isFalse(
      RouteServerPeer.isEstablished(peer({ State: "deleted", BgpStatus: { Status: "up" } })),
    )
    assert.isFalse(RouteServerPeer.isEstablished(peer({ BfdStatus: { Status: "up" } })))
  })
})

describe("RouteServerPeer.hasPrivateAsn", () => {
  it("asks the ASN of the appliance", () => {
    assert.isTrue(RouteServerPeer.hasPrivateAsn(peer({ BgpOptions: { PeerAsn: 65_001 } })))
    assert.isFalse(RouteServerPeer.hasPrivateAsn(peer({ BgpOptions: { PeerAsn: 1 } })))
    assert.isFalse(RouteServerPeer.hasPrivateAsn(peer({ BgpOptions: {} })))
    assert.isFalse(RouteServerPeer.hasPrivateAsn(peer()))
  })
})

describe("RouteServerPeer.livenessDetection", () => {
  it("is bgp-keepalive unless the answer shows something else", () => {
    const detection = (PeerLivenessDetection: string) =>
      RouteServerPeer.livenessDetection(peer({ BgpOptions: { PeerLivenessDetection } }))
    assert.strictEqual(RouteServerPeer.livenessDetection(peer()), "bgp-keepalive")
    assert.strictEqual(RouteServerPeer.livenessDetection(peer({ BgpOptions: {} })), "bgp-keepalive")
    assert.strictEqual(detection("bfd"), "bfd")
    assert.strictEqual(detection("icmp"), "icmp")
  })
})

describe("RouteServerPeer.tags", () => {
  it("is a record in which a look-up finds tags and nothing else", () => {
    const tags = RouteServerPeer.tags(
      peer({
        Tags: [
          { Key: "env", Value: "prod" },
          { Key: "__proto__", Value: "p" },
          { Key: "", Value: "" },
        ],
      }),
    )
    assert.deepStrictEqual(Object.entries(tags), [
      ["env", "prod"],
      ["__proto__", "p"],
      ["", ""],
    ])
    const untagged = RouteServerPeer.tags(peer())
    assert.deepStrictEqual(Object.keys(untagged), [])
    for (const key of ["constructor", "toString", "__proto__"])
      assert.isUndefined(untagged[key], key)
  })
})

describe("RouteServerPeer.arn", () => {
  it("names the peer in its Region, account and partition", () => {
    const owner = { region: "eu-west-1", account: "111122223333" }
    assert.strictEqual(
      RouteServerPeer.arn(peer(), owner),
      "arn:aws:ec2:eu-west-1:111122223333:route-server-peer/rsp-1",
    )
    assert.strictEqual(
      RouteServerPeer.arn(peer(), { ...owner, partition: "aws-cn" }),
      "arn:aws-cn:ec2:eu-west-1:111122223333:route-server-peer/rsp-1",
    )
  })
})

describe("RouteServerPeer.byEndpoint", () => {
  const peer = (id: string, endpoint?: string) =>
    RouteServerPeer.make({
      RouteServerPeerId: id,
      ...(endpoint === undefined ? {} : { RouteServerEndpointId: endpoint }),
    })

  it("loses no peer, and keeps the order of endpoints and of their peers", () => {
    const peers = [
      peer("rsp-1", "rse-2"),
      peer("rsp-2", "rse-1"),
      peer("rsp-3"),
      peer("rsp-4", "rse-2"),
    ]
    const ids = [...RouteServerPeer.byEndpoint(peers)].map(([endpoint, those]) => [
      endpoint,
      those.map(({ RouteServerPeerId }) => RouteServerPeerId),
    ])
    assert.deepStrictEqual<unknown>(ids, [
      ["rse-2", ["rsp-1", "rsp-4"]],
      ["rse-1", ["rsp-2"]],
      [undefined, ["rsp-3"]],
    ])
  })
})

describe("What the SDK answers", () => {
  const bare: RouteServerPeer.PeerLike = {
    State: undefined,
    BgpOptions: undefined,
    BgpStatus: { Status: undefined },
    Tags: [{ Key: undefined, Value: undefined }, { Key: "env" }],
  }

  it("is asked as it is, members that are undefined and all", () => {
    assert.isTrue(RouteServerPeer.isLive(bare))
    assert.isFalse(RouteServerPeer.isEstablished(bare))
    assert.isFalse(RouteServerPeer.hasPrivateAsn(bare))
    assert.strictEqual(RouteServerPeer.livenessDetection(bare), "bgp-keepalive")
    assert.deepStrictEqual({ ...RouteServerPeer.tags(bare) }, { "": "", env: "" })
    assert.strictEqual(Health.of(bare), "unknown")
    assert.isFalse(Filter.matches([Filter.make("State", "available")])(bare))
    assert.isTrue(Filter.matches([Filter.make("tag-key", "env")])(bare))
  })
})
