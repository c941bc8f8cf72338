import { assert, describe, it } from "@effect/vitest"
import {
  DescribeRouteServerPeers,
  FilterNames,
  type Judgement,
  Limits,
  PeerSource,
  PeerSourceError,
  RouteServerPeer,
  ServiceError,
} from "@route-server/core"
import { Ec2Endpoint } from "@route-server/endpoint"
import { Generators } from "@route-server/testing"
import { Effect, Layer, Logger, References, Result } from "effect"
import { WebCrypto } from "effect/crypto"
import { HttpServerResponse } from "effect/http"
import fc from "fast-check"
import {
  always,
  answerOf,
  child,
  common,
  form,
  memory,
  type Pairs,
  parametersOf,
  peers,
  post,
  send,
  written,
} from "./support.ts"

const FORM = { "content-type": "application/x-www-form-urlencoded" }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const all = peers.map((peer) => peer.RouteServerPeerId)

/** What the definition of the operation answers to a request, as `send` shows it. */
const defined = (
  request: Parameters<typeof DescribeRouteServerPeers.evaluate>[1],
  options: Judgement.Options,
  fleet: ReadonlyArray<RouteServerPeer.RouteServerPeer> = peers,
) =>
  Result.match(DescribeRouteServerPeers.evaluate(fleet, request, options), {
    onSuccess: (page) => ({
      status: 200,
      error: undefined,
      ids: page.RouteServerPeers.map((peer) => peer.RouteServerPeerId),
      nextToken: page.NextToken,
    }),
    onFailure: (error) => ({
      status: error.httpStatus,
      error: `${error._tag}: ${error.message}`,
      ids: [],
      nextToken: undefined,
    }),
  })

describe("A request", () => {
  it("may be posted", async () => {
    const everything = await post([])
    assert.deepStrictEqual(everything.ids, all)
    assert.isNull(everything.headers.get("allow"))
    const filtered = await post([
      ["Filter.1.Name", "VpcId"],
      ["Filter.1.Value.1", "vpc-b"],
    ])
    assert.deepStrictEqual(filtered.ids, ["rsp-2", "rsp-4", "rsp-6"])
  })

  it("may be in the query string of a GET or a POST, at any path", async () => {
    const query = `?${form([...common, ["RouteServerPeerId.1", "rsp-3"]])}`
    assert.deepStrictEqual((await send({ query })).ids, ["rsp-3"])
    assert.deepStrictEqual((await send({ query: `a/b${query}` })).ids, ["rsp-3"])
    assert.deepStrictEqual((await send({ method: "POST", query })).ids, ["rsp-3"])
  })

  it("may be partly in the query string and partly in the body", async () => {
    const body = form([["RouteServerPeerId.1", "rsp-3"]])
    const query = `?${form(common)}`
    const answer = await send({ method: "POST", headers: FORM, query, body })
    assert.deepStrictEqual(answer.ids, ["rsp-3"])
    const twice = await send({ method: "POST", headers: FORM, query, body: form(common) })
    assert.strictEqual(
      twice.error,
      "InvalidParameterCombination: The parameter Action is given more than once",
    )
  })

  it("is answered as the definition of the operation says, message by message", async () => {
    const requests = Generators.fleet().chain((fleet) =>
      fc.record({
        fleet: fc.constant(fleet),
        request: Generators.requestFor(fleet),
        authorized: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
        acceptedNames: fc.constantFrom(undefined, FilterNames.all),
      }),
    )
    await fc.assert(
      fc.asyncProperty(requests, async ({ fleet, request, authorized, acceptedNames }) => {
        const source = Layer.succeed(PeerSource.PeerSource, {
          describe: (asked) => Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, asked)),
        })
        const options = { acceptedNames, authorize: () => authorized }
        const { status, error, ids, document } = await post(parametersOf(request), options, source)
        assert.deepStrictEqual<unknown>(
          { status, error, ids, nextToken: child(document, "nextToken")?.text },
          defined(
            written(request),
            { authorized, acceptedNames: acceptedNames ?? FilterNames.acceptedByAws },
            fleet,
          ),
        )
      }),
    )
  })

  it("is judged before the source is asked, but for the token, which only the source knows", async () => {
    const asked: Array<unknown> = []
    const source = Layer.succeed(PeerSource.PeerSource, {
      describe: (request) =>
        Effect.sync(() => {
          asked.push(request)
          return { RouteServerPeers: [] }
        }),
    })
    await post([["RouteServerPeerId.1", "i-1"]], {}, source)
    await post([["MaxResults", "4"]], {}, source)
    await post([["DryRun", "true"]], {}, source)
    assert.deepStrictEqual(asked, [])
    const foreign: Pairs = [
      ["NextToken", "AAE=="],
      ["MaxResults", "5"],
    ]
    assert.strictEqual((await post(foreign, {}, source)).status, 200)
    assert.deepStrictEqual(asked, [{ MaxResults: 5, NextToken: "AAE==" }])
    const combined = await post([...foreign, ["RouteServerPeerId.1", "rsp-1"]], {}, source)
    assert.include(combined.error, "InvalidParameterCombination")
    const malformed: Pairs = [
      ["NextToken", "AAE=="],
      ["RouteServerPeerId.1", "i-1"],
    ]
    assert.strictEqual((await post(malformed, {}, source)).status, 200)
    assert.deepStrictEqual<unknown>(asked.at(-1), {
      RouteServerPeerIds: ["i-1"],
      NextToken: "AAE==",
    })
  })
})

