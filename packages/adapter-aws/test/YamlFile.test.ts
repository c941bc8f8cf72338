import { assert, describe, it } from "@effect/vitest"
import * as YamlFile from "@route-server/adapter-aws/YamlFile"
import { Result, Schema } from "effect"

const anything = { scalars: "json", decode: Result.succeed } as const

const faults = (text: string, options: YamlFile.Options<unknown> = anything) =>
  Result.getOrThrow(Result.flip(YamlFile.read(text, options))).map(YamlFile.format)

describe("read", () => {
  it("takes what stands without quotes for what it looks like, or for a text", () => {
    const text = "number: 012\nis: true\nname: on\n"
    assert.deepStrictEqual(Result.getOrThrow(YamlFile.read<unknown>(text, anything)), {
      number: 12,
      is: true,
      name: "on",
    })
    assert.deepStrictEqual(
      Result.getOrThrow(YamlFile.read<unknown>(text, { ...anything, scalars: "text" })),
      { number: "012", is: "true", name: "on" },
    )
  })

  it("tells all that is wrong, in the order of the text", () => {
    const decode = () =>
      Result.fail([
        { path: ["b", 1, "none"], fault: "third" },
        { path: ["a"], fault: "first" },
        { path: ["b", 0], fault: "second" },
        { path: [], fault: "the whole" },
      ])
    assert.deepStrictEqual(faults("a: 1\nb:\n  - x\n  - y\n", { scalars: "json", decode }), [
      "1:1: a: first",
      "1:1: the whole",
      "3:5: b[0]: second",
      "4:5: b[1].none: third",
    ])
  })

  it("refuses what has no value, and what has no end", () => {
    assert.deepStrictEqual(faults("a:\nb: ~\n"), [
      "1:1: a: it has no value",
      "2:1: b: it has no value",
    ])
    assert.deepStrictEqual(faults(""), ["1:1: it is empty"])
    assert.deepStrictEqual(faults("a: 1\n---\nb: 2\n"), [
      "2:1: another document begins: expected a single one",
    ])
    assert.deepStrictEqual(faults("[".repeat(100_000)), ["1:1: it is nested too deeply to be read"])
    assert.deepStrictEqual(faults(" ".repeat(4_194_305)), [
      "1:1: it is longer than 4194304 characters",
    ])
    const bomb = `a: &a [1]\nb: [${"*a, ".repeat(100)}*a]\n`
    assert.match(String(faults(bomb)), /more references than the 100 that are allowed/)
  })
})

describe("bySchema", () => {
  const schema = Schema.Struct({ name: Schema.String, secret: Schema.Literal("right") })

  it("tells of members that are missing or unknown, and what to write instead", () => {
    const decode = YamlFile.bySchema(schema, { instead: new Map([["title", "it is name"]]) })
    assert.deepStrictEqual(faults("title: x\nother: y\n", { scalars: "text", decode }), [
      "1:1: title: it is name",
      "1:1: name: it is missing",
      "1:1: secret: it is missing",
      "2:1: other: there is no such member",
    ])
  })

  it("quotes what is written, unless it is a secret", () => {
    const text = "name: [x]\nsecret: wrong\n"
    const [, quoted] = faults(text, { scalars: "text", decode: YamlFile.bySchema(schema) })
    assert.strictEqual(quoted, `2:1: secret: expected "right", got 'wrong'`)
    const isSecret = (path: ReadonlyArray<PropertyKey>) => path[0] === "secret"
    const decode = YamlFile.bySchema(schema, { isSecret })
    assert.deepStrictEqual(faults(text, { scalars: "text", decode }), [
      "1:1: name: expected a text",
      `2:1: secret: expected "right"`,
    ])
  })
})

describe("A confidential file", () => {
  it("is not quoted, whatever is wrong with it", () => {
    const options = { ...anything, isConfidential: true }
    const texts = ["a: 'hidden", "a: [hidden] hidden", "a: *hidden", "{ hidden: }", "a: %hidden"]
    for (const text of texts) {
      for (const fault of faults(text, options)) {
        assert.match(fault, /^\d+:\d+: /)
        if (!text.startsWith("{")) assert.notInclude(fault, "hidden")
      }
    }
  })
})
