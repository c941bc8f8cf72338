/**
 * Services that do not do what was asked, as emulators do, and clients that do
 * not ask what was meant.
 */
import { DescribeRouteServerPeersCommand, EC2Client } from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { type DescribeRouteServerPeers, Filter, FilterNames, PeerSource } from "@route-server/core"
import { Effect, Logger, Result } from "effect"
import { shown } from "../support/answers.ts"
import * as server from "../support/server.ts"

const peer = (id: string, inside = "") =>
  `<item><routeServerPeerId>${id}</routeServerPeerId>${inside}</item>`

const pageOf = (...items: ReadonlyArray<string>) =>
  server.page(`<routeServerPeerSet>${items.join("")}</routeServerPeerSet>`)

const tags = (key: string, value: string) =>
  `<tagSet><item><key>${key}</key><value>${value}</value></item></tagSet>`

/** What comes of a request that is answered with this page. */
const answered = (
  request: DescribeRouteServerPeers.Request,
  body: string,
  options?: AwsPeerSource.AwsOptions,
) =>
  Effect.gen(function* () {
    const { url } = yield* server.listen((response) => server.answer(response, body))
    return yield* PeerSource.describe(request).pipe(
      Effect.provide(AwsPeerSource.layer(server.settings(url), options), { local: true }),
    )
  }).pipe(Effect.scoped)

const breaches: ReadonlyArray<
  [
    rule: string,
    what: string,
    request: DescribeRouteServerPeers.Request,
    body: string,
    told: string,
    path?: string,
  ]
> = [
  [
    "DryRun",
    "peers for a dry run",
    { DryRun: true },
    pageOf(),
    "a dry run was answered with peers",
  ],
  [
    "MaxResults",
    "more peers than were wanted",
    { MaxResults: 5 },
    pageOf(...[1, 2, 3, 4, 5, 6].map((at) => peer(`rsp-${at}`))),
    "6 peers came where MaxResults is 5",
  ],
  [
    "UniquePeers",
    "a peer twice",
    {},
    pageOf(peer("rsp-1"), peer("rsp-2"), peer("rsp-1")),
    "a peer came twice in a page",
    "RouteServerPeers.2",
  ],
  [
    "RouteServerPeerIds",
    "a peer that was not asked for",
    { RouteServerPeerIds: ["rsp-1"] },
    pageOf(peer("rsp-1"), peer("rsp-2")),
    "a peer came that was not asked for",
    "RouteServerPeers.1",
  ],
  [
    "Filters",
    "a filter that was ignored",
    { Filters: [Filter.make("VpcId", "vpc-1", "vpc-2")] },
    pageOf(peer("rsp-1", "<vpcId>vpc-1</vpcId>"), peer("rsp-2", "<vpcId>vpc-3</vpcId>")),
    "a peer came that the filter 'VpcId' leaves out",
    "RouteServerPeers.1",
  ],
  [
    "Filters",
    "a filter by route server that was ignored",
    { Filters: [Filter.make("RouteServerId", "rs-1")] },
    pageOf(peer("rsp-1", "<routeServerId>rs-2</routeServerId>")),
    "a peer came that the filter 'RouteServerId' leaves out",
    "RouteServerPeers.0",
  ],
  [
    "Filters",
    "a filter by endpoint that was ignored",
    { Filters: [Filter.make("RouteServerEndpointId", "rse-1")] },
    pageOf(peer("rsp-1", "<routeServerEndpointId>rse-2</routeServerEndpointId>")),
    "a peer came that the filter 'RouteServerEndpointId' leaves out",
    "RouteServerPeers.0",
  ],
  [
    "Filters",
    "a filter by tag that was ignored",
    { Filters: [Filter.make("tag:env", "prod")] },
    pageOf(peer("rsp-1", tags("env", "prod")), peer("rsp-2", tags("env", "dev"))),
    "a peer came that the filter 'tag:env' leaves out",
    "RouteServerPeers.1",
  ],
  [
    "Filters",
    "a filter by a tag that the peer has not",
    { Filters: [Filter.make("tag:env", "prod")] },
    pageOf(peer("rsp-1", tags("team", "prod"))),
    "a peer came that the filter 'tag:env' leaves out",
    "RouteServerPeers.0",
  ],
  [
    "Filters",
    "a filter by the key of a tag that was ignored",
    { Filters: [Filter.make("tag-key", "env")] },
    pageOf(peer("rsp-1", tags("env", "")), peer("rsp-2", tags("team", ""))),
    "a peer came that the filter 'tag-key' leaves out",
    "RouteServerPeers.1",
  ],
]

