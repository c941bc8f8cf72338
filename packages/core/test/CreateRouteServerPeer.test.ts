import { assert, describe, it } from "@effect/vitest"
import { CreateRouteServerPeer, type Tag } from "@route-server/core"
import { Result } from "effect"

const request: CreateRouteServerPeer.Request = {
  RouteServerEndpointId: "rse-0b3aab44fa6f0bb15",
  PeerAddress: "10.0.2.3",
  BgpOptions: { PeerAsn: 65_001 },
}

const draft = {
  RouteServerEndpointId: "rse-0b3aab44fa6f0bb15",
  PeerAddress: "10.0.2.3",
  BgpOptions: { PeerAsn: 65_001, PeerLivenessDetection: "bgp-keepalive" },
  Tags: [],
}

const tagged = (...Tags: ReadonlyArray<CreateRouteServerPeer.AskedTag>) => ({
  TagSpecifications: [{ ResourceType: "route-server-peer", Tags }],
})

/** The code and the text of what is refused. */
const refusal = <A>(
  judged: Result.Result<A, { readonly _tag: string; readonly message: string }>,
): string =>
  Result.match(judged, {
    onSuccess: (value) => `judged fine: ${JSON.stringify(value)}`,
    onFailure: ({ _tag, message }) => `${_tag}: ${message}`,
  })

describe("CreateRouteServerPeer.judge", () => {
  it("makes a draft of a request, with the keepalive where no liveness protocol is asked for", () => {
    const judged = (members: Partial<CreateRouteServerPeer.Request>) =>
      Result.getOrThrow(CreateRouteServerPeer.judge({ ...request, ...members }))
    assert.deepStrictEqual<unknown>(judged({}), draft)
    assert.deepStrictEqual<unknown>(
      judged({ BgpOptions: { PeerAsn: 1, PeerLivenessDetection: "bfd" }, DryRun: false }),
      { ...draft, BgpOptions: { PeerAsn: 1, PeerLivenessDetection: "bfd" } },
    )
  })

  it("gathers the tags of all specifications, with the empty value where one has none", () => {
    const ResourceType = "route-server-peer"
    const judged = CreateRouteServerPeer.judge({
      ...request,
      TagSpecifications: [
        { ResourceType, Tags: [{ Key: "env", Value: "prod" }, { Key: "empty" }] },
        { ResourceType },
        { ResourceType, Tags: [{ Key: "Env", Value: "prod" }] },
      ],
    })
    assert.deepStrictEqual<unknown>(Result.getOrThrow(judged).Tags, [
      { Key: "env", Value: "prod" },
      { Key: "empty", Value: "" },
      { Key: "Env", Value: "prod" },
    ])
  })

  it.each<readonly [of: string, Partial<CreateRouteServerPeer.Request>, refused: string]>([
    [
      "no endpoint",
      { RouteServerEndpointId: undefined },
      "MissingParameter: The request must contain the parameter RouteServerEndpointId",
    ],
    [
      "an empty address",
      { PeerAddress: "" },
      "MissingParameter: The request must contain the parameter PeerAddress",
    ],
    [
      "no ASN",
      { BgpOptions: {} },
      "MissingParameter: The request must contain the parameter BgpOptions.PeerAsn",
    ],
    [
      "an ID of another resource",
      { RouteServerEndpointId: "rsp-1" },
      "InvalidParameterValue: Value ( rsp-1 ) for parameter RouteServerEndpointId is invalid. " +
        'Expected an ID that starts with "rse-" and goes on in lowercase letters and digits.',
    ],
    [
      "half an address",
      { PeerAddress: "10.0" },
      "InvalidParameterValue: Value ( 10.0 ) for parameter PeerAddress is invalid. " +
        "Expected an IPv4 address in dotted-decimal notation.",
    ],
    [
      "an ASN out of range",
      { BgpOptions: { PeerAsn: 0 } },
      "InvalidParameterValue: Value ( 0 ) for parameter BgpOptions.PeerAsn is invalid. " +
        "Expected an Autonomous System Number from 1 to 4294967295.",
    ],
    [
      "another liveness protocol",
      { BgpOptions: { PeerAsn: 1, PeerLivenessDetection: "ping" } },
      "InvalidParameterValue: Value ( ping ) for parameter BgpOptions.PeerLivenessDetection is " +
        'invalid. Expected "bfd" | "bgp-keepalive".',
    ],
    [
      "tags of another resource",
      { TagSpecifications: [...tagged().TagSpecifications, { ResourceType: "vpc" }] },
      "InvalidParameterValue: Value ( vpc ) for parameter TagSpecifications[1].ResourceType is " +
        'invalid. Expected "route-server-peer".',
    ],
    [
      "a tag key given twice",
      tagged({ Key: "env", Value: "prod" }, { Key: "env", Value: "dev" }),
      "InvalidParameterValue: Value ( env ) for parameter TagSpecifications.Tags[1].Key is " +
        "invalid. Expected each tag key once.",
    ],
  ])("names the parameter, the value and the rule of %s", (_, members, refused) => {
    assert.strictEqual(refusal(CreateRouteServerPeer.judge({ ...request, ...members })), refused)
  })

  it("refuses a member that nobody knows", () => {
    const asked = { ...request, ClientToken: "a" }
    assert.strictEqual(
      refusal(CreateRouteServerPeer.judge(asked)),
      "UnknownParameter: The parameter ClientToken is not recognized",
    )
  })

  it("looks for what is missing, then for the permission, and then at values", () => {
    const judged = (
      members: Partial<CreateRouteServerPeer.Request>,
      options?: { readonly authorized: boolean },
    ) => refusal(CreateRouteServerPeer.judge({ ...request, ...members }, options)).split(":")[0]
    const wrong = { PeerAddress: "10.0", DryRun: true }
    const unauthorized = { authorized: false }
    assert.strictEqual(
      judged({ ...wrong, BgpOptions: undefined }, unauthorized),
      "MissingParameter",
    )
    assert.strictEqual(judged(wrong, unauthorized), "UnauthorizedOperation")
    assert.strictEqual(judged(wrong, { authorized: true }), "DryRunOperation")
    assert.strictEqual(judged({ PeerAddress: "10.0" }), "InvalidParameterValue")
  })
})

