import { assert, describe, it } from "@effect/vitest"
import {
  Changes,
  Filter,
  PeerChange,
  type PeerNotice,
  PeerSource,
  PeerSourceError,
  type RouteServerPeer,
} from "@route-server/core"
import { FaultyPeerSource } from "@route-server/testing"
import { Clock, Duration, Effect, Exit, Fiber, Layer, Logger, Schedule, Stream } from "effect"
import { TestClock } from "effect/testing"
import { jumpingClock } from "./support/jumpingClock.ts"
import { moving, peer, type Scene, throttled, unauthorized } from "./support/moving.ts"

type Peer = RouteServerPeer.RouteServerPeer

const options = { polls: Schedule.spaced("10 seconds"), retries: Schedule.spaced("1 second") }

const up = { BgpStatus: { Status: "up" } } as const
const down = { BgpStatus: { Status: "down" } } as const

/** What an event comes to, in a word or two. */
const summary = (event: Changes.Event): string => {
  switch (event._tag) {
    case "Changed": {
      const { change } = event
      const what =
        change._tag === "BgpChanged"
          ? ` ${change.after?.Status}`
          : change._tag === "Disappeared" && change.wasDeleting
            ? " deleting"
            : ""
      const how = { poll: "", notice: " noticed" }[event.seenIn]
      return `${change._tag} ${change.routeServerPeerId}${what}${how}`
    }
    case "PollFailed":
      return `${event.error._tag}${event.isGivenUp ? " given up" : ""}`
    case "Noticed":
      return `${event.notice._tag} ${event.because}`
    case "Unreadable":
      return `Unreadable ${event.error.routeServerPeerId}`
    case "Polled":
      return `Polled ${event.peers.length}`
  }
}

/** All that happens in so many seconds, each with the second in which it did. */
const watch = <E, R>(stream: Stream.Stream<Changes.Event, E, R>, seconds: number) =>
  Effect.gen(function* () {
    const events: Array<string> = []
    const seen: Array<Changes.Event> = []
    const fiber = yield* Stream.runForEach(stream, (event) =>
      Effect.sync(() => {
        seen.push(event)
        events.push(`${event.at / 1000}: ${summary(event)}`)
      }),
    ).pipe(Effect.forkChild({ startImmediately: true }))
    yield* TestClock.adjust(Duration.seconds(seconds))
    const exit = fiber.pollUnsafe()
    yield* Fiber.interrupt(fiber)
    return { events, seen, exit }
  })

/** A notice about the BGP session of `rsp-1`, that comes at one second and tells of another. */
const told = (
  ...notices: ReadonlyArray<readonly [at: number, status: "up" | "down", of?: number]>
): Stream.Stream<PeerNotice.PeerNotice> =>
  Stream.fromIterable(notices).pipe(
    Stream.mapEffect(
      Effect.fnUntraced(function* ([at, Status, of]) {
        yield* Effect.sleep(Duration.millis(at * 1000 - (yield* Clock.currentTimeMillis)))
        return {
          _tag: "Change",
          change: { _tag: "BgpChanged", routeServerPeerId: "rsp-1", after: { Status } },
          ...(of === undefined ? {} : { at: of * 1000 }),
        } as const
      }),
    ),
  )

