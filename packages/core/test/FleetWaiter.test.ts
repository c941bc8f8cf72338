import { assert, describe, it } from "@effect/vitest"
import { Fleet, FleetWaiter, PeerSource } from "@route-server/core"
import { Clock, Effect, Exit, Layer, Schedule } from "effect"
import { TestClock } from "effect/testing"
import { member, mostAtOnce, within } from "./support/fleet.ts"
import { moving, peer, type Scene, throttled, unauthorized } from "./support/moving.ts"

const options: FleetWaiter.Options = {
  polls: Schedule.spaced("10 seconds"),
  retries: Schedule.spaced("1 second"),
  deadline: "1000 seconds",
  grace: "60 seconds",
}

type Waiting = ReturnType<typeof FleetWaiter.untilGone>

/** How a waiter ended over these targets, and after how many seconds. */
const ending = (waiting: Waiting, targets: Readonly<Record<string, (seconds: number) => Scene>>) =>
  Effect.gen(function* () {
    const beganAt = yield* Clock.currentTimeMillis
    let endedAt: number | undefined
    const members = Object.entries(targets).map(([name, at]) => member(name, moving(at).layer))
    const exit = yield* within(
      waiting.pipe(
        Effect.provide(Fleet.layer(members)),
        Effect.onExit(() =>
          Effect.map(Clock.currentTimeMillis, (now) => {
            endedAt = (now - beganAt) / 1000
          }),
        ),
      ),
      "2000 seconds",
    )
    if (exit === undefined) return assert.fail("it did not end")
    return { exit, endedAt }
  })

/** The peers that it answers, each after its target. */
const answer = (...of: Parameters<typeof ending>) =>
  Effect.map(ending(...of), ({ exit, endedAt }) => ({
    endedAt,
    peers: Exit.isSuccess(exit)
      ? exit.value.map(({ target, peer }) => `${target.name} ${peer.RouteServerPeerId}`)
      : assert.fail(`it failed: ${exit.cause}`),
  }))

const failure = (...of: Parameters<typeof ending>) =>
  Effect.gen(function* () {
    const { exit, endedAt } = yield* ending(...of)
    const error = yield* Effect.flip(exit)
    if (error._tag === "DuplicateTarget") return assert.fail(error.message)
    return { error, endedAt }
  })

const up = (id: string) => peer(id, { State: "available", BgpStatus: { Status: "up" } })
const down = (id: string) => peer(id, { State: "available", BgpStatus: { Status: "down" } })

