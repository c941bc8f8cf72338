/**
 * Lives that chance makes, and the laws of adapters over peers that live.
 */
import { assert, describe, it } from "@effect/vitest"
import { LivingPeerSource } from "@route-server/adapter-memory"
import {
  Listing,
  PeerChange,
  PeerLife,
  PeerSource,
  type PeerUpdate,
  RouteServerPeer,
} from "@route-server/core"
import { Generators } from "@route-server/testing"
import { suite } from "@route-server/testing/vitest"
import { Duration, Effect, Result } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"

const MINUTE = 60_000

const service = LivingPeerSource.LivingPeerSource

/** Something that is done to a service, and how long after what was done before, in milliseconds. */
interface Deed {
  readonly after: number
  readonly what: "create" | "delete" | "tag" | "fail" | "silence" | "wake"
  /** Which of the peers so far. */
  readonly which: number
  readonly bfd: boolean
}

const deeds = (maxLength = 25): fc.Arbitrary<ReadonlyArray<Deed>> =>
  fc.array(
    fc.record({
      after: fc.oneof(fc.nat(20_000), fc.nat(5 * MINUTE), fc.nat(120 * MINUTE)),
      what: fc.constantFrom("create", "create", "delete", "tag", "fail", "silence", "wake"),
      which: fc.nat(100),
      bfd: fc.boolean(),
    }),
    { maxLength },
  )

const tags =
  RouteServerPeer.make({ RouteServerPeerId: "rsp-1", Tags: [{ Key: "a", Value: "1" }] }).Tags ?? []

const commandOf = ({ what }: Deed): PeerLife.Command => {
  switch (what) {
    case "delete":
      return { _tag: "Delete" }
    case "tag":
      return { _tag: "Tag", tags }
    case "fail":
      return { _tag: "Fail", reason: "?" }
    case "silence":
      return { _tag: "Silence" }
    default:
      return { _tag: "Wake" }
  }
}

const create = (number: number, bfd: boolean) => ({
  RouteServerEndpointId: `rse-${number % 3}`,
  PeerAddress: `10.0.${number >> 8}.${number & 255}`,
  BgpOptions: { PeerAsn: 65_001, PeerLivenessDetection: bfd ? "bfd" : "bgp-keepalive" },
})

/** Does a deed to the service, and answers the peer or the error. */
const perform = (
  living: LivingPeerSource.LivingPeerSource["Service"],
  deed: Deed,
  ids: ReadonlyArray<string>,
) => {
  const id = ids[deed.which % ids.length]
  if (id === undefined || deed.what === "create") {
    return Effect.result(living.create(create(ids.length, deed.bfd)))
  }
  switch (deed.what) {
    case "tag":
      return Effect.result(Effect.andThen(living.tag([id], tags), Listing.get(id)))
    case "fail":
      return Effect.result(living.fail(id, "?"))
    default:
      return Effect.result(living[deed.what](id))
  }
}

const run = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.runPromise(effect.pipe(Effect.provide(TestClock.layer())))

describe("Random lives", () => {
  it("are those of the pure life, peer by peer, refusals included", () =>
    fc.assert(
      fc.asyncProperty(deeds(), (script) =>
        run(
          Effect.gen(function* () {
            const living = yield* service
            const model = new Map<string, PeerLife.Life>()
            const ids: Array<string> = []
            let now = 0
            for (const deed of script) {
              now += deed.after
              yield* TestClock.adjust(deed.after)
              for (const [id, life] of model) {
                const { life: later } = Result.getOrThrow(
                  PeerLife.step(life, { _tag: "Tick" }, now),
                )
                if (later === undefined) model.delete(id)
                else model.set(id, later)
              }
              const id = ids[deed.which % ids.length]
              const done = yield* perform(living, deed, ids)
              if (id === undefined || deed.what === "create") {
                if (Result.isFailure(done)) {
                  assert.strictEqual(done.failure._tag, "OtherServiceError")
                  continue
                }
                ids.push(done.success.RouteServerPeerId)
                model.set(done.success.RouteServerPeerId, PeerLife.create(done.success, now))
              } else {
                const life = model.get(id)
                const step = life && PeerLife.step(life, commandOf(deed), now)
                if (
                  step !== undefined &&
                  Result.isSuccess(step) &&
                  step.success.life !== undefined
                ) {
                  model.set(id, step.success.life)
                  assert.deepStrictEqual(Result.getOrThrow(done), step.success.life.peer)
                } else {
                  const expected =
                    step === undefined || Result.isSuccess(step)
                      ? "InvalidRouteServerPeerId.NotFound"
                      : step.failure._tag
                  assert.strictEqual(Result.getOrThrow(Result.flip(done))._tag, expected)
                }
              }
              const expected = [...model.values()].map(({ peer }) => peer)
              assert.deepStrictEqual(yield* living.peers, PeerChange.apply(expected, []))
              assert.deepStrictEqual(yield* Listing.collect(), PeerChange.apply(expected, []))
            }
          }).pipe(Effect.provide(LivingPeerSource.layer())),
        ),
      ),
    ))

  it("let a listing see each peer that is there throughout exactly once", () =>
    fc.assert(
      fc.asyncProperty(
        Generators.fleet({ minLength: 12, maxLength: 30 }),
        deeds(12),
        fc.option(fc.nat(1000)),
        (fleet, script, seed) =>
          run(
            Effect.gen(function* () {
              const living = yield* service
              const ids = fleet.map((peer): string => peer.RouteServerPeerId)
              const stay = new Set(ids)
              const seen: Array<string> = []
              const rest = [...script]
              let NextToken: string | undefined
              do {
                const page = yield* PeerSource.describe({ MaxResults: 5, NextToken })
                seen.push(...page.RouteServerPeers.map((peer) => peer.RouteServerPeerId))
                NextToken = page.NextToken
                for (const deed of rest.splice(0, 3)) {
                  yield* TestClock.adjust(deed.after)
                  yield* perform(living, deed, ids)
                }
                const there = new Set(
                  (yield* living.peers).map((peer): string => peer.RouteServerPeerId),
                )
                for (const id of stay) if (!there.has(id)) stay.delete(id)
              } while (NextToken !== undefined)
              assert.deepStrictEqual(
                seen.filter((id) => stay.has(id)),
                [...stay].sort(),
              )
            }).pipe(
              Effect.provide(
                LivingPeerSource.layer(
                  fleet,
                  seed === null ? {} : { consistency: { seed, lag: "1 minute" } },
                ),
              ),
            ),
          ),
      ),
    ))
})

const never = Duration.infinity

/** The laws wait for days and speak of peers that stay as they are, so no life goes on by itself here. */
const adapter = (options: LivingPeerSource.Options) => ({
  make: (fleet: ReadonlyArray<RouteServerPeer.RouteServerPeer>) =>
    LivingPeerSource.layer(fleet, {
      ...options,
      life: { pending: never, deleting: never, failing: never, retention: never },
    }),
  change: (update: PeerUpdate.PeerUpdate) => service.use((living) => living.apply(update)),
})

suite("A service whose peers live", adapter({}))

suite(
  "A service that is consistent eventually",
  adapter({ consistency: { seed: 1, lag: "30 seconds" } }),
)
