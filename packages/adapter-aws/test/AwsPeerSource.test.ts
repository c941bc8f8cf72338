import { EC2Client, type EC2ClientConfig } from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import {
  type DescribeRouteServerPeers,
  Filter,
  FilterNames,
  Listing,
  PeerSource,
  ServiceError,
} from "@route-server/core"
import { Config, ConfigProvider, Effect, Stream } from "effect"
import { shown } from "./support/answers.ts"
import * as server from "./support/server.ts"

type Respond = Parameters<typeof server.listen>[0]

const always =
  (body: string, status?: number): Respond =>
  (response) =>
    server.answer(response, body, status)

const idsOf = (peers: ReadonlyArray<{ readonly RouteServerPeerId: string }>) =>
  peers.map(({ RouteServerPeerId }) => RouteServerPeerId)

const sent = ({ received }: server.Server) =>
  received.map(({ body }) => Object.fromEntries([...body].filter(([name]) => name !== "Version")))

describe("AwsPeerSource.layer", () => {
  it.effect("sends every member of a request", () =>
    Effect.gen(function* () {
      const ec2 = yield* server.listen(always(server.peers([])))
      const ask = (request: DescribeRouteServerPeers.Request) =>
        PeerSource.describe(request).pipe(
          Effect.provide(AwsPeerSource.layer(server.settings(ec2.url))),
        )
      // Answered with peers, which no dry run may be.
      yield* Effect.flip(ask({ RouteServerPeerIds: ["rsp-1", "rsp-2"], DryRun: true }))
      yield* ask({
        MaxResults: 5,
        NextToken: "a token of AWS's, ünread",
        Filters: [Filter.make("VpcId", "vpc-1", "vpc-*"), Filter.make("tag:env", "prod")],
      })
      yield* ask({ NextToken: "", DryRun: false, RouteServerPeerIds: [], Filters: [] })
      // Not valid together, or at all, which is for AWS to say.
      yield* ask({ RouteServerPeerIds: ["no ID"], MaxResults: 1001 })
      const Action = "DescribeRouteServerPeers"
      assert.deepStrictEqual<unknown>(sent(ec2), [
        { Action, "RouteServerPeerId.1": "rsp-1", "RouteServerPeerId.2": "rsp-2", DryRun: "true" },
        {
          Action,
          MaxResults: "5",
          NextToken: "a token of AWS's, ünread",
          "Filter.1.Name": "VpcId",
          "Filter.1.Value.1": "vpc-1",
          "Filter.1.Value.2": "vpc-*",
          "Filter.2.Name": "tag:env",
          "Filter.2.Value.1": "prod",
        },
        { Action, NextToken: "", DryRun: "false" },
        { Action, "RouteServerPeerId.1": "no ID", MaxResults: "1001" },
      ])
    }),
  )

  it.effect("evaluates here what AWS refuses, and sends the rest under AWS's names", () =>
    Effect.gen(function* () {
      const item = (id: string, state: string) =>
        `<item><routeServerPeerId>${id}</routeServerPeerId><state>${state}</state></item>`
      const items = item("rsp-1", "failed") + item("rsp-2", "available")
      const ec2 = yield* server.listen(
        always(server.page(`<routeServerPeerSet>${items}</routeServerPeerSet>`)),
      )
      const ask = (acceptedNames?: FilterNames.FilterNames) =>
        Listing.collect({
          Filters: [Filter.make("vpc-id", "vpc-1"), Filter.make("State", "failed")],
        }).pipe(Effect.provide(AwsPeerSource.layer(server.settings(ec2.url), { acceptedNames })))
      assert.deepStrictEqual(idsOf(yield* ask()), ["rsp-1"])
      assert.deepStrictEqual(idsOf(yield* ask(FilterNames.make(["state"]))), [])
      assert.deepStrictEqual(
        sent(ec2).map((query) => [query["Filter.1.Name"], query["Filter.2.Name"]]),
        [
          ["VpcId", undefined],
          ["state", undefined],
        ],
      )
    }),
  )

  it.effect("refuses by itself what AWS could not refuse, and asks nobody", () =>
    Effect.gen(function* () {
      const ec2 = yield* server.listen(always(server.peers([])))
      const refusal = (Filters: ReadonlyArray<Filter.Filter>, valuesInAll = 3) =>
        PeerSource.describe({ Filters, DryRun: true }).pipe(
          Effect.provide(
            AwsPeerSource.layer(server.settings(ec2.url), {
              limits: {
                filters: 2,
                valuesPerFilter: 2,
                valuesInAll,
                characters: 10,
                ids: 1,
                minMaxResults: 5,
                maxMaxResults: 10,
              },
            }),
          ),
          Effect.flip,
          Effect.map(({ _tag, message }) => `${_tag}: ${message}`),
        )
      assert.deepStrictEqual(
        [
          yield* refusal([{ Name: "vpcid", Values: ["a"] }]),
          yield* refusal([{ Values: ["a"] }]),
          yield* refusal([
            Filter.make("State", "a"),
            Filter.make("State", "b"),
            Filter.make("State", "c"),
          ]),
          yield* refusal([Filter.make("State", "a", "b", "c")]),
          yield* refusal([Filter.make("State", "a", "b"), Filter.make("VpcId", "a", "b")]),
          yield* refusal([Filter.make("State", "a".repeat(11))]),
        ],
        [
          "InvalidParameterValue: The filter 'vpcid' is invalid",
          "InvalidParameterValue: The filter 'null' is invalid",
          "FilterLimitExceeded: The number of Filters ( 3 ) exceeds the limit of 2.",
          "FilterLimitExceeded: The number of Filters[0].Values ( 3 ) exceeds the limit of 2.",
          "FilterLimitExceeded: The maximum number of filter values specified on a single call is 3",
          "FilterLimitExceeded: The maximum length for a filter value is 10 characters",
        ],
      )
      assert.isEmpty(ec2.received)
    }),
  )

  it("throws for a bound that is none", () => {
    for (const maxResponseBytes of [-1, Number.NaN]) {
      const message = `maxResponseBytes must be a number of bytes from 0, not ${maxResponseBytes}`
      const client = new EC2Client(server.settings("http://127.0.0.1"))
      assert.throws(() => AwsPeerSource.layer({}, { maxResponseBytes }), RangeError, message)
      assert.throws(() => AwsPeerSource.layerClient(client, { maxResponseBytes }), message)
      assert.throws(() => AwsPeerSource.layerConfig(undefined, { maxResponseBytes }), message)
    }
  })

  it("throws for a time that is none", () => {
    assert.throws(
      () => AwsPeerSource.layer({}, { responseTimeout: Number.NaN }),
      RangeError,
      "responseTimeout must be a duration from 0 on, not NaN",
    )
  })

  it.effect("closes its connections with the scope", () =>
    Effect.gen(function* () {
      const ec2 = yield* server.listen(always(server.peers([])))
      yield* PeerSource.describe().pipe(
        Effect.provide(AwsPeerSource.layer(server.settings(ec2.url))),
      )
      yield* ec2.quiet
      assert.lengthOf(ec2.received, 1)
    }),
  )
})