describe("untilEstablished", () => {
  it.effect("waits for the last target, and answers in their order", () =>
    Effect.gen(function* () {
      const { peers, endedAt } = yield* answer(FleetWaiter.untilEstablished({}, options), {
        late: (seconds) => [seconds < 25 ? down("rsp-1") : up("rsp-1")],
        soon: () => [up("rsp-1"), up("rsp-2")],
        none: () => [],
      })
      assert.deepStrictEqual(peers, ["late rsp-1", "soon rsp-1", "soon rsp-2"])
      assert.strictEqual(endedAt, 30)
    }),
  )

  it.effect("waits until all are so at the same time", () =>
    Effect.gen(function* () {
      const { endedAt } = yield* answer(FleetWaiter.untilEstablished({}, options), {
        a: (seconds) => [seconds < 15 || seconds > 55 ? up("rsp-1") : down("rsp-1")],
        b: (seconds) => [seconds < 25 ? down("rsp-2") : up("rsp-2")],
      })
      assert.strictEqual(endedAt, 60)
    }),
  )

  it.effect("is not met as long as a target can't be read", () =>
    Effect.gen(function* () {
      const { endedAt } = yield* answer(FleetWaiter.untilEstablished({}, options), {
        a: () => [up("rsp-1")],
        b: (seconds) => (seconds < 42 ? throttled : [up("rsp-2")]),
      })
      assert.strictEqual(endedAt, 42)
    }),
  )

  it.effect("is not met by what was seen before a target could not be read", () =>
    Effect.gen(function* () {
      const { endedAt } = yield* answer(FleetWaiter.untilEstablished({}, options), {
        // Met at 0, not readable from 10 on.
        a: (seconds) => (seconds < 5 || seconds > 100 ? [up("rsp-1")] : throttled),
        b: (seconds) => [seconds < 25 ? down("rsp-2") : up("rsp-2")],
      })
      assert.strictEqual(endedAt, 101)
    }),
  )

  it.effect("fails at once where a target refuses, and names it", () =>
    Effect.gen(function* () {
      const { error, endedAt } = yield* failure(FleetWaiter.untilEstablished({}, options), {
        a: () => [down("rsp-1")],
        b: () => unauthorized,
      })
      assert.strictEqual(endedAt, 0)
      if (error._tag !== "TargetFailed") return assert.fail(error._tag)
      assert.strictEqual(error.target.name, "b")
      assert.strictEqual(error.error, unauthorized)
      assert.include(error.message, "b: ")
    }),
  )

  it.effect("fails at once where a peer fails", () =>
    Effect.gen(function* () {
      const { error, endedAt } = yield* failure(FleetWaiter.untilEstablished({}, options), {
        a: () => [down("rsp-1")],
        b: (seconds) => [seconds < 15 ? down("rsp-2") : peer("rsp-2", { State: "failed" })],
      })
      assert.strictEqual(endedAt, 20)
      if (error._tag !== "TargetFailed") return assert.fail(error._tag)
      assert.strictEqual(error.error._tag, "RouteServerPeerFailed")
    }),
  )

  it.effect("looks for IDs everywhere", () =>
    Effect.gen(function* () {
      const targets = {
        a: () => [up("rsp-1"), down("rsp-3")],
        b: (seconds: number) => (seconds < 15 ? [] : [up("rsp-2")]),
      }
      const wait = (...ids: ReadonlyArray<string>) =>
        FleetWaiter.untilEstablished({ RouteServerPeerIds: ids }, options)
      assert.deepStrictEqual(yield* answer(wait("rsp-2", "rsp-1"), targets), {
        peers: ["a rsp-1", "b rsp-2"],
        endedAt: 20,
      })
      const { error, endedAt } = yield* failure(wait("rsp-1", "rsp-9"), targets)
      if (error._tag !== "FleetPeersNotFound") return assert.fail(error._tag)
      assert.deepStrictEqual(error.routeServerPeerIds, ["rsp-9"])
      assert.include(error.message, "rsp-9")
      assert.strictEqual(endedAt, 70)
    }),
  )

  it.effect("fails when the grace is over and there is nothing anywhere", () =>
    Effect.gen(function* () {
      const nothing = { a: () => [], b: () => [] }
      const { error, endedAt } = yield* failure(FleetWaiter.untilEstablished({}, options), nothing)
      if (error._tag !== "FleetPeersNotFound") return assert.fail(error._tag)
      assert.deepStrictEqual(error.routeServerPeerIds, [])
      assert.strictEqual(endedAt, 70)
      const none = yield* failure(FleetWaiter.untilEstablished({}, options), {})
      assert.strictEqual(none.error._tag, "FleetPeersNotFound")
      assert.strictEqual(none.endedAt, 0)
    }),
  )

  it.effect("tells at the deadline how each target stands that is not so", () =>
    Effect.gen(function* () {
      const { error, endedAt } = yield* failure(FleetWaiter.untilEstablished({}, options), {
        a: () => [up("rsp-1")],
        b: () => [down("rsp-2")],
        c: () => throttled,
      })
      assert.strictEqual(endedAt, 1000)
      if (error._tag !== "FleetTimedOut") return assert.fail(error._tag)
      assert.strictEqual(error.waited, 1_000_000)
      assert.deepStrictEqual(
        error.targets.map(({ target, isMet, lastFailure }) => [
          target.name,
          isMet,
          lastFailure?._tag,
        ]),
        [
          ["a", true, undefined],
          ["b", false, undefined],
          ["c", false, "RequestLimitExceeded"],
        ],
      )
      assert.notInclude(error.message, "a: ")
      assert.include(error.message, "b: rsp-2 was available, BGP down")
      assert.include(error.message, "c: no peer was found; the last request failed: Request limit")
    }),
  )
})

