import { assert, describe, it } from "@effect/vitest"
import {
  type DescribeRouteServerPeers,
  Listing,
  PeerSource,
  PeerSourceError,
  Permission,
  RouteServerPeer,
  ServiceError,
} from "@route-server/core"
import { Deferred, Effect, Exit, Fiber, Layer, Logger, Result, Schema, Stream } from "effect"

const peer = (id: string) => RouteServerPeer.make({ RouteServerPeerId: id })

/** A page as the test writes it: the IDs of its peers, and its token. */
const page = (ids: ReadonlyArray<string>, NextToken?: string): DescribeRouteServerPeers.Result => ({
  RouteServerPeers: ids.map(peer),
  ...(NextToken === undefined ? {} : { NextToken }),
})

type Answer = DescribeRouteServerPeers.Result | PeerSourceError.PeerSourceError

/** A source that answers by token, and the requests that it was asked. */
const scripted = (answers: Record<string, Answer>) => {
  const requests: Array<DescribeRouteServerPeers.Request> = []
  const layer = Layer.succeed(
    PeerSource.PeerSource,
    PeerSource.PeerSource.of({
      describe: (request) =>
        Effect.suspend(() => {
          requests.push(request)
          const answer = answers[request.NextToken ?? "first"]
          if (answer === undefined)
            return Effect.die(new Error(`no answer for ${request.NextToken}`))
          return "RouteServerPeers" in answer ? Effect.succeed(answer) : Effect.fail(answer)
        }),
    }),
  )
  return { requests, layer }
}

const idsOf = (peers: ReadonlyArray<RouteServerPeer.RouteServerPeer>): ReadonlyArray<string> =>
  peers.map((peer) => peer.RouteServerPeerId)

const throttled = new ServiceError.RequestLimitExceeded({ message: "Request limit exceeded." })

