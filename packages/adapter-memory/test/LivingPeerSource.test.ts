import { assert, describe, it } from "@effect/vitest"
import { LivingPeerSource } from "@route-server/adapter-memory"
import {
  Filter,
  Listing,
  PeerSource,
  type PeerSourceError,
  PeerUpdate,
  ResourceId,
  RouteServerPeer,
  Waiter,
} from "@route-server/core"
import { FaultyPeerSource } from "@route-server/testing"
import { Clock, Duration, Effect, Fiber, Layer, Result } from "effect"
import { TestClock } from "effect/testing"

const request = (PeerAddress = "10.0.2.3", RouteServerEndpointId = "rse-1") => ({
  RouteServerEndpointId,
  PeerAddress,
  BgpOptions: { PeerAsn: 65_001 },
})

const service = LivingPeerSource.LivingPeerSource

const withLife = (
  options?: LivingPeerSource.Options,
  peers: ReadonlyArray<RouteServerPeer.Encoded> = [],
) => Effect.provide(LivingPeerSource.layer(peers.map(RouteServerPeer.make), options))

const isListed = (id: string) => Effect.map(Effect.result(Listing.get(id)), Result.isSuccess)

/** The code of AWS that an effect is refused with. */
const refusal = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(effect), (error) => ("code" in error ? String(error.code) : error._tag))

