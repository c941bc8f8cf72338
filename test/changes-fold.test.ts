/**
 * The law "changes fold", over every adapter: the changes that a feed tells, made on
 * the snapshot that it went on from, give the peers that a listing shows.
 */
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { LivingPeerSource, MemoryPeerSource } from "@route-server/adapter-memory"
import {
  Changes,
  Listing,
  PeerChange,
  type PeerSource,
  type PeerUpdate,
  type RouteServerPeer,
} from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { FaultyPeerSource, Generators } from "@route-server/testing"
import { Duration, Effect, Layer, Schedule, Stream } from "effect"
import fc from "fast-check"

type Fleet = ReadonlyArray<RouteServerPeer.RouteServerPeer>

interface Adapter {
  readonly name: string
  readonly numRuns: number
  readonly make: (fleet: Fleet, faults: number) => Layer.Layer<PeerSource.PeerSource>
}

const never = Duration.infinity

/** A life in which nothing goes on by itself. */
const still = { pending: never, deleting: never, failing: never, retention: never }

const overTheWire = Layer.unwrap(
  Effect.map(NodeEc2Endpoint.NodeEc2Endpoint, ({ url }) =>
    AwsPeerSource.layer({
      endpoint: url,
      region: "eu-west-1",
      credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
    }),
  ),
).pipe(Layer.provide(NodeEc2Endpoint.layer()), Layer.orDie)

const adapters: ReadonlyArray<Adapter> = [
  { name: "peers in memory", numRuns: 100, make: (fleet) => MemoryPeerSource.layer(fleet) },
  {
    name: "peers that live",
    numRuns: 100,
    make: (fleet) => LivingPeerSource.layer(fleet, { life: still }),
  },
  {
    name: "a source whose pages are cut",
    numRuns: 100,
    make: (fleet, seed) =>
      FaultyPeerSource.layer(
        FaultyPeerSource.script({ seed, length: 100 }).filter(({ _tag }) =>
          /Page|Token/.test(_tag),
        ),
      ).pipe(Layer.provideMerge(MemoryPeerSource.layer(fleet))),
  },
  {
    name: "the AWS adapter over the endpoint",
    numRuns: 10,
    make: (fleet) => overTheWire.pipe(Layer.provideMerge(MemoryPeerSource.layer(fleet))),
  },
]

const change = (update: PeerUpdate.PeerUpdate) =>
  Effect.gen(function* () {
    const services = yield* Effect.all([
      Effect.serviceOption(MemoryPeerSource.MemoryPeerSource),
      Effect.serviceOption(LivingPeerSource.LivingPeerSource),
    ])
    for (const service of services) {
      if (service._tag === "Some") yield* service.value.apply(update)
    }
  })

/** What one poll tells that goes on from a snapshot. */
const poll = (from: Fleet) =>
  Changes.changes({ MaxResults: 5 }, { from, polls: Schedule.recurs(0) }).pipe(
    Stream.map((each) => each.change),
    Stream.runCollect,
  )

const cases = Generators.withFleet(
  Generators.fleet({ maxLength: 14 }),
  Generators.updatesTemplate({ anyChange: true, maxLength: 12 }),
)

describe("Changes fold", () => {
  it.each(adapters)(
    "over $name",
    async ({ make, numRuns }) => {
      const property = fc.asyncProperty(cases, fc.nat(1000), ([fleet, updates], faults) =>
        Effect.gen(function* () {
          let snapshot: Fleet = []
          for (const update of [undefined, ...updates]) {
            if (update !== undefined) yield* change(update)
            const changes = yield* poll(snapshot)
            snapshot = PeerChange.apply(snapshot, changes)
            const listed = yield* Listing.collect()
            // The order of tags means nothing.
            assert.deepStrictEqual(PeerChange.diff(listed, snapshot), [])
            assert.lengthOf(snapshot, listed.length)
            assert.deepStrictEqual(yield* poll(snapshot), [])
          }
        }).pipe(Effect.provide(make(fleet, faults)), Effect.runPromise),
      )
      await fc.assert(property, { numRuns })
    },
    120_000,
  )
})
