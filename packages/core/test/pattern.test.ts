import { assert, describe, it } from "@effect/vitest"
import { compile, read } from "../src/internal/pattern.ts"
import { matcherOf } from "../src/internal/question.ts"

const questionOf = (pattern: string) => compile(read(pattern))

describe("A pattern", () => {
  it.each([
    ["vpc-1", { ask: "is", asked: "vpc-1" }],
    ["", { ask: "is", asked: "" }],
    ["a\\*b", { ask: "is", asked: "a*b" }],
    ["vpc-*", { ask: "begins", asked: "vpc-" }],
    ["*", { ask: "begins", asked: "" }],
    ["**", { ask: "begins", asked: "" }],
    ["*-1", { ask: "ends", asked: "-1" }],
    ["**-1", { ask: "ends", asked: "-1" }],
    ["*prod*", { ask: "has", asked: "prod" }],
    ["**p\\?*", { ask: "has", asked: "p?" }],
  ])("that is %s asks one simple question", (pattern, question) => {
    assert.deepStrictEqual<unknown>(questionOf(pattern), question)
  })

  it.each<readonly [string, ReadonlyArray<string>, ReadonlyArray<string>]>([
    ["a*c", ["ac", "abc"], ["a", "c", "abcd", "bac"]],
    ["ab*bc", ["abbc", "ab-bc"], ["abc", "ab"]],
    ["*a*b*", ["ab", "-a-b-"], ["ba", "a", "b"]],
    ["a*b*", ["ab", "a-b-"], ["ba", "a", "-ab"]],
    ["*a*b", ["ab", "-a-b"], ["ba", "ab-"]],
    ["a*b*bc", ["abbc", "a-b-bc"], ["abc", "bbc"]],
    ["a?c", ["ac", "abc", "a🚀c"], ["abbc", "a"]],
    ["a*??", ["a", "ab", "a🚀"], ["", "b"]],
    // Half a character fits none of a text.
    ["*\ud83d*", ["\ud83d"], ["🚀"]],
    ["\ud83d\\\ude80", [], ["🚀"]],
  ])("that is %s asks more", (pattern, fitting, others) => {
    const question = questionOf(pattern)
    assert.strictEqual(question.ask, "fits")
    const matches = matcherOf(question)
    for (const text of fitting) assert.isTrue(matches(text), text)
    for (const text of others) assert.isFalse(matches(text), text)
    // Whatever the text before was, and however long.
    for (const text of ["x".repeat(100), ...fitting]) {
      assert.strictEqual(matches(text), fitting.includes(text), text)
    }
  })
})
