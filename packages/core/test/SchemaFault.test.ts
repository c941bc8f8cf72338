import { assert, describe, it } from "@effect/vitest"
import * as SchemaFault from "@route-server/core/SchemaFault"
import { Result, Schema } from "effect"

const faultIn = (schema: Schema.Decoder<unknown>, input: unknown) => {
  const decode = Schema.decodeUnknownResult(schema, { reportInput: true })
  return SchemaFault.first(Result.getOrThrow(Result.flip(decode(input))).issue)
}

describe("SchemaFault.first", () => {
  it("tells where the first fault is, and what was expected there", () => {
    const Peers = Schema.Array(Schema.Struct({ Asn: Schema.Number, Name: Schema.String }))
    assert.deepStrictEqual(
      faultIn(Peers, [
        { Asn: 1, Name: "a" },
        { Asn: "x", Name: 2 },
      ]),
      {
        path: [1, "Asn"],
        message: `Expected number, got "x"`,
      },
    )
    assert.deepStrictEqual(faultIn(Peers, 7), { path: [], message: "Expected array, got 7" })
  })

  it("has a path of JSON, which knows no symbols", () => {
    const key = Symbol("key")
    const { path } = faultIn(Schema.Struct({ [key]: Schema.String }), { [key]: 1 })
    assert.deepStrictEqual(path, ["Symbol(key)"])
  })
})
