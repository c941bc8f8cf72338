import { assert, describe, it } from "@effect/vitest"
import {
  Changes,
  DescribeRouteServerPeers,
  Fleet,
  PeerSource,
  PeerSourceError,
  type RouteServerPeer,
  type Target,
} from "@route-server/core"
import type * as Fault from "@route-server/core/Fault"
import { FaultyPeerSource, Generators, Fleet as Peers } from "@route-server/testing"
import { Cause, Clock, Effect, Exit, Layer, Result, Schedule, Stream } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { gathered, member, mostAtOnce, target, within } from "./support/fleet.ts"
import { moving, peer, throttled, unauthorized } from "./support/moving.ts"

type Peer = RouteServerPeer.RouteServerPeer

const defined = (peers: ReadonlyArray<Peer>) =>
  Layer.succeed(PeerSource.PeerSource, {
    describe: (request) => Effect.fromResult(DescribeRouteServerPeers.evaluate(peers, request)),
  })

const faulty = (
  peers: ReadonlyArray<Peer>,
  script: Iterable<Fault.Fault>,
): Layer.Layer<PeerSource.PeerSource> =>
  Layer.provide(FaultyPeerSource.layer(script), defined(peers))

const never = Layer.succeed(PeerSource.PeerSource, { describe: () => Effect.never })

const idsOf = (peers: ReadonlyArray<Fleet.FleetPeer>) =>
  peers.map(({ target, peer }) => `${target.name} ${peer.RouteServerPeerId}`)

/** What happens to a target: faults that pass, faults that don't, silence, a bug. */
const fate: fc.Arbitrary<(peers: ReadonlyArray<Peer>) => Layer.Layer<PeerSource.PeerSource>> =
  fc.oneof(
    fc.constant(defined),
    FaultyPeerSource.legalScript().map(
      (script) => (peers: ReadonlyArray<Peer>) => faulty(peers, script),
    ),
    fc
      .integer()
      .map((seed) => FaultyPeerSource.script({ seed }))
      .map((script) => (peers: ReadonlyArray<Peer>) => faulty(peers, script)),
    fc
      .nat(2)
      .map((pages) => FaultyPeerSource.after(pages, { _tag: "Fail", error: unauthorized }))
      .map((script) => (peers: ReadonlyArray<Peer>) => faulty(peers, script)),
    fc.constant(() => never),
    fc.constant(() =>
      Layer.succeed(PeerSource.PeerSource, {
        describe: () => {
          throw new Error("a bug")
        },
      }),
    ),
  )

const fleets = fc.array(fc.tuple(Generators.fleet(), fate), { maxLength: 4 })

const byTarget = <A extends { readonly target: Target.Target }>(
  all: ReadonlyArray<A>,
  name: string,
) => all.filter((each) => each.target.name === name)

/** A part without what can't be compared. */
const told = (part: Fleet.Part) => {
  switch (part._tag) {
    case "Page":
      return part.page
    case "Whole":
      return part._tag
    case "Unknown":
      return [part._tag, part.error._tag, part.error.message]
  }
}

const run = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.runPromise(Effect.provide(effect, TestClock.layer(), { local: true }))

describe("make", () => {
  it("refuses two targets of one name", () => {
    const source = { describe: () => throttled }
    const refused = Fleet.make([
      { target: target("a"), source },
      { target: target("b"), source },
      { target: { name: "a", region: "us-east-1" }, source },
    ])
    const error = Result.getOrThrow(Result.flip(refused))
    assert.strictEqual(error._tag, "DuplicateTarget")
    assert.strictEqual(error.name, "a")
    assert.include(error.message, "'a'")
  })

  it.effect("fails its layer, too", () =>
    Effect.gen(function* () {
      const members = [member("a", never), member("a", never)]
      const error = yield* Effect.flip(Effect.provide(Fleet.collect(), Fleet.layer(members)))
      assert.strictEqual(error._tag, "DuplicateTarget")
    }),
  )
})