describe("A filter", () => {
  const filter = (name: string): Pairs => [
    ["Filter.1.Name", name],
    ["Filter.1.Value.1", "*"],
  ]

  it("has one of the names that AWS is taken to accept", async () => {
    for (const name of ["VpcId", "RouteServerId", "RouteServerEndpointId", "tag:env", "tag-key"]) {
      assert.strictEqual((await post(filter(name))).status, 200, name)
    }
    for (const name of ["vpc-id", "State", "route-server-id", "tag-value", "", "constructor"]) {
      const { error, status } = await post(filter(name))
      assert.strictEqual(error, `InvalidParameterValue: The filter '${name}' is invalid`)
      assert.strictEqual(status, 400)
    }
    const nameless = await post([["Filter.1.Value.1", "*"]])
    assert.strictEqual(nameless.error, "InvalidParameterValue: The filter 'null' is invalid")
  })

  it("may have any name of the catalogue if the endpoint is told so", async () => {
    const answer = await post(filter("state"), { acceptedNames: FilterNames.all })
    assert.deepStrictEqual(answer.ids, all)
  })

  it("without values matches nothing", async () => {
    assert.deepStrictEqual((await post([["Filter.1.Name", "VpcId"]])).ids, [])
  })

  it("is counted by the limits that the endpoint is told", async () => {
    const limits = { ...Limits.ec2, filters: 0 }
    assert.include((await post(filter("VpcId"), { limits })).error, "FilterLimitExceeded")
  })
})

describe("An answer", () => {
  it("has one request ID, in the header and in the body, of success and of error", async () => {
    const success = await post([])
    const id = success.headers.get("x-amzn-requestid") ?? ""
    assert.match(id, UUID)
    assert.strictEqual(child(success.document, "requestId")?.text, id)

    const failure = await post([["DryRun", "true"]])
    const other = failure.headers.get("x-amzn-requestid") ?? ""
    assert.match(other, UUID)
    assert.strictEqual(child(failure.document, "RequestID")?.text, other)
    assert.notStrictEqual(other, id)
  })

  it("takes its request ID from Effect's source of randomness", async () => {
    const zeros = WebCrypto.layer({
      ...globalThis.crypto,
      subtle: globalThis.crypto.subtle,
      randomUUID: () => "00000000-0000-4000-8000-000000000000",
      getRandomValues: (bytes) => bytes,
    })
    const { handler, dispose } = Ec2Endpoint.toWebHandler(Layer.provideMerge(memory, zeros))
    const response = await handler(new Request(`http://ec2.test/?${form(common)}`))
    assert.strictEqual(
      response.headers.get("x-amzn-requestid"),
      "00000000-0000-4000-8000-000000000000",
    )
    await dispose()
  })

  it("is XML in UTF-8", async () => {
    for (const answer of [await post([]), await post([["DryRun", "true"]])]) {
      assert.strictEqual(answer.headers.get("content-type"), "text/xml;charset=UTF-8")
    }
  })

  it("fails as a whole for a text that XML can't carry", async () => {
    const peer = {
      ...RouteServerPeer.make({ RouteServerPeerId: "rsp-1" }),
      FailureReason: "\u0000",
    }
    const answer = await post([], {}, always(Effect.succeed({ RouteServerPeers: [peer] })))
    assert.strictEqual(answer.status, 500)
    assert.strictEqual(
      answer.error,
      "InternalError: The answer can't be written: FailureReason of the route server peer 'rsp-1' holds U+0000, which XML 1.0 can't carry",
    )
  })
})

