import { assert, describe, it } from "@effect/vitest"
import { LivingPeerSource, MemoryPeerSource } from "@route-server/adapter-memory"
import { type PeerSource, RouteServerPeer, ServiceError } from "@route-server/core"
import { Ec2Endpoint, Faults } from "@route-server/endpoint"
import { Duration, Effect, Fiber, Layer, Logger, References, Result } from "effect"
import { HttpServerRequest, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { answerOf, child, common, form, memory, type Pairs, post } from "./support.ts"

/** What befalls so many requests for an action, one after the other, in short. */
const drawn = (injector: Faults.Injector, count: number, action = "DescribeRouteServerPeers") =>
  Effect.replicateEffect(injector.draw(action), count).pipe(
    Effect.map((all) =>
      all.map(({ delay, rule }) => {
        const name = rule === undefined ? "-" : rule.fault
        return Duration.isZero(delay) ? name : `${Duration.toMillis(delay)} ${name}`
      }),
    ),
  )

const numbersOf = (requests: string | number, count = 10) =>
  Effect.map(drawn(Faults.injector([{ fault: "Reset", requests }]), count), (names) =>
    names.flatMap((name, index) => (name === "Reset" ? [index + 1] : [])),
  )

describe("Faults.injector", () => {
  it.effect("chooses requests by their numbers", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* numbersOf(3), [3])
      assert.deepStrictEqual(yield* numbersOf("1,4"), [1, 4])
      assert.deepStrictEqual(yield* numbersOf("2-4"), [2, 3, 4])
      assert.deepStrictEqual(yield* numbersOf("8-,1-1"), [1, 8, 9, 10])
    }),
  )

  it.effect("chooses a share of the requests, the same ones for the same seed", () =>
    Effect.gen(function* () {
      const share = (seed?: number) =>
        drawn(Faults.injector([{ fault: "Reset", requests: "1/3" }], { seed }), 3000)
      const first = yield* share(7)
      assert.closeTo(first.filter((name) => name === "Reset").length, 1000, 100)
      assert.deepStrictEqual(yield* share(7), first)
      assert.notDeepEqual(yield* share(8), first)
      assert.deepStrictEqual(yield* share(), yield* share(0))
      assert.deepStrictEqual(yield* numbersOf("0/3"), [])
      assert.lengthOf(yield* numbersOf("3/3"), 10)
    }),
  )

  it.effect("draws for each rule apart", () =>
    Effect.gen(function* () {
      const rules: ReadonlyArray<Faults.Rule> = [
        { fault: "Delay", duration: 1, requests: "1/2" },
        { fault: "Reset", requests: "1/2" },
      ]
      const kinds = new Set(yield* drawn(Faults.injector(rules), 100))
      assert.deepStrictEqual(kinds, new Set(["-", "1 -", "Reset", "1 Reset"]))
    }),
  )

  it.effect("adds delays up, and takes the first of all else", () =>
    Effect.gen(function* () {
      const rules: ReadonlyArray<Faults.Rule> = [
        { fault: "Delay", duration: "1.5s" },
        { fault: "EmptyPage", requests: 2 },
        { fault: "Delay", duration: 5, requests: "1-2" },
        { fault: "RequestLimitExceeded", requests: "2-3" },
      ]
      assert.deepStrictEqual(yield* drawn(Faults.injector(rules), 4), [
        "1505 -",
        "1505 EmptyPage",
        "1500 RequestLimitExceeded",
        "1500 -",
      ])
    }),
  )

  it.effect("counts for each rule the requests that it is about", () =>
    Effect.gen(function* () {
      const injector = Faults.injector([{ fault: "Reset", requests: 2, action: "CreateTags" }])
      assert.deepStrictEqual(yield* drawn(injector, 3), ["-", "-", "-"])
      assert.deepStrictEqual(yield* drawn(injector, 3, "CreateTags"), ["-", "Reset", "-"])
    }),
  )

  it("refuses what is no rule, and a seed that is none", () => {
    const rules = [{ fault: "EmptyPage" }, { fault: "ShortPage", size: -1 }] as const
    const refused = Result.try(() => Faults.injector(rules))
    assert.deepStrictEqual(
      refused,
      Result.fail(new RangeError("rules[1].size: Expected a whole number from 0 on, got -1")),
    )
    assert.throws(
      () => Faults.injector([], { seed: 0.5 }),
      RangeError,
      "seed must be a whole number",
    )
  })
})

