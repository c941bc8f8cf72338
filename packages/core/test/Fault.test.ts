import { assert, describe, it } from "@effect/vitest"
import {
  DescribeRouteServerPeers,
  PeerSource,
  RouteServerPeer,
  ServiceError,
} from "@route-server/core"
import * as Fault from "@route-server/core/Fault"
import { Clock, Duration, Effect, Fiber, Result, Schema } from "effect"
import { TestClock } from "effect/testing"

const peers = ["rsp-1", "rsp-2", "rsp-3"].map((id) =>
  RouteServerPeer.make({ RouteServerPeerId: id }),
)

const strike = () =>
  Fault.strike(
    PeerSource.PeerSource.of({
      describe: (request) => Effect.fromResult(DescribeRouteServerPeers.evaluate(peers, request)),
    }),
  )

const short = { _tag: "ShortPage", size: 1 } as const
const none = { _tag: "None" } as const

const idsOf = ({ page }: Fault.Struck) =>
  page.RouteServerPeers.map((peer) => peer.RouteServerPeerId)

describe("Fault.strike", () => {
  it.effect("leads on from every page that it cuts, and says whether it cut one", () =>
    Effect.gen(function* () {
      const describe = strike()
      const seen: Array<readonly [number, boolean]> = []
      let NextToken: string | undefined
      do {
        const { page, acted } = yield* describe({ NextToken }, short)
        seen.push([page.RouteServerPeers.length, acted])
        NextToken = page.NextToken
      } while (NextToken !== undefined)
      assert.deepStrictEqual(seen, [
        [1, true],
        [1, true],
        [1, false],
      ])
    }),
  )

  it.effect("puts no page off for ever", () =>
    Effect.gen(function* () {
      const describe = strike()
      const sizes: Array<number> = []
      let NextToken: string | undefined
      do {
        const { page } = yield* describe({ NextToken }, { _tag: "EmptyPage" })
        sizes.push(page.RouteServerPeers.length)
        NextToken = page.NextToken
      } while (NextToken !== undefined)
      assert.deepStrictEqual(sizes, [0, 0, 0, 3])
    }),
  )

  it.effect("remembers the last 1,000 pages that it cut, and no more", () =>
    Effect.gen(function* () {
      const describe = strike()
      const tokens: Array<string> = []
      for (let time = 0; time <= 1000; time += 1) {
        const { page } = yield* describe({}, short)
        if (page.NextToken !== undefined) tokens.push(page.NextToken)
      }
      assert.strictEqual(new Set(tokens).size, 1001)
      const [forgotten, oldest] = tokens
      const { page } = yield* describe({ NextToken: oldest }, { _tag: "None" })
      assert.lengthOf(page.RouteServerPeers, 2)
      const error = yield* Effect.flip(describe({ NextToken: forgotten }, { _tag: "None" }))
      assert.strictEqual(error._tag, "InvalidParameterValue")
    }),
  )

  it.effect("counts only the empty pages in a row, and cuts after them all the same", () =>
    Effect.gen(function* () {
      const sizesOf = Effect.fnUntraced(function* (sizes: ReadonlyArray<number>) {
        const describe = strike()
        const seen: Array<number> = []
        let NextToken: string | undefined
        for (const size of sizes) {
          const { page } = yield* describe({ NextToken }, { _tag: "ShortPage", size })
          seen.push(page.RouteServerPeers.length)
          NextToken = page.NextToken
        }
        return seen
      })
      assert.deepStrictEqual(yield* sizesOf([0, 0, 0, 1, 5]), [0, 0, 0, 1, 2])
      assert.deepStrictEqual(yield* sizesOf([0, 0, 1, 0, 0, 0, 0]), [0, 0, 1, 0, 0, 0, 2])
    }),
  )

  it.effect("remembers the last answers to 1,000 requests, of which any may be asked again", () =>
    Effect.gen(function* () {
      const describe = strike()
      const ask = (value: string, fault: Fault.Fault = none) =>
        describe({ Filters: [{ Name: "VpcId", Values: [value] }] }, fault)
      yield* ask("first")
      yield* ask("second")
      for (let other = 0; other < 998; other += 1) yield* ask(`${other}`)
      yield* ask("first")
      yield* ask("one more")
      assert.isTrue((yield* ask("first", { _tag: "Stale" })).acted)
      assert.isFalse((yield* ask("second", { _tag: "Stale" })).acted)
    }),
  )

  it.effect("passes a request on as it is", () =>
    Effect.gen(function* () {
      const asked: Array<unknown> = []
      const describe = Fault.strike({
        describe: (request) =>
          Effect.sync(() => {
            asked.push(request)
            return { RouteServerPeers: [] }
          }),
      })
      const request = { MaxResults: 5 }
      yield* describe(request, none)
      assert.strictEqual(asked[0], request)
    }),
  )

  it.effect("takes no two requests for the same that are none", () =>
    Effect.gen(function* () {
      // A source that answers anything.
      const describe = Fault.strike({
        describe: () => Effect.succeed({ RouteServerPeers: peers }),
      })
      const odd: ReadonlyArray<object> = [{ MaxItems: 1 }, { MaxItems: 2 }, { MaxItems: 1 }]
      for (const request of odd) {
        assert.isFalse((yield* describe(request, { _tag: "Stale" })).acted)
      }
    }),
  )

  it.effect("answers as before where it is stale, with what whoever got it can't change", () =>
    Effect.gen(function* () {
      const describe = strike()
      const first = yield* describe({ MaxResults: 5 }, { _tag: "Stale" })
      assert.isFalse(first.acted)
      const second = yield* describe({ MaxResults: 5 }, { _tag: "Stale" })
      assert.isTrue(second.acted)
      assert.deepStrictEqual(second.page, first.page)
      assert.notStrictEqual(second.page.RouteServerPeers, first.page.RouteServerPeers)
      assert.isFalse((yield* describe({ MaxResults: 6 }, { _tag: "Stale" })).acted)
    }),
  )
})