describe("A source that fails", () => {
  const failing = (error: PeerSourceError.PeerSourceError) =>
    post([], {}, always(Effect.fail(error)))

  it("with an error that EC2 answers is quoted: code, text and status", async () => {
    const codes = [
      "RequestLimitExceeded",
      "InvalidRouteServerPeerId.NotFound",
      "IncorrectState",
      "AuthFailure",
      "Unavailable",
      "InternalError",
      "SomethingNew",
    ]
    for (const code of codes) {
      for (const httpStatus of [400, 403, 500, 503, 599]) {
        const error = ServiceError.fromCode(code, { message: "because", httpStatus })
        const answer = await failing(error)
        assert.deepStrictEqual([answer.status, answer.error], [httpStatus, `${code}: because`])
      }
    }
  })

  it("with a status that is none of an error is answered 500", async () => {
    for (const httpStatus of [0, 200, 302, 600, 1000]) {
      const error = ServiceError.fromCode("Odd", { message: "because", httpStatus })
      assert.strictEqual((await failing(error)).status, 500)
    }
  })

  it("keeps its own request ID out of the answer", async () => {
    const error = ServiceError.fromCode("Odd", {
      message: "because",
      httpStatus: 400,
      requestId: "upstream",
    })
    const answer = await failing(error)
    assert.notInclude(answer.xml, "upstream")
  })

  it("otherwise is unavailable if a retry can help, and broken if not", async () => {
    const transport = (tag: "Timeout" | "Other") =>
      new PeerSourceError.TransportError({ message: "cut off", reason: { _tag: tag } })
    const expected = [
      [transport("Timeout"), 503, "Unavailable: cut off"],
      [transport("Other"), 500, "InternalError: cut off"],
      [
        new PeerSourceError.MalformedResponse({ message: "odd", reason: { _tag: "Truncated" } }),
        500,
        "InternalError: odd",
      ],
      [
        new PeerSourceError.ListingStalled({ message: "again", pages: 2 }),
        500,
        "InternalError: again",
      ],
    ] as const
    for (const [error, status, text] of expected) {
      const answer = await failing(error)
      assert.deepStrictEqual([answer.status, answer.error], [status, text])
    }
  })

  it("with a defect tells the client nothing of it, and the log all", async () => {
    const causes: Array<string> = []
    const logger = Logger.layer([
      Logger.make(({ message, cause }) => void causes.push(`${message}: ${cause}`)),
    ])
    const dying = always(Effect.die(new Error("the inside story")))
    const answer = await post([], {}, Layer.merge(dying, logger))
    assert.strictEqual(answer.status, 500)
    assert.strictEqual(answer.error, "InternalError: An internal error has occurred.")
    assert.lengthOf(causes, 1)
    assert.include(causes[0], "The endpoint answers InternalError to a defect: ")
    assert.include(causes[0], "the inside story")
  })

  it("with a defect that is an HTTP response is answered in the envelope all the same", async () => {
    const response = HttpServerResponse.text("bare", { status: 418 })
    const answer = await post([], {}, Layer.merge(always(Effect.die(response)), Logger.layer([])))
    assert.strictEqual(answer.error, "InternalError: An internal error has occurred.")
  })

  it("by interrupting itself is unavailable", async () => {
    const answer = await post([], {}, always(Effect.interrupt))
    assert.strictEqual(answer.status, 503)
    assert.strictEqual(
      answer.error,
      "Unavailable: The service is unavailable. Please try again shortly.",
    )
  })
})

describe("A client that hangs up", () => {
  it("interrupts what it asked for", async () => {
    let interrupted: () => void = () => {}
    const done = new Promise<void>((resolve) => {
      interrupted = resolve
    })
    const abort = new AbortController()
    const source = always(
      Effect.sync(() => abort.abort()).pipe(
        Effect.andThen(Effect.never),
        Effect.onInterrupt(() => Effect.sync(interrupted)),
      ),
    )
    const { handler, dispose } = Ec2Endpoint.toWebHandler(source)
    const request = new Request(`http://ec2.test/?${form(common)}`, { signal: abort.signal })
    const response = await handler(request)
    await done
    assert.strictEqual((await answerOf(response)).status, 503)
    await dispose()
  })
})