describe("parts", () => {
  it("gives of each target what it would give alone, whatever befalls the others", async () => {
    const listed = (members: ReadonlyArray<Fleet.Member>) =>
      gathered(
        Fleet.parts({ MaxResults: 5 }, { concurrency: 2 }).pipe(
          Stream.provide(Fleet.layer(members)),
        ),
        "1 hour",
      )
    await fc.assert(
      fc.asyncProperty(fleets, async (fleets) => {
        const made = () =>
          fleets.map(([peers, layerOf], index) => member(`t${index}`, layerOf(peers)))
        const together = await run(listed(made()))
        for (const each of made()) {
          const { name } = each.target
          const alone = await run(listed([each]))
          assert.deepStrictEqual(byTarget(together, name).map(told), alone.map(told))
        }
        assert.isTrue(together.every((part) => part.target.name.startsWith("t")))
      }),
    )
  })

  it.effect("never waits long for targets that are slow", () =>
    Effect.gen(function* () {
      const slow = Array.from({ length: 6 }, (_, index) => member(`slow-${index}`, never))
      const quick = [member("quick", defined([peer("rsp-1")]))]
      const ended = Fleet.parts({}, { concurrency: 2, patience: "5 seconds" }).pipe(
        Stream.filter(({ _tag }) => _tag === "Whole"),
        Stream.mapEffect(({ target }) =>
          Effect.map(Clock.currentTimeMillis, (now) => [target.name, now] as const),
        ),
        Stream.provide(Fleet.layer([...slow, ...quick])),
      )
      // Three pairs of slow ones come first.
      assert.deepStrictEqual(yield* gathered(ended, "1 minute"), [["quick", 15_000]])
    }),
  )

  it.effect("gives the place of a slow target away once", () =>
    Effect.gen(function* () {
      const taking = (seconds: number) => faulty([], [{ _tag: "Delay", duration: seconds * 1000 }])
      const members = [
        member("slow", taking(10)),
        ...["a", "b", "c"].map((name) => member(name, taking(3))),
      ]
      const ended = Fleet.parts({}, { concurrency: 1, patience: "5 seconds" }).pipe(
        Stream.filter(({ _tag }) => _tag === "Whole"),
        Stream.mapEffect(({ target }) =>
          Effect.map(Clock.currentTimeMillis, (now) => [target.name, now] as const),
        ),
        Stream.provide(Fleet.layer(members)),
      )
      assert.deepStrictEqual(yield* gathered(ended, "1 minute"), [
        ["a", 8000],
        ["slow", 10_000],
        ["b", 11_000],
        ["c", 14_000],
      ])
    }),
  )

  it.effect("has no more requests under way than it may", () =>
    Effect.gen(function* () {
      const most = yield* mostAtOnce((members) =>
        Effect.provide(Fleet.collect({}, { concurrency: 3 }), Fleet.layer(members)),
      )
      assert.strictEqual(most, 3)
    }),
  )

  it.effect("hangs up when nobody listens any more", () =>
    Effect.gen(function* () {
      let hungUp = 0
      const source = Layer.succeed(PeerSource.PeerSource, {
        describe: () => Effect.onInterrupt(Effect.never, () => Effect.sync(() => (hungUp += 1))),
      })
      const members = [member("a", source), member("b", source)]
      yield* within(Effect.provide(Fleet.collect(), Fleet.layer(members)), "1 second")
      assert.strictEqual(hungUp, 2)
    }),
  )

  it("refuses a concurrency of nothing", () => {
    assert.throws(() => Fleet.parts({}, { concurrency: 0 }), RangeError, "concurrency")
    assert.throws(() => Fleet.parts({}, { concurrency: Number.NaN }), RangeError, "concurrency")
  })

  it.effect("has a number of pages that is none for a fault of the caller, not of a target", () =>
    Effect.gen(function* () {
      const listing = Effect.provide(
        Fleet.collect({}, { maxPages: -1 }),
        Fleet.layer([member("a", never)]),
      )
      const exit = yield* Effect.exit(listing)
      assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
    }),
  )
})

