import { assert, describe, it } from "@effect/vitest"
import {
  Filter,
  Limits,
  PeerSource,
  PeerSourceError,
  RouteServerPeer,
  ServiceError,
  Waiter,
} from "@route-server/core"
import { FaultyPeerSource } from "@route-server/testing"
import { Clock, Duration, Effect, Exit, Fiber, Layer, Schedule } from "effect"
import { TestClock } from "effect/testing"
import { moving, peer, type Scene, throttled, unauthorized } from "./support/moving.ts"

const options: Waiter.Options = {
  polls: Schedule.spaced("10 seconds"),
  retries: Schedule.spaced("1 second"),
  deadline: "1000 seconds",
  grace: "60 seconds",
}

/** How a waiter ended, and after how many seconds; or nothing if it has not in so many. */
const ending = <A, E, R>(waiter: Effect.Effect<A, E, R>, seconds = 2000) =>
  Effect.gen(function* () {
    let endedAt: number | undefined
    const beganAt = yield* Clock.currentTimeMillis
    const fiber = yield* waiter.pipe(
      Effect.onExit(() =>
        Effect.map(Clock.currentTimeMillis, (now) => {
          endedAt = (now - beganAt) / 1000
        }),
      ),
      Effect.forkChild({ startImmediately: true }),
    )
    yield* TestClock.adjust(Duration.seconds(seconds))
    const exit = fiber.pollUnsafe()
    yield* Fiber.interrupt(fiber)
    return { exit, endedAt }
  })

/** The error that a waiter ended with. */
const failure = <A, E, R>(waiter: Effect.Effect<A, E, R>, seconds?: number) =>
  Effect.gen(function* () {
    const { exit, endedAt } = yield* ending(waiter, seconds)
    if (exit === undefined || Exit.isSuccess(exit)) return assert.fail("it did not fail")
    return { error: yield* Effect.flip(exit), endedAt }
  })

const states = (
  id: string,
  timeline: ReadonlyArray<readonly [from: number, state: RouteServerPeer.Encoded["State"]]>,
) => {
  return (seconds: number) => {
    const state = timeline.findLast(([from]) => from <= seconds)?.[1]
    return state === undefined ? [] : [peer(id, { State: state })]
  }
}

