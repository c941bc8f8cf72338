import { DescribeRouteServerPeersCommand, EC2Client } from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { corrected, query } from "../src/internal/query.ts"
import * as server from "./support/server.ts"

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom(...["a", "*", "'", "(", ")", "!", "~", " ", "+", "&", "=", "é"]),
  }),
)

const input = fc.record(
  {
    RouteServerPeerIds: fc.array(text, { maxLength: 3 }),
    Filters: fc.array(
      fc.record({ Name: text, Values: fc.array(text, { maxLength: 3 }) }, { requiredKeys: [] }),
      { maxLength: 3 },
    ),
    NextToken: text,
    MaxResults: fc.integer(),
    DryRun: fc.boolean(),
  },
  { requiredKeys: [] },
)

describe("The body of a query", () => {
  let sent = ""
  const client = new EC2Client({
    ...server.settings("http://127.0.0.1"),
    requestHandler: {
      handle: async ({ body }: { readonly body?: unknown }) => {
        sent = String(body)
        return { response: { statusCode: 200, headers: {}, body: new Uint8Array() } }
      },
    },
  })

  it("is letter for letter what the SDK writes", () =>
    fc.assert(
      fc.asyncProperty(input, async (request) => {
        await client.send(new DescribeRouteServerPeersCommand(request))
        assert.strictEqual(query(request), sent)
        assert.isUndefined(corrected(sent, request))
      }),
    ))

  const asked = { MaxResults: 5, RouteServerPeerIds: ["rsp-1"] }
  const Action = "Action=DescribeRouteServerPeers"

  it.each<[what: string, body: string]>([
    ["in another order", `MaxResults=5&RouteServerPeerId.1=rsp-1&Version=2016-11-15&${Action}`],
    [
      "in another spelling",
      `${Action}&Version=2016-11-15&RouteServerPeerId.1=rsp%2D1&MaxResults=5`,
    ],
    ["of another version", `${Action}&Version=2036-01-01&RouteServerPeerId.1=rsp-1&MaxResults=5`],
  ])("stays as it was written if it says what is meant %s", (_, body) => {
    assert.isUndefined(corrected(body, asked))
  })

  it("is written anew without what it lacks beside the parameters", () => {
    assert.strictEqual(corrected("MaxResults=6", { MaxResults: 5 }), "&MaxResults=5")
  })

  it.each<[what: string, body: string]>([
    ["has a parameter too many", `${Action}&Version=2036-01-01&DryRun=true&MaxResults=5`],
    ["has a parameter twice", `${Action}&Version=2036-01-01&MaxResults=5&MaxResults=5`],
    ["lacks one", `${Action}&Version=2036-01-01`],
  ])("is written anew if it %s, for the version that it was written for", (_, body) => {
    assert.strictEqual(
      corrected(body, asked),
      `${Action}&Version=2036-01-01&RouteServerPeerId.1=rsp-1&MaxResults=5`,
    )
  })
})
