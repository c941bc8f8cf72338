import { assert, describe, it } from "@effect/vitest"
import { PeerSourceError, ServiceError } from "@route-server/core"
import { Pace, TargetState } from "@route-server/monitor"
import { Effect, Random } from "effect"
import fc from "fast-check"
import { target } from "./support/changes.ts"
import { peerOf } from "./support/Scripted.ts"

const NOW = 1_000_000_000

const still: TargetState.PeerHistory = {
  seenSince: NOW - 1,
  stateSince: NOW - 1,
  bgpSince: NOW - 1,
  bfdSince: NOW - 1,
  bgpChanges: 0,
  bfdChanges: 0,
}

const read: TargetState.TargetState = {
  ...TargetState.unknown(target("a")),
  peers: [peerOf(1)],
  history: { [peerOf(1).RouteServerPeerId]: still },
  polledAt: NOW,
  succeededAt: NOW,
}

const failed = (polls: number): TargetState.TargetState => ({
  ...read,
  failure: { code: "x", message: "x", since: 0, polls },
})

const message = "?"
const throttled = new ServiceError.RequestLimitExceeded({ message })
const forbidden = new ServiceError.UnauthorizedOperation({ message })
const away = new PeerSourceError.TransportError({ message, reason: { _tag: "Timeout" } })

const garbled = new PeerSourceError.MalformedResponse({
  message,
  reason: { _tag: "InvalidResult", fault: "?" },
})

const withHistory = (history: Partial<TargetState.PeerHistory>): TargetState.TargetState => ({
  ...read,
  history: { [peerOf(1).RouteServerPeerId]: { ...still, ...history } },
})

describe("Pace", () => {
  it("is 15 seconds while nothing happens, also right after a peer was first seen", () => {
    assert.strictEqual(Pace.interval({ state: read }), 15_000)
    assert.strictEqual(Pace.interval({ state: { ...read, peers: [], history: {} } }), 15_000)
    assert.strictEqual(Pace.interval({ state: TargetState.unknown(target("a")) }), 15_000)
  })

  it.each(["stateSince", "bgpSince", "bfdSince"] as const)(
    "is 5 seconds for two minutes after %s changed",
    (since) => {
      const at = (ago: number) => Pace.interval({ state: withHistory({ [since]: NOW - ago }) })
      assert.strictEqual(at(0), 5000)
      assert.strictEqual(at(119_999), 5000)
      assert.strictEqual(at(120_000), 15_000)
    },
  )

  it("is not kept at 5 seconds by a clock that was put back", () => {
    assert.strictEqual(
      Pace.interval({ state: withHistory({ bgpSince: NOW + 86_400_000 }) }),
      15_000,
    )
  })

  it.each(["pending", "deleting"] as const)("is 5 seconds while a peer is %s", (state) => {
    assert.strictEqual(
      Pace.interval({ state: { ...read, peers: [peerOf(1), peerOf(2, "up", state)] } }),
      5000,
    )
  })

  it.each([
    { name: "throttled", error: throttled, waits: [15, 30, 60, 120, 120] },
    { name: "forbidden", error: forbidden, waits: [15, 30, 60, 120, 120] },
    { name: "not answered", error: away, waits: [15, 30, 30, 30, 30] },
    { name: "not understood", error: garbled, waits: [15, 30, 30, 30, 30] },
  ])("doubles with each failure of a target that is $name", ({ error, waits }) => {
    assert.deepStrictEqual(
      waits.map((_, index) => Pace.interval({ state: failed(index + 1), error }) / 1000),
      waits,
    )
  })

  it.each([
    { name: "throttled", error: throttled },
    { name: "forbidden", error: forbidden },
    { name: "not answered", error: away },
  ])("is never shorter while a target is $name than while nothing happens", ({ error }) => {
    const seldom = { calm: "10 minutes" } as const
    assert.strictEqual(Pace.interval({ state: failed(5), error }, seldom), 600_000)
    assert.strictEqual(Pace.interval({ state: read, wasThrottled: true }, seldom), 600_000)
  })

  it("is half a minute after a poll that came to its end though it was throttled", () => {
    assert.strictEqual(Pace.interval({ state: read, wasThrottled: true }), 30_000)
    assert.strictEqual(
      Pace.interval({ state: withHistory({ bgpSince: NOW }), wasThrottled: true }),
      30_000,
    )
  })

  it("never leaves the bounds that it is given", () => {
    const options = { calm: 2000, moving: 1000, longest: 60_000 }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom(throttled, forbidden, away, undefined),
        fc.boolean(),
        (polls, error, wasThrottled) => {
          const interval = Pace.interval({ state: failed(polls), error, wasThrottled }, options)
          assert.isAtLeast(interval, 1000)
          assert.isAtMost(interval, 60_000)
        },
      ),
    )
  })

  it.effect("differs by a tenth at most, and not always alike", () =>
    Effect.gen(function* () {
      const intervals = yield* Effect.replicateEffect(Pace.jittered(15_000), 200)
      assert.isAtLeast(Math.min(...intervals), 13_500)
      assert.isAtMost(Math.max(...intervals), 16_500)
      assert.isAbove(new Set(intervals).size, 50)
    }).pipe(Random.withSeed(1)),
  )

  it("goes on with what was planned, and never waits longer than two minutes for it", () => {
    const due = (nextPollAt: number) => Pace.remaining({ ...read, nextPollAt }, NOW)
    assert.strictEqual(due(NOW + 7000), 7000)
    assert.strictEqual(due(NOW - 7000), 0)
    assert.strictEqual(due(NOW + 86_400_000), 120_000)
    assert.strictEqual(Pace.remaining(read, NOW), 0)
  })
})
