import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { Redactor } from "../src/internal/redact.ts"

const SECRET = "FakeSecret/doNotLeak+AAAABBBBCCCCDDDDEEEE=="

const redactorOf = (...secrets: ReadonlyArray<unknown>) => {
  const redactor = new Redactor()
  for (const secret of secrets) redactor.learn(secret)
  return redactor
}

describe("Redactor.redact", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64")
  /** How many characters of what was learned, and of what stands around it, are left. */
  it.each<[how: string, spelled: string, atBeginning?: number, atEnd?: number]>([
    // The marks at its end are no part of what is sought.
    ["as it stands", SECRET, 0, 2],
    ["in another case", SECRET.toLowerCase(), 0, 2],
    ["broken into lines", SECRET.replace(/.{10}/g, "$&\r\n  "), 0, 2],
    ["in a URL", encodeURIComponent(SECRET), 0, 6],
    ["in a URL, but for its slashes", encodeURIComponent(SECRET).replaceAll("%2F", "/"), 0, 6],
    ["in a URL in a URL", encodeURIComponent(encodeURIComponent(SECRET)), 0, 10],
    ["in JSON", SECRET.replaceAll("/", "\\/"), 0, 2],
    ["in JSON for HTML", SECRET.replaceAll("=", "\\u003d").replaceAll("+", "\\u002B"), 0, 12],
    ["in XML", SECRET.replaceAll("/", "&#x2f;").replaceAll("=", "&#61;"), 0, 10],
    ["in XML in XML", SECRET.replaceAll("/", "&amp;#x2f;"), 0, 2],
    // The last character before the padding also holds bits of what would come next.
    ["in Base64", base64(SECRET), 0, 3],
    ["in Base64 for URLs", Buffer.from(SECRET).toString("base64url"), 0, 1],
    ["in Base64, one character on", base64(`x${SECRET}y`), 2, 2],
    ["in Base64, two characters on", base64(`xy${SECRET}z`), 3, 4],
    ["in hexadecimal", Buffer.from(SECRET).toString("hex")],
    ["in hexadecimal, in capitals", Buffer.from(SECRET).toString("hex").toUpperCase()],
  ])("takes out what was learned: %s", (_, spelled, atBeginning = 0, atEnd = 0) => {
    const left = `${spelled.slice(0, atBeginning)}[redacted]${spelled.slice(spelled.length - atEnd)}`
    const redacted = redactorOf(SECRET).redact(`before ${spelled} then`)
    assert.strictEqual(redacted, `before ${left} then`)
  })

  it.each<[how: string, spelled: string]>([
    ["cut", SECRET.slice(0, 20)],
    ["cut after twelve letters", SECRET.slice(0, 13)],
    ["and goes on in another spelling", `${SECRET.slice(0, 16)}\\x41${SECRET.slice(17)}`],
  ])("takes out all that follows where what was learned begins: %s", (_, spelled) => {
    const redacted = redactorOf(SECRET).redact(`before ${spelled} then`)
    assert.strictEqual(redacted, "before [redacted]")
  })

  it("takes out what looks like an escape, and is none", () => {
    const secret = "abc%41def%42ghi%43jkl%44mno"
    for (const spelled of [secret, encodeURIComponent(secret), secret.slice(0, 24)]) {
      assert.strictEqual(redactorOf(secret).redact(`<${spelled}`), "<[redacted]")
    }
  })

  it("takes out what begins with digits, where the text before makes an escape of them", () => {
    assert.strictEqual(
      redactorOf("41cdefghijklmnop").redact("100%41cdefghijklmnop"),
      "100%[redacted]",
    )
  })

  it("leaves what follows where two that were learned begin alike", () => {
    const [one, other] = ["abcdefghijklMNOPQRST", "abcdefghijklUVWXYZ01"]
    for (const secrets of [
      [one, other],
      [other, one],
    ]) {
      assert.strictEqual(redactorOf(...secrets).redact(`<${other}> then`), "<[redacted]> then")
    }
  })

  it("leaves what is too little to give it away", () => {
    const text = `before ${SECRET.slice(0, 12)} after`
    assert.strictEqual(redactorOf(SECRET).redact(text), text)
  })

  it.each<[what: string, secret: string, isLearned: boolean]>([
    ["16 characters", "abcdefghijklmnop", true],
    ["15 characters", "abcdefghijklmno", false],
    ["12 letters and 4 marks", "abcdefghijkl++++", true],
    ["11 letters and 5 marks", "abcdefghijk+++++", false],
    ["nothing but marks", "++++++++++++++++", false],
  ])("learns what is long enough: %s", (_, secret, isLearned) => {
    const marks = secret.replace(/^\w+/, "")
    const expected = isLearned ? `a [redacted]${marks} b` : `a ${secret} b`
    assert.strictEqual(redactorOf(secret).redact(`a ${secret} b`), expected)
  })

  it("takes out what overlaps, and what lies in something else", () => {
    const whole = "abcdefghijklmnopqrstuvwx0123456789"
    const inner = whole.slice(4, 20)
    const later = `${whole.slice(20)}ABCDEFGHIJKL`
    const redactor = redactorOf(inner, later, whole)
    assert.strictEqual(redactor.redact(`<${whole}>`), "<[redacted]>")
    assert.strictEqual(redactor.redact(`<${whole}ABCDEFGHIJKL>`), "<[redacted]>")
    assert.strictEqual(
      redactor.redact(`<${inner}|${whole}|${later}|${inner}>`),
      "<[redacted]|[redacted]|[redacted]|[redacted]>",
    )
    assert.strictEqual(redactor.redact(`${inner}${later}`), "[redacted][redacted]")
  })

  it("takes out every occurrence, and nothing else", () => {
    const part = fc.oneof(
      fc.constantFrom(SECRET, encodeURIComponent(SECRET), SECRET.toUpperCase()),
      fc.string({ unit: "binary", maxLength: 12 }),
    )
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const redacted = redactorOf(SECRET).redact(parts.join("|"))
        assert.notMatch(redacted.replace(/\s/g, ""), /fakesecret/i)
        assert.isTrue(redacted.includes("[redacted]") || redacted === parts.join("|"))
      }),
    )
  })

  it("knows credentials of any length, be the text made to be slow", () => {
    const long = Buffer.from(Array.from({ length: 12_000 }, (_, at) => (at * at) % 251)).toString(
      "base64",
    )
    const redactor = redactorOf(long, "AWS4-HMAC-SHA256 Credential=x")
    assert.strictEqual(redactor.redact(`<${long}>`), "<[redacted]>")
    for (const unit of [" ", '"', "token", "eyJ-", long.slice(0, 12), "%25", "&amp;", "\\u0061"]) {
      redactor.redact(`AWS4-HMAC-SHA256${unit.repeat(200_000 / unit.length)}`)
    }
  })

  it("takes short words for no credentials", () => {
    const redactor = redactorOf("internal", "test", undefined, 7)
    assert.strictEqual(redactor.redact("InternalError: a test"), "InternalError: a test")
  })

  it("takes out what credentials look like", () => {
    const redactor = new Redactor()
    assert.strictEqual(
      redactor.redact("AKIAFAKEFAKEFAKEFAKE Credential=a/b, Signature=0f"),
      "[redacted] Credential=[redacted], Signature=[redacted]",
    )
  })

  it("leaves ordinary texts alone", () => {
    const texts = [
      "connect ECONNREFUSED 127.0.0.1:9",
      "The security token included in the request is invalid",
      "The filter 'tag:token' is invalid",
      "Value ( garbage ) for parameter NextToken is invalid. The token is invalid.",
      "NextToken: expected string | undefined",
      "100% & more \\ than &that; \\u00e4",
    ]
    for (const text of texts) assert.strictEqual(redactorOf(SECRET).redact(text), text)
  })

  it("cuts what is longer than anybody reads", () => {
    const text = `begin ${"x".repeat(20_000)}`
    const redacted = new Redactor().redact(text)
    assert.match(redacted, /^begin x+…$/)
    assert.lengthOf(redacted, 16_384)
    assert.strictEqual(new Redactor().redact(text.slice(0, 16_384)), text.slice(0, 16_384))
    // No character is cut in two.
    const cut = new Redactor().redact(`${"x".repeat(16_382)}\u{1F600}x`)
    assert.strictEqual(cut, `${"x".repeat(16_382)}\uFFFD…`)
    const split = `${"x".repeat(16_370)}${SECRET}`
    assert.notInclude(redactorOf(SECRET).redact(split), SECRET.slice(0, 12))
  })

  it("remembers the last credentials, and no endless list", () => {
    // No two of them begin alike.
    const keys = Array.from({ length: 64 }, (_, at) => `${at + 100}KEY${"x".repeat(20)}`)
    const [first = "", second = ""] = keys
    const redactor = redactorOf(SECRET, ...keys)
    const isKnown = (secret: string) => redactor.redact(`<${secret}>`).startsWith("<[redacted]")
    assert.isFalse(isKnown(SECRET))
    assert.deepStrictEqual(keys.filter(isKnown), keys)
    // What is learned again counts as the latest.
    for (const secret of [first, SECRET]) redactor.learn(secret)
    assert.isTrue(isKnown(first) && isKnown(SECRET))
    assert.isFalse(isKnown(second))
  })
})
