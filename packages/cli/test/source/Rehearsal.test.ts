import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { LivingPeerSource } from "@route-server/adapter-memory"
import { Fixture, Health, PeerChange } from "@route-server/core"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import * as Rehearsal from "../../src/source/Rehearsal.ts"
import { sampleFleet } from "../../src/source/SampleFleet.ts"

/** What becomes of the sample fleet within a time, as somebody sees it who looks every second. */
const performed = (seed: number, minutes: number) =>
  Effect.gen(function* () {
    const { peers: before } = yield* Fixture.decode(readFileSync(sampleFleet, "utf8"))
    return yield* Effect.gen(function* () {
      const living = yield* LivingPeerSource.LivingPeerSource
      const fiber = yield* Effect.forkChild(Rehearsal.perform(seed))
      const changes: Array<PeerChange.PeerChange> = []
      let last = before
      for (let second = 0; second < 60 * minutes; second += 1) {
        yield* TestClock.adjust("1 second")
        const peers = yield* living.peers
        changes.push(...PeerChange.diff(last, peers))
        last = peers
      }
      yield* Fiber.interrupt(fiber)
      return { before, changes, after: last }
    }).pipe(Effect.provide(Rehearsal.service(before, seed)))
  })

describe("A rehearsal", () => {
  it.effect("is the same for the same seed, and another for another", () =>
    Effect.gen(function* () {
      const first = yield* performed(1, 5)
      assert.isAbove(first.changes.length, 20)
      assert.deepStrictEqual(yield* performed(1, 5), first)
      assert.notDeepEqual((yield* performed(2, 5)).changes, first.changes)
    }),
  )

  it.effect("shows flaps, a fail-over, a failure, a deletion and a new peer within minutes", () =>
    Effect.gen(function* () {
      const { after, before, changes } = yield* performed(1, 3)
      const states = changes.flatMap((change) =>
        change._tag === "StateChanged" ? [change.after] : [],
      )
      for (const state of ["available", "failing", "failed", "deleting", "deleted"]) {
        assert.include(states, state)
      }
      const sessions = changes.flatMap((change) =>
        change._tag === "BgpChanged" ? [change.after?.Status] : [],
      )
      assert.include(sessions, "down")
      assert.include(sessions, "up")
      assert.isTrue(changes.some(({ _tag }) => _tag === "Appeared"))
      assert.isTrue(changes.some(({ _tag }) => _tag === "Disappeared"))
      // All sessions of an endpoint, one after the other.
      const endpoints = new Map<string, string | undefined>(
        [...before, ...after].map((peer) => [peer.RouteServerPeerId, peer.RouteServerEndpointId]),
      )
      const downs = changes
        .filter((change) => change._tag === "BgpChanged" && change.after?.Status === "down")
        .map(({ routeServerPeerId }) => endpoints.get(routeServerPeerId))
      assert.isTrue(downs.some((endpoint, at) => at > 0 && endpoint === downs[at - 1]))
    }),
  )

  it.effect("goes on for an hour and leaves a fleet to look at", () =>
    Effect.gen(function* () {
      const { after, before, changes } = yield* performed(3, 60)
      assert.isAbove(changes.length, 500)
      assert.isAbove(after.filter(Health.isUp).length, 10)
      assert.isAtMost(after.length, before.length + 5)
    }),
  )
})