describe("Listing.pages", () => {
  it.effect("hands out the pages as they come, short and empty ones included", () => {
    const { layer, requests } = scripted({
      first: page(["rsp-1"], "a"),
      a: page([], "b"),
      b: page(["rsp-2", "rsp-3"], "c"),
      c: page([]),
    })
    return Effect.gen(function* () {
      const pages = yield* Stream.runCollect(Listing.pages({ MaxResults: 5 }))
      assert.deepStrictEqual(
        pages.map(({ RouteServerPeers }) => RouteServerPeers.length),
        [1, 0, 2, 0],
      )
      assert.deepStrictEqual<object>(requests, [
        { MaxResults: 5 },
        { MaxResults: 5, NextToken: "a" },
        { MaxResults: 5, NextToken: "b" },
        { MaxResults: 5, NextToken: "c" },
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect("begins where the request says", () => {
    const { layer, requests } = scripted({ a: page(["rsp-1"], "b"), b: page(["rsp-2"]) })
    return Effect.gen(function* () {
      assert.lengthOf(yield* Stream.runCollect(Listing.pages({ NextToken: "a" })), 2)
      assert.deepStrictEqual<object>(requests, [{ NextToken: "a" }, { NextToken: "b" }])
    }).pipe(Effect.provide(layer))
  })

  it.effect("asks for a page when it is pulled and not before", () => {
    const { layer, requests } = scripted({ first: page(["rsp-1"], "a"), a: page(["rsp-2"], "b") })
    return Effect.gen(function* () {
      yield* Stream.runDrain(Listing.pages().pipe(Stream.take(1)))
      assert.lengthOf(requests, 1)
    }).pipe(Effect.provide(layer))
  })

  it.effect("fails when a token comes again, after the pages before", () => {
    const { layer, requests } = scripted({
      first: page(["rsp-1"], "a"),
      a: page(["rsp-2"], "b"),
      b: page(["rsp-3"], "a"),
    })
    return Effect.gen(function* () {
      const seen: Array<string> = []
      const error = yield* Listing.stream().pipe(
        Stream.runForEach((peer) => Effect.sync(() => seen.push(peer.RouteServerPeerId))),
        Effect.flip,
      )
      assert.deepStrictEqual(seen, ["rsp-1", "rsp-2", "rsp-3"])
      assert.lengthOf(requests, 3)
      assert.instanceOf(error, PeerSourceError.ListingStalled)
      assert.strictEqual(error.pages, 3)
      assert.isFalse(error.isRetryable)
      assert.strictEqual(
        error.message,
        "The listing does not get on: page 3 came with a NextToken that was used before",
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("fails when the token of the request comes back at once", () => {
    const { layer, requests } = scripted({ a: page(["rsp-1"], "a") })
    return Effect.gen(function* () {
      const error = yield* Effect.flip(Listing.collect({ NextToken: "a" }))
      assert.strictEqual(error._tag, "ListingStalled")
      assert.lengthOf(requests, 1)
    }).pipe(Effect.provide(layer))
  })

  it.effect("does not show a peer's ID that is of another form", () => {
    const id = "AKIAFAKEFAKEFAKE/secret"
    const decode = Schema.decodeSync(RouteServerPeer.RouteServerPeer)
    const odd = { RouteServerPeers: [decode({ RouteServerPeerId: id })] }
    const { layer } = scripted({ first: { ...odd, NextToken: "a" }, a: odd })
    return Effect.gen(function* () {
      const error = yield* Effect.flip(Listing.collect({}, { onRepeatedPeer: "fail" }))
      assert.notInclude(JSON.stringify(error), id)
    }).pipe(Effect.provide(layer))
  })

  it.effect.each([
    { length: 32, isShown: true },
    { length: 33, isShown: false },
  ])("shows an ID of $length characters: $isShown", ({ length, isShown }) => {
    const id = "rsp-".padEnd(length, "0")
    const { layer } = scripted({ first: page([id], "a"), a: page([id]) })
    return Effect.gen(function* () {
      const error = yield* Effect.flip(Listing.collect({}, { onRepeatedPeer: "fail" }))
      assert.strictEqual("routeServerPeerId" in error, isShown)
    }).pipe(Effect.provide(layer))
  })

  it.effect("tells of a peer that comes on a second page, or fails at it", () => {
    const { layer } = scripted({
      first: page(["rsp-1", "rsp-2"], "a"),
      a: page(["rsp-3"], "b"),
      b: page(["rsp-2"]),
    })
    return Effect.gen(function* () {
      const logged: Array<unknown> = []
      const logger = Logger.make(({ message }) => logged.push(...[message].flat()))
      const all = Listing.collect().pipe(Effect.provide(Logger.layer([logger])))
      assert.lengthOf(yield* all, 4)
      assert.include(String(logged), "A route server peer comes a second time, on page 3")
      const error = yield* Effect.flip(Listing.collect({}, { onRepeatedPeer: "fail" }))
      assert.deepInclude(
        { ...error },
        {
          _tag: "MalformedResponse",
          reason: { _tag: "ContractBroken", rule: "UniquePeers" },
          routeServerPeerId: "rsp-2",
        },
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("fails when there are more pages than are allowed, after those that are", () => {
    const { layer, requests } = scripted({
      first: page(["rsp-1"], "a"),
      a: page([], "b"),
      b: page(["rsp-2"]),
    })
    return Effect.gen(function* () {
      const error = yield* Effect.flip(Listing.collect({}, { maxPages: 2 }))
      assert.deepInclude({ ...error }, { _tag: "ListingStalled", pages: 2 })
      assert.lengthOf(requests, 2)
      assert.include(error.message, "more pages follow than the 2 that are allowed")
      assert.lengthOf(yield* Listing.collect({}, { maxPages: 3 }), 2)
      yield* Effect.flip(Listing.collect({}, { maxPages: 0 }))
      assert.throws(() => Listing.collect({}, { maxPages: Number.NaN }), RangeError, "NaN")
      assert.lengthOf(requests, 5)
    }).pipe(Effect.provide(layer))
  })

  it.effect("ends at an empty token", () => {
    const { layer } = scripted({ first: page(["rsp-1"], "") })
    return Effect.gen(function* () {
      assert.lengthOf(yield* Stream.runCollect(Listing.pages()), 1)
    }).pipe(Effect.provide(layer))
  })

  it.effect("starts afresh each time it is run", () => {
    const { layer } = scripted({ first: page(["rsp-1"], "a"), a: page(["rsp-2"]) })
    return Effect.gen(function* () {
      const pages = Listing.pages()
      assert.lengthOf(yield* Stream.runCollect(pages), 2)
      assert.lengthOf(yield* Stream.runCollect(pages), 2)
    }).pipe(Effect.provide(layer))
  })
})

describe("Listing with live", () => {
  it.effect("leaves out the peers that are deleting or deleted, and asks for no fewer", () => {
    const states = ["available", "deleting", "deleted", "failed"] as const
    const RouteServerPeers = states.map((State) =>
      RouteServerPeer.make({ RouteServerPeerId: `rsp-${State}`, State }),
    )
    const { layer, requests } = scripted({ first: { RouteServerPeers } })
    return Effect.gen(function* () {
      const live = yield* Listing.collect({ MaxResults: 5 }, { live: true })
      assert.deepStrictEqual(idsOf(live), ["rsp-available", "rsp-failed"])
      assert.lengthOf(yield* Listing.collect({ MaxResults: 5 }), 4)
      assert.deepStrictEqual<unknown>(requests, [{ MaxResults: 5 }, { MaxResults: 5 }])
    }).pipe(Effect.provide(layer))
  })
})

describe("Listing.collect", () => {
  it.effect("gathers the peers of all pages, in order", () => {
    const { layer } = scripted({
      first: page(["rsp-1", "rsp-2"], "a"),
      a: page([], "b"),
      b: page(["rsp-3"]),
    })
    return Effect.gen(function* () {
      assert.deepStrictEqual(idsOf(yield* Listing.collect()), ["rsp-1", "rsp-2", "rsp-3"])
    }).pipe(Effect.provide(layer))
  })

  it.effect("fails as a whole when a page fails", () => {
    const { layer } = scripted({ first: page(["rsp-1"], "a"), a: throttled })
    return Effect.gen(function* () {
      assert.strictEqual(yield* Effect.flip(Listing.collect()), throttled)
    }).pipe(Effect.provide(layer))
  })

  it.effect("can be interrupted while a page is under way", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<void>()
      const interrupted = yield* Deferred.make<void>()
      const source = PeerSource.PeerSource.of({
        describe: () =>
          Deferred.succeed(asked, undefined).pipe(
            Effect.andThen(Effect.never),
            Effect.onInterrupt(() => Deferred.succeed(interrupted, undefined)),
          ),
      })
      const fiber = yield* Effect.forkChild(
        Listing.collect().pipe(Effect.provideService(PeerSource.PeerSource, source)),
      )
      yield* Deferred.await(asked)
      yield* Fiber.interrupt(fiber)
      yield* Deferred.await(interrupted)
      assert.isTrue(Exit.hasInterrupts(yield* Fiber.await(fiber)))
    }),
  )
})

describe("A peer that can't be understood", () => {
  const unreadable = (message: string) =>
    new PeerSourceError.MalformedResponse({
      message,
      reason: { _tag: "InvalidResult", fault: "?" },
    })
  const answers = {
    first: {
      ...page(["rsp-1", "rsp-2"], "a"),
      unreadable: [unreadable("no ID"), unreadable("no text")],
    },
    a: page(["rsp-3"]),
  }

  it.effect("is one of the results, after those of its page that can", () =>
    Effect.gen(function* () {
      const results = yield* Stream.runCollect(Listing.results())
      assert.deepStrictEqual(
        results.map(
          Result.match({
            onSuccess: (each): string => each.RouteServerPeerId,
            onFailure: (error) => error.message,
          }),
        ),
        ["rsp-1", "rsp-2", "no ID", "no text", "rsp-3"],
      )
    }).pipe(Effect.provide(scripted(answers).layer)),
  )

  it.effect("is logged, each once, where peers alone are wanted", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const logger = Logger.make(({ logLevel, message }) => logged.push([logLevel, message]))
      const peers = yield* Effect.provide(Listing.collect(), Logger.layer([logger]))
      assert.deepStrictEqual(idsOf(peers), ["rsp-1", "rsp-2", "rsp-3"])
      const text = "A route server peer can't be understood and is left out"
      assert.deepStrictEqual(logged, [
        ["Warn", [text, unreadable("no ID")]],
        ["Warn", [text, unreadable("no text")]],
      ])
    }).pipe(Effect.provide(scripted(answers).layer)),
  )
})

describe("Listing.get", () => {
  it.effect("asks for the one ID and answers its peer", () => {
    const { layer, requests } = scripted({ first: page([], "a"), a: page(["rsp-2", "rsp-1"]) })
    return Effect.gen(function* () {
      assert.strictEqual((yield* Listing.get("rsp-1")).RouteServerPeerId, "rsp-1")
      assert.deepStrictEqual<object>(requests[0] ?? {}, { RouteServerPeerIds: ["rsp-1"] })
    }).pipe(Effect.provide(layer))
  })

  it.effect("passes a failure on, and fails when the answer lacks the peer", () => {
    const missing = new ServiceError.InvalidRouteServerPeerIdNotFound({ message: "gone" })
    return Effect.gen(function* () {
      const failed = yield* Listing.get("rsp-1").pipe(
        Effect.provide(scripted({ first: missing }).layer),
        Effect.flip,
      )
      assert.strictEqual(failed, missing)
      const error = yield* Listing.get("rsp-1").pipe(
        Effect.provide(scripted({ first: page(["rsp-2"]) }).layer),
        Effect.flip,
      )
      assert.strictEqual(error._tag, "InvalidRouteServerPeerId.NotFound")
      assert.include(error.message, "'rsp-1'")
    })
  })

  it.effect("fails with what keeps the peer from being understood", () =>
    Effect.gen(function* () {
      const unreadable = new PeerSourceError.MalformedResponse({
        message: "no address",
        reason: { _tag: "InvalidResult", fault: "?" },
        routeServerPeerId: "rsp-1",
      })
      const error = yield* Listing.get("rsp-1").pipe(
        Effect.provide(scripted({ first: { ...page([]), unreadable: [unreadable] } }).layer),
        Effect.flip,
      )
      assert.strictEqual(error, unreadable)
    }),
  )
})

describe("Permission.canDescribe", () => {
  const ask = (answer: Answer) => {
    const { layer, requests } = scripted({ first: answer })
    return Permission.canDescribe({ MaxResults: 5 }).pipe(
      Effect.provide(layer),
      Effect.tap(() =>
        Effect.sync(() =>
          assert.deepStrictEqual<object>(requests, [{ MaxResults: 5, DryRun: true }]),
        ),
      ),
    )
  }

  it.effect("is true for DryRunOperation and false for UnauthorizedOperation", () =>
    Effect.gen(function* () {
      assert.isTrue(yield* ask(new ServiceError.DryRunOperation({ message: "" })))
      assert.isFalse(yield* ask(new ServiceError.UnauthorizedOperation({ message: "" })))
    }),
  )

  it.effect("fails with any other failure", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* Effect.flip(ask(throttled)), throttled)
    }),
  )

  it.effect("fails when a dry run is answered with peers", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(ask(page(["rsp-1"])))
      assert.deepInclude(
        { ...error },
        {
          _tag: "MalformedResponse",
          reason: { _tag: "ContractBroken", rule: "DryRun" },
        },
      )
      assert.include(error.message, "answered a dry run with peers")
    }),
  )
})