describe("A filter that UTF-8 can't carry", () => {
  it.effect("is evaluated here, and the others go to AWS", () =>
    Effect.gen(function* () {
      const half = "\uD83D"
      const ec2 = yield* server.listen(always(server.peers(["rsp-1"])))
      const Filters = [
        Filter.make("vpc-id", "vpc-1"),
        Filter.make("route-server-id", "rs-1", half),
        Filter.make("subnet-id", half),
        Filter.make(`tag:${half}`, "a"),
      ]
      const layer = AwsPeerSource.layer(server.settings(ec2.url), {
        acceptedNames: FilterNames.all,
      })
      const found = yield* Listing.collect({ Filters }).pipe(Effect.provide(layer))
      assert.isEmpty(found)
      assert.deepStrictEqual(
        Array.from(ec2.received[0]?.body ?? []).filter(([name]) => name.startsWith("Filter")),
        [
          ["Filter.1.Name", "vpc-id"],
          ["Filter.1.Value.1", "vpc-1"],
        ],
      )
    }),
  )
})

describe("An ID or a token that UTF-8 can't carry", () => {
  it.effect("goes to AWS with a mark in it, which is refused there", () =>
    Effect.gen(function* () {
      const ec2 = yield* server.listen(always(server.peers([])))
      yield* PeerSource.describe({ NextToken: "a\uD83D", RouteServerPeerIds: ["rsp-\uDE00"] }).pipe(
        Effect.provide(AwsPeerSource.layer(server.settings(ec2.url))),
      )
      assert.deepInclude(sent(ec2)[0], {
        NextToken: "a\uFFFD",
        "RouteServerPeerId.1": "rsp-\uFFFD",
      })
    }),
  )
})