describe("A service whose peers live", () => {
  it.effect("creates a peer on an endpoint that it knows, as AWS does", () =>
    Effect.gen(function* () {
      const { create } = yield* service
      const peer = yield* create({
        ...request("10.0.2.3", "rse-0b3aab44fa6f0bb15"),
        TagSpecifications: [
          {
            ResourceType: "route-server-peer",
            Tags: [{ Key: "env", Value: "prod" }, { Key: "empty" }],
          },
        ],
      })
      assert.match(peer.RouteServerPeerId, /^rsp-0[0-9a-f]{16}$/)
      const { RouteServerPeerId: _, ...rest } = peer
      assert.deepStrictEqual<unknown>(rest, {
        RouteServerEndpointId: "rse-0b3aab44fa6f0bb15",
        RouteServerId: "rs-054f70d70eff70cc6",
        VpcId: "vpc-571faf2e",
        SubnetId: "subnet-7a0ae703",
        EndpointEniId: "eni-0e9d73874dccdfea8",
        EndpointEniAddress: "172.31.14.193",
        State: "pending",
        PeerAddress: "10.0.2.3",
        BgpOptions: { PeerAsn: 65_001, PeerLivenessDetection: "bgp-keepalive" },
        BgpStatus: { Status: "down" },
        Tags: [
          { Key: "env", Value: "prod" },
          { Key: "empty", Value: "" },
        ],
      })
      assert.deepStrictEqual(yield* Listing.collect(), [peer])
      assert.isFalse((yield* PeerSource.PeerSource).supports?.staleAnswers)
    }).pipe(
      withLife({
        endpoints: [
          {
            RouteServerEndpointId: "rse-0b3aab44fa6f0bb15",
            RouteServerId: "rs-054f70d70eff70cc6",
            VpcId: "vpc-571faf2e",
            SubnetId: "subnet-7a0ae703",
            EndpointEniId: "eni-0e9d73874dccdfea8",
            EndpointEniAddress: "172.31.14.193",
          },
        ],
      }),
    ),
  )

  it.effect("knows an endpoint from its peers, and makes up one that it does not know", () =>
    Effect.gen(function* () {
      const { create } = yield* service
      assert.strictEqual((yield* create(request("10.0.2.4"))).VpcId, "vpc-1")
      const [one, two, other] = yield* Effect.all([
        create(request("10.0.2.4", "rse-2")),
        create(request("10.0.2.5", "rse-2")),
        create(request("10.0.2.6", "rse-3")),
      ])
      for (const member of [
        "RouteServerId",
        "VpcId",
        "SubnetId",
        "EndpointEniId",
        "EndpointEniAddress",
      ] as const) {
        assert.strictEqual(one[member], two[member])
        assert.notStrictEqual(one[member], other[member])
      }
      assert.lengthOf(new Set((yield* Listing.collect()).map((peer) => peer.RouteServerPeerId)), 5)
    }).pipe(
      withLife({}, [
        { RouteServerPeerId: "rsp-1", RouteServerEndpointId: "rse-1", VpcId: "vpc-1" },
      ]),
    ),
  )

  it.effect("refuses what AWS would refuse to create", () =>
    Effect.gen(function* () {
      const { create } = yield* service
      yield* create(request())
      const cases = [
        [{}, "MissingParameter"],
        [{ ...request(), PeerAddress: undefined }, "MissingParameter"],
        [{ ...request(), BgpOptions: {} }, "MissingParameter"],
        [request("10.0.2"), "InvalidParameterValue"],
        [request("10.0.2.4", "endpoint"), "InvalidParameterValue"],
        [{ ...request("10.0.2.4"), BgpOptions: { PeerAsn: 0 } }, "InvalidParameterValue"],
        [
          { ...request("10.0.2.4"), BgpOptions: { PeerAsn: 1, PeerLivenessDetection: "ping" } },
          "InvalidParameterValue",
        ],
        [
          { ...request("10.0.2.4"), TagSpecifications: [{ ResourceType: "vpc" }] },
          "InvalidParameterValue",
        ],
        [
          {
            ...request("10.0.2.4"),
            TagSpecifications: [
              { ResourceType: "route-server-peer", Tags: [{ Key: "aws:a", Value: "" }] },
            ],
          },
          "InvalidParameterValue",
        ],
        [{ ...request(), DryRun: true }, "DryRunOperation"],
        // The address is taken.
        [request(), "InvalidParameterValue"],
        [request("10.0.2.4", "rse-2"), "InvalidRouteServerEndpointId.NotFound"],
      ] as const
      for (const [each, code] of cases) assert.strictEqual(yield* refusal(create(each)), code)
      yield* create(request("10.0.2.4"))
      assert.strictEqual(
        yield* refusal(create(request("10.0.2.5"))),
        "RouteServerPeerLimitExceeded",
      )
    }).pipe(
      withLife({ unknownEndpoints: "refuse", peersPerEndpoint: 2 }, [
        {
          RouteServerPeerId: "rsp-1",
          RouteServerEndpointId: "rse-1",
          State: "deleted",
          PeerAddress: "10.0.2.3",
        },
      ]),
    ),
  )

  it.effect(
    "has 20 peers on an endpoint at most, and frees an address when its peer is deleted",
    () =>
      Effect.gen(function* () {
        const living = yield* service
        const address = (last: number) => request(`10.0.2.${last}`)
        const peers = yield* Effect.forEach(
          Array.from({ length: 20 }, (_, last) => address(last)),
          living.create,
        )
        assert.strictEqual(
          yield* refusal(living.create(address(20))),
          "RouteServerPeerLimitExceeded",
        )
        yield* TestClock.adjust("3 minutes")
        yield* living.delete(peers[0]?.RouteServerPeerId ?? "")
        assert.strictEqual(yield* refusal(living.create(address(0))), "InvalidParameterValue")
        yield* TestClock.adjust("1 minute")
        yield* living.create(address(0))
      }).pipe(withLife()),
  )

  it.effect("lives by the clock, from pending to gone", () =>
    Effect.gen(function* () {
      const living = yield* service
      const { RouteServerPeerId: id } = yield* living.create(request())
      const states: Array<unknown> = []
      const look = Effect.match(Listing.get(id), {
        onFailure: ({ _tag }) => states.push(_tag),
        onSuccess: ({ State, BgpStatus }) => states.push(`${State} ${BgpStatus?.Status}`),
      })
      yield* look
      yield* TestClock.adjust("2 minutes")
      yield* look
      yield* TestClock.adjust("10 seconds")
      yield* look
      yield* living.silence(id)
      yield* TestClock.adjust("33 seconds")
      yield* look
      yield* living.wake(id)
      yield* TestClock.adjust("10 seconds")
      yield* look
      yield* living.delete(id)
      yield* look
      yield* TestClock.adjust("1 minute")
      yield* look
      yield* TestClock.adjust("1 day")
      yield* look
      assert.deepStrictEqual(states, [
        "pending down",
        "available down",
        "available up",
        "available down",
        "available up",
        "deleting down",
        "deleted down",
        "InvalidRouteServerPeerId.NotFound",
      ])
    }).pipe(withLife()),
  )

  it.effect("refuses with AWS's errors what can't be done to a peer", () =>
    Effect.gen(function* () {
      const living = yield* service
      const { RouteServerPeerId: id } = yield* living.create(request())
      assert.strictEqual(yield* refusal(living.delete(id)), "IncorrectState")
      assert.strictEqual(
        yield* refusal(living.delete("rsp-9")),
        "InvalidRouteServerPeerId.NotFound",
      )
      assert.strictEqual(yield* refusal(living.wake("x")), "InvalidRouteServerPeerId.Malformed")
      assert.strictEqual(yield* refusal(living.delete(id, { DryRun: true })), "DryRunOperation")
      assert.strictEqual(
        yield* refusal(living.tag([id], [{ Key: "aws:x", Value: "" }])),
        "InvalidParameterValue",
      )
      // All of them or none.
      assert.strictEqual(
        yield* refusal(living.tag([id, "rsp-9"], [{ Key: "a", Value: "1" }])),
        "InvalidRouteServerPeerId.NotFound",
      )
      assert.deepStrictEqual((yield* Listing.get(id)).Tags, [])
      yield* living.fail(id, "no room")
      assert.strictEqual(yield* refusal(living.fail(id, "again")), "IncorrectState")
      assert.strictEqual((yield* Listing.get(id)).FailureReason, "no room")
    }).pipe(withLife()),
  )

  it.effect("says what it refuses, and why", () => {
    const tags = Array.from({ length: 51 }, (_, index) => ({ Key: `key-${index}` }))
    return Effect.gen(function* () {
      const { create, tag, untag } = yield* service
      const message = <A>(effect: Effect.Effect<A, { readonly message: string }>) =>
        Effect.map(Effect.flip(effect), (error) => error.message)
      const messages = yield* Effect.all([
        message(create(request("10.0.2.4", "rse-9"))),
        message(create(request("10.0.2.3"))),
        message(create(request("10.0.2.4"))),
        message(tag(["rsp-1"], tags)),
        message(tag(["rsp-1"], [{ Key: "a" }, { Key: "aws:b" }])),
        message(untag(["rsp-1"], [{ Key: "a" }, { Key: "" }])),
      ])
      assert.deepStrictEqual(messages, [
        "The route server endpoint ID 'rse-9' does not exist",
        "Value ( 10.0.2.3 ) for parameter PeerAddress is invalid. A peer of the route server endpoint 'rse-1' has it.",
        "The route server endpoint 'rse-1' has 1 peers, and its network interface may have no more than 1.",
        "The route server peer 'rsp-1' may have no more than 50 tags.",
        'Value ( aws:b ) for parameter Tags[1].Key is invalid. Expected a tag key that does not begin with "aws:".',
        "The request must contain the parameter Tags[1].Key",
      ])
    }).pipe(
      withLife({ unknownEndpoints: "refuse", peersPerEndpoint: 1 }, [
        {
          RouteServerPeerId: "rsp-1",
          RouteServerEndpointId: "rse-1",
          State: "available",
          PeerAddress: "10.0.2.3",
        },
      ]),
    )
  })

  it.effect("gives no new peer an ID that another one has", () =>
    Effect.gen(function* () {
      const first = Effect.flatMap(service, ({ create }) => create(request()))
      const { RouteServerPeerId } = yield* first.pipe(withLife({ seed: 3 }))
      const ids = Effect.gen(function* () {
        yield* first
        return (yield* Listing.collect()).map((peer): string => peer.RouteServerPeerId)
      })
      const both = yield* ids.pipe(withLife({ seed: 3 }, [{ RouteServerPeerId }]))
      assert.lengthOf(both, 2)
      assert.include(both, RouteServerPeerId)
      assert.notInclude(yield* ids.pipe(withLife({ seed: 4 })), RouteServerPeerId)
    }),
  )

  it.effect("lets a peer live from when it is put in, and forgets one that is taken out", () =>
    Effect.gen(function* () {
      const living = yield* service
      const state = Effect.map(living.peers, (peers) => peers.map(({ State }) => State))
      const RouteServerPeerId = ResourceId.RouteServerPeerId.make("rsp-1")
      const members = { RouteServerPeerId, PeerAddress: "10.0.2.3", RouteServerEndpointId: "rse-1" }
      yield* TestClock.adjust("1 day")
      yield* living.apply(PeerUpdate.put(RouteServerPeer.make({ ...members, State: "pending" })))
      assert.deepStrictEqual(yield* state, ["pending"])
      yield* TestClock.adjust("119 seconds")
      assert.deepStrictEqual(yield* state, ["pending"])
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* state, ["available"])
      yield* living.apply(PeerUpdate.remove("rsp-1"))
      assert.deepStrictEqual(yield* state, [])
      assert.isFalse(yield* isListed("rsp-1"))
      yield* living.create(request())
      yield* TestClock.adjust("1 day")
      assert.deepStrictEqual(yield* state, ["available"])
    }).pipe(withLife()),
  )

  it.effect("tags and untags", () =>
    Effect.gen(function* () {
      const living = yield* service
      const ids = (yield* Effect.all([
        living.create(request("10.0.2.3")),
        living.create(request("10.0.2.4")),
      ])).map((peer) => peer.RouteServerPeerId)
      const found = (filter: Filter.NamedFilter) =>
        Effect.map(Listing.collect({ Filters: [filter] }), ({ length }) => length)
      yield* living.tag(ids, [{ Key: "env", Value: "prod" }, { Key: "b" }])
      assert.strictEqual(yield* found(Filter.make("tag:env", "prod")), 2)
      yield* living.untag(ids.slice(1), [{ Key: "env", Value: "dev" }, { Key: "b" }])
      assert.strictEqual(yield* found(Filter.make("tag:env", "prod")), 2)
      assert.strictEqual(yield* found(Filter.make("tag-key", "b")), 1)
      yield* living.untag(ids)
      assert.strictEqual(yield* found(Filter.make("tag-key", "*")), 0)
      yield* living.untag(["rsp-1"])
      assert.deepStrictEqual((yield* Listing.get("rsp-1")).Tags, [])
    }).pipe(withLife({}, [{ RouteServerPeerId: "rsp-1", State: "available" }])),
  )

  it.effect("has at most 50 tags of a user's on a peer, and takes none away that are not", () => {
    const tags = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ Key: `key-${index}`, Value: "" }))
    const reserved = { Key: "aws:cloudformation:stack-name", Value: "a" }
    return Effect.gen(function* () {
      const living = yield* service
      const TagSpecifications = [{ ResourceType: "route-server-peer", Tags: tags(51) }]
      assert.strictEqual(
        yield* refusal(living.create({ ...request(), TagSpecifications })),
        "TagLimitExceeded",
      )
      assert.strictEqual(yield* refusal(living.tag(["rsp-1"], tags(51))), "TagLimitExceeded")
      yield* living.tag(["rsp-1"], tags(50))
      assert.lengthOf((yield* Listing.get("rsp-1")).Tags ?? [], 51)
      yield* living.untag(["rsp-1"])
      assert.deepStrictEqual<unknown>((yield* Listing.get("rsp-1")).Tags, [reserved])
    }).pipe(withLife({}, [{ RouteServerPeerId: "rsp-1", State: "available", Tags: [reserved] }]))
  })

  it.effect("asks users for the permission, and not the world", () =>
    Effect.gen(function* () {
      const living = yield* service
      assert.strictEqual(yield* refusal(living.create(request())), "UnauthorizedOperation")
      assert.strictEqual(yield* refusal(living.delete("rsp-1")), "UnauthorizedOperation")
      assert.strictEqual(yield* refusal(Listing.collect()), "UnauthorizedOperation")
      yield* living.silence("rsp-1")
      assert.lengthOf(yield* living.peers, 1)
    }).pipe(withLife({ authorized: false }, [{ RouteServerPeerId: "rsp-1", State: "available" }])),
  )

  it.effect("never sleeps, so nothing is left behind when it closes", () =>
    Effect.gen(function* () {
      const clock = yield* Clock.Clock
      yield* Effect.gen(function* () {
        const living = yield* service
        const { RouteServerPeerId: id } = yield* living.create(request())
        yield* living.silence(id)
        yield* living.wake(id)
        yield* Listing.collect()
      }).pipe(
        withLife(),
        Effect.provideService(Clock.Clock, {
          ...clock,
          currentTimeMillis: clock.currentTimeMillis,
          sleep: () => Effect.die("it sleeps"),
        }),
      )
    }),
  )
})