describe("untilAvailable", () => {
  it.effect("waits until a peer was available twice in a row", () => {
    const { layer, requests } = moving(
      states("rsp-1", [
        [0, "pending"],
        [20, "available"],
        [30, "pending"],
        [40, "available"],
      ]),
    )
    return Effect.gen(function* () {
      const { exit, endedAt } = yield* ending(Waiter.untilAvailable("rsp-1", options))
      assert.deepStrictEqual(exit, Exit.succeed([peer("rsp-1", { State: "available" })]))
      assert.strictEqual(endedAt, 50)
      // One peer is asked for, and nothing else.
      assert.lengthOf(requests, 6)
      assert.isTrue(requests.every(({ RouteServerPeerIds }) => RouteServerPeerIds?.length === 1))
    }).pipe(Effect.provide(layer))
  })

  it.effect("fails at once when a peer fails, with the FailureReason", () =>
    Effect.gen(function* () {
      for (const State of ["failing", "failed"] as const) {
        const { layer } = moving(() => [
          peer("rsp-1", { State: "pending" }),
          peer("rsp-2", { State, FailureReason: "no room" }),
        ])
        const { error, endedAt } = yield* failure(
          Waiter.untilAvailable(["rsp-1", "rsp-2"], options),
        ).pipe(Effect.provide(layer, { local: true }))
        assert.deepInclude(
          { ...error },
          {
            _tag: "RouteServerPeerFailed",
            failureReason: "no room",
            routeServerPeerIds: ["rsp-2"],
          },
        )
        assert.include(String(error), `rsp-2 was ${State}, because no room`)
        assert.strictEqual(endedAt, 0)
      }
    }),
  )

  it.effect("fails at once when a peer is being deleted, or goes", () =>
    Effect.gen(function* () {
      for (const State of ["deleting", "deleted"] as const) {
        const { layer } = moving(() => [peer("rsp-1", { State })])
        const { error } = yield* failure(Waiter.untilAvailable("rsp-1", options)).pipe(
          Effect.provide(layer, { local: true }),
        )
        assert.strictEqual(error._tag, "RouteServerPeerDeleted")
      }
    }),
  )

  it.effect("takes a peer that was there and is no more for deleted, after the grace", () => {
    const { layer } = moving((seconds) =>
      seconds < 100 ? [peer("rsp-1", { State: "pending" })] : [],
    )
    return Effect.gen(function* () {
      const { error, endedAt } = yield* failure(Waiter.untilAvailable("rsp-1", options))
      assert.strictEqual(error._tag, "RouteServerPeerDeleted")
      assert.strictEqual(endedAt, 100)
      assert.include(String(error), "rsp-1 was pending 10s ago, and is not found now")
    }).pipe(Effect.provide(layer))
  })

  it.effect("bears with a peer that is not found yet, as long as the grace", () =>
    Effect.gen(function* () {
      const late = (from: number) =>
        moving((seconds) => (seconds % 2000 < from ? [] : [peer("rsp-1", { State: "available" })]))
      const found = yield* ending(Waiter.untilAvailable("rsp-1", options)).pipe(
        Effect.provide(late(60).layer, { local: true }),
      )
      assert.isTrue(found.exit !== undefined && Exit.isSuccess(found.exit))
      assert.strictEqual(found.endedAt, 70)
      const { error, endedAt } = yield* failure(Waiter.untilAvailable("rsp-1", options)).pipe(
        Effect.provide(late(80).layer, { local: true }),
      )
      assert.deepInclude(
        { ...error },
        { _tag: "RouteServerPeerNotFound", routeServerPeerIds: ["rsp-1"] },
      )
      assert.include(error.message, "they do not exist: rsp-1 was never seen")
      assert.strictEqual(endedAt, 70)
    }),
  )

  it.effect("does not let one unknown ID hide the others, and asks little to find it", () => {
    const ids = Array.from({ length: 64 }, (_, index) => `rsp-${100 + index}`)
    const polls: Array<ReadonlyArray<Waiter.Sighting>> = []
    const fleet = ids
      .filter((id) => id !== "rsp-137" && id !== "rsp-101")
      .map((id) => peer(id, { State: id === "rsp-120" ? "pending" : "available" }))
    return Effect.gen(function* () {
      // The first source says which IDs are unknown, the second does not.
      for (const isSilent of [false, true]) {
        const silent = new ServiceError.InvalidRouteServerPeerIdNotFound({ message: "Not found." })
        const { layer, requests, times } = moving((_, { RouteServerPeerIds = [] }) =>
          isSilent && RouteServerPeerIds.some((id) => id === "rsp-137" || id === "rsp-101")
            ? silent
            : fleet,
        )
        const { error } = yield* failure(
          Waiter.untilAvailable(ids, {
            ...options,
            onPoll: (sightings) => Effect.sync(() => polls.push(sightings)),
          }),
        ).pipe(Effect.provide(layer, { local: true }))
        assert.deepInclude(
          { ...error },
          { _tag: "RouteServerPeerNotFound", routeServerPeerIds: ["rsp-101", "rsp-137"] },
        )
        const standing = (polls.at(-1) ?? []).filter((each) => each.standing === "Found")
        assert.lengthOf(standing, 62)
        const first = times.filter((time) => time === times[0])
        assert.isAtMost(first.length, isSilent ? 25 : 4)
        // From then on the known are asked for at once.
        const second = requests.slice(first.length, first.length + 4)
        assert.lengthOf(second[0]?.RouteServerPeerIds ?? [], 62)
        assert.lengthOf(second[1]?.RouteServerPeerIds ?? [], 2)
      }
    })
  })

  it.effect("asks for no more IDs at once than the source allows", () => {
    const ids = Array.from({ length: 25 }, (_, index) => `rsp-${100 + index}`)
    const { layer, requests } = moving(() => ids.map((id) => peer(id, { State: "available" })), {
      ids: 10,
    })
    return Effect.gen(function* () {
      const { exit } = yield* ending(Waiter.untilAvailable(ids, options))
      assert.isTrue(exit !== undefined && Exit.isSuccess(exit))
      assert.deepStrictEqual(
        requests.map(({ RouteServerPeerIds }) => RouteServerPeerIds?.length),
        [10, 10, 5, 10, 10, 5],
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("fails with what the source refuses", () => {
    const { layer } = moving(() => unauthorized)
    return Effect.gen(function* () {
      const { error } = yield* failure(Waiter.untilAvailable("rsp-1", options))
      assert.strictEqual(error, unauthorized)
      const malformed = yield* failure(Waiter.untilAvailable("no ID", options)).pipe(
        Effect.provide(moving(() => []).layer, { local: true }),
      )
      assert.strictEqual(malformed.error._tag, "InvalidRouteServerPeerId.Malformed")
    }).pipe(Effect.provide(layer))
  })

  it.effect("waits throttling out, and fails with it only when the retries end", () => {
    const { layer } = moving((seconds) =>
      seconds < 300 ? throttled : [peer("rsp-1", { State: "available" })],
    )
    return Effect.gen(function* () {
      const { endedAt } = yield* ending(Waiter.untilAvailable("rsp-1", options))
      assert.strictEqual(endedAt, 310)
      const retries = Schedule.recurs(2)
      const { error } = yield* failure(
        Waiter.untilAvailable("rsp-1", { ...options, retries }),
      ).pipe(Effect.provide(moving(() => throttled).layer, { local: true }))
      assert.strictEqual(error, throttled)
    }).pipe(Effect.provide(layer))
  })

  it.effect(
    "tells at the deadline what was last seen of each peer, how long ago, and why nothing newer",
    () => {
      const { layer } = moving((seconds) =>
        seconds < 500
          ? [peer("rsp-1", { State: "pending", BgpStatus: { Status: "down" } })]
          : throttled,
      )
      return Effect.gen(function* () {
        const { error, endedAt } = yield* failure(
          Waiter.untilAvailable(["rsp-1", "rsp-2"], { ...options, grace: "1 hour" }),
        )
        if (error._tag !== "WaiterTimedOut") return assert.fail(error._tag)
        assert.strictEqual(endedAt, 1000)
        assert.strictEqual(error.waited, 1_000_000)
        assert.strictEqual(error.lastFailure, throttled)
        assert.deepStrictEqual<unknown>(error.sightings, [
          {
            routeServerPeerId: "rsp-1",
            standing: "Found",
            peer: peer("rsp-1", { State: "pending", BgpStatus: { Status: "down" } }),
            age: 510_000,
          },
          { routeServerPeerId: "rsp-2", standing: "NotFound" },
        ])
        assert.strictEqual(
          error.message,
          "Waited 16m 40s for peers to be available: rsp-1 was pending, BGP down 8m 30s ago; rsp-2 was never seen; the last request failed: Request limit exceeded.",
        )
      }).pipe(Effect.provide(layer))
    },
  )

  it.effect("tells at the deadline what it knows of each peer that is late, of ten at most", () =>
    Effect.gen(function* () {
      const message = Effect.fnUntraced(function* (
        waiter: Effect.Effect<unknown, { readonly message: string }, PeerSource.PeerSource>,
        scene: Scene,
      ) {
        const { error } = yield* failure(waiter).pipe(
          Effect.provide(moving(() => scene).layer, { local: true }),
        )
        return error.message.replace("Waited 16m 40s for peers to be ", "")
      })
      const patient = { ...options, grace: "1 hour" } as const
      const unreadable = new PeerSourceError.MalformedResponse({
        message: "?",
        reason: { _tag: "InvalidResult", fault: "?" },
        routeServerPeerId: "rsp-1",
      })
      const sessions = { BgpStatus: { Status: "down" }, BfdStatus: { Status: "up" } } as const
      const many = (count: number) =>
        Array.from({ length: count }, (_, index) => peer(`rsp-${10 + index}`, { State: "pending" }))
      const pending = Array.from(
        { length: 10 },
        (_, index) => `rsp-${10 + index} was pending 10s ago`,
      ).join("; ")
      const never = () => false
      assert.deepStrictEqual(
        yield* Effect.all([
          message(Waiter.untilAvailable({}, patient), []),
          message(Waiter.untilAvailable({}, patient), many(10)),
          message(Waiter.untilAvailable({}, patient), many(12)),
          message(Waiter.untilEstablished("rsp-1", patient), [peer("rsp-1", sessions)]),
          message(Waiter.untilGone("rsp-1", patient), {
            RouteServerPeers: [],
            unreadable: [unreadable],
          }),
          message(Waiter.until(["rsp-2", "rsp-1"], never, patient), [
            peer("rsp-1", { State: "failed", FailureReason: "no room" }),
          ]),
        ]),
        [
          "available: no peer was found",
          `available: ${pending}`,
          `available: ${pending}; and 2 more`,
          "established: rsp-1 was in no known state, BGP down, BFD up 10s ago",
          "gone: rsp-1 was never understood",
          "as wanted: rsp-1 was failed, because no room 10s ago; rsp-2 was never seen",
        ],
      )
    }),
  )

  it.effect(
    "names those that end it in the order of their IDs, the failed before the deleted",
    () =>
      Effect.gen(function* () {
        const ended = Effect.fnUntraced(function* (
          ...states: ReadonlyArray<RouteServerPeer.Encoded["State"]>
        ) {
          const ids = states.map((_, index) => `rsp-${index}`)
          const peers = states.flatMap((State, index) =>
            State === undefined ? [] : [peer(`rsp-${index}`, { State })],
          )
          const { error } = yield* failure(
            Waiter.untilAvailable(ids.toReversed(), { ...options, grace: 0 }).pipe(
              Effect.delay("1 second"),
            ),
          ).pipe(Effect.provide(moving(() => peers).layer, { local: true }))
          return "routeServerPeerIds" in error
            ? [error._tag, ...error.routeServerPeerIds]
            : [error._tag]
        })
        assert.deepStrictEqual(
          yield* Effect.all([
            ended("deleting", "failed", "pending", "failing"),
            ended("deleting", "pending", "deleted"),
          ]),
          [
            ["RouteServerPeerFailed", "rsp-1", "rsp-3"],
            ["RouteServerPeerDeleted", "rsp-0", "rsp-2"],
          ],
        )
      }),
  )

  it.effect("asks a source that tells nothing of itself as EC2 would be asked", () =>
    Effect.gen(function* () {
      const ids = Array.from({ length: Limits.ec2.ids + 1 }, (_, index) => `rsp-${index}`)
      for (const supports of [undefined, {}]) {
        const asked: Array<number | undefined> = []
        const source = PeerSource.PeerSource.of({
          ...(supports === undefined ? {} : { supports }),
          describe: ({ RouteServerPeerIds = [] }) => {
            asked.push(RouteServerPeerIds.length)
            return Effect.succeed({
              RouteServerPeers: RouteServerPeerIds.map((id) => peer(id, { State: "available" })),
            })
          },
        })
        yield* Waiter.untilAvailable(ids, { ...options, inARow: 1 }).pipe(
          Effect.provideService(PeerSource.PeerSource, source),
        )
        assert.deepStrictEqual(asked, [Limits.ec2.ids, 1])
      }
    }),
  )

  it.effect("of IDs is met by those, whatever else can't be understood", () => {
    const unreadable = new PeerSourceError.MalformedResponse({
      message: "?",
      reason: { _tag: "InvalidResult", fault: "?" },
    })
    const { layer } = moving(() => ({
      RouteServerPeers: [peer("rsp-1", { State: "available" })],
      unreadable: [unreadable],
    }))
    return Effect.gen(function* () {
      const { endedAt } = yield* ending(Waiter.untilAvailable("rsp-1", options))
      assert.strictEqual(endedAt, 10)
    }).pipe(Effect.provide(layer))
  })

  it.effect("does not ask again for a peer that was dead when it was first seen", () => {
    const { layer, requests } = moving((seconds) => [
      peer("rsp-1", { State: seconds < 10 ? "deleted" : "pending", VpcId: "vpc-1" }),
      peer("rsp-2", { State: seconds < 30 ? "pending" : "available", VpcId: "vpc-1" }),
    ])
    return Effect.gen(function* () {
      const request = {
        RouteServerPeerIds: ["rsp-1", "rsp-2"],
        Filters: [Filter.make("VpcId", "vpc-1")],
      }
      const { exit, endedAt } = yield* ending(Waiter.untilAvailable(request, options))
      assert.isTrue(exit !== undefined && Exit.isSuccess(exit))
      assert.strictEqual(endedAt, 40)
      assert.deepStrictEqual(
        requests.map(({ RouteServerPeerIds }) => RouteServerPeerIds?.join()),
        ["rsp-1,rsp-2", "rsp-2", "rsp-2", "rsp-2", "rsp-2"],
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("forgets a failure once a poll has come to its end", () => {
    const { layer } = moving((seconds) =>
      seconds < 5 ? throttled : [peer("rsp-1", { State: "pending" })],
    )
    return Effect.gen(function* () {
      const { error } = yield* failure(Waiter.untilAvailable("rsp-1", options))
      assert.strictEqual(error._tag, "WaiterTimedOut")
      assert.notProperty(error, "lastFailure")
    }).pipe(Effect.provide(layer))
  })

  it.effect("has timed out, too, when the polls end", () => {
    const { layer } = moving(() => [peer("rsp-1", { State: "pending" })])
    return Effect.gen(function* () {
      yield* TestClock.adjust("1 hour")
      const polls = Schedule.spaced("10 seconds").pipe(Schedule.upTo({ times: 3 }))
      const { error, endedAt } = yield* failure(
        Waiter.untilAvailable("rsp-1", { ...options, polls }),
      )
      if (error._tag !== "WaiterTimedOut") return assert.fail(error._tag)
      assert.strictEqual(error.waited, 30_000)
      assert.strictEqual(endedAt, 30)
    }).pipe(Effect.provide(layer))
  })

  it.effect("interrupts the request under way at the deadline", () => {
    const { layer } = moving(() => [], { takes: 5_000_000 })
    return Effect.gen(function* () {
      const { error, endedAt } = yield* failure(Waiter.untilAvailable("rsp-1", options))
      assert.strictEqual(endedAt, 1000)
      assert.include(String(error), "rsp-1 was never seen")
    }).pipe(Effect.provide(layer))
  })

  it.effect(
    "of a request waits for all that it selects, also once they match no more, and leaves out the dead",
    () => {
      const { layer } = moving((seconds) => [
        peer("rsp-1", { State: "deleted", VpcId: "vpc-1" }),
        peer("rsp-2", { State: seconds < 30 ? "pending" : "available", VpcId: "vpc-1" }),
        peer("rsp-3", { State: "available", VpcId: "vpc-2" }),
        ...(seconds < 20
          ? []
          : [peer("rsp-4", { State: seconds < 50 ? "pending" : "available", VpcId: "vpc-1" })]),
      ])
      return Effect.gen(function* () {
        const request = {
          Filters: [Filter.make("VpcId", "vpc-1"), Filter.make("State", "pending", "deleted")],
        }
        const { exit, endedAt } = yield* ending(Waiter.untilAvailable(request, options))
        assert.deepStrictEqual(
          exit,
          Exit.succeed([
            peer("rsp-2", { State: "available", VpcId: "vpc-1" }),
            peer("rsp-4", { State: "available", VpcId: "vpc-1" }),
          ]),
        )
        assert.strictEqual(endedAt, 60)
      }).pipe(Effect.provide(layer))
    },
  )

  it.effect("is not met by a request that selects nothing", () => {
    const { layer } = moving(() => [peer("rsp-1", { VpcId: "vpc-1" })])
    return Effect.gen(function* () {
      const request = { Filters: [Filter.make("VpcId", "vpc-2")] }
      const { error, endedAt } = yield* failure(Waiter.untilAvailable(request, options))
      assert.deepInclude({ ...error }, { _tag: "RouteServerPeerNotFound", routeServerPeerIds: [] })
      assert.include(error.message, "available: no peer matches the request")
      assert.strictEqual(endedAt, 70)
    }).pipe(Effect.provide(layer))
  })

  it.effect("takes the IDs of a request with its filters", () => {
    const { layer, requests } = moving(() => [
      peer("rsp-1", { State: "available", VpcId: "vpc-1" }),
      peer("rsp-2", { State: "pending", VpcId: "vpc-2" }),
    ])
    return Effect.gen(function* () {
      const { exit } = yield* ending(
        Waiter.untilAvailable(
          { RouteServerPeerIds: ["rsp-1", "rsp-2"], Filters: [Filter.make("VpcId", "vpc-1")] },
          options,
        ),
      )
      assert.deepStrictEqual(
        exit,
        Exit.succeed([peer("rsp-1", { State: "available", VpcId: "vpc-1" })]),
      )
      const refused = yield* failure(
        Waiter.untilAvailable({ RouteServerPeerIds: ["rsp-1", "rsp-9"] }, options),
      )
      assert.strictEqual(refused.error._tag, "RouteServerPeerNotFound")
      assert.isTrue(requests.every(({ RouteServerPeerIds }) => RouteServerPeerIds !== undefined))
    }).pipe(Effect.provide(layer))
  })

  it.effect("waits for no peers without asking for any", () => {
    const { layer, requests } = moving(() => [peer("rsp-1")])
    return Effect.gen(function* () {
      assert.deepStrictEqual(yield* Waiter.untilAvailable([], options), [])
      assert.lengthOf(requests, 0)
    }).pipe(Effect.provide(layer))
  })

  it("refuses a number of polls that is none", () => {
    assert.throws(() => Waiter.untilAvailable("rsp-1", { inARow: 0 }), RangeError, "inARow")
    assert.throws(() => Waiter.untilGone("rsp-1", { inARow: 1.5 }), RangeError, "1.5")
  })
})

describe("untilEstablished", () => {
  const session = (
    BgpStatus: "up" | "down",
    BfdStatus: "up" | "down" | undefined,
    PeerLivenessDetection: "bfd" | "bgp-keepalive",
  ) =>
    peer("rsp-1", {
      State: "available",
      BgpOptions: { PeerAsn: 65_001, PeerLivenessDetection },
      BgpStatus: { Status: BgpStatus },
      ...(BfdStatus && { BfdStatus: { Status: BfdStatus } }),
    })

  it.effect("waits for BGP, and for BFD where it is used", () =>
    Effect.gen(function* () {
      const cases = [
        [session("up", "up", "bfd"), true],
        [session("up", "down", "bfd"), false],
        [session("up", undefined, "bfd"), false],
        [session("down", "up", "bfd"), false],
        [session("up", "down", "bgp-keepalive"), true],
        [session("up", undefined, "bgp-keepalive"), true],
        [session("down", undefined, "bgp-keepalive"), false],
        [{ ...session("up", "up", "bfd"), State: "pending" as const }, false],
      ] as const
      for (const [each, isMet] of cases) {
        const { exit } = yield* ending(Waiter.untilEstablished("rsp-1", options), 500).pipe(
          Effect.provide(moving(() => [each]).layer, { local: true }),
        )
        assert.strictEqual(exit !== undefined && Exit.isSuccess(exit), isMet)
      }
    }),
  )

  it.effect("wants all at the same time", () => {
    const { layer } = moving((seconds) => {
      const at = (from: number, to: number) => (seconds >= from && seconds < to ? "up" : "down")
      const one = (id: string, Status: "up" | "down") =>
        peer(id, { State: "available", BgpStatus: { Status } })
      return [one("rsp-1", seconds >= 60 ? "up" : at(10, 30)), one("rsp-2", at(30, 1000))]
    })
    return Effect.gen(function* () {
      const { endedAt } = yield* ending(Waiter.untilEstablished(["rsp-1", "rsp-2"], options))
      assert.strictEqual(endedAt, 60)
    }).pipe(Effect.provide(layer))
  })

  it.effect("of a request leaves out the dead, which are gone", () => {
    const up = peer("rsp-1", { State: "available", BgpStatus: { Status: "up" } })
    const deleted = peer("rsp-2", { State: "deleted" })
    return Effect.gen(function* () {
      const established = yield* ending(Waiter.untilEstablished({}, options))
      assert.deepStrictEqual(established.exit, Exit.succeed([up]))
      const request = { Filters: [Filter.make("State", "deleted")] }
      const gone = yield* ending(Waiter.untilGone(request, options))
      assert.deepStrictEqual(gone.exit, Exit.succeed([deleted]))
    }).pipe(Effect.provide(moving(() => [up, deleted]).layer))
  })

  it.effect("fails at once when a peer fails or goes", () =>
    Effect.gen(function* () {
      const cases = [
        ["failing", "RouteServerPeerFailed"],
        ["failed", "RouteServerPeerFailed"],
        ["deleting", "RouteServerPeerDeleted"],
        ["deleted", "RouteServerPeerDeleted"],
      ] as const
      for (const [State, tag] of cases) {
        const { error } = yield* failure(Waiter.untilEstablished("rsp-1", options)).pipe(
          Effect.provide(moving(() => [peer("rsp-1", { State })]).layer, { local: true }),
        )
        assert.strictEqual(error._tag, tag)
      }
    }),
  )
})

describe("untilGone", () => {
  it.effect("takes deleted for gone, and not found", () => {
    const { layer, requests } = moving((seconds) => [
      peer("rsp-1", { State: seconds < 20 ? "deleting" : "deleted" }),
      ...(seconds < 40 ? [peer("rsp-2", { State: "deleting" })] : []),
    ])
    return Effect.gen(function* () {
      const { exit, endedAt } = yield* ending(
        Waiter.untilGone(["rsp-1", "rsp-2", "rsp-3"], options),
      )
      assert.deepStrictEqual(
        exit,
        Exit.succeed([peer("rsp-1", { State: "deleted" }), peer("rsp-2", { State: "deleting" })]),
      )
      assert.strictEqual(endedAt, 40)
      // What is gone is not asked for again.
      assert.deepStrictEqual(requests.at(-1)?.RouteServerPeerIds, ["rsp-2"])
    }).pipe(Effect.provide(layer))
  })

  it.effect("takes no listing that can't be read for gone", () =>
    Effect.gen(function* () {
      const unreadable = new PeerSourceError.MalformedResponse({
        message: "?",
        reason: { _tag: "InvalidResult", fault: "?" },
        routeServerPeerId: "rsp-1",
      })
      const scenes: ReadonlyArray<Scene> = [
        throttled,
        { RouteServerPeers: [], unreadable: [unreadable] },
        {
          RouteServerPeers: [],
          unreadable: [
            new PeerSourceError.MalformedResponse({
              message: "?",
              reason: { _tag: "InvalidResult", fault: "?" },
            }),
          ],
        },
      ]
      for (const scene of scenes) {
        const { error } = yield* failure(Waiter.untilGone("rsp-1", options)).pipe(
          Effect.provide(moving(() => scene).layer, { local: true }),
        )
        assert.strictEqual(error._tag, "WaiterTimedOut")
      }
      const { error } = yield* failure(Waiter.untilGone("rsp-1", options)).pipe(
        Effect.provide(moving(() => unreadable).layer, { local: true }),
      )
      assert.strictEqual(error, unreadable)
    }),
  )

  it.effect.each([{ routeServerPeerId: "rsp-1" }, {}])(
    "of a request is not met by a peer that can't be read: %o",
    (id) => {
      const unreadable = new PeerSourceError.MalformedResponse({
        message: "?",
        reason: { _tag: "InvalidResult", fault: "?" },
        ...id,
      })
      const { layer } = moving((seconds) =>
        seconds < 30 ? { RouteServerPeers: [], unreadable: [unreadable] } : [],
      )
      return Effect.gen(function* () {
        const { exit, endedAt = 0 } = yield* ending(Waiter.untilGone({}, options))
        assert.deepStrictEqual(exit, Exit.succeed([]))
        assert.isAtLeast(endedAt, 30)
      }).pipe(Effect.provide(layer))
    },
  )

  it.effect("of a request does not look again for what is gone already", () => {
    const { layer, requests } = moving((seconds) => [
      ...(seconds < 20 ? [peer("rsp-1", { State: "deleting" })] : []),
      ...(seconds < 60 ? [peer("rsp-2", { State: "deleting" })] : []),
    ])
    return Effect.gen(function* () {
      const { endedAt } = yield* ending(Waiter.untilGone({}, options))
      assert.strictEqual(endedAt, 60)
      assert.deepStrictEqual(
        requests.flatMap(({ RouteServerPeerIds = [] }) => RouteServerPeerIds),
        ["rsp-1", "rsp-2"],
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("of a request knows of no peer of which it knows no ID", () => {
    const unreadable = new PeerSourceError.MalformedResponse({
      message: "?",
      reason: { _tag: "InvalidResult", fault: "?" },
    })
    const { layer } = moving((seconds) => ({
      RouteServerPeers: [peer("rsp-1", { State: "deleting" })],
      unreadable: seconds < 20 ? [unreadable] : [],
    }))
    return Effect.gen(function* () {
      const polls: Array<ReadonlyArray<string>> = []
      yield* ending(
        Waiter.untilGone(
          {},
          {
            ...options,
            deadline: "25 seconds",
            onPoll: (sightings) =>
              Effect.sync(() => polls.push(sightings.map((each) => each.routeServerPeerId))),
          },
        ),
      )
      assert.deepStrictEqual(polls, [["rsp-1"], ["rsp-1"], ["rsp-1"]])
    }).pipe(Effect.provide(layer))
  })

  it.effect("of IDs with filters waits for those that the filters select", () => {
    const { layer, requests } = moving((seconds) => [
      peer("rsp-1", { State: seconds < 20 ? "deleting" : "deleted", VpcId: "vpc-1" }),
      peer("rsp-2", { State: "available", VpcId: "vpc-2" }),
    ])
    return Effect.gen(function* () {
      const request = {
        RouteServerPeerIds: ["rsp-2", "rsp-1"],
        Filters: [Filter.make("VpcId", "vpc-1")],
      }
      const { exit, endedAt } = yield* ending(Waiter.untilGone(request, options))
      assert.deepStrictEqual(
        exit,
        Exit.succeed([peer("rsp-1", { State: "deleted", VpcId: "vpc-1" })]),
      )
      assert.strictEqual(endedAt, 20)
      assert.lengthOf(requests, 3)
    }).pipe(Effect.provide(layer))
  })

  it.effect(
    "of a request is met when nothing is there that it selects, and looks after those that it does not select any more",
    () => {
      const { layer } = moving((seconds) =>
        seconds >= 50 ? [] : [peer("rsp-1", { State: seconds < 20 ? "available" : "deleting" })],
      )
      return Effect.gen(function* () {
        const request = { Filters: [Filter.make("State", "available")] }
        const { endedAt } = yield* ending(Waiter.untilGone(request, options))
        assert.strictEqual(endedAt, 50)
        const none = yield* ending(Waiter.untilGone(request, options))
        assert.deepStrictEqual(none.exit, Exit.succeed([]))
        assert.strictEqual(none.endedAt, 0)
      }).pipe(Effect.provide(layer))
    },
  )
})

describe("until", () => {
  it.effect("fails when a peer is not there after the grace", () =>
    Effect.gen(function* () {
      const { error, endedAt } = yield* failure(Waiter.until("rsp-1", () => true, options))
      assert.strictEqual(error._tag, "RouteServerPeerNotFound")
      assert.strictEqual(endedAt, 70)
    }).pipe(Effect.provide(moving(() => []).layer)),
  )

  it.effect("waits for anything that can be told of a peer", () => {
    const { layer } = moving((seconds) => [
      peer("rsp-1", { Tags: seconds < 30 ? [] : [{ Key: "released", Value: "yes" }] }),
      peer("rsp-2", { State: "deleted" }),
    ])
    return Effect.gen(function* () {
      const isReleased = (each: RouteServerPeer.RouteServerPeer) =>
        RouteServerPeer.tags(each)["released"] === "yes"
      const { endedAt } = yield* ending(Waiter.until({}, isReleased, { ...options, live: true }))
      assert.strictEqual(endedAt, 30)
      const { error } = yield* failure(
        Waiter.until({}, isReleased, { ...options, goal: "released" }),
      )
      assert.include(String(error), "for peers to be released: rsp-2 was deleted")
    }).pipe(Effect.provide(layer))
  })
})

describe("Over a faulty source", () => {
  it.effect("every waiter comes to the same end, a little later", () =>
    Effect.gen(function* () {
      for (let seed = 1; seed <= 20; seed += 1) {
        const fleet = (seconds: number) =>
          Array.from({ length: 12 }, (_, index) =>
            peer(`rsp-${10 + index}`, {
              State: seconds % 4000 < 100 + index ? "pending" : "available",
              VpcId: "vpc-1",
              BgpStatus: { Status: seconds % 4000 < 200 + index ? "down" : "up" },
            }),
          )
        const faults = FaultyPeerSource.layer(FaultyPeerSource.script({ seed, length: 60 }))
        const layer = Layer.provide(faults, moving(fleet).layer)
        const request = { Filters: [Filter.make("VpcId", "vpc-1")], MaxResults: 5 }
        yield* Effect.gen(function* () {
          const available = yield* ending(Waiter.untilAvailable(request, options))
          assert.isTrue(available.exit !== undefined && Exit.isSuccess(available.exit))
          assert.isAtLeast(available.endedAt ?? 0, 120)
          const established = yield* ending(Waiter.untilEstablished(["rsp-10", "rsp-21"], options))
          assert.isTrue(established.exit !== undefined && Exit.isSuccess(established.exit))
        }).pipe(Effect.provide(layer, { local: true }))
      }
    }),
  )
})
