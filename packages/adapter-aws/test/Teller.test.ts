import { assert, describe, it } from "@effect/vitest"
import * as Retry from "@smithy/core/retry"
import { type Answer, Teller, valueAt } from "../src/internal/Teller.ts"

/** What may be said of an answer where every text that is looked through is a credential. */
const tellerOf = (answer: Partial<Answer> & { readonly said?: string } = {}, rawErrors = false) =>
  new Teller(
    {
      status: 200,
      headers: new Map(),
      body: Buffer.from(answer.said ?? ""),
      ...answer,
    },
    { maxResponseBytes: 1000, rawErrors, unreadable: "fail", redact: () => "[redacted]" },
  )

const uuid = "59dbff89-35bd-4eac-99ed-be587ed8b8d2"
const long = (length: number) => "a".repeat(length)

describe("What may be said of an answer", () => {
  it.each<[text: string | undefined, expected: string | undefined]>([
    ["rsp-1", "rsp-1"],
    [long(15), long(15)],
    [long(16), "[redacted]"],
    [long(64), "[redacted]"],
    [long(65), undefined],
    [uuid, uuid],
    [uuid.toUpperCase(), "[redacted]"],
    [`a${uuid}`, "[redacted]"],
    [`${uuid}a`, "[redacted]"],
    [uuid.replace("-35bd", ""), "[redacted]"],
    [uuid.replaceAll("-", "a"), "[redacted]"],
    ["rsp 1", undefined],
    [" rsp-1", undefined],
    ["rsp-1\n", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("is an ID of its form, if it is none of a credential: %s", (text, expected) => {
    assert.strictEqual(tellerOf().identifier(text, 64), expected)
  })

  it.each<[said: string, type: string | undefined, expected: string]>([
    ["", undefined, "no type, 0 bytes"],
    ["", "text/secret", "another type, 0 bytes"],
    ["busy", "Text/Plain;charset=utf-8", "text/plain, 4 bytes"],
    ["", "text/html ; charset=utf-8", "another type, 0 bytes"],
  ])("is its type and its length: %s, %s", (said, type, expected) => {
    const headers = new Map(type === undefined ? [] : [["content-type", type]])
    assert.strictEqual(tellerOf({ said, headers }).body, expected)
  })

  it.each<[said: string, tag: string]>([
    ['<?xml version="1.0"?><!-- a --><b c="d">', "b"],
    ["</a><b/>", "b"],
    ["< a><b>", "b"],
    ["<<b>", "b"],
    ["1 < 2 > <b\n>", "b"],
    ["<b<c>", "b"],
    [`${" ".repeat(4093)}<b>`, "b"],
    ["<b  c>", "b"],
    [`<${long(40)}>`, long(40)],
    [`<${long(41)}>`, `${long(40)}…`],
    [`<${long(50)}>`, `${long(40)}…`],
    ["<bäöc>", "b…c"],
    ["<n:b-c.d_1>", "n:b-c.d_1"],
  ])("is its first tag: %j", (said, tag) => {
    const teller = new Teller(
      { status: 200, headers: new Map(), body: Buffer.from(said) },
      { maxResponseBytes: 1000, rawErrors: false, unreadable: "fail", redact: (text) => text },
    )
    assert.strictEqual(teller.body, `no type, ${Buffer.byteLength(said)} bytes, first tag <${tag}>`)
  })

  it("is no tag that begins behind its beginning", () => {
    const said = `${" ".repeat(4096)}<b>`
    assert.strictEqual(tellerOf({ said }).body, "no type, 4099 bytes")
  })

  it.each<[location: string, host: string]>([
    ["https://login.example.com/?token=s3cret", "https://login.example.com/"],
    ["http://a", "http://a"],
    ["https://a/b", "https://a/"],
    [`https://${long(15)}.${long(15)}/`, `https://${long(15)}.${long(15)}/`],
    [`https://${long(16)}.test/`, ""],
    [`https://test.${long(16)}/`, ""],
    [`https://${"a.".repeat(19)}aa/`, `https://${"a.".repeat(19)}aa/`],
    [`https://${"a.".repeat(20)}a/`, ""],
    ["https://user@a/", ""],
    ["https://a:8080/", ""],
    ["https://A/", ""],
    ["ftp://a/", ""],
    ["to https://a/", ""],
    ["/login", ""],
  ])("is where it leads, as far as the host: %s", (location, host) => {
    const teller = new Teller(
      { status: 302, headers: new Map([["location", location]]), body: new Uint8Array() },
      { maxResponseBytes: 1000, rawErrors: false, unreadable: "fail", redact: (text) => text },
    )
    const { message } = teller.notAResult("Empty", "is empty")
    const whither = host === "" ? "" : ` that leads to ${host}`
    assert.strictEqual(message, `The answer (HTTP 302${whither}) is empty`)
  })

  it("is its ID, from a header before all else", () => {
    const [first, second, third] = ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]
    const idOf = (...headers: ReadonlyArray<readonly [string, string]>) => {
      const teller = tellerOf({ headers: new Map(headers) })
      teller.idWithin = "within"
      return teller.requestId
    }
    assert.deepStrictEqual(
      [
        idOf([third, "c"], [second, "b"], [first, "a"]),
        idOf([third, "c"], [second, "b"]),
        idOf([second, ""], [third, "c"]),
        idOf([first, "no ID"]),
        idOf(["x-request-id", "a"]),
      ],
      ["a", "b", "c", undefined, "within"],
    )
  })

  it("is all of it to who asks for it", () => {
    const headers = new Map([["location", "/login?token=s3cret"]])
    const teller = tellerOf({ status: 302, headers, said: "busy" }, true)
    const cause = new Error("so")
    const error = teller.malformed({ _tag: "Truncated" }, "breaks off", { cause })
    assert.include(error.message, " that leads to /login?token=s3cret)")
    assert.strictEqual(error.cause, cause)
    const others = [
      teller.malformed({ _tag: "Truncated" }, "breaks off"),
      tellerOf().malformed({ _tag: "Truncated" }, "breaks off", { cause }),
    ]
    for (const other of others) assert.notProperty(other, "cause")
    assert.strictEqual(teller.body, "no type, 4 bytes: busy")
  })

  it.each<[value: unknown, expected: string]>([
    [long(15), `, got "${long(15)}"`],
    [long(16), ", got a text of 16 characters"],
    ["", ', got ""'],
    [7, ", got 7"],
    [{ secret: "s3cret" }, ""],
    [["s3cret"], ""],
    [undefined, ""],
  ])("is the value at fault, if it is too short to be a credential: %j", (value, expected) => {
    assert.strictEqual(valueAt({ Peers: [{ State: value }] }, ["Peers", 0, "State"]), expected)
    assert.strictEqual(valueAt({ Peers: [] }, ["Peers", 0, "State"]), "")
  })
})

describe("An error of EC2", () => {
  const refused = (code: string, redact = (text: string) => text) =>
    new Teller(
      { status: 400, headers: new Map(), body: new Uint8Array() },
      { maxResponseBytes: 1000, rawErrors: false, unreadable: "fail", redact },
    ).refused({ code, message: "No." }, Retry)

  it.each<[code: string, shown: string]>([
    [long(300), long(300)],
    [`${"a".repeat(221)}${"b".repeat(80)}`, `${"a".repeat(220)}…${"b".repeat(80)}`],
    [`${"a".repeat(219)}\u{1F600}${"b".repeat(80)}`, `${"a".repeat(219)}\uFFFD…${"b".repeat(80)}`],
  ])("is shown without the middle of its code where that is long", (code, shown) => {
    assert.propertyVal(refused(code), "code", shown)
  })

  it("has a code that is none of a credential, unless it is known", () => {
    const redact = () => "[redacted]"
    assert.include({ ...refused("Odd", redact) }, { code: "[redacted]" })
    assert.strictEqual(refused("InternalError", redact)._tag, "InternalError")
    assert.strictEqual(refused("InternalError", redact).message, "[redacted]")
  })

  it("says what the SDK takes its code for", () => {
    const meanings = ["SlowDown", "RequestTimeout", "Odd"].map(
      (code) => Object(refused(code)).meaning,
    )
    assert.deepStrictEqual(meanings, ["Throttling", "Transient", undefined])
  })
})