describe("Where answers are consistent eventually", () => {
  const options = { consistency: { seed: 7, lag: "40 seconds" } } as const

  it("the lag is a time", () => {
    const message = "lag must be a duration from 0 on, not -1"
    assert.throws(() => LivingPeerSource.layer([], { consistency: { seed: 7, lag: -1 } }), message)
  })

  it.effect("a new peer is not found for a while, and may be found and then not", () =>
    Effect.gen(function* () {
      const living = yield* service
      const { RouteServerPeerId: id } = yield* living.create(request())
      const found: Array<boolean> = []
      for (let second = 0; second <= 60; second += 1) {
        found.push(Result.isSuccess(yield* Effect.result(Listing.get(id))))
        yield* TestClock.adjust("1 second")
      }
      assert.isFalse(found[0])
      assert.isTrue(found.slice(40).every(Boolean))
      const first = found.indexOf(true)
      assert.isTrue(found.slice(first).includes(false), "it is found and then not")
      assert.lengthOf(yield* living.peers, 1)
      assert.strictEqual((yield* PeerSource.PeerSource).supports?.staleAnswers, "40 seconds")
    }).pipe(withLife(options)),
  )

  it.effect("the same seed tells the same story", () => {
    const story = Effect.gen(function* () {
      const { create } = yield* service
      const { RouteServerPeerId: id } = yield* create(request())
      const found: Array<boolean> = []
      for (let second = 0; second <= 60; second += 1) {
        found.push(Result.isSuccess(yield* Effect.result(Listing.get(id))))
        yield* TestClock.adjust("1 second")
      }
      return found
    })
    const told = (seed: number) =>
      story.pipe(
        Effect.provide(LivingPeerSource.layer([], { consistency: { seed, lag: "40 seconds" } }), {
          local: true,
        }),
      )
    return Effect.gen(function* () {
      assert.deepStrictEqual(yield* told(1), yield* told(1))
      assert.notDeepEqual(yield* told(1), yield* told(2))
    })
  })

  it.effect("an answer is what was true within the lag, whatever happened meanwhile", () =>
    Effect.gen(function* () {
      const states = ["pending", "deleting", "failing", "deleted", "available"]
      const peers = states.map((State, at) =>
        RouteServerPeer.make({ RouteServerPeerId: `rsp-${at}`, State }),
      )
      const life = { pending: "50 seconds", retention: "45 seconds" } as const
      const source = (consistency?: LivingPeerSource.Options["consistency"]) =>
        Effect.map(Layer.build(LivingPeerSource.layer(peers, { life, consistency })), (built) =>
          Listing.collect().pipe(Effect.provide(built)),
        )
      const inTruth = yield* source()
      const late = yield* Effect.forEach([1, 2, 3, 4, 5], (seed) =>
        source({ seed, lag: "40 seconds" }),
      )
      const truths = [yield* inTruth]
      for (let second = 1; second <= 150; second += 1) {
        yield* TestClock.adjust("1 second")
        truths.push(yield* inTruth)
        if (second % 70 !== 0 && second !== 150) continue
        const recent = truths.slice(Math.max(0, second - 40)).map((truth) => JSON.stringify(truth))
        for (const collect of late) {
          for (let time = 0; time < 9; time += 1) {
            assert.include(recent, JSON.stringify(yield* collect))
          }
        }
      }
    }),
  )

  it.effect("the seed says in which order the copies answer", () =>
    Effect.gen(function* () {
      // At this time some copies know of the peer and some don't, whatever the seed.
      const story = Effect.gen(function* () {
        const { create } = yield* service
        const { RouteServerPeerId: id } = yield* create(request())
        yield* TestClock.adjust("20 seconds")
        const found = yield* Effect.forEach(Array.from({ length: 20 }), () => isListed(id))
        return found.map(Number).join("")
      })
      const seeds = Array.from({ length: 12 }, (_, seed) => seed)
      const stories = yield* Effect.forEach(seeds, (seed) =>
        story.pipe(
          Effect.provide(LivingPeerSource.layer([], { consistency: { seed, lag: "40 seconds" } }), {
            local: true,
          }),
        ),
      )
      // In one order there would be no more of them than sets of copies that know.
      assert.isAbove(new Set(stories).size, 8)
    }),
  )

  it.effect("a waiter still comes to its end", () =>
    Effect.gen(function* () {
      for (let seed = 1; seed <= 10; seed += 1) {
        yield* Effect.gen(function* () {
          const living = yield* service
          const { RouteServerPeerId: id } = yield* living.create(request())
          const up = yield* Effect.forkChild(Waiter.untilEstablished(id))
          yield* TestClock.adjust("10 minutes")
          yield* Fiber.join(up)
          yield* living.delete(id)
          const gone = yield* Effect.forkChild(Waiter.untilGone(id))
          yield* TestClock.adjust("10 minutes")
          yield* Fiber.join(gone)
        }).pipe(
          Effect.provide(LivingPeerSource.layer([], { consistency: { seed, lag: "40 seconds" } }), {
            local: true,
          }),
        )
      }
    }),
  )
})

