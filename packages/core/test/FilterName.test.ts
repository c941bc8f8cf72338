import { assert, describe, it } from "@effect/vitest"
import { FilterName, FilterNames, RouteServerPeer } from "@route-server/core"

const peer = RouteServerPeer.make({
  RouteServerPeerId: "rsp-1",
  RouteServerEndpointId: "rse-1",
  RouteServerId: "rs-1",
  VpcId: "vpc-1",
  SubnetId: "subnet-1",
  State: "failed",
  FailureReason: "no route",
  EndpointEniId: "eni-1",
  EndpointEniAddress: "10.0.0.1",
  PeerAddress: "10.0.0.2",
  BgpOptions: { PeerAsn: 65_001, PeerLivenessDetection: "bfd" },
  BgpStatus: { Status: "down" },
  BfdStatus: { Status: "up" },
  Tags: [
    { Key: "env", Value: "prod" },
    { Key: "team", Value: "net" },
  ],
})

const expected: Record<string, ReadonlyArray<string>> = {
  RouteServerPeerId: ["rsp-1"],
  "route-server-peer-id": ["rsp-1"],
  RouteServerEndpointId: ["rse-1"],
  "route-server-endpoint-id": ["rse-1"],
  RouteServerId: ["rs-1"],
  "route-server-id": ["rs-1"],
  VpcId: ["vpc-1"],
  "vpc-id": ["vpc-1"],
  SubnetId: ["subnet-1"],
  "subnet-id": ["subnet-1"],
  State: ["failed"],
  state: ["failed"],
  FailureReason: ["no route"],
  "failure-reason": ["no route"],
  EndpointEniId: ["eni-1"],
  "endpoint-eni-id": ["eni-1"],
  EndpointEniAddress: ["10.0.0.1"],
  "endpoint-eni-address": ["10.0.0.1"],
  PeerAddress: ["10.0.0.2"],
  "peer-address": ["10.0.0.2"],
  "BgpOptions.PeerAsn": ["65001"],
  "bgp-options.peer-asn": ["65001"],
  "BgpOptions.PeerLivenessDetection": ["bfd"],
  "bgp-options.peer-liveness-detection": ["bfd"],
  "BgpStatus.Status": ["down"],
  "bgp-status.status": ["down"],
  "BfdStatus.Status": ["up"],
  "bfd-status.status": ["up"],
  "tag-key": ["env", "team"],
  "tag-value": ["prod", "net"],
}

describe("FilterName", () => {
  it("reads every scalar member under its path and under its alias", () => {
    for (const [name, values] of Object.entries(expected)) {
      assert.deepStrictEqual(FilterName.reader(name)?.(peer), values, name)
    }
    assert.sameMembers([...FilterNames.all.single], Object.keys(expected))
  })

  it("reads the tag whose key a tag: name gives, literally", () => {
    assert.deepStrictEqual(FilterName.reader("tag:env")?.(peer), ["prod"])
    assert.deepStrictEqual(FilterName.reader("tag:*")?.(peer), [])
    assert.deepStrictEqual(FilterName.reader("tag:ENV")?.(peer), [])
    assert.deepStrictEqual(FilterName.reader("tag:")?.(peer), [])
  })

  it("knows names in their own case only", () => {
    for (const name of [
      "VPCID",
      "Vpc-Id",
      "vpcId",
      "tag",
      "Tag:env",
      "",
      "constructor",
      "__proto__",
    ]) {
      assert.isUndefined(FilterName.reader(name), name)
    }
  })

  it("reads nothing from an absent member", () => {
    const bare = RouteServerPeer.make({ RouteServerPeerId: "rsp-1" })
    for (const name of FilterNames.all.single) {
      const values = FilterName.reader(name)?.(bare)
      assert.deepStrictEqual(values, /PeerId|peer-id/.test(name) ? ["rsp-1"] : [], name)
    }
    for (const { attribute, entries } of FilterName.catalogue) {
      assert.deepStrictEqual(entries(bare), attribute === "RouteServerPeerId" ? ["rsp-1"] : [])
    }
  })

  it("reads AWS's default where the BGP options show no liveness detection", () => {
    const silent = RouteServerPeer.make({ RouteServerPeerId: "rsp-1", BgpOptions: {} })
    const read = FilterName.reader("BgpOptions.PeerLivenessDetection")
    assert.deepStrictEqual(read?.(silent), ["bgp-keepalive"])
  })

  it("is listed with its attribute and the evidence for its standing", () => {
    const standing = FilterName.catalogue.flatMap(({ attribute, names }) =>
      names.map(({ name, acceptedByAws, evidence }) => [attribute, name, acceptedByAws, evidence]),
    )
    assert.includeDeepMembers(standing, [
      ["VpcId", "VpcId", true, "docs"],
      ["VpcId", "vpc-id", false, "guess"],
      ["RouteServerId", "RouteServerId", true, "docs"],
      ["RouteServerId", "route-server-id", false, "seen"],
      ["RouteServerEndpointId", "RouteServerEndpointId", true, "docs"],
      ["RouteServerEndpointId", "route-server-endpoint-id", false, "seen"],
      ["Tags", "tag:<key>", true, "guess"],
      ["Tags.Key", "tag-key", true, "guess"],
      ["Tags.Value", "tag-value", false, "guess"],
    ])
  })
})