describe("The feed of changes", () => {
  it.effect("begins with what is there, and tells what becomes of it", () => {
    const { layer } = moving((seconds) => {
      if (seconds < 10) return [peer("rsp-1", { State: "available", ...up }), peer("rsp-2")]
      if (seconds < 20) return [peer("rsp-1", { State: "available", ...down }), peer("rsp-3")]
      if (seconds < 30) return [peer("rsp-1", { State: "deleting", ...down })]
      return []
    })
    return Effect.gen(function* () {
      const { events } = yield* watch(Changes.events({}, options), 35)
      assert.deepStrictEqual(events, [
        "0: Appeared rsp-1",
        "0: Appeared rsp-2",
        "0: Polled 2",
        "10: BgpChanged rsp-1 down",
        "10: Appeared rsp-3",
        "10: Disappeared rsp-2",
        "10: Polled 2",
        "20: StateChanged rsp-1",
        "20: Disappeared rsp-3",
        "20: Polled 1",
        "30: Disappeared rsp-1 deleting",
        "30: Polled 0",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect("shows with each change the peer after all that was seen at once", () => {
    const { layer } = moving((seconds) =>
      seconds < 10
        ? [peer("rsp-1", { State: "pending" })]
        : [peer("rsp-1", { State: "failed", FailureReason: "no room" })],
    )
    return Effect.gen(function* () {
      const changes = yield* Changes.changes({}, options).pipe(
        Stream.take(3),
        Stream.runCollect,
        Effect.forkChild,
      )
      yield* TestClock.adjust("10 seconds")
      const seen = yield* Fiber.join(changes)
      assert.deepStrictEqual(
        seen.map(({ change, peer }) => [change._tag, peer.FailureReason]),
        [
          ["Appeared", undefined],
          ["StateChanged", "no room"],
          ["MembersChanged", "no room"],
        ],
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("goes on from a snapshot that was stored, and hands one out after each poll", () => {
    const { layer } = moving((seconds) => [
      peer("rsp-1", { State: "available", ...(seconds < 5 ? up : down) }),
    ])
    return Effect.gen(function* () {
      const first = yield* watch(Changes.events({}, options), 1)
      const polled = first.seen.at(-1)
      const from = polled?._tag === "Polled" ? polled.peers : []
      assert.lengthOf(from, 1)
      yield* TestClock.adjust("10 seconds")
      const { events } = yield* watch(
        Changes.events({}, { ...options, from: [...from, peer("rsp-2")] }),
        1,
      )
      assert.deepStrictEqual(events, [
        "11: BgpChanged rsp-1 down",
        "11: Disappeared rsp-2",
        "11: Polled 1",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect(
    "never takes a failure for an empty answer, and goes on at the page that failed",
    () => {
      const fleet = Array.from({ length: 12 }, (_, index) => peer(`rsp-${10 + index}`))
      const { layer, requests } = moving((seconds, { NextToken }) =>
        NextToken !== undefined && seconds < 3 ? throttled : fleet,
      )
      return Effect.gen(function* () {
        const { events } = yield* watch(Changes.events({ MaxResults: 5 }, options), 4)
        assert.deepStrictEqual(events, [
          ...fleet.slice(0, 5).map((each) => `0: Appeared ${each.RouteServerPeerId}`),
          "0: RequestLimitExceeded",
          "1: RequestLimitExceeded",
          "2: RequestLimitExceeded",
          ...fleet.slice(5).map((each) => `3: Appeared ${each.RouteServerPeerId}`),
          "3: Polled 12",
        ])
        // The first page once, the second four times, the third once.
        assert.lengthOf(requests, 6)
        assert.lengthOf(
          requests.filter(({ NextToken }) => NextToken === undefined),
          1,
        )
      }).pipe(Effect.provide(layer))
    },
  )

  it.effect("gives a poll up when no retry helps, keeps what it knows, and polls again", () => {
    const { layer } = moving((seconds) =>
      seconds >= 10 && seconds < 25 ? unauthorized : [peer("rsp-1")],
    )
    return Effect.gen(function* () {
      const { events } = yield* watch(Changes.events({}, options), 30)
      assert.deepStrictEqual(events, [
        "0: Appeared rsp-1",
        "0: Polled 1",
        "10: UnauthorizedOperation given up",
        "20: UnauthorizedOperation given up",
        "30: Polled 1",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect("gives a poll up when the retries end", () => {
    const { layer } = moving(() => throttled)
    const retries = Schedule.recurs(1)
    return Effect.gen(function* () {
      const { events } = yield* watch(Changes.events({}, { ...options, retries }), 1)
      assert.deepStrictEqual(events, [
        "0: RequestLimitExceeded",
        "0: RequestLimitExceeded",
        "0: RequestLimitExceeded given up",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect("fails when a poll is given up, if only the changes are wanted", () => {
    const { layer } = moving((seconds) =>
      seconds < 10 ? [peer("rsp-1")] : seconds < 12 ? throttled : unauthorized,
    )
    return Effect.gen(function* () {
      const { events, exit } = yield* watch(Changes.changes({}, options), 20)
      assert.deepStrictEqual(events, ["0: Appeared rsp-1"])
      assert.deepStrictEqual(exit, Exit.fail(unauthorized))
    }).pipe(Effect.provide(layer))
  })

  it.effect(
    "logs what can't be understood, if only the changes are wanted, and nothing else",
    () => {
      const unreadable = new PeerSourceError.MalformedResponse({
        message: "no address",
        reason: { _tag: "InvalidResult", fault: "?" },
      })
      const { layer } = moving((seconds): Scene => {
        if (seconds < 10) return { RouteServerPeers: [peer("rsp-1")], unreadable: [unreadable] }
        return seconds < 12 ? throttled : [peer("rsp-1")]
      })
      const notices: Stream.Stream<PeerNotice.PeerNotice> = Stream.fromIterable([
        { _tag: "Unknown", input: 1, fault: "no text" } as const,
        { _tag: "Route", routeServerPeerId: "rsp-1", status: "WITHDRAWN", message: null } as const,
      ])
      return Effect.gen(function* () {
        const logged: Array<unknown> = []
        const logger = Logger.make(({ logLevel, message }) => logged.push([logLevel, message]))
        const changes = Changes.changes({}, { ...options, notices })
        const { events } = yield* watch(changes, 25).pipe(Effect.provide(Logger.layer([logger])))
        assert.deepStrictEqual(events, ["0: Appeared rsp-1"])
        assert.sameDeepMembers(logged, [
          ["Warn", ["A route server peer can't be understood", unreadable]],
          ["Warn", ["A notice can't be understood", "no text"]],
        ])
      }).pipe(Effect.provide(layer))
    },
  )

  it.effect("never polls twice at once, however long a page takes", () => {
    const { layer, times } = moving(() => [peer("rsp-1")], { takes: 25_000 })
    return Effect.gen(function* () {
      yield* watch(Changes.events({}, { polls: Schedule.fixed("10 seconds") }), 120)
      assert.isAtLeast(times.length, 4)
    }).pipe(Effect.provide(layer))
  })

  it.effect("waits for whoever takes the changes", () => {
    const { layer, times } = moving(() => [peer("rsp-1")])
    return Effect.gen(function* () {
      yield* watch(Changes.events({}, options).pipe(Stream.tap(() => Effect.sleep("1 hour"))), 3000)
      assert.isAtMost(times.length, 12)
    }).pipe(Effect.provide(layer))
  })

  it.effect("ends with the polls", () => {
    const { layer } = moving(() => [peer("rsp-1")])
    return Effect.gen(function* () {
      const polls = Schedule.spaced("10 seconds").pipe(Schedule.upTo({ times: 2 }))
      const { events, exit } = yield* watch(
        Changes.events({}, { polls, notices: Stream.never }),
        60,
      )
      assert.deepStrictEqual(events.slice(1), ["0: Polled 1", "10: Polled 1", "20: Polled 1"])
      assert.deepStrictEqual(exit, Exit.void)
    }).pipe(Effect.provide(layer))
  })

  it.effect("takes no peer for gone that the source did not understand", () => {
    const unreadable = (routeServerPeerId?: string) =>
      new PeerSourceError.MalformedResponse({
        message: "?",
        reason: { _tag: "InvalidResult", fault: "?" },
        ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
      })
    const { layer } = moving((seconds): Scene => {
      if (seconds < 10) return [peer("rsp-1"), peer("rsp-2")]
      if (seconds < 20) return { RouteServerPeers: [], unreadable: [unreadable("rsp-1")] }
      // Of this one not even the ID is known: it may be any.
      if (seconds < 30) return { RouteServerPeers: [], unreadable: [unreadable()] }
      return []
    })
    return Effect.gen(function* () {
      const { events } = yield* watch(Changes.events({}, options), 30)
      assert.deepStrictEqual(events.slice(2), [
        "0: Polled 2",
        "10: Unreadable rsp-1",
        "10: Disappeared rsp-2",
        "10: Polled 1",
        "20: Unreadable undefined",
        "20: Polled 1",
        "30: Disappeared rsp-1",
        "30: Polled 0",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect(
    "shows the live alone, if asked to, and says that a peer went because it is deleted",
    () => {
      const { layer } = moving((seconds) => [
        peer("rsp-1", { State: seconds < 10 ? "available" : "deleting" }),
        peer("rsp-2", { State: "deleted" }),
      ])
      return Effect.gen(function* () {
        const { events } = yield* watch(Changes.events({}, { ...options, live: true }), 20)
        assert.deepStrictEqual(events, [
          "0: Appeared rsp-1",
          "0: Polled 1",
          "10: Disappeared rsp-1 deleting",
          "10: Polled 0",
          "20: Polled 0",
        ])
      }).pipe(Effect.provide(layer))
    },
  )

  it.effect("tells in the order of their IDs which peers are gone", () => {
    const { layer } = moving(() => [peer("rsp-2")])
    const from = ["rsp-3", "rsp-1", "rsp-2"].map((id) => peer(id))
    return Effect.gen(function* () {
      const { events } = yield* watch(Changes.events({}, { ...options, from }), 1)
      assert.deepStrictEqual(events, [
        "0: Disappeared rsp-1",
        "0: Disappeared rsp-3",
        "0: Polled 1",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect("gives a poll up that has more pages than it may", () => {
    const { layer } = moving(() => Array.from({ length: 6 }, (_, index) => peer(`rsp-${index}`)))
    return Effect.gen(function* () {
      const bounded = Changes.events({ MaxResults: 5 }, { ...options, maxPages: 1 })
      const { events } = yield* watch(bounded, 1)
      assert.deepStrictEqual(events.slice(5), ["0: ListingStalled given up"])
    }).pipe(Effect.provide(layer))
  })

  it.effect("asks for what the request asks for", () => {
    const { layer, requests } = moving(() => [peer("rsp-1"), peer("rsp-2", { VpcId: "vpc-1" })])
    return Effect.gen(function* () {
      const request = { Filters: [Filter.make("VpcId", "vpc-1")], MaxResults: 7 }
      const { events } = yield* watch(Changes.events(request, options), 1)
      assert.deepStrictEqual(events, ["0: Appeared rsp-2", "0: Polled 1"])
      assert.deepStrictEqual<unknown>(requests, [request])
    }).pipe(Effect.provide(layer))
  })

  it.effect("tells of a session that changes between two polls of one instant", () => {
    let polls = 0
    const { layer } = moving(() => {
      polls += 1
      return [peer("rsp-1", polls === 1 ? up : down)]
    })
    return Effect.gen(function* () {
      const { events } = yield* watch(Changes.events({}, { polls: Schedule.recurs(1) }), 0)
      assert.include(events, "0: BgpChanged rsp-1 down")
    }).pipe(Effect.provide(layer))
  })

  it.effect.each([
    { when: "between two polls", second: 20 },
    { when: "while a page is asked for", second: 25 },
  ])("sees changes, too, when the clock is put back $when", ({ second }) =>
    Effect.gen(function* () {
      const { clock, put } = yield* jumpingClock
      let polls = 0
      const source = PeerSource.PeerSource.of({
        describe: () =>
          Effect.sync(() => {
            polls += 1
            const session = { Status: polls < 4 ? "up" : "down" } as const
            return { RouteServerPeers: [peer("rsp-1", { BgpStatus: session, BfdStatus: session })] }
          }).pipe(Effect.delay("2 seconds")),
      })
      yield* TestClock.setTime(10_000_000)
      yield* Effect.sleep(Duration.seconds(second)).pipe(
        Effect.andThen(Effect.sync(() => put(-3_600_000))),
        Effect.forkChild({ startImmediately: true }),
      )
      const changes = Changes.changes({}, options).pipe(
        Stream.provideService(PeerSource.PeerSource, source),
        Stream.provideService(Clock.Clock, clock),
      )
      const { seen } = yield* watch(changes, 60)
      assert.deepStrictEqual(seen.map(summary), [
        "Appeared rsp-1",
        "BgpChanged rsp-1 down",
        "BfdChanged rsp-1",
      ])
    }),
  )

  it.effect("starts afresh each time it is run", () => {
    const { layer } = moving(() => [peer("rsp-1")])
    return Effect.gen(function* () {
      const stream = Changes.events({}, options)
      assert.deepStrictEqual((yield* watch(stream, 1)).events, ["0: Appeared rsp-1", "0: Polled 1"])
      assert.deepStrictEqual((yield* watch(stream, 1)).events, ["1: Appeared rsp-1", "1: Polled 1"])
    }).pipe(Effect.provide(layer))
  })
})

describe("A notice", () => {
  const session = (at: (seconds: number) => "up" | "down", takes = 0) =>
    moving((seconds) => [peer("rsp-1", { BgpStatus: { Status: at(seconds) } })], { takes })

  it.effect("tells of a change before the next poll does, and only once", () => {
    const { layer } = session((seconds) => (seconds < 3 ? "up" : "down"))
    return Effect.gen(function* () {
      const notices = told([4, "down", 3], [5, "down", 3], [6, "down", 3])
      const { events } = yield* watch(Changes.events({}, { ...options, notices }), 20)
      assert.deepStrictEqual(events, [
        "0: Appeared rsp-1",
        "0: Polled 1",
        "4: BgpChanged rsp-1 down noticed",
        "10: Polled 1",
        "20: Polled 1",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect("tells of either session of a peer, and says nothing of the other", () => {
    const { layer } = moving(() => [peer("rsp-1", { ...up, BfdStatus: { Status: "up" } })])
    return Effect.gen(function* () {
      const change = {
        _tag: "BfdChanged",
        routeServerPeerId: "rsp-1",
        after: { Status: "down" },
      } as const
      const notices = Stream.fromEffect(
        Effect.as(Effect.sleep("4 seconds"), { _tag: "Change", change } as const),
      )
      const { seen } = yield* watch(Changes.changes({}, { ...options, notices }), 5)
      assert.deepStrictEqual<unknown>(
        seen.map((event) => event._tag === "Changed" && [event.change._tag, event.peer]),
        [
          ["Appeared", peer("rsp-1", { ...up, BfdStatus: { Status: "up" } })],
          ["BfdChanged", peer("rsp-1", { ...up, BfdStatus: { Status: "down" } })],
        ],
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("is not believed against a page that was asked for after what it tells of", () => {
    const { layer } = session(() => "up", 5000)
    return Effect.gen(function* () {
      const polls = Schedule.spaced("5 seconds")
      const notices = told([12, "down", 7])
      const { events } = yield* watch(Changes.events({}, { ...options, polls, notices }), 20)
      assert.deepStrictEqual(events, [
        "5: Appeared rsp-1",
        "5: Polled 1",
        "12: BgpChanged rsp-1 down noticed",
        "15: BgpChanged rsp-1 up",
        "15: Polled 1",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect("is believed against a page that was asked for before what it tells of", () => {
    // The page is asked for at 10 and read then, but comes at 15.
    const { layer } = moving(
      (seconds) => [peer("rsp-1", { BgpStatus: { Status: seconds < 16 ? "up" : "down" } })],
      { takes: 5000 },
    )
    return Effect.gen(function* () {
      const polls = Schedule.spaced("5 seconds")
      const notices = told([12, "down", 12])
      const { events } = yield* watch(Changes.events({}, { ...options, polls, notices }), 30)
      assert.deepStrictEqual(events, [
        "5: Appeared rsp-1",
        "5: Polled 1",
        "12: BgpChanged rsp-1 down noticed",
        "15: Polled 1",
        "25: Polled 1",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect(
    "is believed against any page of a listing that began before, which may be as old",
    () => {
      const others = ["rsp-00", "rsp-01", "rsp-02", "rsp-03", "rsp-04"].map((id) => peer(id))
      const { layer } = moving(
        (seconds) => [
          ...others,
          peer("rsp-1", { BgpStatus: { Status: seconds < 16 ? "up" : "down" } }),
        ],
        { takes: 1000 },
      )
      return Effect.gen(function* () {
        const polls = Schedule.spaced("8 seconds")
        const notices = told([10.5, "down", 10.5])
        const request = { MaxResults: 5 }
        const { events } = yield* watch(Changes.events(request, { ...options, polls, notices }), 22)
        assert.deepStrictEqual(events.slice(5), [
          "2: Appeared rsp-1",
          "2: Polled 6",
          "10.5: BgpChanged rsp-1 down noticed",
          "12: Polled 6",
          "22: Polled 6",
        ])
      }).pipe(Effect.provide(layer))
    },
  )

  it.effect("is corrected by the next poll if it is not so", () => {
    const { layer } = session(() => "up")
    return Effect.gen(function* () {
      const { events } = yield* watch(
        Changes.events({}, { ...options, notices: told([4, "down"]) }),
        10,
      )
      assert.deepStrictEqual(events.slice(2), [
        "4: BgpChanged rsp-1 down noticed",
        "10: BgpChanged rsp-1 up",
        "10: Polled 1",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect("is believed against a page of the same instant", () => {
    const { layer } = session(() => "up")
    return Effect.gen(function* () {
      const notices = told([14, "down", 10])
      const { events } = yield* watch(Changes.events({}, { ...options, notices }), 15)
      assert.strictEqual(events.at(-1), "14: BgpChanged rsp-1 down noticed")
    }).pipe(Effect.provide(layer))
  })

  it.effect("is believed until the time that it tells of, also where that is to come", () => {
    const { layer } = session(() => "up")
    return Effect.gen(function* () {
      const notices = told([4, "down", 12])
      const { events } = yield* watch(Changes.events({}, { ...options, notices }), 20)
      assert.deepStrictEqual(events.slice(2), [
        "4: BgpChanged rsp-1 down noticed",
        "10: Polled 1",
        "20: BgpChanged rsp-1 up",
        "20: Polled 1",
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect("can tell of a session that the peer did not show, and that it shows none", () => {
    const { layer } = moving((seconds) => [peer("rsp-1", seconds < 10 ? {} : up)])
    const notice = (second: number, of: number, after?: { readonly Status: "down" }) =>
      Stream.fromEffect(
        Effect.as(Effect.sleep(Duration.seconds(second)), {
          _tag: "Change",
          change: { _tag: "BgpChanged", routeServerPeerId: "rsp-1", ...(after && { after }) },
          at: of * 1000,
        } as const),
      )
    return Effect.gen(function* () {
      // The page at 10 was begun before the time of which the notice tells.
      for (const [told, shown] of [
        [notice(2, 12), peer("rsp-1")],
        [notice(2, 12, { Status: "down" }), peer("rsp-1", down)],
      ] as const) {
        yield* TestClock.setTime(0)
        const feed = Changes.events({}, { ...options, notices: told })
        const { seen } = yield* watch(feed, 20)
        const peers = seen.flatMap((event) => (event._tag === "Polled" ? event.peers : []))
        assert.deepStrictEqual(peers, [peer("rsp-1"), shown, peer("rsp-1", up)])
      }
    }).pipe(Effect.provide(layer))
  })

  it.effect("makes no change when it tells of a time before what is known", () => {
    const { layer } = session(() => "up")
    return Effect.gen(function* () {
      const { events } = yield* watch(
        Changes.events({}, { ...options, notices: told([14, "down", 7], [15, "up", 8]) }),
        20,
      )
      assert.deepStrictEqual(events.slice(2), ["10: Polled 1", "14: Change Late", "20: Polled 1"])
    }).pipe(Effect.provide(layer))
  })

  it.effect(
    "is kept and told apart when it tells of no change, or of no peer that is listed",
    () => {
      const { layer } = session(() => "up")
      const notices: Stream.Stream<PeerNotice.PeerNotice> = Stream.fromIterable([
        { _tag: "Unknown", input: 1, fault: "?" } as const,
        {
          _tag: "Change",
          change: { _tag: "BgpChanged", routeServerPeerId: "rsp-9", after: { Status: "up" } },
        } as const,
        {
          _tag: "Route",
          routeServerPeerId: "rsp-1",
          status: "WITHDRAWN",
          message: null,
        } as const,
        {
          _tag: "Change",
          change: { _tag: "StateChanged", routeServerPeerId: "rsp-1", after: "failed" },
        } as const,
      ])
      return Effect.gen(function* () {
        const { events } = yield* watch(Changes.events({}, { ...options, notices }), 1)
        assert.includeMembers(events, [
          "0: Unknown NoChange",
          "0: Change NotListed",
          "0: Route NoChange",
          "0: Change NoChange",
        ])
      }).pipe(Effect.provide(layer))
    },
  )

  it.effect("that can't be had fails the feed", () => {
    const { layer } = session(() => "up")
    return Effect.gen(function* () {
      const notices = Stream.fromEffect(
        Effect.andThen(Effect.sleep("5 seconds"), Effect.fail("no queue")),
      )
      const { exit } = yield* watch(Changes.events({}, { ...options, notices }), 10)
      assert.deepStrictEqual(exit, Exit.fail("no queue"))
    }).pipe(Effect.provide(layer))
  })
})

describe("Over a faulty source", () => {
  it.effect("the changes still lead from each snapshot to the next", () =>
    Effect.gen(function* () {
      for (let seed = 1; seed <= 20; seed += 1) {
        const { layer } = moving((seconds) => {
          const round = Math.floor(seconds / 60)
          return Array.from({ length: 17 }, (_, index) =>
            peer(`rsp-${10 + index}`, {
              State: (index + round) % 5 === 0 ? "failed" : "available",
              BgpStatus: { Status: (index * round) % 3 === 0 ? "up" : "down" },
            }),
          ).filter((_, index) => (index * 7 + round) % 4 !== 0)
        })
        const faults = FaultyPeerSource.layer(
          FaultyPeerSource.script({ seed, length: 100 }).filter(({ _tag }) => _tag !== "Stale"),
        )
        const { seen } = yield* watch(Changes.events({ MaxResults: 5 }, options), 600).pipe(
          Effect.provide(Layer.provide(faults, layer), { local: true }),
        )
        let folded: ReadonlyArray<Peer> = []
        let polls = 0
        let changes: Array<PeerChange.PeerChange> = []
        for (const event of seen) {
          if (event._tag === "Changed") changes.push(event.change)
          if (event._tag !== "Polled") continue
          folded = PeerChange.apply(folded, changes)
          changes = []
          polls += 1
          assert.deepStrictEqual(folded, event.peers)
        }
        assert.isAtLeast(polls, 5)
      }
    }),
  )
})
