import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { parse } from "../../src/arguments/FilterArgument.ts"

describe("parse", () => {
  it("reads shorthand", () => {
    assert.deepStrictEqual(Result.getOrThrow(parse("Name=a,Values=b")), [
      { Name: "a", Values: ["b"] },
    ])
  })

  it("reads a filter or a list of filters in JSON, as they are", () => {
    const filters = fc.array(
      fc.record({ Name: fc.string(), Values: fc.array(fc.string()) }, { requiredKeys: [] }),
    )
    fc.assert(
      fc.property(filters, fc.constantFrom("", " ", "\n"), (given, space) => {
        const read = parse(space + JSON.stringify(given, null, space) + space)
        assert.deepStrictEqual(read, Result.succeed(JSON.parse(JSON.stringify(given))))
        for (const filter of given) {
          const alone = parse(JSON.stringify(filter))
          assert.deepStrictEqual(alone, Result.succeed(JSON.parse(JSON.stringify([filter]))))
        }
      }),
    )
  })

  it.each([
    ['{"Name":"a",}', 12, "expected the name of a member, in quotes"],
    ['{"Name":"a"} x', 12, "expected nothing after the JSON value"],
    ['{"Name":1}', 8, "Expected string, got 1"],
    ['[{"Name":"a","Values":"b"}]', 22, 'Expected array, got "b"'],
    ['{"Name":"a","Values":["b",null]}', 26, "Expected string, got null"],
    ['[{"name":"a"}]', 9, 'Unexpected key with value "a"'],
    ["[1]", 1, "Expected object, got 1"],
    ['[{"Name":"a","Name":"b"}]', 13, 'expected one member of the name "Name", found another'],
    [
      "file://filters.json",
      0,
      `a filter can't be read from a file; give its text, as in --filters "$(cat FILE)"`,
    ],
  ])("refuses %s at %i", (text, offset, message) => {
    const { offset: at, message: why } = Result.getOrThrow(Result.flip(parse(text)))
    assert.strictEqual(why, message)
    assert.strictEqual(at, offset)
  })
})
