import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { Redactor } from "../src/internal/redact.ts"

const SECRET = "FakeSecret/doNotLeak+AAAABBBBCCCCDDDDEEEE=="

const redactorOf = (...secrets: ReadonlyArray<unknown>) => {
  const redactor = new Redactor()
  redactor.learn(secrets)
  return redactor
}

describe("Redactor.redact", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64")
  it.each<[how: string, spelled: string]>([
    ["as it stands", SECRET],
    ["in another case", SECRET.toLowerCase()],
    ["broken into lines", SECRET.replace(/.{10}/g, "$&\r\n  ")],
    ["in a URL", encodeURIComponent(SECRET)],
    ["in a URL, but for its slashes", encodeURIComponent(SECRET).replaceAll("%2F", "/")],
    ["in a URL in a URL", encodeURIComponent(encodeURIComponent(SECRET))],
    ["in JSON", SECRET.replaceAll("/", "\\/")],
    ["in JSON for HTML", SECRET.replaceAll("=", "\\u003d").replaceAll("+", "\\u002B")],
    ["in XML", SECRET.replaceAll("/", "&#x2f;").replaceAll("=", "&#61;")],
    ["in XML in XML", SECRET.replaceAll("/", "&amp;#x2f;")],
    ["in Base64", base64(SECRET)],
    ["in Base64 for URLs", Buffer.from(SECRET).toString("base64url")],
    ["in Base64, one character on", base64(`x${SECRET}y`)],
    ["in Base64, two characters on", base64(`xy${SECRET}z`)],
    ["in hexadecimal", Buffer.from(SECRET).toString("hex")],
    ["cut", SECRET.slice(0, 20)],
  ])("takes out what was learned: %s", (_, spelled) => {
    const redacted = redactorOf(SECRET).redact(`before ${spelled} after`)
    assert.match(redacted, /^before .{0,6}\[redacted\].{0,16}ter$/)
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
    const long = Buffer.from(Array.from({ length: 30_000 }, (_, at) => (at * at) % 251)).toString(
      "base64",
    )
    const redactor = redactorOf(long, "AWS4-HMAC-SHA256 Credential=x")
    assert.strictEqual(redactor.redact(`<${long}>`), "<[redacted]>")
    for (const unit of [" ", '"', "token", "eyJ-", long.slice(0, 12), "%25", "&amp;", "\\u0061"]) {
      redactor.redact(`AWS4-HMAC-SHA256${unit.repeat(1_000_000 / unit.length)}`)
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
    const text = `begin ${"x".repeat(100_000)} end`
    const redacted = new Redactor().redact(text)
    assert.match(redacted, /^begin x+…x+ end$/)
    assert.lengthOf(redacted, 65_537)
    assert.strictEqual(new Redactor().redact(text.slice(0, 65_536)), text.slice(0, 65_536))
    const huge = `${"x".repeat(65_530)}${SECRET}${"x".repeat(300_000)}`
    assert.notInclude(redactorOf(SECRET).redact(huge), SECRET.slice(0, 12))
  })
})

describe("Redactor.redactForeign", () => {
  it("takes out what whoever gives out credentials may send back", () => {
    const texts = [
      `bad token Action=AssumeRoleWithWebIdentity&WebIdentityToken=${SECRET}&Version=1`,
      `Unexpected token 'F', "${SECRET}" is not valid JSON`,
      `Unexpected token 'F', "${SECRET.slice(0, 10)}"... is not valid JSON`,
      `{"SecretAccessKey": "${SECRET}", "x": 1}`,
      `{"SecretAccessKey":"short1"}`,
      "password: hunter2",
      `X-Amz-Security-Token=${SECRET}`,
      `rejected ||${SECRET}|| sorry`,
      `Failed to refresh token: rejected ${SECRET}`,
      "LOGINREFRESHTOKENOFSOMEBODY",
      `assertion eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJTRUNSRVQifQ.${SECRET} was refused`,
      `Command failed: vault --key ${SECRET}\n${SECRET}`,
    ]
    for (const text of texts) {
      const redacted = new Redactor().redactForeign(text)
      assert.notMatch(redacted, /FakeSecret|short1|hunter2|LOGIN|eyJ/, text)
      assert.include(redacted, "[redacted]")
    }
  })

  it("leaves what says why alone", () => {
    const texts = [
      "Could not resolve credentials using profile: [nobody] in configuration/credentials file(s).",
      "Profile expired credential_process returned expired credentials.",
      "Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
      "User: arn:aws:iam::111122223333:user/reader is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/admin",
      "ENOENT: no such file or directory, open '/home/reader/.aws/sso/cache/corp.json'",
      "connect ECONNREFUSED 169.254.170.2:80",
      "The security token included in the request is invalid",
      "CredentialsProviderError, AccessDeniedException, AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ]
    for (const text of texts) assert.strictEqual(new Redactor().redactForeign(text), text)
  })
})