describe("Faults.decodeRules", () => {
  const refusal = (...rules: ReadonlyArray<unknown>) =>
    Result.getOrThrow(Result.flip(Faults.decodeRules(rules))).message

  it("knows every fault by its name, and every error of EC2 by its code", () => {
    const members: Readonly<Record<string, object>> = {
      Error: { code: "Odd", httpStatus: 418, message: "because" },
      Delay: { duration: "200ms" },
      Timeout: { after: 30_000 },
      ShortPage: { size: 2 },
    }
    const rules = Faults.names.map((fault) => ({ fault, ...members[fault] }))
    assert.deepStrictEqual<ReadonlyArray<unknown>>(
      Result.getOrThrow(Faults.decodeRules(rules)),
      rules,
    )
    for (const { identifier } of ServiceError.known) assert.include(Faults.names, identifier)
  })

  it("says where a rule is wrong, what it is and what was expected", () => {
    const duration = "a duration such as 200ms, 1.5s or 2m, or a number of milliseconds"
    const requests =
      "numbers of requests from 1 on, such as 3, 1,4, 2-4 or 3-, or a share such as 1/3"
    const status = "an HTTP status from 400 to 599"
    const wrong: ReadonlyArray<readonly [rule: unknown, message: string]> = [
      [
        { fault: "Throttle" },
        "[0]: Expected a rule whose fault is Error, Delay, Timeout, EmptyPage",
      ],
      [{}, "[0]: Expected a rule whose fault is"],
      ["EmptyPage", "[0]: Expected a rule whose fault is"],
      [
        { fault: "Reset", action: "DescribeVpcs" },
        '[0].action: Expected "DescribeRouteServerPeers"',
      ],
      [{ fault: "EmptyPage", size: 1 }, "[0].size: Unexpected key"],
      [{ fault: "ShortPage" }, "[0].size: Missing key"],
      [{ fault: "ShortPage", size: "2" }, '[0].size: Expected number, got "2"'],
      [{ fault: "Delay", duration: "200" }, `[0].duration: Expected ${duration}, got "200"`],
      [{ fault: "Delay", duration: "-1s" }, "[0].duration: Expected a duration"],
      [{ fault: "Delay", duration: -1 }, `[0].duration: Expected ${duration}, got -1`],
      [{ fault: "Timeout", after: Number.NaN }, "[0].after: Expected "],
      [{ fault: "HtmlPage", status: 200 }, `[0].status: Expected ${status}, got 200`],
      [{ fault: "HtmlPage", status: 600 }, `[0].status: Expected ${status}, got 600`],
      [{ fault: "CutBody", bytes: 1.5 }, "[0].bytes: Expected a"],
      [{ fault: "Error", code: "Odd", message: "" }, "[0].httpStatus: Missing key"],
      [{ fault: "Reset", requests: 0 }, `[0].requests: Expected ${requests}, got 0`],
      [{ fault: "Reset", requests: "4-2" }, "[0].requests: Expected numbers"],
      [{ fault: "Reset", requests: "1,4-2" }, "[0].requests: Expected numbers"],
      [{ fault: "Reset", requests: "4/3" }, "[0].requests: Expected numbers"],
      [{ fault: "Reset", requests: "1/0" }, "[0].requests: Expected numbers"],
      [{ fault: "Reset", requests: "all" }, "[0].requests: Expected numbers"],
      [{ fault: "Reset", requests: [1] }, "[0].requests: Expected numbers"],
    ]
    for (const [rule, message] of wrong) assert.include(refusal(rule), message)
    const { message } = Result.getOrThrow(Result.flip(Faults.decodeRules({})))
    assert.match(message, /^Expected array/)
    assert.include(refusal({ fault: "Delay", duration: Infinity }), "Expected a duration such as")
    const extreme = [
      { fault: "Delay", duration: 0 },
      { fault: "HtmlPage", status: 400 },
      { fault: "HtmlPage", status: 599 },
    ]
    assert.isTrue(Result.isSuccess(Faults.decodeRules(extreme)))
  })
})