describe("AwsPeerSource.layerClient", () => {
  it.effect("leaves the client as it was, and alive", () =>
    Effect.gen(function* () {
      const ec2 = yield* server.listen(always(server.peers(["rsp-1"])))
      const client = yield* Effect.acquireRelease(
        Effect.sync(() => new EC2Client(server.settings(ec2.url))),
        (client) => Effect.sync(() => client.destroy()),
      )
      const before = client.middlewareStack.identify()
      const ask = Listing.collect().pipe(
        Effect.provide(AwsPeerSource.layerClient(client), { local: true }),
      )
      assert.deepStrictEqual(idsOf(yield* ask), ["rsp-1"])
      assert.strictEqual(ec2.connections.size, 1)
      assert.deepStrictEqual(idsOf(yield* ask), ["rsp-1"])
      assert.deepStrictEqual(client.middlewareStack.identify(), before)
    }),
  )
})

describe("AwsPeerSource.layerConfig", () => {
  const settings = (config: Config.Config<object>, env: Record<string, string>) =>
    config.pipe(
      Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnv({ env })),
    )

  it.effect("reads what the AWS CLI reads, unless told otherwise", () =>
    Effect.gen(function* () {
      const env = { AWS_REGION: "eu-west-1", AWS_PROFILE: "p", AWS_ENDPOINT_URL: "http://e" }
      assert.deepStrictEqual(yield* settings(AwsPeerSource.clientConfig, env), {
        region: "eu-west-1",
        profile: "p",
        endpoint: "http://e",
      })
      assert.deepStrictEqual(yield* settings(AwsPeerSource.clientConfig, {}), {})
    }),
  )

  it.effect.each<[environment: Record<string, string>, config: EC2ClientConfig]>([
    [{ AWS_ENDPOINT_URL: "http://all" }, { endpoint: "http://all" }],
    [
      { AWS_ENDPOINT_URL: "http://all", AWS_ENDPOINT_URL_EC2: "http://ec2" },
      { endpoint: "http://ec2" },
    ],
    [
      { AWS_ENDPOINT_URL: "http://all", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "True" },
      { ignoreConfiguredEndpointUrls: true },
    ],
    [
      { AWS_ENDPOINT_URL_EC2: "http://ec2", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "no" },
      { endpoint: "http://ec2" },
    ],
  ])("finds the endpoint as the SDK does: %o", ([environment, config]) =>
    Effect.gen(function* () {
      const provider = ConfigProvider.fromUnknown(environment)
      assert.deepStrictEqual(yield* AwsPeerSource.clientConfig.parse(provider), config)
    }),
  )

  it.effect("builds the client from it, or fails with what is missing", () =>
    Effect.gen(function* () {
      const ec2 = yield* server.listen(always(server.peers(["rsp-1"])))
      const config = Config.map(Config.NonEmptyString("EC2_URL"), (url) => server.settings(url))
      const ask = (env: Record<string, string>) =>
        Listing.collect().pipe(
          Effect.provide(AwsPeerSource.layerConfig(config), { local: true }),
          Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnv({ env })),
        )
      assert.deepStrictEqual(idsOf(yield* ask({ EC2_URL: ec2.url })), ["rsp-1"])
      assert.strictEqual((yield* Effect.flip(ask({})))._tag, "ConfigError")
    }),
  )
})

