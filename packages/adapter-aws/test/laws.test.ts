/**
 * The adapter over the endpoint over peers in memory: to the user it must be as
 * if the endpoint and the adapter were not there.
 */
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import {
  DescribeRouteServerPeers,
  Filter,
  FilterName,
  FilterPattern,
  Listing,
  PeerSource,
  type PeerSourceError,
  type RouteServerPeer,
} from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Fleet, Generators } from "@route-server/testing"
import { suite } from "@route-server/testing/vitest"
import { Effect, Layer, Result } from "effect"
import fc from "fast-check"
import * as server from "./support/server.ts"

type Peer = RouteServerPeer.RouteServerPeer
type Peers = ReadonlyArray<Peer>

/** Both ways to a fleet that a property changes: through the wire and straight. */
const sources = (options?: AwsPeerSource.AwsOptions) =>
  Effect.gen(function* () {
    let fleet: Peers = []
    const memory = Layer.succeed(
      PeerSource.PeerSource,
      PeerSource.PeerSource.of({
        describe: (request) =>
          PeerSource.describe(request).pipe(
            Effect.provide(MemoryPeerSource.layer(fleet), { local: true }),
          ),
      }),
    )
    const endpoint = yield* Layer.build(NodeEc2Endpoint.layer().pipe(Layer.provide(memory)))
    const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint.pipe(Effect.provide(endpoint))
    const aws = yield* Layer.build(AwsPeerSource.layer(server.settings(url), options))
    const straight = yield* Layer.build(memory)
    return {
      use: (peers: Peers) => {
        fleet = peers
      },
      aws: Effect.runPromiseWith(aws),
      memory: Effect.runPromiseWith(straight),
    }
  })

const collect = (request: DescribeRouteServerPeers.Request) =>
  Effect.result(Listing.collect(request))

/** What the user sees of an outcome. */
const seen = (result: Result.Result<Peers, PeerSourceError.PeerSourceError>) =>
  Result.mapError(result, (error) => ({
    tag: error._tag,
    message: error.message,
    status: "httpStatus" in error ? error.httpStatus : undefined,
    isRetryable: error.isRetryable,
  }))

const fleetAndRequest = (options?: Generators.RequestOptions) =>
  Generators.fleet().chain((fleet) =>
    Generators.requestFor(fleet, options).map((request) => ({ fleet, request })),
  )

const patience = 120_000

describe("The adapter over the wire", () => {
  it.effect(
    "gives the peers, or the refusal, that the memory gives",
    () =>
      Effect.gen(function* () {
        const { use, aws, memory } = yield* sources()
        const property = fc.asyncProperty(fleetAndRequest(), async ({ fleet, request }) => {
          use(fleet)
          const expected = await memory(collect(request))
          assert.deepStrictEqual(seen(await aws(collect(request))), seen(expected))
        })
        yield* Effect.promise(() => fc.assert(property))
      }),
    patience,
  )

  it.effect(
    "answers every filter as evaluate does, by whatever name it goes",
    () =>
      Effect.gen(function* () {
        const { use, aws } = yield* sources()
        const property = fc.asyncProperty(
          Generators.fleet({ minLength: 1 }).chain((fleet) =>
            fc.tuple(fc.constant(fleet), Generators.filtersFor(fleet)),
          ),
          async ([fleet, Filters]) => {
            use(fleet)
            const request = { Filters }
            assert.deepStrictEqual(
              seen(await aws(collect(request))),
              seen(
                Result.map(
                  DescribeRouteServerPeers.evaluate(fleet, request),
                  ({ RouteServerPeers }) => RouteServerPeers,
                ),
              ),
            )
          },
        )
        yield* Effect.promise(() => fc.assert(property))
      }),
    patience,
  )

  it.effect("knows every name of the catalogue", () =>
    Effect.gen(function* () {
      const { use, aws } = yield* sources()
      const fleet = Fleet.make({ seed: 7, size: 60 })
      use(fleet)
      for (const { names, reader } of FilterName.catalogue) {
        for (const { name } of names) {
          const Name = name.replace("<key>", "env")
          const value = fleet.flatMap(reader(Name)).at(0)
          const Filters: ReadonlyArray<Filter.Filter> = [
            { Name, Values: [FilterPattern.escape(value ?? "none")] },
          ]
          const expected = Result.getOrThrow(DescribeRouteServerPeers.evaluate(fleet, { Filters }))
          const found = Result.getOrThrow(yield* Effect.promise(() => aws(collect({ Filters }))))
          assert.deepStrictEqual(found, expected.RouteServerPeers)
        }
      }
    }),
  )

  it.effect("puts the pages of any size together without loss", () =>
    Effect.gen(function* () {
      const { use, aws } = yield* sources()
      const fleet = Fleet.make({ seed: 8, size: 40 })
      use(fleet)
      const Filters = [Filter.make("State", "available"), Filter.make("tag:env", "prod", "dev")]
      const whole = yield* Effect.promise(() => aws(collect({ Filters })))
      assert.isNotEmpty(Result.getOrThrow(whole))
      for (const MaxResults of [5, 7, 39, 40, 1000]) {
        const paged = yield* Effect.promise(() => aws(collect({ Filters, MaxResults })))
        assert.deepStrictEqual(paged, whole)
      }
    }),
  )

  it.effect("refuses what can't be written in UTF-8 as the memory does", () =>
    Effect.gen(function* () {
      const { aws, memory } = yield* sources()
      const half = "\uD83D"
      const requests: ReadonlyArray<DescribeRouteServerPeers.Request> = [
        { Filters: [Filter.make(`tag:${half}`, "a")] },
        { Filters: [Filter.make("VpcId", half)] },
        { Filters: [{ Name: half }] },
      ]
      for (const request of requests) {
        const expected = yield* Effect.promise(() => memory(collect(request)))
        const found = yield* Effect.promise(() => aws(collect(request)))
        assert.deepStrictEqual(seen(found), seen(expected))
      }
      for (const request of [{ NextToken: half }, { RouteServerPeerIds: [half] }]) {
        const expected = yield* Effect.promise(() => memory(collect(request)))
        const found = yield* Effect.promise(() => aws(collect(request)))
        assert.strictEqual(
          Result.getOrThrow(Result.flip(found))._tag,
          Result.getOrThrow(Result.flip(expected))._tag,
        )
      }
    }),
  )
})

suite(
  "adapter-aws over the wire",
  {
    make: (fleet) =>
      // The endpoint does not write unknown members, since nothing says what AWS would call
      // their elements.
      Layer.effect(
        PeerSource.PeerSource,
        PeerSource.PeerSource.useSync((source) => ({
          ...source,
          supports: { ...source.supports, unknownMembers: false },
        })),
      ).pipe(
        Layer.provide(
          Layer.unwrap(
            Effect.map(NodeEc2Endpoint.NodeEc2Endpoint, ({ url }) =>
              AwsPeerSource.layer(server.settings(url)),
            ),
          ),
        ),
        Layer.provide(NodeEc2Endpoint.layer()),
        Layer.provideMerge(MemoryPeerSource.layer(fleet)),
      ),
    change: (update) => MemoryPeerSource.MemoryPeerSource.use((memory) => memory.apply(update)),
  },
  // Every case has a server and a client of its own.
  { numRuns: 20 },
)
