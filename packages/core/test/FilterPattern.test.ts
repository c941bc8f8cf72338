import { assert, describe, it } from "@effect/vitest"
import { FilterPattern } from "@route-server/core"
import fc from "fast-check"
import { oracle } from "../../testing/src/laws/internal/oracle.ts"

/**
 * The definition of a match, read off the EC2 guide, one character at a time
 * and with no thought of speed.
 */
const fits = (pattern: ReadonlyArray<string>, text: ReadonlyArray<string>): boolean => {
  const [first, second] = pattern
  if (first === undefined) return text.length === 0
  if (first === "*")
    return fits(pattern.slice(1), text) || (text.length > 0 && fits(pattern, text.slice(1)))
  if (first === "?") {
    return (
      fits(pattern.slice(1), text) || (text.length > 0 && fits(pattern.slice(1), text.slice(1)))
    )
  }
  return first === "\\" && second !== undefined
    ? text[0] === second && fits(pattern.slice(2), text.slice(1))
    : text[0] === first && fits(pattern.slice(1), text.slice(1))
}

const character = fc.constantFrom(
  "a",
  "b",
  "A",
  "*",
  "?",
  "\\",
  "[",
  ".",
  "🦊",
  "é",
  "\n",
  "\ud83e",
)
const short = fc.array(character, { maxLength: 8 })
const matches = (pattern: string, text: string) => FilterPattern.compile(pattern)(text)

