import {
  CreateRouteServerPeerCommand,
  CreateTagsCommand,
  DeleteRouteServerPeerCommand,
  DeleteTagsCommand,
  DescribeRouteServerPeersCommand,
  EC2Client,
  EC2ServiceException,
  type RouteServerPeer,
} from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import { LivingPeerSource } from "@route-server/adapter-memory"
import { Waiter } from "@route-server/core"
import type { Ec2Endpoint } from "@route-server/endpoint"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import { child, form, type Pairs, post, send } from "./support.ts"

const staged = (
  options?: LivingPeerSource.Options,
  endpoint?: NodeEc2Endpoint.Options,
  peers?: Parameters<typeof LivingPeerSource.layer>[0],
) =>
  NodeEc2Endpoint.layer(endpoint).pipe(
    Layer.orDie,
    Layer.provideMerge(LivingPeerSource.layer(peers, options)),
  )

const client = Effect.gen(function* () {
  const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
  return yield* Effect.acquireRelease(
    Effect.sync(
      () =>
        new EC2Client({
          endpoint: url,
          region: "eu-west-1",
          credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
          maxAttempts: 1,
        }),
    ),
    (client) => Effect.sync(() => client.destroy()),
  )
})

/** The code and status of the error that the SDK throws. */
const refusal = (call: () => Promise<unknown>) =>
  Effect.promise(() =>
    call().then(
      () => "no error",
      (error) => {
        assert.instanceOf(error, EC2ServiceException)
        return `${error.$metadata.httpStatusCode} ${error.name}`
      },
    ),
  )

const creation = {
  RouteServerEndpointId: "rse-0b3aab44fa6f0bb15",
  PeerAddress: "10.0.2.3",
  BgpOptions: { PeerAsn: 65_001, PeerLivenessDetection: "bfd" },
} as const