describe("A page with a fault", () => {
  it.effect("that repeats a token leads to itself, also where no token was asked for", () =>
    Effect.gen(function* () {
      const describe = strike()
      const first = yield* describe({ MaxResults: 5 }, { _tag: "RepeatToken" })
      assert.isTrue(first.acted)
      assert.isDefined(first.page.NextToken)
      const again = yield* describe({ NextToken: first.page.NextToken }, { _tag: "RepeatToken" })
      assert.deepStrictEqual(again, first)
      assert.deepStrictEqual(idsOf(again), ["rsp-1", "rsp-2", "rsp-3"])
    }),
  )

  it.effect("that was cut is without what was given before, also in another request", () =>
    Effect.gen(function* () {
      const describe = strike()
      const { NextToken } = (yield* describe({}, short)).page
      const state = { Filters: [{ Name: "state", Values: ["*"] }] }
      const inTwo = yield* describe({ NextToken, MaxResults: 5 }, none)
      assert.deepStrictEqual(idsOf(inTwo), ["rsp-2", "rsp-3"])
      assert.isFalse(inTwo.acted)
      // None of the peers has a state.
      assert.deepStrictEqual(idsOf(yield* describe({ NextToken, ...state }, none)), [])
    }),
  )

  it.effect("comes out of another faulty source, whose tokens look the same", () =>
    Effect.gen(function* () {
      const inner = strike()
      const outer = Fault.strike({
        describe: (request) => Effect.map(inner(request, short), ({ page }) => page),
      })
      const seen: Array<ReadonlyArray<string>> = []
      let NextToken: string | undefined
      for (const fault of [{ _tag: "EmptyPage" }, none, none, short] as const) {
        const struck = yield* outer({ NextToken }, fault)
        seen.push(idsOf(struck))
        NextToken = struck.page.NextToken
      }
      assert.deepStrictEqual(seen, [[], ["rsp-1"], ["rsp-2"], ["rsp-3"]])
      assert.isUndefined(NextToken)
    }),
  )

  it.effect("has no token where it is the last, unless a superfluous one is asked for", () =>
    Effect.gen(function* () {
      const describe = strike()
      const last = yield* describe({}, { _tag: "SuperfluousToken" })
      assert.deepStrictEqual([idsOf(last).length, last.acted], [3, true])
      const { NextToken } = last.page
      const end = yield* describe({ NextToken }, { _tag: "SuperfluousToken" })
      assert.deepStrictEqual(end, { page: { RouteServerPeers: [] }, acted: false })
    }),
  )
})

