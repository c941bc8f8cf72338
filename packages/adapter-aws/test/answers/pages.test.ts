import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource } from "@route-server/core"
import { Effect } from "effect"
import { ask, assertError, client, type Expected, item, read, whole } from "../support/answers.ts"
import * as server from "../support/server.ts"

describe("A page", () => {
  it.effect("is read with every member, known today or not, and every character", () =>
    Effect.gen(function* () {
      const { RouteServerPeers } = yield* read(item(whole))
      const [peer] = RouteServerPeers
      assert.strictEqual(Object.getPrototypeOf(peer), Object.prototype)
      assert.deepStrictEqual<unknown>(
        Object.entries(peer ?? {}),
        Object.entries({
          RouteServerPeerId: "rsp-1",
          RouteServerEndpointId: "rse-2",
          RouteServerId: "rs-3",
          VpcId: "vpc-4",
          SubnetId: "subnet-5",
          State: "draining",
          FailureReason: " R & D\r\n😀 ",
          EndpointEniId: "eni-6",
          EndpointEniAddress: "10.0.0.1",
          PeerAddress: "10.0.0.2",
          BgpOptions: { PeerAsn: 4_294_967_295, PeerLivenessDetection: "bfd" },
          BgpStatus: { Status: "up" },
          BfdStatus: {},
          Tags: [
            { Key: "env", Value: "\n" },
            { Value: "", Key: "constructor" },
          ],
          FutureMember: ["soon", "later", ""],
          ["__proto__"]: { A: "1" },
          FutureSet: ["1", { Inner: "2" }],
        }),
      )
    }),
  )

  it.effect("keeps the text beside elements where nothing is known of either", () =>
    Effect.gen(function* () {
      const [peer] = (yield* read(
        item("<note>a<b>1</b>c</note><noteSet>d<item>2</item></noteSet>"),
      )).RouteServerPeers
      assert.deepStrictEqual<unknown>(peer, {
        RouteServerPeerId: "rsp-1",
        Note: { B: "1", "#text": "ac" },
        NoteSet: { Item: "2", "#text": "d" },
      })
    }),
  )

  it.effect("keeps a number that no ASN has", () =>
    Effect.gen(function* () {
      const [peer] = (yield* read(item("<bgpOptions><peerAsn>-5</peerAsn></bgpOptions>")))
        .RouteServerPeers
      assert.deepStrictEqual<unknown>(peer?.BgpOptions, { PeerAsn: -5 })
    }),
  )

  it.effect("may come in any layout", () =>
    Effect.gen(function* () {
      const spread = server.peers(["rsp-1", "rsp-2"], "next").replaceAll("><", ">\r\n  <!-- -->\t<")
      const page = yield* read(`\uFEFF${spread}\n`)
      assert.deepStrictEqual<unknown>(page, {
        RouteServerPeers: [{ RouteServerPeerId: "rsp-1" }, { RouteServerPeerId: "rsp-2" }],
        NextToken: "next",
      })
    }),
  )

  it.effect("may be empty, with a token or without", () =>
    Effect.gen(function* () {
      const none = { RouteServerPeers: [] }
      assert.deepStrictEqual<unknown>(yield* read(server.peers([])), none)
      assert.deepStrictEqual<unknown>(yield* read(server.peers([], "")), none)
      assert.deepStrictEqual<unknown>(yield* read(server.page("<routeServerPeerSet/>")), none)
      assert.deepStrictEqual<unknown>(yield* read(server.page("")), none)
      assert.deepStrictEqual<unknown>(yield* read(server.peers([], "more")), {
        ...none,
        NextToken: "more",
      })
    }),
  )

  it.effect("may hold what looks like HTML, or like an error, in other places", () =>
    Effect.gen(function* () {
      const html = "<!doctype html><html><html lang='en'>"
      const reason = `<failureReason><![CDATA[${html}]]></failureReason>`
      const peer = `<item><routeServerPeerId>rsp-1</routeServerPeerId>${reason}</item>`
      const others = "<lastErrors/><errorsSeen>0</errorsSeen>"
      const body = `<DescribeRouteServerPeersResponse><requestId>r</requestId><routeServerPeerSet>${peer}</routeServerPeerSet>${others}</DescribeRouteServerPeersResponse>`
      const { RouteServerPeers } = yield* read(body)
      assert.deepStrictEqual<unknown>(RouteServerPeers, [
        { RouteServerPeerId: "rsp-1", FailureReason: html },
      ])
    }),
  )

  it.effect("may hold a text of any length", () =>
    Effect.gen(function* () {
      const reason = "&amp;ä\r\n😀".repeat(1_100_000)
      const body = item(`<failureReason>${reason}</failureReason>`)
      const { RouteServerPeers } = yield* ask((response) => server.answer(response, body), {
        maxResponseBytes: 30_000_000,
      })
      // No deep comparison: what differs would be printed.
      assert.isTrue(RouteServerPeers[0]?.FailureReason === "&ä\n😀".repeat(1_100_000))
    }),
  )

  it.effect("comes through without the peers that can't be understood if the user says so", () =>
    Effect.gen(function* () {
      const ids = Array.from({ length: 600 }, (_, index) => `rsp-${index}`)
      const bad = (id: string) =>
        `<item><routeServerPeerId>${id}</routeServerPeerId><bgpOptions><peerAsn>none</peerAsn></bgpOptions></item>`
      const body = server
        .peers(ids, "next")
        .replace("<item>", `${bad("rsp-a")}<item>`)
        .replace("</routeServerPeerSet>", `${bad("rsp-b")}</routeServerPeerSet>`)
      const page = yield* ask((response) => server.answer(response, body), {
        unreadable: "report",
      })
      assert.deepStrictEqual<unknown>(
        page.RouteServerPeers.map((peer) => peer.RouteServerPeerId),
        ids,
      )
      assert.strictEqual(page.NextToken, "next")
      assert.deepStrictEqual(
        page.unreadable?.map(({ routeServerPeerId, path, requestId, message }) => [
          routeServerPeerId,
          path[1],
          requestId,
          message,
        ]),
        [
          ["rsp-a", 0, "req-1"],
          ["rsp-b", 601, "req-1"],
        ].map(([id, index, requestId]) => [
          id,
          index,
          requestId,
          `RouteServerPeers[${index}].BgpOptions.PeerAsn: Expected number, got "none"`,
        ]),
      )
      const error = yield* Effect.flip(read(body))
      assertError(error, "MalformedResponse", { routeServerPeerId: "rsp-a" })
    }),
  )

  it.effect("keeps nobody waiting while it is read, however long it is", () =>
    Effect.gen(function* () {
      const body = Buffer.from(item(`<!--${"a".repeat(1_000)}-->`.repeat(20_000)))
      let turns = 0
      const turn = () => {
        turns += 1
        next = setImmediate(turn)
      }
      let next = setImmediate(turn)
      yield* PeerSource.describe().pipe(
        Effect.provide(AwsPeerSource.layerClient(client(body), { maxResponseBytes: body.length })),
        Effect.ensuring(Effect.sync(() => clearImmediate(next))),
      )
      assert.isAtLeast(turns, 10)
    }),
  )

  it.effect.each<[string, string, Expected]>([
    [
      "an ASN that is no number",
      "<bgpOptions><peerAsn>abc</peerAsn></bgpOptions>",
      { path: "RouteServerPeers.0.BgpOptions.PeerAsn" },
    ],
    [
      "an ASN that JavaScript can't hold",
      "<bgpOptions><peerAsn>99999999999999999999</peerAsn></bgpOptions>",
      {
        path: "RouteServerPeers.0.BgpOptions.PeerAsn",
        message:
          "RouteServerPeers[0].BgpOptions.PeerAsn: Expected number, got a text of 20 characters",
      },
    ],
    [
      "an ASN that is empty",
      "<bgpOptions><peerAsn/></bgpOptions>",
      { path: "RouteServerPeers.0.BgpOptions.PeerAsn" },
    ],
    [
      "an ASN with an element in it",
      "<bgpOptions><peerAsn>65001<a/></peerAsn></bgpOptions>",
      { path: "RouteServerPeers.0.BgpOptions.PeerAsn" },
    ],
    [
      "an ASN in another base",
      "<bgpOptions><peerAsn>0x10</peerAsn></bgpOptions>",
      { path: "RouteServerPeers.0.BgpOptions.PeerAsn" },
    ],
    [
      "an element in the place of text",
      "<state><a/></state>",
      { path: "RouteServerPeers.0.State" },
    ],
    [
      "the same element twice",
      "<state>available</state><state>failed</state>",
      { path: "RouteServerPeers.0.State" },
    ],
    [
      "text in the place of a structure",
      "<bgpStatus>up</bgpStatus>",
      { path: "RouteServerPeers.0.BgpStatus" },
    ],
    [
      "text beside the members of a structure",
      "<bgpStatus>up<status>up</status></bgpStatus>",
      { path: "RouteServerPeers.0.BgpStatus" },
    ],
    ["text in the place of a list", "<tagSet>env</tagSet>", { path: "RouteServerPeers.0.Tags" }],
    [
      "a list of something else",
      "<tagSet><member><key>a</key><value>b</value></member></tagSet>",
      { path: "RouteServerPeers.0.Tags" },
    ],
    [
      "a tag without a key",
      "<tagSet><item><value>a</value></item></tagSet>",
      { path: "RouteServerPeers.0.Tags.0.Key" },
    ],
    [
      "a tag that is text",
      "<tagSet><item>a</item></tagSet>",
      { path: "RouteServerPeers.0.Tags.0" },
    ],
  ])("is refused, by peer and path, for %s", ([, inside, expected]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(item(inside)))
      assertError(error, "MalformedResponse", {
        routeServerPeerId: "rsp-1",
        requestId: "req-1",
        httpStatus: 200,
        isRetryable: false,
        ...expected,
      })
    }),
  )

  it.effect.each<[string, string, Expected]>([
    [
      "peers that are no items",
      "<routeServerPeerSet><member/></routeServerPeerSet>",
      { path: "RouteServerPeers" },
    ],
    [
      "text in the place of peers",
      "<routeServerPeerSet>none</routeServerPeerSet>",
      { path: "RouteServerPeers" },
    ],
    [
      "peers without an ID",
      "<routeServerPeerSet><item><state>available</state></item></routeServerPeerSet>",
      { path: "RouteServerPeers.0.RouteServerPeerId" },
    ],
    [
      "two sets of peers",
      "<routeServerPeerSet/><routeServerPeerSet/>",
      { path: "RouteServerPeers.0" },
    ],
    [
      "a token that is an element",
      "<routeServerPeerSet/><nextToken><a/></nextToken>",
      { path: "NextToken" },
    ],
    [
      "a token that comes again, and empty",
      "<routeServerPeerSet/><nextToken>a</nextToken><nextToken/>",
      { path: "NextToken" },
    ],
    [
      "an empty token that comes again",
      "<routeServerPeerSet/><nextToken/><nextToken/>",
      { path: "NextToken" },
    ],
    ...[
      "<Errors><Error><Message>m</Message></Error></Errors>",
      "<errors><error><code>Throttling</code></error></errors>",
      "<Errors/>",
      "<error/>",
      "<requestId><a/></requestId>",
      "<RouteServerPeerSet><item/></RouteServerPeerSet>",
      "<NextToken>more</NextToken>",
    ].map((foreign): [string, string, Expected] => [
      `peers beside ${foreign}`,
      `<routeServerPeerSet/>${foreign}`,
      { message: `has <${/\w+/.exec(foreign)?.[0]}> where there is no such element`, path: "" },
    ]),
    ["white space that XML does not know", "<routeServerPeerSet>\u00a0</routeServerPeerSet>", {}],
    [
      "white space that XML does not know, beside the peers",
      "<routeServerPeerSet/>\u00a0",
      { message: "has text beside its elements", path: "" },
    ],
    [
      "peers under another name",
      "<peerSet><item/></peerSet>",
      { message: "no routeServerPeerSet", path: "" },
    ],
    [
      "text beside the peers",
      "<routeServerPeerSet/>Service busy",
      { message: "has text beside its elements", path: "" },
    ],
  ])("is refused for %s", ([, inside, expected]) =>
    Effect.gen(function* () {
      assertError(yield* Effect.flip(read(server.page(inside))), "MalformedResponse", {
        requestId: "req-1",
        ...expected,
      })
    }),
  )
})