describe("CreateRouteServerPeer.judgeTags", () => {
  const judge = (...tags: ReadonlyArray<CreateRouteServerPeer.AskedTag>) =>
    CreateRouteServerPeer.judgeTags(tags, "Tags")

  it("takes keys of 127 and values of 256 characters, and no more", () => {
    const longest = { Key: "🦊".repeat(127), Value: "🦊".repeat(256) }
    assert.deepStrictEqual<ReadonlyArray<Tag.Tag>>(Result.getOrThrow(judge(longest)), [longest])
    const shown = `${"k".repeat(80)}…`
    assert.strictEqual(
      refusal(judge({ Key: "a" }, { Key: "k".repeat(128) })),
      `InvalidParameterValue: Value ( ${shown} ) for parameter Tags[1].Key is invalid. ` +
        "Expected a tag key of at most 127 Unicode characters.",
    )
    assert.strictEqual(
      refusal(judge({ Key: "a", Value: "k".repeat(257) })),
      `InvalidParameterValue: Value ( ${shown} ) for parameter Tags[0].Value is invalid. ` +
        "Expected a tag value of at most 256 Unicode characters.",
    )
  })

  it("refuses keys that are AWS's own, and tags without a key before all else", () => {
    const reserved = { Key: "aws:x", Value: "" }
    assert.strictEqual(
      refusal(judge(reserved)),
      "InvalidParameterValue: Value ( aws:x ) for parameter Tags[0].Key is invalid. " +
        'Expected a tag key that does not begin with "aws:".',
    )
    assert.strictEqual(
      refusal(judge(reserved, { Value: "a" })),
      "MissingParameter: The request must contain the parameter Tags[1].Key",
    )
    assert.strictEqual(
      refusal(CreateRouteServerPeer.judgeTagKeys([{ Key: "" }], "Tags")),
      "MissingParameter: The request must contain the parameter Tags[0].Key",
    )
  })
})