describe("A filter that AWS refuses after all", () => {
  const refusing: Respond = (response, { body }) => {
    const name = body.get("Filter.1.Name")
    if (name === null) {
      const tags = "<tagSet><item><key>env</key><value>prod</value></item></tagSet>"
      const item = `<item><routeServerPeerId>rsp-1</routeServerPeerId><vpcId>vpc-1</vpcId>${tags}</item>`
      server.answer(response, server.page(`<routeServerPeerSet>${item}</routeServerPeerSet>`))
    } else {
      const message = `The filter '${name}' is invalid here`
      server.answer(response, server.failure("InvalidParameterValue", message), 400)
    }
  }
  const Filters = [Filter.make("vpc-id", "vpc-1"), Filter.make("tag:env", "prod")]

  it.effect("is not one that another error seems to name", () =>
    Effect.gen(function* () {
      const message = "The filter 'vpc-id' is invalid"
      const ec2 = yield* server.listen((response) =>
        server.answer(response, server.failure("UnauthorizedOperation", message), 403),
      )
      const layer = AwsPeerSource.layer(server.settings(ec2.url), { onRefusedFilter: "evaluate" })
      const error = yield* Effect.flip(PeerSource.describe({ Filters }).pipe(Effect.provide(layer)))
      assert.include(
        { ...error, message: error.message },
        { _tag: "UnauthorizedOperation", message },
      )
      assert.lengthOf(ec2.received, 1)
    }),
  )

  it.effect("fails with its name and the remedy", () =>
    Effect.gen(function* () {
      const { url } = yield* server.listen(refusing)
      const error = yield* Listing.collect({ Filters }).pipe(
        Effect.provide(AwsPeerSource.layer(server.settings(url))),
        Effect.flip,
      )
      assert.strictEqual(error._tag, "InvalidParameterValue")
      for (const part of ["'VpcId'", "acceptedNames", "onRefusedFilter", "evaluate"]) {
        assert.include(error.message, part)
      }
      assert.include(shown(error), { requestId: "req-2", httpStatus: 400, isRetryable: false })
      assert.instanceOf(error.cause, ServiceError.InvalidParameterValue)
    }),
  )

  it.effect("fails with the status that AWS gave, and without the ID that it did not give", () =>
    Effect.gen(function* () {
      const { url } = yield* server.listen((response) => {
        const body = server.failure("InvalidFilter", "The filter 'VpcId' is invalid")
        server.answer(response, body.replace(/<RequestID>.*<\/RequestID>/, ""), 422)
      })
      const error = yield* Listing.collect({ Filters }).pipe(
        Effect.provide(AwsPeerSource.layer(server.settings(url))),
        Effect.flip,
      )
      assert.include(shown(error), { _tag: "InvalidParameterValue", httpStatus: 422 })
      assert.notProperty(error, "requestId")
    }),
  )

  it.effect("is another one's where it speaks of another", () =>
    Effect.gen(function* () {
      const { url } = yield* server.listen((response) => {
        const body = server.failure("InvalidParameterValue", "The filter 'Vpc' is invalid")
        server.answer(response, body, 400)
      })
      const error = yield* Listing.collect({ Filters }).pipe(
        Effect.provide(AwsPeerSource.layer(server.settings(url))),
        Effect.flip,
      )
      assert.strictEqual(error.message, "The filter 'Vpc' is invalid")
    }),
  )

  it.effect("is evaluated here if the user wants it, now and later", () =>
    Effect.gen(function* () {
      const ec2 = yield* server.listen(refusing)
      const layer = AwsPeerSource.layer(server.settings(ec2.url), { onRefusedFilter: "evaluate" })
      yield* Effect.gen(function* () {
        assert.deepStrictEqual(idsOf(yield* Listing.collect({ Filters })), ["rsp-1"])
        const others = { Filters: [Filter.make("VpcId", "vpc-2"), Filter.make("tag:team", "a")] }
        assert.deepStrictEqual(idsOf(yield* Listing.collect(others)), [])
      }).pipe(Effect.provide(layer))
      assert.deepStrictEqual(
        sent(ec2).map((query) => query["Filter.1.Name"]),
        ["VpcId", "tag:env", undefined, undefined],
      )
    }),
  )
})

describe("A listing", () => {
  /** A server that answers by token, as a test has it. */
  const scripted =
    (pages: Record<string, string>): Respond =>
    (response, { body }) =>
      server.answer(response, pages[body.get("NextToken") ?? "first"] ?? server.failure("X", "x"))

  it.effect("goes through short pages, empty pages and a last token for nothing", () =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen(
        scripted({
          first: server.peers([], "a"),
          a: server.peers(["rsp-1"], "b"),
          b: server.peers(["rsp-2", "rsp-3"], "c"),
          c: server.peers([]),
        }),
      )
      const layer = AwsPeerSource.layer(server.settings(url))
      const all = yield* Listing.collect({ MaxResults: 5 }).pipe(Effect.provide(layer))
      assert.deepStrictEqual(idsOf(all), ["rsp-1", "rsp-2", "rsp-3"])
      assert.lengthOf(received, 4)
    }),
  )

  it.effect("asks for no page that nobody wants yet", () =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen(
        scripted({ first: server.peers(["rsp-1"], "a"), a: server.peers(["rsp-2"], "b") }),
      )
      const layer = AwsPeerSource.layer(server.settings(url))
      const one = Listing.stream().pipe(Stream.take(1), Stream.runCollect)
      assert.lengthOf(yield* one.pipe(Effect.provide(layer)), 1)
      assert.lengthOf(received, 1)
    }),
  )

  it.effect("ends where a token comes again", () =>
    Effect.gen(function* () {
      const { url } = yield* server.listen(
        scripted({ first: server.peers(["rsp-1"], "a"), a: server.peers(["rsp-2"], "a") }),
      )
      const layer = AwsPeerSource.layer(server.settings(url))
      const error = yield* Effect.flip(Listing.collect().pipe(Effect.provide(layer)))
      assert.strictEqual(error._tag, "ListingStalled")
    }),
  )

  it.effect("ends at the bound that the user sets, however many tokens come", () =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen((response, _, index) =>
        server.answer(response, server.peers([`rsp-${index}`], `token-${index}`)),
      )
      const layer = AwsPeerSource.layer(server.settings(url))
      const error = yield* Listing.collect({}, { maxPages: 3 }).pipe(
        Effect.provide(layer),
        Effect.flip,
      )
      assert.strictEqual(error._tag, "ListingStalled")
      assert.include(shown(error), { pages: 3 })
      assert.lengthOf(received, 3)
    }),
  )

  it.effect("fails as a whole where a page fails", () =>
    Effect.gen(function* () {
      const { url } = yield* server.listen(scripted({ first: server.peers(["rsp-1"], "a"), a: "" }))
      const layer = AwsPeerSource.layer(server.settings(url))
      const error = yield* Effect.flip(Listing.collect().pipe(Effect.provide(layer)))
      assert.strictEqual(error._tag, "MalformedResponse")
    }),
  )
})