describe("collect", () => {
  const peers = Peers.make({ seed: 3, size: 12 })

  it.effect("takes what has not come by the deadline for unknown, and has what came before", () =>
    Effect.gen(function* () {
      const pages: ReadonlyArray<Fault.Fault> = [
        { _tag: "ShortPage", size: 5 },
        { _tag: "Delay", duration: "20 seconds" },
      ]
      const members = [
        member("never", never),
        member("begun", faulty(peers, pages)),
        member("late", faulty([peer("rsp-1")], [{ _tag: "Delay", duration: "9 seconds" }])),
        // Its turn has not come: two that are slow are before it, and two after a time.
        ...["w", "x", "y", "z"].map((name) => member(name, never)),
      ]
      const listing = Fleet.collect({}, { deadline: "10 seconds", concurrency: 3 })
      yield* TestClock.adjust("1 minute")
      const exit = yield* within(Effect.provide(listing, Fleet.layer(members)), "10 seconds")
      const { peers: found, unknown } = yield* exit ?? Effect.die("it has not ended")
      assert.deepStrictEqual(idsOf(found), ["late rsp-1"])
      assert.deepStrictEqual(
        unknown.map(({ target, error, seen }) => [
          target.name,
          PeerSourceError.codeOf(error),
          seen.length,
        ]),
        ["never", "begun", "w", "x", "y", "z"].map((name) => [
          name,
          "Timeout",
          name === "begun" ? 5 : 0,
        ]),
      )
      assert.include(unknown[0]?.error.message, "within 10s")
    }),
  )

  it.effect("lists the peers of all targets in their order, and is whole", () =>
    Effect.gen(function* () {
      const members = [
        member("slow", faulty([peer("rsp-1")], [{ _tag: "Delay", duration: "3 seconds" }])),
        member("none", defined([])),
        member("quick", defined([peer("rsp-1"), peer("rsp-2")])),
      ]
      const exit = yield* within(Effect.provide(Fleet.collect(), Fleet.layer(members)), "3 seconds")
      assert.isTrue(exit !== undefined && Exit.isSuccess(exit))
      const listing = yield* exit ?? Effect.die("it has not ended")
      assert.deepStrictEqual(idsOf(listing.peers), ["slow rsp-1", "quick rsp-1", "quick rsp-2"])
      assert.isTrue(Fleet.isWhole(listing))
    }),
  )

  it.effect("tells a target that broke off from one without peers, and what it showed", () =>
    Effect.gen(function* () {
      const members = [
        member(
          "a",
          faulty(peers, FaultyPeerSource.after(1, { _tag: "Fail", error: unauthorized })),
        ),
        member("b", defined([])),
      ]
      const listing = yield* Effect.provide(Fleet.collect({ MaxResults: 5 }), Fleet.layer(members))
      assert.isFalse(Fleet.isWhole(listing))
      assert.deepStrictEqual(listing.peers, [])
      const [unknown, ...others] = listing.unknown
      assert.deepStrictEqual(others, [])
      assert.strictEqual(unknown?.target.name, "a")
      assert.strictEqual(unknown?.error, unauthorized)
      assert.lengthOf(unknown?.seen ?? [], 5)
    }),
  )

  it.effect("is not whole without the peers that could not be understood", () =>
    Effect.gen(function* () {
      const error = new PeerSourceError.MalformedResponse({
        message: "What?",
        reason: { _tag: "InvalidResult", fault: "?" },
        routeServerPeerId: "rsp-2",
      })
      const page = { RouteServerPeers: [peer("rsp-1")], unreadable: [error] }
      const members = [
        member("a", Layer.succeed(PeerSource.PeerSource, { describe: () => Effect.succeed(page) })),
      ]
      const listing = yield* Effect.provide(Fleet.collect(), Fleet.layer(members))
      assert.deepStrictEqual(idsOf(listing.peers), ["a rsp-1"])
      assert.deepStrictEqual(listing.unreadable, [{ target: target("a"), error }])
      assert.isFalse(Fleet.isWhole(listing))
    }),
  )

  it.effect("asks each target for what it and the request select", () =>
    Effect.gen(function* () {
      const all = [peer("rsp-1", { State: "failed" }), peer("rsp-2"), peer("rsp-3")]
      const { source } = member("a", defined(all))
      const members: ReadonlyArray<Fleet.Member> = [
        { target: { ...target("a"), request: { RouteServerPeerIds: ["rsp-1", "rsp-2"] } }, source },
        { target: target("b"), source },
      ]
      const listing = yield* Effect.provide(
        Fleet.collect({ RouteServerPeerIds: ["rsp-2", "rsp-3", "rsp-9"] }),
        Fleet.layer(members),
      )
      assert.deepStrictEqual(idsOf(listing.peers), ["a rsp-2", "b rsp-2", "b rsp-3"])
      assert.isTrue(Fleet.isWhole(listing))
    }),
  )

  it.effect("takes an adapter that breaks off for a target that is unknown", () =>
    Effect.gen(function* () {
      const members = [
        member("a", Layer.succeed(PeerSource.PeerSource, { describe: () => Effect.die("a bug") })),
        member("b", Layer.succeed(PeerSource.PeerSource, { describe: () => Effect.interrupt })),
        member("c", defined([peer("rsp-1")])),
      ]
      const listing = yield* Effect.provide(Fleet.collect(), Fleet.layer(members))
      assert.deepStrictEqual(idsOf(listing.peers), ["c rsp-1"])
      assert.deepStrictEqual(
        listing.unknown.map(({ target, error }) => [
          target.name,
          error._tag === "TransportError" ? error.reason._tag : error._tag,
          error.message,
        ]),
        [
          ["a", "Other", "The source of the target broke off"],
          ["b", "Aborted", "The source of the target broke off"],
        ],
      )
    }),
  )
})