describe("A service that breaks the contract", () => {
  it.effect.each(breaches)(
    "fails the call, by the rule %s: %s",
    ([rule, , request, body, told, path]) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(answered(request, body))
        assert.include(shown(error), {
          message: `The answer breaks the contract: ${told}`,
          reason: "ContractBroken",
          requestId: "req-1",
          httpStatus: 200,
          path: path ?? "",
        })
        const reason = "reason" in error ? error.reason : undefined
        assert.deepStrictEqual<unknown>(reason, { _tag: "ContractBroken", rule })
        assert.isFalse(error.isRetryable)
      }),
  )

  it.effect.each(breaches)("is reported if the user says so: %s, %s", ([, , request, body, told]) =>
    Effect.gen(function* () {
      const logs: Array<unknown> = []
      const logger = Logger.make(({ message, logLevel }) => logs.push(logLevel, message))
      yield* answered(request, body, { onContractBreach: "report" }).pipe(
        Effect.provide(Logger.layer([logger])),
      )
      assert.strictEqual(logs[0], "Warn")
      assert.deepStrictEqual(logs[1], [`The answer breaks the contract: ${told}`])
    }),
  )

  it.effect.each<[what: string, request: DescribeRouteServerPeers.Request, body: string]>([
    [
      "as many peers as wanted",
      { MaxResults: 5 },
      pageOf(...[1, 2, 3, 4, 5].map((at) => peer(`rsp-${at}`))),
    ],
    [
      "fewer peers than asked for",
      { RouteServerPeerIds: ["rsp-1", "rsp-2"] },
      pageOf(peer("rsp-2")),
    ],
    [
      "a member that is not shown",
      { Filters: [Filter.make("VpcId", "vpc-1")] },
      pageOf(peer("rsp-1")),
    ],
    ["tags that are not shown", { Filters: [Filter.make("tag:env", "a")] }, pageOf(peer("rsp-1"))],
    [
      "a pattern, of which AWS may make something else",
      { Filters: [Filter.make("VpcId", "vpc-1*")] },
      pageOf(peer("rsp-1", "<vpcId>vpc-3</vpcId>")),
    ],
    [
      "a name of which nothing is certain",
      { Filters: [Filter.make("State", "failed")] },
      pageOf(peer("rsp-1", "<state>available</state>")),
    ],
  ])("is not one that answers with %s", ([, request, body]) =>
    Effect.asVoid(
      answered(request, body, {
        acceptedNames: FilterNames.make(["VpcId", "State"], { tags: true }),
      }),
    ),
  )

  it.effect.each<[id: string, isShown: boolean]>([
    ["rsp-0e1c240ae33a4f642", true],
    [`rsp-${"0".repeat(28)}`, true],
    [`rsp-${"0".repeat(29)}`, false],
    ["FakeToken-0123456789", false],
  ])("names the peer by its ID, if it has the form of one: %s", ([id, isShown]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(answered({}, pageOf(peer(id), peer(id))))
      assert.include(shown(error), { path: "RouteServerPeers.1" })
      if (isShown) assert.propertyVal(error, "routeServerPeerId", id)
      else assert.notProperty(error, "routeServerPeerId")
    }),
  )

  it.effect("is one that answers without an ID of the request, of which none is told", () =>
    Effect.gen(function* () {
      const body = pageOf(peer("rsp-1"), peer("rsp-1")).replace(/<requestId>.*?<\/requestId>/, "")
      const error = yield* Effect.flip(answered({}, body))
      assert.include(shown(error), { reason: "ContractBroken" })
      assert.notProperty(error, "requestId")
    }),
  )

  it.effect("is one that sends elements under another namespace, however deep", () =>
    Effect.gen(function* () {
      for (const inside of [
        "<routeServerPeerSet/><e:nextToken>more</e:nextToken>",
        `<routeServerPeerSet>${peer("rsp-1", "<e:state>failed</e:state>")}</routeServerPeerSet>`,
      ]) {
        const body = server.page(inside).replace("xmlns=", 'xmlns:e="e" xmlns=')
        const error = yield* Effect.flip(answered({}, body))
        assert.strictEqual(error._tag, "MalformedResponse")
        assert.match(error.message, /has <e:\w+>, an element with a namespace prefix/)
      }
    }),
  )
})