describe("A request with a fault", () => {
  const error = new ServiceError.Unavailable({ message: "The service is overloaded." })

  it.effect("fails, is late, or is not answered, and each of these is a difference", () =>
    Effect.gen(function* () {
      const requests: Array<number> = []
      const describe = Fault.strike({
        describe: () =>
          Effect.map(Clock.currentTimeMillis, (now) => {
            requests.push(now)
            return { RouteServerPeers: peers }
          }),
      })
      assert.strictEqual(yield* Effect.flip(describe({}, { _tag: "Fail", error })), error)
      const late = yield* Effect.forkChild(describe({}, { _tag: "Delay", duration: "1 minute" }))
      const never = yield* Effect.forkChild(
        Effect.flip(describe({}, { _tag: "Timeout", after: "3 minutes" })),
      )
      yield* TestClock.adjust("2 minutes")
      assert.deepStrictEqual(requests, [60_000])
      assert.isTrue((yield* Fiber.join(late)).acted)
      assert.isUndefined(never.pollUnsafe())
      yield* TestClock.adjust("1 minute")
      const failure = yield* Fiber.join(never)
      assert.strictEqual(failure.message, "There was no answer within 3m")
      assert.strictEqual(failure._tag === "TransportError" && failure.reason._tag, "Timeout")
      assert.lengthOf(requests, 1)
    }),
  )
})

describe("Fault.strikes", () => {
  it("tells the faults of any request from those of a page", () => {
    const faults: ReadonlyArray<Fault.Fault> = [
      { _tag: "Timeout", after: 1 },
      { _tag: "Delay", duration: 1 },
      { _tag: "Fail", error: new ServiceError.Unavailable({ message: "" }) },
      none,
      short,
      { _tag: "Stale" },
    ]
    assert.deepStrictEqual(faults.map(Fault.strikes), [true, true, true, false, false, false])
  })
})

describe("Fault.Fault", () => {
  it("is JSON in its encoded form", () => {
    const json = Schema.fromJsonString(Fault.Fault)
    const text = `{"_tag":"Delay","duration":5000}`
    assert.deepStrictEqual(Schema.decodeSync(json)(text), { _tag: "Delay", duration: 5000 })
    assert.strictEqual(Schema.encodeSync(json)({ _tag: "Delay", duration: "5 seconds" }), text)
    assert.throws(
      () => Schema.decodeUnknownSync(Fault.Fault)({ _tag: "Throttle" }),
      "a fault whose _tag",
    )
  })

  const written = (duration: unknown) =>
    Schema.encodeUnknownResult(Fault.Fault)({ _tag: "Delay", duration })

  it.each<readonly [said: unknown, milliseconds: unknown]>([
    [0, 0],
    [5, 5],
    [5_000_000n, 5],
    ["2 seconds", 2000],
    ["Infinity", "Infinity"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [[1, 5_000_000], 1005],
    [Duration.minutes(1), 60_000],
    [{ weeks: 1 }, 604_800_000],
    [{ days: 1, hours: 1 }, 90_000_000],
    [{ minutes: 1, seconds: 1, milliseconds: 1 }, 61_001],
    [{ microseconds: 1000, nanoseconds: 1_000_000 }, 2],
  ])("takes %o for so long, and writes it so that JSON can say it", (said, milliseconds) => {
    assert.deepStrictEqual(written(said), Result.succeed({ _tag: "Delay", duration: milliseconds }))
  })

  it.each<unknown>([
    -1,
    Number.NaN,
    -1n,
    "soon",
    "-5 seconds",
    "-Infinity",
    null,
    undefined,
    true,
    [1, -1],
    [Number.NaN, 1],
    [1],
    {},
    { second: 5 },
    { seconds: 5, second: 5 },
    { seconds: -1, minutes: 1 },
    { seconds: "5" },
    Duration.millis(-1),
  ])("takes %o for no duration", (said) => {
    const result = written(said)
    assert.include(
      Result.isFailure(result) ? String(result.failure) : "it is taken",
      "a duration that is not negative, such as '5 seconds' or a number of milliseconds",
    )
  })

  it("says in JSON how long in a text or a number alone", () => {
    const decode = Schema.decodeUnknownResult(Fault.Fault)
    const timeout = (after: unknown) => Result.isSuccess(decode({ _tag: "Timeout", after }))
    assert.deepStrictEqual(["5 seconds", 5, [1, 5], { seconds: 5 }].map(timeout), [
      ...[true, true],
      ...[false, false],
    ])
  })
})
