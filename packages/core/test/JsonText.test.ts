import { assert, describe, it } from "@effect/vitest"
import { JsonText } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"

const { extentOf, offsetOf, positionOf } = JsonText

const faultOf = (text: string) => Result.getOrThrow(Result.flip(extentOf(text, 0)))

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON, and what becomes of it when a character is changed, left out or put in. */
const nearlyJson = fc
  .tuple(
    fc.json({ maxDepth: 3 }),
    fc.nat(),
    fc.constantFrom("", ...'{}[]:,"\\0-.eEu+tn \n\u0001x'),
    fc.nat({ max: 1 }),
  )
  .map(([json, at, character, removed]) => {
    const place = at % (json.length + 1)
    return json.slice(0, place) + character + json.slice(place + removed)
  })

describe("extentOf", () => {
  it("accepts exactly what JSON.parse accepts", () => {
    fc.assert(
      fc.property(fc.oneof(nearlyJson, fc.json()), (text) => {
        const extent = extentOf(text, 0)
        fc.pre(Result.isSuccess(extent) || !extent.failure.isJson)
        const isWhole = Result.isSuccess(extent) && text.slice(extent.success.end).trim() === ""
        assert.strictEqual(isWhole, parses(text), text)
      }),
      { numRuns: 1000 },
    )
  })

  it("but for objects with a name that stands twice, however it is written", () => {
    const escaped = (name: string) =>
      `"${[...name].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"`
    const name = fc.tuple(fc.constantFrom("", "a", "b", "é", '"', "\\", "\n"), fc.boolean())
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), (names) => {
        const members = names.map(
          ([name, isEscaped]) => `${isEscaped ? escaped(name) : JSON.stringify(name)}: {"a": 1}`,
        )
        const isUnique = new Set(names.map(([name]) => name)).size === names.length
        assert.strictEqual(Result.isSuccess(extentOf(`{${members.join()}}`, 0)), isUnique)
      }),
    )
  })

  it("ends a value where the next one begins", () => {
    const end = (from: number) => Result.getOrThrow(extentOf('{"a":[1]}{"b":2}', from)).end
    assert.deepStrictEqual([end(0), end(9)], [9, 16])
  })

  it("tells how deep a value is nested, and whether all its numbers are exact", () => {
    const extent = (text: string) => Result.getOrThrow(extentOf(text, 0))
    assert.deepInclude(extent('{"a":[1,2.50],"b":["12345678901234567890"]}'), {
      depth: 2,
      inexact: undefined,
    })
    assert.deepInclude(extent("[[[]],12345678901234567890,1]"), { depth: 3, inexact: 6 })
    assert.deepInclude(extent("1e999"), { depth: 0, inexact: 0 })
  })

  it("tells the first number that is not exact, whatever it begins with", () => {
    const inexact = (text: string) => Result.getOrThrow(extentOf(text, 0)).inexact
    const numbers = ["-1e999", "0.1000000000000000000000001", "98765432109876543210"]
    for (const number of numbers) assert.strictEqual(inexact(`[1,${number}]`), 3, number)
    assert.strictEqual(inexact(`[${numbers.join()}]`), 1)
  })

  it.each([
    ['{"a":1,"b":{"a":2},"a":3}', 19],
    ['{"":1,"":2}', 6],
    ['{"a\\u0062":1,"ab":2}', 13],
    ['{"__proto__":1,"__proto__":2}', 15],
  ])("refuses a name that stands twice: %s", (text, offset) => {
    assert.deepInclude(faultOf(text), { offset, isJson: true })
  })

  it("refuses a name that stands twice among however many", () => {
    for (let count = 1; count <= 40; count += 1) {
      const names = Array.from({ length: count }, (_, at) => `"${at}":0`)
      const text = `{${names.join(",")}}`
      assert.isTrue(Result.isSuccess(extentOf(text, 0)))
      for (const name of [names[0], names[count >> 1], names[count - 1]]) {
        const twice = `${text.slice(0, -1)},${name}}`
        assert.deepInclude(faultOf(twice), { offset: text.length, isJson: true })
      }
    }
  })

  it.each([
    ['{"a":1,}', 7, "expected the name of a member, in quotes"],
    ['{"a" 1}', 5, "expected ':'"],
    ['{"a":1 "b":2}', 7, "expected ',' or '}'"],
    ["[1 2]", 3, "expected ',' or ']'"],
    ["[1,]", 3, "expected a value"],
    ["[01]", 2, "expected ',' or ']'"],
    ['["a', 3, "expected the string to be closed"],
    ['["\\x"]', 2, "expected an escape that JSON knows"],
    ['["\n"]', 2, "expected a control character in a string to be escaped"],
    ["[", 1, "expected a value"],
  ])("says where and why %j is none", (text, offset, rule) => {
    const fault = faultOf(text)
    assert.strictEqual(fault.offset, offset)
    assert.strictEqual(fault.rule, rule)
    assert.isFalse(fault.isJson)
  })

  it("names the path of what is at fault, and where the values around it begin", () => {
    const fault = faultOf('{"a":[{"b":1},{"c":{"d":x}}]}')
    assert.deepStrictEqual(fault.path, ["a", 1, "c", "d"])
    assert.deepStrictEqual(fault.around, [0, 5, 14, 19])
    // The name at fault is no part of it.
    assert.deepStrictEqual(faultOf('{"a":{"b').path, ["a"])
  })

  it("survives any depth", () => {
    const depth = 200_000
    assert.strictEqual(faultOf("[".repeat(depth)).path.length, depth)
    assert.isTrue(Result.isSuccess(extentOf("[".repeat(depth) + "]".repeat(depth), 0)))
  })
})