describe("A client that somebody else spoiled", () => {
  it.effect("sends what is meant, and nothing of another command's", () =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen((response) =>
        server.answer(response, server.peers([])),
      )
      const client = new EC2Client(server.settings(url))
      const source = AwsPeerSource.layerClient(client)
      const broken = {
        get Name(): string {
          throw new Error("half way")
        },
      }
      const requests: ReadonlyArray<DescribeRouteServerPeers.Request> = [
        {},
        {
          MaxResults: 5,
          NextToken: "a b&c=ü",
          Filters: [Filter.make("VpcId", "vpc-1", "a b"), Filter.make("tag:env", "p")],
        },
        { RouteServerPeerIds: ["rsp-1", "rsp-2"] },
      ]
      for (const request of requests) {
        // What this wrote before it broke off stays in the serializer (run).
        const theirs = new DescribeRouteServerPeersCommand({
          RouteServerPeerIds: ["rsp-other"],
          Filters: [broken],
        })
        yield* Effect.exit(Effect.tryPromise(() => client.send(theirs)))
        yield* PeerSource.describe(request).pipe(Effect.provide(source, { local: true }))
      }
      const Action = "DescribeRouteServerPeers"
      const Version = "2016-11-15"
      assert.deepStrictEqual<unknown>(
        received.map(({ body }) => Object.fromEntries(body)),
        [
          { Action, Version },
          {
            Action,
            Version,
            NextToken: "a b&c=ü",
            MaxResults: "5",
            "Filter.1.Name": "VpcId",
            "Filter.1.Value.1": "vpc-1",
            "Filter.1.Value.2": "a b",
            "Filter.2.Name": "tag:env",
            "Filter.2.Value.1": "p",
          },
          { Action, Version, "RouteServerPeerId.1": "rsp-1", "RouteServerPeerId.2": "rsp-2" },
        ],
      )
      client.destroy()
    }),
  )
})

describe("A request of code that is not type-checked", () => {
  const sent = (request: DescribeRouteServerPeers.Request) =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen((response, { body }) =>
        server.answer(
          response,
          server.peers(
            body.get("NextToken") === null ? ["rsp-1"] : [],
            body.get("NextToken") === null ? "t" : undefined,
          ),
        ),
      )
      const layer = AwsPeerSource.layer(server.settings(url))
      const exit = yield* Effect.result(
        PeerSource.describe(request).pipe(Effect.provide(layer, { local: true })),
      )
      return { exit, received }
    }).pipe(Effect.scoped)

  it.effect("is sent with members that it inherits, and with getters", () =>
    Effect.gen(function* () {
      class Request {
        get RouteServerPeerIds() {
          return ["rsp-1"]
        }
      }
      const { received } = yield* sent(new Request())
      assert.strictEqual(received[0]?.body.get("RouteServerPeerId.1"), "rsp-1")
    }),
  )

  it.effect("is refused where it can't be read", () =>
    Effect.gen(function* () {
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      const throwing = {
        get Filters(): never {
          throw new Error("secret")
        },
      }
      for (const request of [proxy, throwing]) {
        const { exit, received } = yield* sent(request)
        assert.isEmpty(received)
        assert.isTrue(Result.isFailure(exit))
      }
    }),
  )
})

describe("A listing that is under way", () => {
  it.effect("goes on with the filters that it began with, whatever another one learns", () =>
    Effect.gen(function* () {
      let isRefusing = false
      const { url, received } = yield* server.listen((response, { body }, index) => {
        const isFirst = body.get("NextToken") === null
        if (isRefusing && isFirst && body.get("Filter.1.Name") === "VpcId") {
          const message = "The filter 'VpcId' is invalid"
          server.answer(response, server.failure("InvalidParameterValue", message), 400)
        } else {
          server.answer(response, server.peers([], isFirst ? `token-${index}` : undefined))
        }
      })
      const layer = AwsPeerSource.layer(server.settings(url), { onRefusedFilter: "evaluate" })
      const request = { Filters: [Filter.make("VpcId", "vpc-1")] }
      yield* Effect.gen(function* () {
        yield* PeerSource.describe(request)
        isRefusing = true
        yield* PeerSource.describe({ ...request, MaxResults: 5 })
        yield* PeerSource.describe({ ...request, NextToken: "token-0" })
      }).pipe(Effect.provide(layer))
      assert.deepStrictEqual(
        received.map(({ body }) => [body.get("NextToken"), body.get("Filter.1.Name")]),
        [
          [null, "VpcId"],
          [null, "VpcId"],
          [null, null],
          ["token-0", "VpcId"],
        ],
      )
    }),
  )
})