describe("The log", () => {
  it("warns of each peer that the source could not read", async () => {
    const lines: Array<unknown> = []
    const logger = Logger.layer([
      Logger.make(({ logLevel, message }) => void lines.push([logLevel, message])),
    ])
    const unreadable = new PeerSourceError.MalformedResponse({
      message: "RouteServerPeers[0].RouteServerPeerId: missing",
      reason: { _tag: "InvalidResult", fault: "missing" },
    })
    const page = { RouteServerPeers: peers, unreadable: [unreadable] }
    const answer = await post([], {}, Layer.merge(always(Effect.succeed(page)), logger))
    assert.deepStrictEqual(answer.ids, all)
    assert.deepStrictEqual(lines, [
      [
        "Warn",
        ["The endpoint leaves out a peer that its source could not read", unreadable.message],
      ],
    ])
  })

  it("has one line for each request, at the level that is asked for", async () => {
    const lines: Array<unknown> = []
    const logger = Logger.layer([
      Logger.make(({ logLevel, message, fiber }) => {
        const { requestId, ...annotations } = fiber.getRef(References.CurrentLogAnnotations)
        assert.match(String(requestId), UUID)
        lines.push([logLevel, message, annotations])
      }),
    ])
    const source = Layer.merge(memory, logger)
    await post([], {}, source)
    assert.deepStrictEqual(lines, [])
    await post([], {}, Layer.merge(source, Layer.succeed(References.MinimumLogLevel, "All")))
    assert.deepStrictEqual<unknown>(lines.splice(0), [
      ["Debug", ["DescribeRouteServerPeers"], { method: "POST", status: 200 }],
    ])
    await post([], { logLevel: "Info" }, source)
    await post([["DryRun", "true"]], { logLevel: "Info" }, source)
    assert.deepStrictEqual<unknown>(lines, [
      ["Info", ["DescribeRouteServerPeers"], { method: "POST", status: 200 }],
      [
        "Info",
        ["DescribeRouteServerPeers"],
        { method: "POST", status: 412, code: "DryRunOperation" },
      ],
    ])
    lines.splice(0)
    await send({ query: "?Action=Made.Up&Version=2016-11-15" }, { logLevel: "Info" }, source)
    const refused = { method: "GET", status: 400, code: "InvalidAction" }
    assert.deepStrictEqual<unknown>(lines, [["Info", ["EC2"], refused]])
  })
})

describe("Browsers", () => {
  const preflight = {
    origin: "https://app.example",
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type,x-amz-date",
  }

  it("may send what they ask to send", async () => {
    const { handler, dispose } = Ec2Endpoint.toWebHandler(memory, { requireSignature: true })
    const { body, headers, status } = await handler(
      new Request("http://ec2.test/", { method: "OPTIONS", headers: preflight }),
    )
    await dispose()
    assert.strictEqual(status, 200)
    assert.isNull(body)
    assert.strictEqual(headers.get("access-control-allow-origin"), "*")
    assert.strictEqual(headers.get("access-control-allow-methods"), "GET, POST")
    assert.strictEqual(
      headers.get("access-control-allow-headers"),
      preflight["access-control-request-headers"],
    )
    assert.isNull(headers.get("access-control-allow-credentials"))
    assert.strictEqual(headers.get("access-control-max-age"), "1800")
    assert.strictEqual(headers.get("content-length"), "0")
  })

  it("are permitted no more than they ask for, and nothing where they don't ask", async () => {
    const { handler, dispose } = Ec2Endpoint.toWebHandler(memory)
    const { "access-control-request-headers": _, ...plain } = preflight
    const ask = (headers: Record<string, string>) =>
      handler(new Request("http://ec2.test/", { method: "OPTIONS", headers }))
    const permitted = await ask(plain)
    assert.strictEqual(permitted.status, 200)
    assert.isFalse(permitted.headers.has("access-control-allow-headers"))
    const { status, headers } = await ask({ origin: preflight.origin })
    assert.strictEqual(status, 405)
    assert.strictEqual(headers.get("allow"), "GET, POST")
    const url = `http://ec2.test/?${form(common)}`
    const asked = await answerOf(await handler(new Request(url, { headers: preflight })))
    assert.lengthOf(asked.ids, peers.length)
    await dispose()
  })

  it("are told which methods there are by no other answer", async () => {
    for (const answer of [await post([]), await post([["Bogus", "1"]])]) {
      assert.isFalse(answer.headers.has("allow"))
    }
  })

  it("may read every answer, and the ID of the request", async () => {
    for (const answer of [await post([]), await post([["Bogus", "1"]])]) {
      assert.strictEqual(answer.headers.get("access-control-allow-origin"), "*")
      assert.strictEqual(answer.headers.get("access-control-expose-headers"), "x-amzn-requestid")
    }
  })
})

describe("A request that AWS refuses", () => {
  it("has filters in a list without items", async () => {
    const answer = await post([["Filter", ""]])
    assert.strictEqual(answer.status, 400)
    assert.strictEqual(answer.error, "InvalidParameterValue: The filter 'null' is invalid")
  })

  it("has an ID that is empty", async () => {
    const answer = await post([["RouteServerPeerId.1", ""]])
    assert.strictEqual(answer.status, 400)
    assert.strictEqual(
      answer.error,
      "MissingParameter: The request must contain the parameter RouteServerPeerId",
    )
  })
})
