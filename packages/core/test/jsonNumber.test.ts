import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { isExact, literalOf, parseExactly } from "../src/internal/jsonNumber.ts"

const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 25 })

/** JSON numbers of every length, with and without fraction and exponent. */
const literal = fc
  .tuple(
    fc.constantFrom("", "-"),
    digits.map((text) => text.replace(/^0+(?=.)/, "")),
    fc.option(digits),
    fc.option(fc.tuple(fc.constantFrom("e", "E", "e-", "E+"), fc.nat({ max: 400 }))),
  )
  .map(
    ([sign, whole, fraction, exponent]) =>
      `${sign}${whole}${fraction === null ? "" : `.${fraction}`}${exponent === null ? "" : exponent.join("")}`,
  )

/** A decimal number as a fraction of whole numbers. */
const fractionOf = (text: string): readonly [bigint, bigint] => {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e")
  const [whole = "", fraction = ""] = mantissa.split(".")
  const power = Number(exponent) - fraction.length
  const scale = 10n ** BigInt(Math.abs(power))
  const value = BigInt(whole + fraction)
  return power < 0 ? [value, scale] : [value * scale, 1n]
}

describe("isExact", () => {
  it.each([
    ["0", true],
    ["-0.0", true],
    ["65001.000000000000000000000", true],
    ["9007199254740991", true],
    ["9007199254740993", false],
    ["0.1", true],
    ["0.1234567890123456789", false],
    ["1e22", true],
    ["1E+2", true],
    ["1e999", false],
    ["-1e999", false],
    ["1e-400", false],
    ["0e999", true],
    ["0.0000000000000000000", true],
    ["1.0000000000000000e-3", true],
    ["-100000000000000000000e-21", true],
    ["-0.1000000000000000055", false],
    ["0.15000000000000000E+3", true],
    ["15000000000000000000E-17", true],
    ["1000000000000000000000", true],
    ["1000000000000000000001", false],
  ])("of %s is %s", (text, expected) => {
    assert.strictEqual(isExact(text), expected)
  })

  it("tells whether JavaScript writes the number that it reads", () => {
    fc.assert(
      fc.property(literal, (text) => {
        const written = JSON.stringify(Number(text))
        const [a, b] = fractionOf(text)
        const [c, d] = written === "null" ? [1n, 0n] : fractionOf(written)
        assert.strictEqual(isExact(text), a * d === b * c)
      }),
      { numRuns: 1000 },
    )
  })

  it("takes no time for a number without end", () => {
    assert.isFalse(isExact(`0.${"01".repeat(500_000)}`))
  })
})

describe("parseExactly", () => {
  it("keeps numbers as they are written where JavaScript can't hold them", () => {
    const text = '{"a":12345678901234567890,"b":[1e999,1,"1e999"],"__proto__":{"c":0.1}}'
    assert.strictEqual(JSON.stringify(parseExactly(text)), text)
    assert.deepStrictEqual(parseExactly("[1.0]"), [1])
  })
})

describe("literalOf", () => {
  it("gives nothing where the engine can't keep numbers as they are written", () => {
    const isRawJSON: unknown = Reflect.get(JSON, "isRawJSON")
    Reflect.set(JSON, "isRawJSON", undefined)
    const literal = literalOf(1)
    Reflect.set(JSON, "isRawJSON", isRawJSON)
    assert.isUndefined(literal)
  })

  it("gives what was written, and nothing for what only looks like it", () => {
    assert.strictEqual(literalOf(parseExactly("1E999")), "1E999")
    for (const value of [1, "1e999", null, { rawJSON: "1e999" }]) {
      assert.isUndefined(literalOf(value))
    }
  })
})
