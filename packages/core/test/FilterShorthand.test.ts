import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { hostileText } from "../../../test/support/hostileText.ts"
import { parse } from "../src/FilterShorthand.ts"

const parsed = (text: string) => Result.getOrThrow(parse(text))
const fault = (text: string) => Result.getOrThrow(Result.flip(parse(text)))

/** The ways to write a value so that it reads back as itself. */
const spellings = (value: string, isFirst: boolean): ReadonlyArray<string> => {
  const quoted = ["'", '"'].map(
    (quote) => quote + value.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`) + quote,
  )
  const needsQuotes =
    /['"]|^[\s[{]|\s$|^=/.test(value) || value.includes("\\,") || (!isFirst && /^$|=/.test(value))
  // A comma at the end of a value that a backslash precedes can't be told from an escaped one.
  return needsQuotes || value.endsWith("\\") ? quoted : [...quoted, value.replaceAll(",", "\\,")]
}

const spelled = (value: string, isFirst: boolean) => fc.constantFrom(...spellings(value, isFirst))

const member = (name: string, values: ReadonlyArray<string>) =>
  values.length === 0
    ? fc.constant(`${name}=[]`)
    : fc
        .tuple(...values.map((value, index) => spelled(value, index === 0)))
        .map((texts) => `${name}=${texts.join(",")}`)

describe("parse", () => {
  it.each([
    ["Name=vpc-id,Values=a,b", { Name: "vpc-id", Values: ["a", "b"] }],
    ["Values=a,b,Name=vpc-id", { Name: "vpc-id", Values: ["a", "b"] }],
    ["Name=vpc-id", { Name: "vpc-id" }],
    ["Name=vpc-id,Values=", { Name: "vpc-id", Values: [""] }],
    ["Values=,Name=vpc-id", { Name: "vpc-id", Values: [""] }],
    ["Name=vpc-id,Values=[]", { Name: "vpc-id", Values: [] }],
    ["Name=x,Values='a' , 'b' ", { Name: "x", Values: ["a", "b"] }],
    ["Name=x,Values=['a' , \"b\" ] ", { Name: "x", Values: ["a", "b"] }],
    ["Name=x,Values= ", { Name: "x", Values: [""] }],
    ["Name=vpc-id,Values=[a,'b,c', d ]", { Name: "vpc-id", Values: ["a", "b,c", "d"] }],
    ["Name=,Values=a", { Name: "", Values: ["a"] }],
    ["Name=tag:a b,Values=c d", { Name: "tag:a b", Values: ["c d"] }],
    ["Name=x,Values=a=b", { Name: "x", Values: ["a=b"] }],
    ["Name=x,Values=,b", { Name: "x", Values: ["", "b"] }],
    ["Name=x,Values=a, b ,c", { Name: "x", Values: ["a", "b", "c"] }],
    ["Name=x,Values=\"a,b\",'c=d'", { Name: "x", Values: ["a,b", "c=d"] }],
    ["Name=x,Values='it\\'s',\"\\\"\"", { Name: "x", Values: ["it's", '"'] }],
    ["Name=x,Values=a\\,b", { Name: "x", Values: ["a,b"] }],
    ["Name=x,Values=\\*amazon\\?\\\\", { Name: "x", Values: ["\\*amazon\\?\\\\"] }],
    ["Name=x,Values='\\*',\"\\\\\"", { Name: "x", Values: ["\\*", "\\"] }],
    ["Name = x , Values = a", { Name: "x", Values: ["a"] }],
    ["Name=x,Values= a, \t\n\v\f\rb ", { Name: "x", Values: ["a", "b"] }],
    ...[..."\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\u0085"].map(
      (space): [string, object] => [
        `Name=x,Values=${space}a${space},${space}b${space}`,
        { Name: "x", Values: [`${space}a`, `${space}b`] },
      ],
    ),
    ["Name=x,Values=\ufeffa\ufeff,b\u200b", { Name: "x", Values: ["\ufeffa\ufeff", "b\u200b"] }],
    ["Name=x,Values=a\u001c\u001f", { Name: "x", Values: ["a"] }],
    ["Name=x,Values=' a\u00a0'", { Name: "x", Values: [" a\u00a0"] }],
    ["Name=tag:🚀,Values=東京", { Name: "tag:🚀", Values: ["東京"] }],
  ])("reads %s", (text, filter) => {
    assert.deepStrictEqual(parsed(text), filter)
  })

  it.each([
    ["", 0, "expected Name=… or Values=…"],
    ["vpc-id", 6, "expected '=', found the end"],
    ["Name=a,Value=b", 7, "'Value' is not a member of a filter: use Name and Values"],
    ["Name=a,Values=b,c=d", 16, "'c' is not a member of a filter: use Name and Values"],
    [
      "Name=a,Name=b",
      7,
      "Name is given twice; to give another filter, put a space in place of the comma",
    ],
    ["Values=a", 8, "expected a Name"],
    ["Name=a,b", 5, "Name takes one value"],
    ["Name=[a]", 5, "Name takes one value"],
    ["Name=a,\u00a0Values=b", 7, "expected Name=… or Values=…"],
    ["Name\u00a0=a", 4, "expected '=', found '\u00a0'"],
    ["Name=a,Values='b'\u00a0", 17, "expected ',', found '\u00a0'"],
    ["Name=a,Values=b,", 16, "expected a value, found the end"],
    ["Name=a,Values=b,,c", 16, "expected a value, found ','"],
    ["Name=a,Values==b", 14, "expected a value, found '='"],
    ["Name=a,Values='b", 14, "expected the quote ' to be closed"],
    ["Name=a,Values='b'c", 17, "expected ',', found 'c'"],
    ["Name=a,Values=it's", 16, "expected a quote only around a whole value"],
    ['Name=a,Values=a"b"', 15, "expected a quote only around a whole value"],
    ["Name=a,Values=[b,", 17, "expected ',', found the end"],
    ["Name=a,Values=[b", 16, "expected ',', found the end"],
    ["Name=a,Values=[[b]]", 15, "expected a text within a list"],
    ["Name=a,Values=[b]c", 17, "expected ',', found 'c'"],
    ["Name=a,Values={b=c}", 14, "expected a text or a list, not a structure"],
  ])("refuses %j at %i", (text, offset, message) => {
    const { offset: at, message: why, input } = fault(text)
    assert.strictEqual(why, message)
    assert.strictEqual(at, offset)
    assert.strictEqual(input, text)
  })

  it("reads every filter back, however its values are written", () => {
    const filter = fc.record({
      Name: hostileText,
      Values: fc.option(fc.array(hostileText, { maxLength: 4 }), { nil: undefined }),
    })
    const written = filter.chain(({ Name, Values }) =>
      fc
        .tuple(
          member("Name", [Name]),
          Values === undefined ? fc.constant("") : member("Values", Values),
          fc.boolean(),
        )
        .map(([name, values, isNameFirst]) => ({
          filter: Values === undefined ? { Name } : { Name, Values },
          text: (isNameFirst ? [name, values] : [values, name]).filter((part) => part).join(","),
        })),
    )
    fc.assert(
      fc.property(written, ({ filter, text }) => {
        assert.deepStrictEqual(parsed(text), filter)
      }),
      { numRuns: 500 },
    )
  })
})
