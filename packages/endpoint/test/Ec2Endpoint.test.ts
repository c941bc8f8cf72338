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

const CREDENTIAL = "AKIDEXAMPLE/20250331/eu-west-1/ec2/aws4_request"
const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${CREDENTIAL}, SignedHeaders=host, Signature=0f`
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

describe("Action and Version", () => {
  const ask = (...pairs: Pairs) => send({ query: `?${form(pairs)}` })
  const version = ["Version", "2016-11-15"] as const

  it("must be there", async () => {
    for (const pairs of [[], [version], [["Action", ""], version]] satisfies ReadonlyArray<Pairs>) {
      const { status, error } = await ask(...pairs)
      assert.strictEqual(status, 400)
      assert.strictEqual(error, "MissingAction: The request must contain the parameter Action")
    }
    const { status, error } = await ask(["Action", "DescribeRouteServerPeers"])
    assert.strictEqual(status, 400)
    assert.strictEqual(error, "MissingParameter: The request must contain the parameter Version")
  })

  it("must be those of the operation", async () => {
    const action = await ask(["Action", "DescribeVpcs"], version)
    assert.strictEqual(action.status, 400)
    assert.strictEqual(
      action.error,
      "InvalidAction: The action DescribeVpcs is not valid for this web service.",
    )
    const old = await ask(["Action", "DescribeRouteServerPeers"], ["Version", "2014-10-01"])
    assert.strictEqual(old.status, 400)
    assert.strictEqual(
      old.error,
      "NoSuchVersion: The requested version (2014-10-01) of service AmazonEC2 does not exist",
    )
  })

  it("may be of an older version where that is accepted, and of no other", async () => {
    const asked = async (version: string) => {
      const pairs = form([
        ["Action", "DescribeRouteServerPeers"],
        ["Version", version],
      ])
      return (await send({ query: `?${pairs}` }, { oldVersions: true })).error ?? "accepted"
    }
    for (const version of ["2014-10-01", "2009-04-04", "2016-11-15"]) {
      assert.strictEqual(await asked(version), "accepted")
    }
    for (const version of ["2016-11-16", "2014", "2014-10-01x", "0"]) {
      assert.match(await asked(version), /^NoSuchVersion: /)
    }
  })

  it("stand beside those of Signature Version 2, which are no unknown ones", async () => {
    const { ids, status } = await post([
      ["AWSAccessKeyId", "AKID"],
      ["SignatureVersion", "2"],
      ["SignatureMethod", "HmacSHA256"],
      ["Timestamp", "2026-03-01T00:00:00Z"],
      ["Expires", "2026-03-01T00:00:00Z"],
      ["SecurityToken", "token"],
      ["Signature", "0f="],
    ])
    assert.strictEqual(status, 200)
    assert.deepStrictEqual(ids, all)
  })

  it("are quoted so that the answer stays a document", async () => {
    const { error } = await ask(["Action", "</Message>\u0000"], version)
    assert.strictEqual(
      error,
      "InvalidAction: The action </Message>\uFFFD is not valid for this web service.",
    )
    const long = await ask(["Action", `${"a".repeat(79)}😀b`], version)
    assert.strictEqual(
      long.error,
      `InvalidAction: The action ${"a".repeat(79)}… is not valid for this web service.`,
    )
    const whole = `${"a".repeat(40)}😀${"b".repeat(38)}`
    assert.include((await ask(["Action", whole], version)).error, `The action ${whole} is`)
    assert.include((await ask(["Action", `${whole}c`], version)).error, `The action ${whole}… is`)
  })
})

describe("What is not a request", () => {
  it("is refused by its method", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const answer = await send({ method, query: `?${form(common)}` })
      assert.strictEqual(answer.status, 405)
      assert.strictEqual(answer.headers.get("allow"), "GET, POST")
      assert.strictEqual(
        answer.error,
        `MethodNotAllowed: The method ${method} is not allowed. Expecting GET or POST.`,
      )
    }
  })

  it("is refused by the type of its body", async () => {
    const ask = (contentType: string, body = form(common)) =>
      send({ method: "POST", headers: { "content-type": contentType }, body })
    for (const type of [
      "application/json",
      "text/plain;charset=UTF-8",
      "multipart/form-data; boundary=x",
      "application/x-www-form-urlencoded; charset=iso-8859-1",
      "application/x-www-form-urlencodedx",
      "xapplication/x-www-form-urlencoded",
      "text/plain; application/x-www-form-urlencoded",
      "application/x-www-form-urlencoded;;",
      "application/x-www-form-urlencoded; charset",
      "application/x-www-form-urlencoded; charset=utf-8=",
      "application/x-www-form-urlencoded; charset=utf-8; charset=utf-8",
      "application/x-www-form-urlencoded; charset=utf-8x",
    ]) {
      const answer = await ask(type)
      assert.strictEqual(answer.status, 415)
      assert.strictEqual(
        answer.error,
        `UnsupportedMediaType: The content type ${type} is not supported. Expecting application/x-www-form-urlencoded in UTF-8.`,
      )
    }
    for (const type of [
      "application/x-www-form-urlencoded",
      "Application/X-WWW-Form-URLEncoded;charset=UTF-8",
      `application/x-www-form-urlencoded; charset="utf-8"`,
      "application/x-www-form-urlencoded ; charset = utf-8 ;",
      "application/x-www-form-urlencoded;",
    ]) {
      assert.strictEqual((await ask(type)).status, 200, type)
    }
  })

  it("is told by the type of its body in a time that grows with it, not with its square", async () => {
    const long = 1_000_000
    for (const filler of [" ", "\t", ";", "=", "; charset=", "; charset=utf-8", `"`]) {
      const type = `application/x-www-form-urlencoded${filler.repeat(long / filler.length)}x`
      const headers = { "content-type": type }
      assert.strictEqual((await send({ method: "POST", headers, body: form(common) })).status, 415)
    }
    const spaces = " ".repeat(long)
    const type = `application/x-www-form-urlencoded${spaces};${spaces}charset${spaces}=${spaces}utf-8`
    const headers = { "content-type": type }
    assert.strictEqual((await send({ method: "POST", headers, body: form(common) })).status, 200)
  })

  it("may leave the type of its body unsaid, or have no body", async () => {
    const body = new TextEncoder().encode(form(common))
    assert.strictEqual((await send({ method: "POST", body })).status, 200)
    const headers = { "content-type": "application/json" }
    assert.strictEqual((await send({ headers, query: `?${form(common)}` })).status, 200)
  })

  it("is refused by the size of its body", async () => {
    const body = form(common)
    const ask = (maxBodyBytes: number) =>
      send({ method: "POST", headers: FORM, body }, { maxBodyBytes })
    assert.strictEqual((await ask(body.length)).status, 200)
    const answer = await ask(body.length - 1)
    assert.strictEqual(answer.status, 413)
    assert.strictEqual(
      answer.error,
      `RequestEntityTooLarge: The body of the request exceeds the limit of ${body.length - 1} bytes`,
    )
    assert.throws(() => Ec2Endpoint.app({ maxBodyBytes: -1 }))
  })

  it("is refused by the size that it says its body has, before any of it is read", async () => {
    let pulls = 0
    const pull = () => {
      pulls += 1
    }
    const stream = new ReadableStream({ pull }, { highWaterMark: 0 })
    const headers = { ...FORM, "content-length": "20" }
    const init = { method: "POST", headers, body: stream, duplex: "half" }
    const answer = await send(init, { maxBodyBytes: 19 })
    assert.strictEqual(answer.status, 413)
    assert.strictEqual(pulls, 0)
  })

  it("is refused by the number of its parameters, however many are allowed", async () => {
    const many = (count: number) =>
      form(Array.from({ length: count }, (_, index) => [`RouteServerPeerId.${index + 1}`, "rsp-1"]))
    const ask = (count: number, limits?: Limits.Limits) =>
      send(
        { method: "POST", headers: FORM, query: `?${form(common)}`, body: many(count) },
        { limits },
      )
    const within = await ask(Ec2Endpoint.MAX_PARAMETERS - 2)
    assert.notStrictEqual(within.status, 413)
    const beyond = await ask(Ec2Endpoint.MAX_PARAMETERS - 1)
    assert.strictEqual(beyond.status, 413)
    assert.strictEqual(
      beyond.error,
      "RequestEntityTooLarge: The request has more than 16384 parameters",
    )
    for (const ids of [17_000, Number.POSITIVE_INFINITY]) {
      assert.notStrictEqual((await ask(17_000, { ...Limits.ec2, ids })).status, 413)
    }
  })

  it("is refused by the number of its parameters before they are decoded", async () => {
    const names = Array.from({ length: Ec2Endpoint.MAX_PARAMETERS }, (_, index) => `p${index}`)
    const body = names.join("&")
    const ask = (more: string) => send({ method: "POST", headers: FORM, body: body + more })
    assert.include((await ask("%")).error, "MalformedQueryString")
    assert.include((await ask("&%")).error, "RequestEntityTooLarge")
    const ampersands = "&".repeat(Ec2Endpoint.MAX_BODY_BYTES - body.length)
    assert.include((await ask(ampersands)).error, "MissingAction")
  })

  it("is refused before all of its body is read", async () => {
    const chunk = new Uint8Array(1024)
    let pulls = 0
    const body = new ReadableStream({
      pull: (controller) => {
        pulls += 1
        if (pulls > 1000) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const init = { method: "POST", headers: FORM, body, duplex: "half" }
    assert.strictEqual((await send(init, { maxBodyBytes: 4096 })).status, 413)
    assert.isBelow(pulls, 10)
  })

  it("fits the default limit if it is the largest that EC2's limits allow", async () => {
    const value = "😀".repeat(Limits.ec2.characters)
    const pairs: Array<readonly [string, string]> = []
    for (let filter = 1; filter <= Limits.ec2.filters; filter += 1) {
      pairs.push([`Filter.${filter}.Name`, "VpcId"])
      for (let at = 1; at <= Limits.ec2.valuesInAll / Limits.ec2.filters; at += 1) {
        pairs.push([`Filter.${filter}.Value.${at}`, value])
      }
    }
    const body = form([...common, ...pairs])
    assert.isAtMost(body.length, Ec2Endpoint.MAX_BODY_BYTES)
    const answer = await send({ method: "POST", headers: FORM, body })
    assert.deepStrictEqual([answer.status, answer.ids], [200, []])
  })

  it("is refused if its form is broken", async () => {
    const broken = await send({
      method: "POST",
      headers: FORM,
      body: `${form(common)}&NextToken=%FF`,
    })
    assert.strictEqual(broken.status, 400)
    assert.strictEqual(
      broken.error,
      "MalformedQueryString: The query string contains a syntax error: the value of the parameter NextToken is not percent-encoded UTF-8",
    )
    const body = Uint8Array.of(...new TextEncoder().encode(`${form(common)}&NextToken=`), 0xff)
    const bytes = await send({ method: "POST", headers: FORM, body })
    assert.strictEqual(
      bytes.error,
      "MalformedQueryString: The query string contains a syntax error: the body is not UTF-8",
    )
  })

  it("is refused if its body breaks off", async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new Error("broken off")),
    })
    const init = { method: "POST", headers: FORM, body, duplex: "half" }
    const answer = await send(init)
    assert.strictEqual(answer.status, 400)
    assert.strictEqual(
      answer.error,
      "MalformedQueryString: The body of the request could not be read",
    )
  })

  it("is refused if it has a parameter too many", async () => {
    const { status, error } = await post([["Filters.1.Name", "VpcId"]])
    assert.strictEqual(status, 400)
    assert.strictEqual(error, "UnknownParameter: The parameter Filters.1.Name is not recognized")
  })
})

