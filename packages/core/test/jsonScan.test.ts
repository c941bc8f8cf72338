import { assert, describe, it } from "@effect/vitest"
import { JsonText } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import { isExact } from "../src/internal/jsonNumber.ts"
import { countNames, INCOMPLETE, NONE, type Scan, scan } from "../src/internal/jsonScan.ts"

const found: Scan = { names: 0, depth: 0, hasNull: false, hasLongNumber: false }

const json = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.json({ maxDepth: 3 }).map((text) => JSON.stringify(JSON.parse(text), null, 2)),
  fc.constantFrom('"\\\\"', '"\\""', '"a\\\\\\"b"', '{"\\"":"\\\\"}', "[1e5,-0.0]", "[[],{}]"),
  fc.bigInt().map(String),
)

describe("scan", () => {
  it("ends a value where it ends, whatever follows, and counts what is in it", () => {
    fc.assert(
      fc.property(json, fc.constantFrom("", " ", ",1", "]", "}", ":", "\n{}"), (text, rest) => {
        assert.strictEqual(scan(text + rest, 0, true, found), text.length)
        const value: unknown = JSON.parse(text)
        const isStructure = typeof value === "object" && value !== null
        assert.strictEqual(found.names, isStructure ? countNames(value) : 0)
        assert.strictEqual(found.depth, Result.getOrThrow(JsonText.extentOf(text, 0)).depth)
      }),
      { numRuns: 1000 },
    )
  })

  it("tells that the text ends too soon, wherever it is cut", () => {
    fc.assert(
      fc.property(json, fc.nat(), (text, at) => {
        const part = text.slice(0, at % text.length)
        assert.strictEqual(scan(part, 0, false, found), INCOMPLETE)
      }),
    )
  })

  it("finds each number that may be inexact, and each null", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.bigInt().map(String),
          fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
        ),
        (number) => {
          scan(`{"a":[${number}]}`, 0, true, found)
          assert.isTrue(found.hasLongNumber || isExact(number))
          assert.isFalse(found.hasNull)
        },
      ),
    )
    for (const text of ["null", "[null]", '{"a":null}']) {
      scan(text, 0, true, found)
      assert.isTrue(found.hasNull)
    }
    for (const number of [
      "9007199254740993",
      "-1234567890123456",
      "1E5",
      "1e5",
      "0.1234567890123456",
    ]) {
      for (const text of [number, `[${number}]`, `{"a": ${number} }`]) {
        scan(text, 0, true, found)
        assert.isTrue(found.hasLongNumber, text)
      }
    }
    for (const text of ["true", "false", "[true, 65001, 123456789012345, -0.5]"]) {
      scan(`                ${text}`, 16, true, found)
      assert.isFalse(found.hasLongNumber || found.hasNull, text)
    }
    scan('{"null":"1e999"}', 0, true, found)
    assert.isFalse(found.hasNull || found.hasLongNumber)
  })

  it("finds no value where none begins", () => {
    for (const text of [",", "]", "}", ":", "#", "\u00e9", ""]) {
      assert.strictEqual(scan(text, 0, true, found), NONE)
    }
  })
})

describe("countNames", () => {
  it("counts a name that stood twice once", () => {
    assert.strictEqual(countNames({}), 0)
    assert.strictEqual(countNames(JSON.parse('{"a":1,"a":[{"b":{},"__proto__":1}]}')), 3)
  })
})