describe("Over the wire, the SDK", () => {
  it.effect("stages a scene while a waiter waits for it", () =>
    Effect.gen(function* () {
      const ec2 = yield* client
      const created = yield* Effect.promise(() =>
        ec2.send(
          new CreateRouteServerPeerCommand({
            ...creation,
            TagSpecifications: [
              {
                ResourceType: "route-server-peer",
                Tags: [
                  { Key: "env", Value: "prod & co" },
                  { Key: "empty", Value: "" },
                ],
              },
            ],
          }),
        ),
      )
      const peer = created.RouteServerPeer
      const id = peer?.RouteServerPeerId ?? ""
      assert.match(id, /^rsp-[0-9a-f]{17}$/)
      assert.deepInclude(peer, {
        ...creation,
        State: "pending",
        BgpStatus: { Status: "down" },
        BfdStatus: { Status: "down" },
        Tags: [
          { Key: "env", Value: "prod & co" },
          { Key: "empty", Value: "" },
        ],
      })

      const waiting = yield* Effect.forkChild(Waiter.untilEstablished(id))
      yield* TestClock.adjust("5 minutes")
      const [established] = yield* Fiber.join(waiting)
      const describe = Effect.promise(() =>
        ec2.send(new DescribeRouteServerPeersCommand({ RouteServerPeerIds: [id] })),
      )
      const [described] = (yield* describe).RouteServerPeers ?? []
      assert.deepStrictEqual<unknown>(described, established)

      yield* Effect.promise(() =>
        ec2.send(
          new CreateTagsCommand({
            Resources: [id],
            Tags: [
              { Key: "team", Value: "net" },
              { Key: "env", Value: "dev" },
            ],
          }),
        ),
      )
      yield* Effect.promise(() =>
        ec2.send(
          new DeleteTagsCommand({
            Resources: [id],
            Tags: [{ Key: "empty" }, { Key: "env", Value: "other" }],
          }),
        ),
      )
      const tagsOf = (peers: ReadonlyArray<RouteServerPeer> | undefined) => peers?.[0]?.Tags
      assert.deepStrictEqual(tagsOf((yield* describe).RouteServerPeers), [
        { Key: "env", Value: "dev" },
        { Key: "team", Value: "net" },
      ])
      yield* Effect.promise(() => ec2.send(new DeleteTagsCommand({ Resources: [id] })))
      assert.deepStrictEqual(tagsOf((yield* describe).RouteServerPeers), [])

      const deleted = yield* Effect.promise(() =>
        ec2.send(new DeleteRouteServerPeerCommand({ RouteServerPeerId: id })),
      )
      assert.strictEqual(deleted.RouteServerPeer?.State, "deleting")
      const going = yield* Effect.forkChild(Waiter.untilGone(id))
      yield* TestClock.adjust("5 minutes")
      const [tombstone] = yield* Fiber.join(going)
      assert.strictEqual(tombstone?.State, "deleted")
    }).pipe(Effect.provide(staged())),
  )

  it.effect("is answered without tags where a new peer has none", () =>
    Effect.gen(function* () {
      const ec2 = yield* client
      const created = yield* Effect.promise(() =>
        ec2.send(new CreateRouteServerPeerCommand(creation)),
      )
      assert.isUndefined(created.RouteServerPeer?.Tags)
    }).pipe(Effect.provide(staged())),
  )

  it.effect("is refused as AWS refuses", () =>
    Effect.gen(function* () {
      const ec2 = yield* client
      const create = (
        input: Partial<ConstructorParameters<typeof CreateRouteServerPeerCommand>[0]>,
      ) => refusal(() => ec2.send(new CreateRouteServerPeerCommand({ ...creation, ...input })))
      const created = yield* Effect.promise(() =>
        ec2.send(new CreateRouteServerPeerCommand(creation)),
      )
      const id = created.RouteServerPeer?.RouteServerPeerId ?? ""
      const remove = (RouteServerPeerId: string, DryRun = false) =>
        refusal(() => ec2.send(new DeleteRouteServerPeerCommand({ RouteServerPeerId, DryRun })))
      const tag = (Resource: string, Key: string) =>
        refusal(() =>
          ec2.send(new CreateTagsCommand({ Resources: [Resource], Tags: [{ Key, Value: "" }] })),
        )

      assert.strictEqual(yield* create({ PeerAddress: undefined }), "400 MissingParameter")
      assert.strictEqual(yield* create({ PeerAddress: "::1" }), "400 InvalidParameterValue")
      assert.strictEqual(yield* create({}), "400 InvalidParameterValue")
      assert.strictEqual(yield* create({ DryRun: true }), "412 DryRunOperation")
      assert.strictEqual(
        yield* create({
          TagSpecifications: [{ ResourceType: "vpc", Tags: [{ Key: "a", Value: "b" }] }],
        }),
        "400 InvalidParameterValue",
      )
      assert.strictEqual(
        yield* create({ PeerAddress: "10.0.2.4" }),
        "400 RouteServerPeerLimitExceeded",
      )
      assert.strictEqual(yield* remove(id), "400 IncorrectState")
      assert.strictEqual(yield* remove("rsp-9"), "400 InvalidRouteServerPeerId.NotFound")
      assert.strictEqual(yield* remove("peer"), "400 InvalidRouteServerPeerId.Malformed")
      assert.strictEqual(yield* remove(id, true), "412 DryRunOperation")
      assert.strictEqual(yield* tag("rsp-9", "a"), "400 InvalidRouteServerPeerId.NotFound")
      assert.strictEqual(yield* tag("vpc-1", "a"), "400 InvalidID")
      const foreign = new CreateTagsCommand({ Resources: ["vpc-1"], Tags: [{ Key: "a" }] })
      const error: unknown = yield* Effect.promise(() => ec2.send(foreign).catch((error) => error))
      assert.include(String(error), "The ID 'vpc-1' is not valid")
      assert.strictEqual(yield* tag(id, "aws:a"), "400 InvalidParameterValue")
      const { peers } = yield* LivingPeerSource.LivingPeerSource
      assert.lengthOf(yield* peers, 1)
    }).pipe(Effect.provide(staged({ peersPerEndpoint: 1 }))),
  )

  it.effect("is asked for its permission with each action, and told what was asked", () => {
    const asked: Array<string> = []
    const authorize = (call: Ec2Endpoint.Call) => {
      asked.push(call.action)
      return false
    }
    return Effect.gen(function* () {
      const ec2 = yield* client
      const denied = yield* Effect.all([
        refusal(() => ec2.send(new CreateRouteServerPeerCommand(creation))),
        refusal(() => ec2.send(new DeleteRouteServerPeerCommand({ RouteServerPeerId: "rsp-1" }))),
        refusal(() =>
          ec2.send(new CreateTagsCommand({ Resources: ["rsp-1"], Tags: [{ Key: "a" }] })),
        ),
        refusal(() => ec2.send(new DeleteTagsCommand({ Resources: ["rsp-1"] }))),
      ])
      assert.deepStrictEqual(new Set(denied), new Set(["403 UnauthorizedOperation"]))
      assert.deepStrictEqual(asked, [
        "CreateRouteServerPeer",
        "DeleteRouteServerPeer",
        "CreateTags",
        "DeleteTags",
      ])
    }).pipe(Effect.provide(staged({}, { authorize })))
  })
})

