import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { requestForm } from "../src/internal/requestForm.ts"

/** How often the schema has looked at a name. */
let looked = 0

const form = requestForm(
  Schema.Struct({
    Name: Schema.String.check(
      Schema.makeFilter(() => {
        looked += 1
        return true
      }),
    ),
    Size: Schema.optional(Schema.Int),
    On: Schema.optional(Schema.Boolean),
    Options: Schema.optional(Schema.Struct({ Values: Schema.optional(Schema.Array(Schema.Int)) })),
  }),
)

const judged = (input: unknown) => Result.getOrThrow(form.judge(input))

const refusal = (input: unknown): string =>
  Result.getOrThrow(Result.flip(form.judge(input))).message

const isFrozen = (value: unknown): boolean =>
  typeof value !== "object" ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isFrozen))

describe("The form of a request", () => {
  it("is judged without the schema where all is fine, and once for each value", () => {
    const input = { Name: "a", Size: 5, On: false, Options: { Values: [1, 2] } }
    looked = 0
    const plain = judged(input)
    assert.deepStrictEqual(plain, input)
    assert.notStrictEqual(plain, input)
    assert.isTrue(isFrozen(plain))
    assert.strictEqual(judged(plain), plain)
    assert.strictEqual(looked, 0)
  })

  it("takes what is undefined for absent", () => {
    const plain = judged({ Name: "a", Size: undefined, Options: { Values: undefined } })
    assert.deepStrictEqual(Object.keys(plain), ["Name", "Options"])
    assert.deepStrictEqual<unknown>(plain, { Name: "a", Options: {} })
  })

  it("stays one when members of it are changed, and nobody can change it otherwise", () => {
    const Options = { Values: [1] }
    const amended = form.amend(judged({ Name: "a", Size: 5 }), { Name: "b", Options })
    assert.deepStrictEqual(amended, { Name: "b", Size: 5, Options: { Values: [1] } })
    assert.isTrue(isFrozen(amended))
    assert.strictEqual(judged(amended), amended)
  })

  it("of a request without members is always the same value", () => {
    const { judge } = requestForm(Schema.Struct({ Size: Schema.optional(Schema.Int) }))
    assert.strictEqual(Result.getOrThrow(judge({})), Result.getOrThrow(judge({ Size: undefined })))
  })

  it.each<readonly [string, unknown, string]>([
    ["no object", 5, "Value ( 5 ) for parameter request is invalid. Expected object."],
    ["a list", [], "Value ( list ) for parameter request is invalid. Expected object."],
    ["what is absent", {}, "Value ( undefined ) for parameter Name is invalid. Missing key."],
    ["another type", { Name: 5 }, "Value ( 5 ) for parameter Name is invalid. Expected string."],
    [
      "another type of what may be absent",
      { Name: "a", Size: "5" },
      "Value ( 5 ) for parameter Size is invalid. Expected number.",
    ],
    [
      "a part of a number",
      { Name: "a", Size: 0.5 },
      "Value ( 0.5 ) for parameter Size is invalid. Expected an integer.",
    ],
    [
      "a word for a truth value",
      { Name: "a", On: "true" },
      "Value ( true ) for parameter On is invalid. Expected boolean.",
    ],
    [
      "another type in a list",
      { Name: "a", Options: { Values: [1, null] } },
      "Value ( null ) for parameter Options.Values[1] is invalid. Expected number.",
    ],
    [
      "no list",
      { Name: "a", Options: { Values: { 0: 1 } } },
      "Value ( structure ) for parameter Options.Values is invalid. Expected array.",
    ],
    [
      "no structure",
      { Name: "a", Options: [] },
      "Value ( list ) for parameter Options is invalid. Expected object.",
    ],
    ["an unknown member", { Name: "a", Sise: 5 }, "The parameter Sise is not recognized"],
    [
      "an unknown member that is undefined",
      { Name: "a", Sise: undefined },
      "The parameter Sise is not recognized",
    ],
    [
      "an unknown member within",
      { Name: "a", Options: { Value: [1] } },
      "The parameter Options.Value is not recognized",
    ],
    [
      "a function",
      { Name: () => "a" },
      "Value ( function ) for parameter Name is invalid. Expected string.",
    ],
    [
      "what can't be read",
      {
        get Name(): string {
          throw new Error("no")
        },
      },
      "Value ( undefined ) for parameter request is invalid. It can't be read.",
    ],
  ])("is not that of %s", (_, input, message) => {
    assert.strictEqual(refusal(input), message)
  })
})