describe("A signature", () => {
  const presigned: Pairs = [
    ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
    ["X-Amz-Credential", CREDENTIAL],
    ["X-Amz-Date", "20250331T000000Z"],
    ["X-Amz-Expires", "60"],
    ["X-Amz-SignedHeaders", "host"],
    ["X-Amz-Security-Token", "session-secret"],
    ["X-Amz-Signature", "0f"],
  ]
  const query = `?${form(common)}`

  it("is not asked for unless told so", async () => {
    assert.strictEqual((await send({ query })).status, 200)
    assert.strictEqual((await send({ query, headers: { authorization: "Basic x" } })).status, 200)
    assert.strictEqual((await send({ query: `?${form([...common, ...presigned])}` })).status, 200)
  })

  it("must be in the header or in the parameters if told so", async () => {
    const options = { requireSignature: true }
    for (const headers of [{}, { authorization: "Bearer AKIDEXAMPLE" }]) {
      const { status, error } = await send({ query, headers }, options)
      assert.strictEqual(status, 401)
      assert.strictEqual(error, "AuthFailure: The provided credentials could not be validated.")
    }
    const headers = { authorization: AUTHORIZATION }
    assert.strictEqual((await send({ query, headers }, options)).status, 200)
    assert.strictEqual(
      (await send({ query: `?${form([...common, ...presigned])}` }, options)).status,
      200,
    )
  })

  it("names the caller to whoever authorises", async () => {
    const callers: Array<unknown> = []
    const authorize = (call: Ec2Endpoint.Call) => {
      callers.push(call)
      return true
    }
    const headers = { authorization: AUTHORIZATION }
    await send({ query: `${query}&RouteServerPeerId.1=rsp-1`, headers }, { authorize })
    await send({ query }, { authorize })
    assert.deepStrictEqual(callers, [
      {
        accessKeyId: "AKIDEXAMPLE",
        action: "DescribeRouteServerPeers",
        request: { RouteServerPeerIds: ["rsp-1"] },
      },
      { accessKeyId: undefined, action: "DescribeRouteServerPeers", request: {} },
    ])
  })

  it("shows up in no answer and no log, even of refused requests", async () => {
    const lines: Array<string> = []
    const logger = Logger.layer([
      Logger.make(({ message, cause, fiber }) => {
        lines.push(JSON.stringify([message, cause, fiber.getRef(References.CurrentLogAnnotations)]))
      }),
    ])
    const source = Layer.mergeAll(memory, logger, Layer.succeed(References.MinimumLogLevel, "All"))
    const secrets = /AKIDEXAMPLE|session-secret|Signature=|0f/
    const refused: ReadonlyArray<Pairs> = [
      [],
      [["Bogus", "1"]],
      [["DryRun", "true"]],
      [["X-Amz-Signature", "again"]],
    ]
    for (const extra of refused) {
      const pairs = [...common, ...presigned, ...extra]
      const headers = { authorization: AUTHORIZATION, "x-amz-security-token": "session-secret" }
      const answer = await send({ query: `?${form(pairs)}`, headers }, {}, source)
      const id = answer.headers.get("x-amzn-requestid") ?? ""
      assert.notMatch(answer.xml.replaceAll(id, ""), secrets)
      assert.notMatch((lines.pop() ?? "").replaceAll(id, ""), secrets)
      assert.deepStrictEqual(lines, [])
    }
  })
})