describe("offsetOf", () => {
  const text = ' {"a": [10, {"b": "x"}], "b": {"__proto__": 5}, "c": {"é": 6}}'

  it.each([
    [[], '{"a"'],
    [["a"], "[10"],
    [["a", 1], '{"b"'],
    [["a", 1, "b"], '"x"'],
    [["c", "é"], "6}"],
  ])("finds %j", (path, beginning) => {
    assert.isTrue(text.slice(offsetOf(text, 0, path)).startsWith(beginning))
  })

  it("stops where the path ends", () => {
    assert.isTrue(text.slice(offsetOf(text, 0, ["a", 7, "b"])).startsWith("[10"))
    assert.isTrue(text.slice(offsetOf(text, 0, ["a", 0, "b"])).startsWith("10"))
    assert.strictEqual(offsetOf("[]", 0, [0]), 0)
    assert.strictEqual(offsetOf("{}", 0, ["a"]), 0)
  })
})

describe("positionOf", () => {
  const text = "a\n東🚀x\r\n\ny"

  it("counts lines and Unicode characters from 1", () => {
    const place = (offset: number) => {
      const { column, line } = positionOf(text, offset)
      return [line, column]
    }
    assert.deepStrictEqual(place(0), [1, 1])
    assert.deepStrictEqual(place(text.indexOf("x")), [2, 3])
    assert.deepStrictEqual(place(text.indexOf("y")), [4, 1])
    // The last character that is one unit, and the first that is two.
    assert.strictEqual(positionOf("\uffffx", 1).column, 2)
    assert.strictEqual(positionOf("\u{10000}x", 2).column, 2)
    assert.strictEqual(positionOf("\uffffxy", 2).column, 3)
  })

  it("counts on from an earlier offset", () => {
    const offset = fc.constantFrom(...text.matchAll(/./gsu)).map(({ index }) => index)
    fc.assert(
      fc.property(offset, offset, (one, other) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)]
        assert.deepStrictEqual(
          positionOf(text, second, positionOf(text, first)),
          positionOf(text, second),
        )
      }),
    )
  })
})