describe("FilterPattern.compile", () => {
  it("takes * for any number of characters", () => {
    for (const text of ["prod", "production", "pro🦊d"])
      assert.isTrue(matches("pro*d*", text), text)
    assert.isTrue(matches("*", ""))
    assert.isFalse(matches("prod*", "a prod"))
  })

  it("takes ? for one character or none", () => {
    for (const text of ["database", "database1", "database1234"]) {
      assert.isTrue(matches("database????", text), text)
    }
    assert.isFalse(matches("database????", "database12345"))
    assert.isTrue(matches("prod?", "prod"))
    assert.isTrue(matches("prod?", "prods"))
    assert.isFalse(matches("prod?", "prods1"))
    assert.isTrue(matches("a?b", "a🦊b"))
  })

  it("takes the character after a backslash literally", () => {
    const guide = String.raw`\*amazon\?\\`
    assert.isTrue(matches(guide, String.raw`*amazon?\ `.trim()))
    assert.isFalse(matches(guide, "xamazonx\\"))
    assert.isTrue(matches(String.raw`\a`, "a"))
    assert.isTrue(matches(String.raw`*\**`, "a*b"))
    assert.isFalse(matches(String.raw`*\**`, "ab"))
  })

  it("takes a backslash at the end for itself", () => {
    assert.isTrue(matches("a\\", "a\\"))
    assert.isTrue(matches("*\\", "a\\"))
  })

  it("takes everything else literally", () => {
    for (const text of ["[ab]", "a.c", "^a$", "(a|b)", "{1,2}", "a+", "%_"]) {
      assert.isTrue(matches(text, text), text)
      assert.isTrue(matches(`${text}*`, text), text)
    }
    assert.isFalse(matches("[ab]", "a"))
    assert.isFalse(matches("[ab]*", "a"))
    assert.isFalse(matches("a.c*", "abc"))
  })

  it("tells case apart", () => {
    assert.isFalse(matches("Prod", "prod"))
    assert.isFalse(matches("Prod*", "prod"))
  })

  it("agrees with the definition, character by character", () => {
    fc.assert(
      fc.property(short, short, (pattern, text) => {
        assert.strictEqual(
          matches(pattern.join(""), text.join("")),
          fits(Array.from(pattern.join("")), Array.from(text.join(""))),
        )
      }),
      { numRuns: 2000 },
    )
  })

  it("agrees with the definition on texts made to fit, or nearly", () => {
    const piece = fc.oneof(
      character.map((text) => [FilterPattern.escape(text), text] as const),
      fc.tuple(
        fc.constant("*"),
        fc.array(character, { maxLength: 3 }).map((text) => text.join("")),
      ),
      fc.tuple(fc.constant("?"), fc.oneof(character, fc.constant(""))),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.boolean(), (pieces, spoil) => {
        const pattern = pieces.map(([part]) => part).join("")
        const text = pieces.map(([, part]) => part).join("") + (spoil ? "!" : "")
        assert.strictEqual(matches(pattern, text), fits(Array.from(pattern), Array.from(text)))
        if (!spoil) assert.isTrue(matches(pattern, text))
      }),
      { numRuns: 1000 },
    )
  })

  it("agrees with the oracle on texts longer than a machine word, which fit or nearly do", () => {
    const run = fc.tuple(
      fc.constantFrom(
        ...["a", "b", "ab", "aab", "🦊"],
        "*",
        "?",
        "a?",
        "?a",
        "*?",
        "\ud83e",
        "\udd8a",
      ),
      fc.integer({ min: 1, max: 70 }),
    )
    const long = fc
      .array(run, { maxLength: 4 })
      .map((runs) => runs.map(([part, times]) => part.repeat(times)).join(""))
    const spoil = fc.tuple(fc.nat(), fc.constantFrom("", "a", "b", "🦊"))
    const made = fc
      .tuple(long, fc.option(spoil), fc.constantFrom("", "a"))
      .map(([pattern, change, any]) => {
        const text = Array.from(pattern, (each) =>
          each === "*" ? "ab" : each === "?" ? any : each,
        )
        if (change !== null) text.splice(change[0] % (text.length + 1), 1, change[1])
        return [pattern, text.join("")] as const
      })
    const any = fc.tuple(
      long,
      long.map((text) => text.replace(/[*?]/g, "a")),
    )
    fc.assert(
      fc.property(fc.oneof(made, any), ([pattern, text]) => {
        assert.strictEqual(matches(pattern, text), oracle(pattern, text))
      }),
      { numRuns: 500 },
    )
  })

  it("keeps nothing of one text for the next", () => {
    const tail = FilterPattern.compile("?a*")
    assert.isTrue(tail(`a${"x".repeat(40)}`))
    assert.isFalse(tail(`${"x".repeat(38)}axx`))
    const test = FilterPattern.compile("?a?b*c")
    for (const text of [
      "x".repeat(100),
      "abc",
      "xaxbxc",
      "c".repeat(64),
      "abc",
      "b".repeat(31),
      "c",
    ])
      assert.strictEqual(test(text), oracle("?a?b*c", text), text)
  })

  it("finds pieces in their order, none of them twice", () => {
    const patterns = [
      "ab*ba",
      "a*",
      "*a",
      "*ab*",
      "a*b*c",
      "*a*a*",
      "*ab*b*c",
      "**",
      "a**a",
      "*ab*b",
      "a*ab*",
    ]
    const texts = ["aba", "abba", "ab", "a", "", "abc", "acb", "aa", "xabxbxc", "xabxc", "aaa"]
    for (const pattern of patterns) {
      for (const text of texts) {
        assert.strictEqual(matches(pattern, text), oracle(pattern, text), `${pattern} on ${text}`)
      }
    }
  })

  it("never takes half a character for one", () => {
    for (const pattern of ["\ud83e\\\udd8a", "*\udd8a", "\ud83e*", "?\udd8a", "*\\\ud83e*"]) {
      assert.isFalse(matches(pattern, "🦊"), pattern)
    }
    assert.isTrue(matches("*\ud83e*", "a\ud83eb"))
    assert.isUndefined(FilterPattern.literal("\ud83e\\\udd8a"))
  })

  it("takes steps linear in pattern × text on patterns that make backtracking explode", () => {
    const text = "a".repeat(256)
    for (const pattern of ["a*".repeat(127), "?".repeat(255), "*a?".repeat(85), "a?".repeat(127)]) {
      // A matcher that backtracks would not come back from the first of these.
      assert.isFalse(matches(`${pattern}b`, text), pattern)
    }
    assert.isTrue(matches("a?".repeat(128), "a".repeat(200)))
  })
})

describe("FilterPattern.escape", () => {
  it("makes a pattern that fits its text and no other", () => {
    fc.assert(
      fc.property(short, short, (text, other) => {
        const pattern = FilterPattern.escape(text.join(""))
        assert.isTrue(matches(pattern, text.join("")))
        assert.strictEqual(matches(pattern, other.join("")), text.join("") === other.join(""))
      }),
    )
  })
})

describe("FilterPattern.literal", () => {
  it("is what the pattern stands for, unless it has a wildcard", () => {
    fc.assert(
      fc.property(short, (text) => {
        assert.strictEqual(
          FilterPattern.literal(FilterPattern.escape(text.join(""))),
          text.join(""),
        )
      }),
    )
    for (const pattern of ["*", "a?", "\\\\*"]) assert.isUndefined(FilterPattern.literal(pattern))
    assert.strictEqual(FilterPattern.literal("\\*"), "*")
    assert.strictEqual(FilterPattern.literal(""), "")
  })
})