describe("events", () => {
  const options = {
    polls: Schedule.spaced("10 seconds"),
    retries: Schedule.spaced("1 second"),
  }

  it("gives of each target what its own feed does, whatever befalls the others", async () => {
    const watched = (members: ReadonlyArray<Fleet.Member>) =>
      gathered(
        Fleet.events({}, { ...options, concurrency: 2, patience: 0 }).pipe(
          Stream.provide(Fleet.layer(members)),
        ),
        "1 minute",
      )
    await fc.assert(
      fc.asyncProperty(fleets, async (fleets) => {
        const made = () =>
          fleets.map(([peers, layerOf], index) => member(`t${index}`, layerOf(peers)))
        const together = await run(watched(made()))
        for (const each of made()) {
          const alone = await run(watched([each]))
          assert.deepStrictEqual(byTarget(together, each.target.name), alone)
        }
      }),
    )
  })

  it.effect("are those of the feed of each target", () =>
    Effect.gen(function* () {
      const scene = (seconds: number) => (seconds < 10 ? [peer("rsp-1")] : throttled)
      const feed = yield* gathered(
        Stream.provide(Changes.events({}, options), moving(scene).layer),
        "15 seconds",
      )
      yield* TestClock.setTime(0)
      const inFleet = yield* gathered(
        Stream.provide(
          Fleet.events({}, options),
          Fleet.layer([member("a", moving(scene).layer), member("b", never)]),
        ),
        "15 seconds",
      )
      assert.isAbove(feed.length, 5)
      assert.deepStrictEqual(
        inFleet,
        feed.map((event) => ({ target: target("a"), event })),
      )
    }),
  )

  it.effect("have no more requests under way than they may", () =>
    Effect.gen(function* () {
      const most = yield* mostAtOnce((members) =>
        Fleet.events({}, { ...options, concurrency: 4 }).pipe(
          Stream.runDrain,
          Effect.provide(Fleet.layer(members)),
        ),
      )
      assert.strictEqual(most, 4)
    }),
  )

  it.effect("goes on from the snapshot of each target", () =>
    Effect.gen(function* () {
      const { layer } = moving(() => [peer("rsp-1")])
      const other = moving(() => [peer("rsp-1")])
      const members = [member("a", layer), member("b", other.layer)]
      const events = yield* gathered(
        Fleet.events(
          {},
          { ...options, from: ({ name }) => (name === "a" ? [peer("rsp-1")] : []) },
        ).pipe(Stream.provide(Fleet.layer(members))),
        "5 seconds",
      )
      assert.deepStrictEqual(
        events.map(({ target, event }) => `${target.name} ${event._tag}`).sort(),
        ["a Polled", "b Changed", "b Polled"],
      )
    }),
  )
})