describe("What is told at the end", () => {
  const timedOut = (
    names: ReadonlyArray<string>,
    at: (seconds: number) => Scene,
    options: FleetWaiter.Options,
  ) =>
    Effect.gen(function* () {
      yield* TestClock.adjust("1 hour")
      const targets = Object.fromEntries(names.map((name) => [name, at]))
      const { error } = yield* failure(FleetWaiter.untilEstablished({}, options), targets)
      return error._tag === "FleetTimedOut" ? error.message : assert.fail(error._tag)
    })

  it.effect("describes the first ten targets, and counts the others", () =>
    Effect.gen(function* () {
      const names = Array.from("abcdefghijkl")
      const lines = names.map((name) => `${name}: rsp-1 was available, BGP down 5s ago`)
      const message = (described: ReadonlyArray<string>) =>
        `Waited 16m 35s for peers to be established: ${described.join("; ")}`
      const told = (count: number) =>
        timedOut(names.slice(0, count), () => [down("rsp-1")], {
          ...options,
          deadline: "995 seconds",
        })
      assert.strictEqual(yield* told(10), message(lines.slice(0, 10)))
      assert.strictEqual(yield* told(11), message([...lines.slice(0, 10), "and 1 more"]))
      assert.strictEqual(yield* told(12), message([...lines.slice(0, 10), "and 2 more"]))
    }),
  )

  it.effect("says so where all targets could be read and none has a peer yet", () =>
    Effect.gen(function* () {
      const impatient = { ...options, deadline: "30 seconds" } as const
      assert.strictEqual(
        yield* timedOut(["a", "b"], () => [], impatient),
        "Waited 30s for peers to be established: none was found at any target",
      )
    }),
  )

  it.effect("names what is found at no target", () =>
    Effect.gen(function* () {
      const messageOf = (request: Fleet.Request) =>
        Effect.map(
          failure(FleetWaiter.untilAvailable(request, options), { a: () => [up("rsp-1")] }),
          ({ error }) => error.message,
        )
      assert.strictEqual(
        yield* messageOf({ RouteServerPeerIds: ["rsp-1", "rsp-2", "rsp-3"] }),
        "Waiting for peers to be available: rsp-2, rsp-3 can be found at no target",
      )
      assert.strictEqual(
        yield* messageOf({ Filters: [{ Name: "state", Values: ["failed"] }] }),
        "Waiting for peers to be available: no peer of any target matches the request",
      )
    }),
  )
})

describe("A waiter that is told no times", () => {
  it.effect("looks every 15 seconds, for half an hour", () =>
    Effect.gen(function* () {
      const asked: Array<number> = []
      const { error, endedAt } = yield* failure(FleetWaiter.untilEstablished({}), {
        a: (seconds) => {
          asked.push(seconds)
          return [down("rsp-1")]
        },
      })
      assert.strictEqual(error._tag, "FleetTimedOut")
      assert.strictEqual(endedAt, 1800)
      assert.deepStrictEqual(asked.slice(0, 3), [0, 15, 30])
    }),
  )

  it.effect("takes a peer for a new one for two minutes", () =>
    Effect.gen(function* () {
      const { peers } = yield* answer(FleetWaiter.untilEstablished({}), {
        a: (seconds) => (seconds < 120 ? [] : [up("rsp-1")]),
      })
      assert.deepStrictEqual(peers, ["a rsp-1"])
      const { error, endedAt } = yield* failure(FleetWaiter.untilEstablished({}), { a: () => [] })
      assert.strictEqual(error._tag, "FleetPeersNotFound")
      assert.strictEqual(endedAt, 135)
    }),
  )
})

describe("untilAvailable", () => {
  it.effect("wants each target to be so twice in a row", () =>
    Effect.gen(function* () {
      const { endedAt } = yield* answer(FleetWaiter.untilAvailable({}, options), {
        a: () => [down("rsp-1")],
        b: (seconds) => [seconds < 5 ? peer("rsp-2", { State: "pending" }) : down("rsp-2")],
      })
      assert.strictEqual(endedAt, 20)
    }),
  )
})

