import { assert, describe, it } from "@effect/vitest"
import { Redactor } from "../src/internal/redact.ts"

describe("Redactor", () => {
  it("takes out what whoever gives out credentials may send back", () => {
    const secrets = [
      "bad token Action=AssumeRoleWithWebIdentity&WebIdentityToken=SECRET&Version=1",
      `Unexpected token 'o', "tok SECRET" is not valid JSON`,
      `Unexpected token 'S', "SECRET"... is not valid JSON`,
      `{"SecretAccessKey": "SECRET", "x": 1}`,
      "X-Amz-Security-Token=SECRET",
      "client_secret: SECRET",
      "assertion eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJTRUNSRVQifQ.SECRET was refused",
    ]
    const redactor = new Redactor()
    for (const text of secrets) {
      const redacted = redactor.redact(text)
      assert.notInclude(redacted, "SECRET", text)
      assert.include(redacted, "[redacted]")
    }
  })

  it("leaves ordinary texts alone", () => {
    const texts = [
      "connect ECONNREFUSED 127.0.0.1:9",
      "The security token included in the request is invalid",
      "The filter 'tag:token' is invalid",
      "Value ( garbage ) for parameter NextToken is invalid. The token is invalid.",
    ]
    for (const text of texts) assert.strictEqual(new Redactor().redact(text), text)
  })

  it("takes out what was learned, as it stands and as URLs, JSON and Base64 spell it", () => {
    const redactor = new Redactor()
    redactor.learn(["a/secret+value", "short", undefined])
    assert.strictEqual(
      redactor.redact(
        "a/secret+value a%2Fsecret%2Bvalue a\\/secret+value YS9zZWNyZXQrdmFsdWU= short",
      ),
      "[redacted] [redacted] [redacted] [redacted] short",
    )
  })

  it("takes it out in any case, and where lines break in it", () => {
    const redactor = new Redactor()
    redactor.learn(["a/secret+value", "[other](secret)|x"])
    assert.strictEqual(
      redactor.redact(
        "A/SECRET+VALUE, a/sec\r\n  ret+va\n\tlue, YS9zZWNy\nZXQrdmFsdWU=, [OTHER](secret)|x",
      ),
      "[redacted], [redacted], [redacted], [redacted]",
    )
  })

  it("cuts what is longer than any text of EC2's", () => {
    const text = `begin ${"x".repeat(100_000)} end`
    const redacted = new Redactor().redact(text)
    assert.match(redacted, /^begin x+…x+ end$/)
    assert.lengthOf(redacted, 65_537)
    assert.strictEqual(new Redactor().redact(text.slice(0, 65_536)), text.slice(0, 65_536))
  })
})