describe("A retry", () => {
  const throttled = server.failure("RequestLimitExceeded", "Slow down.")
  const once =
    (body: string, status: number): Respond =>
    (response, _, index) =>
      index === 0
        ? server.answer(response, body, status)
        : server.answer(response, server.peers(["rsp-1"]))

  it.effect.each<[string, string, number]>([
    ["an error of EC2", throttled, 503],
    ["text that is no XML", "busy", 503],
    ["a page of HTML", "<html><body><hr></body></html>", 502],
    ["nothing", "", 500],
  ])("gets over %s", ([, body, status]) =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen(once(body, status))
      const layer = AwsPeerSource.layer(server.settings(url, { retryStrategy: server.attempts(3) }))
      assert.deepStrictEqual(idsOf(yield* Listing.collect().pipe(Effect.provide(layer))), ["rsp-1"])
      assert.lengthOf(received, 2)
    }),
  )

  it.effect("gets over an answer that breaks off", () =>
    Effect.gen(function* () {
      const { url } = yield* server.listen((response, _, index) => {
        if (index > 0) return server.answer(response, server.peers(["rsp-1"]))
        response.writeHead(200, { "content-length": "9999" })
        response.write("<Describe", () => response.destroy())
      })
      const layer = AwsPeerSource.layer(server.settings(url, { retryStrategy: server.attempts(3) }))
      const found = yield* Listing.collect().pipe(Effect.provide(layer))
      assert.deepStrictEqual(idsOf(found), ["rsp-1"])
    }),
  )

  it.effect("leaves the error of the last attempt, not of one before", () =>
    Effect.gen(function* () {
      const { url } = yield* server.listen((response, _, index) => {
        if (index === 0) server.answer(response, throttled, 503)
        else response.destroy()
      })
      const layer = AwsPeerSource.layer(server.settings(url, { retryStrategy: server.attempts(2) }))
      const error = yield* Effect.flip(Listing.collect().pipe(Effect.provide(layer)))
      assert.strictEqual(error._tag, "TransportError")
    }),
  )

  it.effect("is not endless", () =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen(always(throttled, 503))
      const layer = AwsPeerSource.layer(server.settings(url, { retryStrategy: server.attempts(3) }))
      const error = yield* Effect.flip(Listing.collect().pipe(Effect.provide(layer)))
      assert.strictEqual(error._tag, "RequestLimitExceeded")
      assert.lengthOf(received, 3)
    }),
  )

  it.effect("is not made where it can't help", () =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen(
        always(server.failure("AuthFailure", "No."), 401),
      )
      const layer = AwsPeerSource.layer(server.settings(url, { maxAttempts: 3 }))
      yield* Effect.flip(Listing.collect().pipe(Effect.provide(layer)))
      assert.lengthOf(received, 1)
    }),
  )

  it.effect.each(["standard", "adaptive"])("is the SDK's in its %s mode", (retryMode) =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen(once("", 500))
      const layer = AwsPeerSource.layer(server.settings(url, { retryMode, maxAttempts: 2 }))
      yield* Listing.collect().pipe(Effect.provide(layer))
      assert.lengthOf(received, 2)
    }),
  )
})