describe("A fleet without targets", () => {
  it.effect("has no peers, so they are gone", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* answer(FleetWaiter.untilGone({}, options), {}), {
        peers: [],
        endedAt: 0,
      })
    }),
  )
})

describe("untilGone", () => {
  it.effect("is met when there is nothing at any target", () =>
    Effect.gen(function* () {
      const { peers, endedAt } = yield* answer(FleetWaiter.untilGone({}, options), {
        a: (seconds) => (seconds < 15 ? [up("rsp-1")] : []),
        b: () => [],
      })
      assert.deepStrictEqual(peers, ["a rsp-1"])
      assert.strictEqual(endedAt, 20)
    }),
  )

  it.effect("is met at once by IDs that no target has", () =>
    Effect.gen(function* () {
      const { peers, endedAt } = yield* answer(
        FleetWaiter.untilGone({ RouteServerPeerIds: ["rsp-1"] }, options),
        { a: () => [up("rsp-2")], b: () => [] },
      )
      assert.deepStrictEqual(peers, [])
      assert.strictEqual(endedAt, 0)
    }),
  )

  it.effect("is never met by a target that can't be read", () =>
    Effect.gen(function* () {
      const { error } = yield* failure(FleetWaiter.untilGone({}, options), {
        a: () => [],
        b: () => throttled,
      })
      assert.strictEqual(error._tag, "FleetTimedOut")
      const refused = yield* failure(
        FleetWaiter.untilGone({ RouteServerPeerIds: ["rsp-1"] }, options),
        { a: () => [], b: () => unauthorized },
      )
      assert.strictEqual(refused.error._tag, "TargetFailed")
    }),
  )
})

describe("until", () => {
  it.effect("decides by a predicate, and tells of each poll", () =>
    Effect.gen(function* () {
      const seen: Array<string> = []
      const onPoll: FleetWaiter.Options["onPoll"] = (targets) =>
        Effect.sync(() => seen.push(targets.map(({ isMet }) => (isMet ? "+" : "-")).join("")))
      const { endedAt } = yield* answer(
        FleetWaiter.until({}, ({ State }) => State === "deleted", { ...options, onPoll }),
        {
          a: (seconds) => [peer("rsp-1", { State: seconds < 15 ? "deleting" : "deleted" })],
          b: () => [peer("rsp-2", { State: "deleted" })],
        },
      )
      assert.strictEqual(endedAt, 20)
      assert.deepStrictEqual(seen, ["--", "-+", "-+", "-+", "++"])
    }),
  )

  it.effect("ends with the polls", () =>
    Effect.gen(function* () {
      const { error, endedAt } = yield* failure(
        FleetWaiter.until({}, () => false, { ...options, polls: Schedule.recurs(2) }),
        { a: () => [up("rsp-1")] },
      )
      assert.strictEqual(error._tag, "FleetTimedOut")
      assert.strictEqual(endedAt, 0)
    }),
  )

  it("refuses a number of polls that is none", () => {
    assert.throws(() => FleetWaiter.untilGone({}, { inARow: 0 }), RangeError, "inARow")
  })

  it.effect("has no more requests under way than it may", () =>
    Effect.gen(function* () {
      const most = yield* mostAtOnce((members) =>
        Effect.provide(
          FleetWaiter.until({}, () => false, { ...options, concurrency: 2 }),
          Fleet.layer(members),
        ),
      )
      assert.strictEqual(most, 2)
    }),
  )

  it.effect("goes on in the other targets when one is slow", () =>
    Effect.gen(function* () {
      const slow = Layer.succeed(PeerSource.PeerSource, { describe: () => Effect.never })
      const failing = moving((seconds) => (seconds < 15 ? [up("rsp-1")] : unauthorized))
      const waiting = Effect.provide(
        FleetWaiter.until({}, () => false, { ...options, concurrency: 1 }),
        Fleet.layer([member("slow", slow), member("failing", failing.layer)]),
      )
      const exit = yield* within(waiting, "30 seconds")
      const error = yield* Effect.flip(exit ?? Effect.die("it has not ended"))
      assert.strictEqual(error._tag, "TargetFailed")
    }),
  )
})