/** An action's parameters over a source whose peers live. */
const act = (Action: string, parameters: Pairs) =>
  send(
    {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: form([["Action", Action], ["Version", "2016-11-15"], ...parameters]),
    },
    {},
    LivingPeerSource.layer(),
  )

describe("An action that changes peers", () => {
  it("is no action where peers can't be changed", async () => {
    for (const action of [
      "CreateRouteServerPeer",
      "DeleteRouteServerPeer",
      "CreateTags",
      "DeleteTags",
    ]) {
      const answer = await send({ query: `?Action=${action}&Version=2016-11-15` })
      assert.strictEqual(
        answer.error,
        `InvalidAction: The action ${action} is not valid for this web service.`,
      )
    }
    assert.strictEqual((await post([])).status, 200)
  })

  it("is answered with the ID of the request in the header and in the body", async () => {
    const { headers, document, status } = await act("CreateRouteServerPeer", [
      ["RouteServerEndpointId", creation.RouteServerEndpointId],
      ["PeerAddress", creation.PeerAddress],
      ["BgpOptions.PeerAsn", "65001"],
    ])
    assert.strictEqual(status, 200)
    const requestId = headers.get("x-amzn-requestid")
    assert.isNotEmpty(requestId)
    assert.strictEqual(child(document, "requestId")?.text, requestId)
  })

  it("needs what AWS's reference says, and knows nothing else", async () => {
    const missing = "MissingParameter: The request must contain the parameter"
    assert.strictEqual(
      (await act("DeleteRouteServerPeer", [])).error,
      `${missing} RouteServerPeerId`,
    )
    assert.strictEqual(
      (await act("CreateTags", [["Tag.1.Key", "a"]])).error,
      `${missing} ResourceId`,
    )
    assert.strictEqual(
      (await act("CreateTags", [["ResourceId.1", "rsp-1"]])).error,
      `${missing} Tag`,
    )
    assert.strictEqual(
      (
        await act("DeleteTags", [
          ["ResourceId.1", "rsp-1"],
          ["Tag.1.Value", "a"],
        ])
      ).error,
      `${missing} Tags[0].Key`,
    )
    assert.strictEqual(
      (await act("CreateRouteServerPeer", [["ClientToken", "a"]])).error,
      "UnknownParameter: The parameter ClientToken is not recognized",
    )
    assert.strictEqual(
      (await act("CreateRouteServerPeer", [["BgpOptions", "a"]])).error,
      "UnknownParameter: The parameter BgpOptions is not recognized",
    )
    assert.strictEqual(
      (await act("CreateRouteServerPeer", [["BgpOptions.PeerAsn", "many"]])).error,
      "InvalidParameterValue: Value ( many ) for parameter BgpOptions.PeerAsn is invalid. Expected an integer.",
    )
  })
})