describe("Over every path of a life, and a source with faults", () => {
  type Living = LivingPeerSource.LivingPeerSource["Service"]
  const minutes = Duration.minutes

  /** What happens to a peer, and what becomes of who waits for it from the beginning. */
  const paths: ReadonlyArray<{
    readonly path: string
    readonly happens: (living: Living, id: string) => Effect.Effect<unknown, unknown>
    readonly available: string
    readonly established: string
    readonly gone: string
  }> = [
    {
      path: "it comes up and stays",
      happens: () => Effect.void,
      available: "met",
      established: "met",
      gone: "WaiterTimedOut",
    },
    {
      path: "it fails before it is available",
      happens: (living, id) => living.fail(id, "no room"),
      available: "RouteServerPeerFailed: no room",
      established: "RouteServerPeerFailed: no room",
      gone: "WaiterTimedOut",
    },
    {
      path: "its appliance is silent from the beginning",
      happens: (living, id) => living.silence(id),
      available: "met",
      established: "WaiterTimedOut",
      gone: "WaiterTimedOut",
    },
    {
      path: "it fails before its session is up",
      happens: (living, id) =>
        Effect.andThen(living.silence(id), Effect.delay(living.fail(id, "no route"), minutes(15))),
      available: "met",
      established: "RouteServerPeerFailed: no route",
      gone: "WaiterTimedOut",
    },
    {
      path: "it is deleted before its session is up",
      happens: (living, id) =>
        Effect.andThen(living.silence(id), Effect.delay(living.delete(id), minutes(15))),
      available: "met",
      established: "RouteServerPeerDeleted",
      gone: "met",
    },
    {
      path: "its appliance wakes late",
      happens: (living, id) =>
        Effect.andThen(living.silence(id), Effect.delay(living.wake(id), minutes(15))),
      available: "met",
      established: "met",
      gone: "WaiterTimedOut",
    },
  ]

  for (const { path, happens, ...ends } of paths) {
    it.effect(`${path}: waiters come to the end that they should`, () =>
      Effect.gen(function* () {
        for (let seed = 1; seed <= 5; seed += 1) {
          const faults = FaultyPeerSource.layer(FaultyPeerSource.script({ seed, length: 80 }))
          yield* Effect.gen(function* () {
            const living = yield* service
            const { RouteServerPeerId: id } = yield* living.create(request())
            const end = <A>(
              waiter: Effect.Effect<
                A,
                Waiter.WaiterError | PeerSourceError.PeerSourceError,
                PeerSource.PeerSource
              >,
            ) =>
              waiter.pipe(
                Effect.match({
                  onSuccess: () => "met",
                  onFailure: (error) =>
                    error._tag === "RouteServerPeerFailed"
                      ? `${error._tag}: ${error.failureReason}`
                      : error._tag,
                }),
                Effect.forkChild({ startImmediately: true }),
              )
            const waiting = yield* Effect.all({
              available: end(Waiter.untilAvailable(id)),
              established: end(Waiter.untilEstablished(id)),
              gone: end(Waiter.untilGone(id)),
            })
            yield* Effect.forkChild(happens(living, id))
            yield* TestClock.adjust("40 minutes")
            const ended = {
              available: yield* Fiber.join(waiting.available),
              established: yield* Fiber.join(waiting.established),
              gone: yield* Fiber.join(waiting.gone),
            }
            assert.deepStrictEqual(ended, ends)
          }).pipe(
            Effect.provide(Layer.provideMerge(faults, LivingPeerSource.layer()), { local: true }),
          )
        }
      }),
    )
  }
})