describe("Permission", () => {
  const dryRun: Pairs = [["DryRun", "true"]]

  it("decides between the two answers to a dry run", async () => {
    const granted = await post(dryRun)
    assert.strictEqual(granted.status, 412)
    assert.strictEqual(
      granted.error,
      "DryRunOperation: Request would have succeeded, but DryRun flag is set.",
    )
    for (const authorize of [() => false, () => Effect.succeed(false)]) {
      for (const parameters of [dryRun, []]) {
        const denied = await post(parameters, { authorize })
        assert.strictEqual(denied.status, 403)
        assert.strictEqual(
          denied.error,
          "UnauthorizedOperation: You are not authorized to perform this operation.",
        )
      }
    }
    assert.strictEqual((await post([], { authorize: () => Effect.succeed(true) })).status, 200)
  })

  it("is given by true alone: any other answer is an internal error", async () => {
    const silent = Layer.merge(memory, Logger.layer([]))
    const answers = [undefined, null, 1, "true", {}, Promise.resolve(true), Promise.resolve(false)]
    for (const answer of answers) {
      for (const undecided of [answer, Effect.succeed(answer)]) {
        // JavaScript has no types that would keep it from answering this.
        const authorize = (() => undecided) as () => boolean
        for (const parameters of [dryRun, []]) {
          const { error, ids } = await post(parameters, { authorize }, silent)
          assert.strictEqual(error, "InternalError: An internal error has occurred.")
          assert.deepStrictEqual(ids, [])
        }
      }
    }
  })

  it("is denied with an internal error if it can't be decided", async () => {
    const undecided = () => {
      throw new Error("no idea")
    }
    const answer = await post([], { authorize: undecided }, Layer.merge(memory, Logger.layer([])))
    assert.strictEqual(answer.status, 500)
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