/** The answer to a request, and the annotations of its line in the log. */
const logged = async (
  rules: ReadonlyArray<Faults.Rule>,
  pairs: Pairs = [],
  source: Layer.Layer<PeerSource.PeerSource> = memory,
) => {
  const lines: Array<Readonly<Record<string, unknown>>> = []
  const logger = Logger.layer([
    Logger.make(({ message, fiber }) => {
      const { requestId: _, ...annotations } = fiber.getRef(References.CurrentLogAnnotations)
      lines.push({ message: String(message), ...annotations })
    }),
  ])
  const faults = Faults.injector(rules)
  const answer = await post(pairs, { faults, logLevel: "Info" }, Layer.merge(source, logger))
  assert.lengthOf(lines, 1)
  return { answer, line: lines[0] }
}

const DESCRIBED = { message: "DescribeRouteServerPeers", method: "POST" }

describe("An endpoint with faults", () => {
  it.each([
    ["RequestLimitExceeded", 503, "Request limit exceeded."],
    ["AuthFailure", 401, "The provided credentials could not be validated."],
    ["UnauthorizedOperation", 403, "You are not authorized to perform this operation."],
    ["InternalError", 500, "An internal error has occurred."],
  ] as const)("refuses with %s", async (fault, status, message) => {
    const { answer, line } = await logged([{ fault }])
    assert.strictEqual(answer.error, `${fault}: ${message}`)
    assert.strictEqual(answer.status, status)
    assert.deepStrictEqual(line, { ...DESCRIBED, status, code: fault, fault })
  })

  it("refuses in other words, and with other errors, if told so", async () => {
    const odd = { fault: "Error", code: "Odd", httpStatus: 418, message: "because" } as const
    const { answer, line } = await logged([odd])
    assert.strictEqual(answer.error, "Odd: because")
    assert.strictEqual(answer.status, 418)
    assert.deepStrictEqual(line, { ...DESCRIBED, status: 418, code: "Odd", fault: "Odd" })
    const denied = await logged([{ fault: "UnauthorizedOperation", message: "not you" }])
    assert.strictEqual(denied.answer.error, "UnauthorizedOperation: not you")
  })

  it("denies a permission where permissions are judged, before dry runs and after filters", async () => {
    const rules = [{ fault: "UnauthorizedOperation" }] as const
    const dryRun = await logged(rules, [["DryRun", "true"]])
    assert.match(dryRun.answer.error ?? "", /^UnauthorizedOperation: /)
    const filter = await logged(rules, [["Filter.1.Name", "vpc-id"]])
    assert.match(filter.answer.error ?? "", /^InvalidParameterValue: /)
    assert.notProperty(filter.line, "fault")
  })

  it("throttles before it judges anything", async () => {
    const { answer } = await logged([{ fault: "RequestLimitExceeded" }], [["Bogus", "1"]])
    assert.match(answer.error ?? "", /^RequestLimitExceeded: /)
  })

  it("cuts a page, and tells so in the log only if that made a difference", async () => {
    const rules = [{ fault: "ShortPage", size: 2 }] as const
    const short = await logged(rules)
    assert.deepStrictEqual(short.answer.ids, ["rsp-1", "rsp-2"])
    assert.deepStrictEqual(short.line, { ...DESCRIBED, status: 200, fault: "ShortPage" })
    const alone = await logged(rules, [["RouteServerPeerId.1", "rsp-3"]])
    assert.deepStrictEqual(alone.answer.ids, ["rsp-3"])
    assert.deepStrictEqual(alone.line, { ...DESCRIBED, status: 200 })
  })

  it.each([
    ["EmptyPage", []],
    ["RepeatToken", ["rsp-1", "rsp-2", "rsp-3", "rsp-4", "rsp-5", "rsp-6"]],
    ["SuperfluousToken", ["rsp-1", "rsp-2", "rsp-3", "rsp-4", "rsp-5", "rsp-6"]],
  ] as const)("says with %s that more follows where nothing does", async (fault, ids) => {
    const { answer, line } = await logged([{ fault }])
    assert.deepStrictEqual(answer.ids, ids)
    assert.isString(child(answer.document, "nextToken")?.text)
    assert.deepStrictEqual(line, { ...DESCRIBED, status: 200, fault })
  })

  it("answers with Stale what its source held before", async () => {
    const { handler, dispose } = Ec2Endpoint.toWebHandler(LivingPeerSource.layer(), {
      faults: Faults.injector([
        { fault: "Stale", action: "DescribeRouteServerPeers", requests: 2 },
      ]),
    })
    const call = async (query: string) => {
      const url = `http://ec2.test/?Version=2016-11-15&Action=${query}`
      return answerOf(await handler(new Request(url)))
    }
    const create =
      "CreateRouteServerPeer&RouteServerEndpointId=rse-1&PeerAddress=10.0.0.1&BgpOptions.PeerAsn=65000"
    assert.lengthOf((await call("DescribeRouteServerPeers")).ids, 0)
    assert.strictEqual((await call(create)).status, 200)
    assert.lengthOf((await call("DescribeRouteServerPeers")).ids, 0)
    assert.lengthOf((await call("DescribeRouteServerPeers")).ids, 1)
    await dispose()
  })

  it("logs all that befell a request", async () => {
    const { line } = await logged([{ fault: "Delay", duration: 1 }, { fault: "Unavailable" }])
    assert.deepInclude(line, { status: 503, fault: "Delay,Unavailable" })
  })

  it("refuses on purpose, and says so, where it has no words of AWS's", async () => {
    const { answer } = await logged([{ fault: "InvalidParameterValue" }])
    assert.strictEqual(
      answer.error,
      "InvalidParameterValue: InvalidParameterValue, as a fault on purpose",
    )
  })

  it("logs a request whose connection is reset without a status", async () => {
    const lines: Array<unknown> = []
    const logger = Logger.layer([
      Logger.make(({ fiber }) => lines.push(fiber.getRef(References.CurrentLogAnnotations))),
    ])
    const { handler, dispose } = Ec2Endpoint.toWebHandler(Layer.merge(memory, logger), {
      faults: Faults.injector([{ fault: "Reset" }]),
      logLevel: "Info",
    })
    await handler(new Request(`http://ec2.test/?${form(common)}`)).catch(() => {})
    await dispose()
    assert.lengthOf(lines, 1)
    assert.deepInclude(lines[0], { method: "GET", fault: "Reset" })
    assert.notProperty(lines[0], "status")
  })

  it("answers as load balancers do", async () => {
    const { handler, dispose } = Ec2Endpoint.toWebHandler(memory, {
      faults: Faults.injector([
        { fault: "HtmlPage", requests: 1 },
        { fault: "HtmlPage", status: 502 },
      ]),
    })
    for (const [status, words] of [
      [503, "Service Temporarily Unavailable"],
      [502, "Error"],
    ] as const) {
      const response = await handler(new Request(`http://ec2.test/?${form(common)}`))
      assert.strictEqual(response.status, status)
      assert.strictEqual(response.headers.get("content-type"), "text/html")
      assert.include(await response.text(), `<h1>${status} ${words}</h1>`)
    }
    await dispose()
  })

  it.effect("answers late by the clock, however many rules say so", () =>
    Effect.gen(function* () {
      const request = new Request(`http://ec2.test/?${form(common)}`)
      const rules = [{ fault: "Delay", duration: "1m" }] as const
      const fiber = yield* Ec2Endpoint.app({ faults: Faults.injector([...rules, ...rules]) }).pipe(
        Effect.provideService(
          HttpServerRequest.HttpServerRequest,
          HttpServerRequest.fromWeb(request),
        ),
        Effect.provide(memory),
        Effect.forkChild({ startImmediately: true }),
      )
      yield* TestClock.adjust("119 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      const answer = HttpServerResponse.toWeb(yield* Fiber.join(fiber))
      const { ids } = yield* Effect.promise(() => answerOf(answer))
      assert.lengthOf(ids, 6)
    }),
  )

  it.effect("never answers where it times out, and says so by the clock", () =>
    Effect.gen(function* () {
      const request = new Request(`http://ec2.test/?${form(common)}`)
      const answered = (rule: Faults.Rule) =>
        Ec2Endpoint.app({ faults: Faults.injector([rule]) }).pipe(
          Effect.provideService(
            HttpServerRequest.HttpServerRequest,
            HttpServerRequest.fromWeb(request),
          ),
          Effect.provide(memory),
          Effect.forkChild({ startImmediately: true }),
        )
      const reset = yield* answered({ fault: "Reset" })
      const late = yield* answered({ fault: "Timeout", after: "1m" })
      assert.strictEqual((yield* Fiber.join(reset)).body._tag, "Stream")
      yield* TestClock.adjust("59 seconds")
      assert.isUndefined(late.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(late)).body._tag, "Stream")
    }),
  )

  it.each([
    ["short", 6],
    ["long", 20_000],
  ] as const)(
    "breaks a %s answer off at the byte that it is told, and tells the length of all",
    async (_, count) => {
      const many = Array.from({ length: count }, (_, index) =>
        RouteServerPeer.make({ RouteServerPeerId: `rsp-${index + 1}` }),
      )
      const source = Layer.orDie(MemoryPeerSource.layer(many))
      const whole = await post([], {}, source)
      const length = whole.xml.length
      const cases: ReadonlyArray<readonly [bytes: number | undefined, received: number]> = [
        [undefined, Math.floor(length / 2)],
        [0, 0],
        [100, 100],
        [length, length - 1],
      ]
      for (const [bytes, received] of cases) {
        const rule = { fault: "CutBody", ...(bytes !== undefined && { bytes }) } as const
        const { handler, dispose } = Ec2Endpoint.toWebHandler(source, {
          faults: Faults.injector([rule]),
        })
        const response = await handler(new Request(`http://ec2.test/?${form(common)}`))
        assert.strictEqual(response.headers.get("content-length"), String(length))
        assert.strictEqual(response.headers.get("content-type"), whole.headers.get("content-type"))
        let count = 0
        let broke = false
        try {
          for await (const chunk of response.body ?? []) count += chunk.length
        } catch {
          broke = true
        }
        assert.deepStrictEqual([broke, count], [true, received])
        await dispose()
      }
    },
  )

  it("lets the actions fail that change peers, each for itself", async () => {
    const rules = [{ fault: "Unavailable", action: "DeleteRouteServerPeer", requests: 1 }] as const
    const { handler, dispose } = Ec2Endpoint.toWebHandler(LivingPeerSource.layer(), {
      faults: Faults.injector(rules),
    })
    const call = async (action: string) => {
      const query = `Action=${action}&Version=2016-11-15&RouteServerPeerId=rsp-1`
      return (await answerOf(await handler(new Request(`http://ec2.test/?${query}`)))).error
    }
    assert.match((await call("CreateRouteServerPeer")) ?? "", /^UnknownParameter: /)
    assert.match((await call("DeleteRouteServerPeer")) ?? "", /^Unavailable: /)
    assert.match((await call("DeleteRouteServerPeer")) ?? "", /NotFound: /)
    await dispose()
  })
})
