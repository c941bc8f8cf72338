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

  it("tells where a value is written, in what stands before it and by reference too", () => {
    const decode = () =>
      Result.fail([
        { path: [], fault: "the whole" },
        { path: ["b", 0, "c", "d"], fault: "far within" },
        { path: ["b", "x", "y"], fault: "not there" },
        { path: ["a", 9], fault: "too many" },
      ])
    const text = "# why\n\na: &a [{ c: &c { d: 1 } }]\nb: *a\n"
    assert.deepStrictEqual(faults(text, { scalars: "json", decode }), [
      "3:1: the whole",
      "3:1: a[9]: too many",
      "3:18: b[0].c.d: far within",
      "4:1: b.x.y: not there",
    ])
    const nothing = () => Result.fail([])
    assert.deepStrictEqual(faults(text, { scalars: "json", decode: nothing }), [
      "1:1: it can't be read",
    ])
  })

  it("knows a value that is none from one that looks like it", () => {
    const none = "a: NULL\nb: [x, Null, [y, ~]]\nc: { d: null, e: }\n"
    for (const scalars of ["text", "json"] as const) {
      assert.deepStrictEqual(faults(none, { ...anything, scalars }), [
        "1:1: a: it has no value",
        "2:8: b[1]: it has no value",
        "2:18: b[2][1]: it has no value",
        "3:6: c.d: it has no value",
        "3:15: c.e: it has no value",
      ])
    }
    const some = `a: ""\nb: 'null'\nc: "~"\nd: nullable\ne: not null\n~: f\nnull: |\n`
    assert.deepStrictEqual(Result.getOrThrow(YamlFile.read<unknown>(some, anything)), {
      ...{ a: "", b: "null", c: "~", d: "nullable", e: "not null", "~": "f", null: "" },
    })
  })

  it("follows a hundred references, none of them in a circle", () => {
    const many = `a: &a 1\nb: [${Array(100).fill("*a").join(",")}]\n`
    assert.deepStrictEqual(Result.getOrThrow(YamlFile.read<unknown>(many, anything)), {
      a: 1,
      b: Array(100).fill(1),
    })
    assert.deepStrictEqual(faults("a: &a\n  b: [*a, *c]\n"), [
      "2:7: it refers to what it stands in",
      "2:11: nothing is called &c",
    ])
  })

  it("tells ten faults at most of what is no YAML, and refuses names that are no texts", () => {
    const bad = Array.from({ length: 20 }, (_, index) => `a${index}: !no x\n`)
    assert.lengthOf(faults(bad.join("")), 10)
    assert.deepStrictEqual(faults("? [a]\n: b\n"), [
      "1:3: With stringKeys, all keys must be strings",
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
    assert.deepStrictEqual(faults("#".padEnd(4_194_304)), ["1:1: it is empty"])
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

  it("shows the beginning of what is long, and the words of who checks as they are", () => {
    const own = Schema.String.check(Schema.makeFilter(() => "no EC2 region"))
    const decode = YamlFile.bySchema(Schema.Struct({ a: own }))
    const shown = (text: string) => faults(`a: ${text}\n`, { scalars: "text", decode })
    const fifty = "0123456789".repeat(5)
    assert.deepStrictEqual(shown(`${fifty}0123456789`), [
      `1:1: a: no EC2 region, got '${fifty}0123456789'`,
    ])
    assert.deepStrictEqual(shown(`${fifty}012345678🦊x`), [
      `1:1: a: no EC2 region, got '${fifty}012345678\ufffd…'`,
    ])
    assert.deepStrictEqual(faults("a: [x]\nb: y\n", { scalars: "text", decode }), [
      "1:1: a: expected a text",
      "2:1: b: there is no such member",
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
