import { assert, describe, it } from "@effect/vitest"
import { Effect, Result } from "effect"
import fc from "fast-check"
import * as QueryParameters from "../../src/internal/QueryParameters.ts"
import { form } from "../support.ts"

const parseUpTo = (most: number, ...forms: ReadonlyArray<string>) =>
  Effect.runSync(Effect.result(QueryParameters.parse(forms, most)))

const parse = (...forms: ReadonlyArray<string>) => parseUpTo(100, ...forms)

const parsed = (...forms: ReadonlyArray<string>) =>
  Object.fromEntries(Result.getOrThrow(parse(...forms)))

const refusal = (
  result: Result.Result<unknown, { readonly _tag: string; readonly message: string }>,
) => Result.getOrThrow(Result.flip(result)).message

describe("QueryParameters.parse", () => {
  it("reads what any form writer writes", () => {
    const text = fc.string({ unit: "binary" })
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name }), (pairs) => {
        const expected = pairs.map(([name, value]) => [name, value])
        assert.deepStrictEqual([...Result.getOrThrow(parse(form(pairs)))], expected)
        const strict = pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&")
        assert.deepStrictEqual([...Result.getOrThrow(parse(strict))], expected)
      }),
    )
  })

  it("reads plus signs, percent signs and bare UTF-8", () => {
    assert.deepStrictEqual(parsed("a+b=c+%2B%20d&é=%C3%A9é"), { "a b": "c + d", é: "éé" })
  })

  it("takes a name alone for one with an empty value, and skips what is empty", () => {
    assert.deepStrictEqual(parsed("a&b=&&c==1&", ""), { a: "", b: "", c: "=1" })
  })

  it("keeps names apart that objects have of their own", () => {
    const parameters = Result.getOrThrow(parse("constructor=1"))
    assert.deepStrictEqual([...parameters], [["constructor", "1"]])
    assert.isUndefined(parameters.get("toString"))
  })

  it("refuses a name that comes twice, in one form or in two", () => {
    const message = "The parameter DryRun is given more than once"
    assert.strictEqual(refusal(parse("DryRun=true&DryRun=true")), message)
    assert.strictEqual(refusal(parse("DryRun=true", "%44ryRun=false")), message)
  })

  it("refuses parameters beyond their most, in one form or in two", () => {
    const result = (most: number) => parseUpTo(most, "a=1&&b", "&c=3&")
    assert.strictEqual(Result.getOrThrow(result(3)).size, 3)
    assert.strictEqual(refusal(result(2)), "The request has more than 2 parameters")
  })

  it("does not count what is empty", () => {
    const ampersands = "&".repeat(1000)
    const parameters = parseUpTo(1, `${ampersands}a${ampersands}`, ampersands)
    assert.deepStrictEqual([...Result.getOrThrow(parameters)], [["a", ""]])
  })

  it("refuses what is not percent-encoded UTF-8", () => {
    for (const broken of ["%", "%4", "%zz", "%FF", "%C0%80", "%ED%A0%80", "%F5%80%80%80", "%C3"]) {
      assert.strictEqual(
        refusal(parse(`a=1&Filter.1.Name=${broken}`)),
        "The query string contains a syntax error: the value of the parameter Filter.1.Name is not percent-encoded UTF-8",
      )
      assert.strictEqual(
        refusal(parse(`${broken}=1`)),
        "The query string contains a syntax error: the name of a parameter is not percent-encoded UTF-8",
      )
    }
  })
})

describe("QueryParameters.fromUrl", () => {
  it("is what stands between the question mark and the fragment", () => {
    const query = (url: string) => Result.getOrThrow(QueryParameters.fromUrl(url))
    assert.strictEqual(query("/"), "")
    assert.strictEqual(query("/?"), "")
    assert.strictEqual(query("/a/b?c=d?e#f?g"), "c=d?e")
    assert.strictEqual(query("/#a?b"), "")
  })

  it("refuses a character outside ASCII", () => {
    assert.strictEqual(
      refusal(QueryParameters.fromUrl("/?a=Ã©")),
      "The query string contains a syntax error: a character outside ASCII is not percent-encoded",
    )
  })
})

describe("QueryParameters.fromBody", () => {
  it("refuses bytes that are not UTF-8, and keeps a byte order mark", () => {
    const fromBody = (...bytes: ReadonlyArray<number>) =>
      QueryParameters.fromBody(Uint8Array.from(bytes).buffer)
    assert.strictEqual(Result.getOrThrow(fromBody(0xef, 0xbb, 0xbf, 0x61)), "\uFEFFa")
    assert.strictEqual(
      refusal(fromBody(0x61, 0x3d, 0xff)),
      "The query string contains a syntax error: the body is not UTF-8",
    )
  })
})
