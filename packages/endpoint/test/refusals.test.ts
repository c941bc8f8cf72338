import { assert, describe, it } from "@effect/vitest"
import { Limits } from "@route-server/core"
import { Ec2Endpoint } from "@route-server/endpoint"
import { common, form, type Pairs, peers, post, send } from "./support.ts"

const FORM = { "content-type": "application/x-www-form-urlencoded" }

const all = peers.map((peer) => peer.RouteServerPeerId)

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
    for (const version of ["2016-11-16", "2014", "2014-10-01x", "02014-10-01", "0"]) {
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
      `InvalidAction: The action ${"a".repeat(79)}😀… is not valid for this web service.`,
    )
    const whole = `${"a".repeat(40)}😀${"b".repeat(39)}`
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
      "application/x-www-form-urlencoded; charset=x-utf-8",
      "application/x-www-form-urlencoded; x-charset=utf-8",
      `application/x-www-form-urlencoded; charset="utf-8"; a=b`,
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
    for (const method of ["GET", "POST"]) {
      const { status } = await send({ method, headers, query: `?${form(common)}` })
      assert.strictEqual(status, 200)
    }
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
    const body = form(common)
    const told = { ...FORM, "content-length": String(body.length) }
    const within = await send(
      { method: "POST", headers: told, body },
      { maxBodyBytes: body.length },
    )
    assert.strictEqual(within.status, 200)
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
      const limits = { ...Limits.ec2, filters: 0, valuesInAll: 0, ids }
      assert.notStrictEqual((await ask(17_000, limits)).status, 413)
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
