import { assert, describe, it } from "@effect/vitest"
import { DescribeRouteServerPeers, OpenStruct, RouteServerPeer } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { afterEach, vi } from "vitest"
import { acceptFast } from "../src/internal/accept.ts"

afterEach(() => {
  vi.unstubAllGlobals()
})

const fast = <Fields extends Schema.Struct.Fields>(fields: Fields) => {
  const schema = OpenStruct.make(fields)
  acceptFast(schema)
  return schema
}

/** The same schema, for which no code is made. */
const usual = <A, E>(schema: Schema.Codec<A, E>) =>
  Schema.decodeUnknownResult(schema.annotate({}), { reportInput: true })

class Inherited {
  readonly RouteServerPeerId = "rsp-1"
  get State() {
    return "available"
  }
}

const odd: ReadonlyArray<() => unknown> = [
  () => undefined,
  () => null,
  () => "",
  () => "65001",
  () => 0.5,
  () => Number.NaN,
  () => 2 ** 60,
  () => -0,
  () => true,
  () => [],
  () => [undefined],
  () => ({}),
  () => ({ Key: "k" }),
  () => ({ Key: 1 }),
  () => [{ Key: "k", Value: undefined }],
  () => new String("rsp-1"),
  () => new Inherited(),
  () => Object.create({ Status: "up" }),
  () => Object.assign(Object.create(null), { Status: 1 }),
  () => JSON.parse('{"__proto__": {"Status": 1}, "Status": "up"}'),
  () => () => "up",
  () => 1n,
  () => Symbol("up"),
]

type Path = ReadonlyArray<string | number>

const pathsIn = (value: unknown, path: Path = []): ReadonlyArray<Path> =>
  typeof value === "object" && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))]
    : [path]

const replaced = (value: unknown, [key, ...rest]: Path, by: unknown): unknown => {
  if (key === undefined) return by
  const copy: object = Array.isArray(value) ? [...value] : { ...Object(value) }
  Reflect.set(copy, key, replaced(Reflect.get(copy, key), rest, by))
  return copy
}

/** Peers as an answer has them, in most of which one value, or a new member, is odd. */
const inputs = Generators.peer().chain((peer) => {
  const plain: unknown = JSON.parse(JSON.stringify(peer))
  const paths = pathsIn(plain)
  const places = fc.constantFrom(...paths, ...paths.map((path) => [...path, "New"]))
  return fc.oneof(
    fc.constant(plain),
    fc.tuple(places, fc.constantFrom(...odd)).map(([path, make]) => replaced(plain, path, make())),
  )
})

describe("A schema that accepts fast", () => {
  it("agrees with the usual way on every input, the words of a refusal included", () => {
    const decode = Schema.decodeUnknownResult(RouteServerPeer.RouteServerPeer, {
      reportInput: true,
    })
    const expected = usual(RouteServerPeer.RouteServerPeer)
    let refused = 0
    fc.assert(
      fc.property(inputs, (input) => {
        const [one, other] = [decode(input), expected(input)]
        if (Result.isFailure(one)) refused += 1
        assert.deepStrictEqual<unknown>(
          Result.mapError(one, String),
          Result.mapError(other, String),
        )
      }),
      { numRuns: 1000 },
    )
    assert.isAbove(refused, 100)
  })

  it("does not copy what is fine, and does copy what inherits or has a prototype of its own", () => {
    const decode = Schema.decodeUnknownSync(RouteServerPeer.RouteServerPeer)
    const plain = { RouteServerPeerId: "rsp-1", Tags: [{ Key: "k" }], New: [1] }
    assert.strictEqual<unknown>(decode(plain), plain)
    const input = new Inherited()
    assert.notStrictEqual<unknown>(decode(input), input)
    const page = { RouteServerPeers: [plain] }
    assert.strictEqual<unknown>(
      Result.getOrThrow(DescribeRouteServerPeers.decodeResult(page)),
      page,
    )
  })

  it("decodes where no code can be made of a text, and what no code is made for", () => {
    vi.stubGlobal("Function", () => {
      throw new EvalError("Code generation from strings disallowed for this context")
    })
    const Plain = fast({ Key: Schema.String })
    assert.deepStrictEqual(Schema.decodeUnknownSync(Plain)({ Key: "k" }), { Key: "k" })
    assert.throws(() => Schema.decodeUnknownSync(Plain)({ Key: 1 }))
    vi.unstubAllGlobals()
    const Pair = Schema.Tuple([Schema.String, Schema.String])
    const More = fast({
      At: Schema.NumberFromString,
      Or: Schema.optionalKey(Schema.Union([Schema.String, Schema.Number])),
      Pair: Schema.optionalKey(Pair),
      Some: Schema.optionalKey(Schema.Array(Schema.String).check(Schema.isNonEmpty())),
      Short: Schema.optionalKey(
        Schema.Struct({ A: Schema.String }).check(Schema.isMaxProperties(1)),
      ),
    })
    const decode = Schema.decodeUnknownSync(More)
    assert.deepStrictEqual<unknown>(decode({ At: "1", Or: 1, Pair: ["a", "b"], Some: ["a"] }), {
      At: 1,
      Or: 1,
      Pair: ["a", "b"],
      Some: ["a"],
    })
    assert.throws(() => decode({ At: "1", Some: [] }))
    assert.throws(() => decode({ At: "1", Pair: ["a"] }))
    const isNo = Schema.makeFilter((value: { readonly A: string }) => value.A !== "no")
    const refuses = [
      Schema.is(fast({ Some: Schema.Array(Schema.String).check(Schema.isNonEmpty()) })),
      Schema.is(fast({ Not: Schema.Struct({ A: Schema.String }).check(isNo) })),
      Schema.is(fast({ Pair })),
    ]
    const value = { Some: [], Not: { A: "no" }, Pair: ["a"] }
    for (const accepts of refuses) assert.isFalse(accepts(value))
    const At = fast({ At: Schema.NumberFromString })
    assert.isTrue(Result.isFailure(Schema.decodeUnknownResult(At)({ At: 1 })))
  })

  it("holds what no code is made for to all that the schema says", () => {
    const flag = Symbol("flag")
    const Flagged = Schema.Struct({ [flag]: Schema.optionalKey(Schema.String) })
    acceptFast(Flagged)
    const isFlagged = Schema.is(Flagged)
    assert.deepStrictEqual([{}, { [flag]: "up" }, { [flag]: 1 }].map(isFlagged), [
      true,
      true,
      false,
    ])
    const between = Schema.makeFilterGroup<string>([Schema.isMinLength(2), Schema.isMaxLength(3)])
    const isNamed = Schema.is(fast({ Name: Schema.String.check(between) }))
    assert.deepStrictEqual(
      ["a", "ab", "abcd"].map((Name) => isNamed({ Name })),
      [false, true, false],
    )
    const isEither = Schema.is(fast({ Or: Schema.Union([Schema.String, Schema.Number]) }))
    assert.deepStrictEqual([{ Or: "a" }, { Or: 1 }, { Or: true }].map(isEither), [
      true,
      true,
      false,
    ])
  })

  it("holds lists to their items, and leaves tuples to the usual way", () => {
    const Tags = Schema.Array(Schema.Struct({ Key: Schema.String }))
    const decode = Schema.decodeUnknownSync(fast({ Tags, Names: Schema.Array(Schema.String) }))
    const fine = { Tags: [{ Key: "a" }, { Key: "b" }], Names: ["a"] }
    assert.strictEqual<unknown>(decode(fine), fine)
    for (const wrong of [{ Tags: [{ Key: 1 }] }, { Tags: ["a"] }, { Names: [1] }, { Names: "a" }]) {
      assert.throws(() => decode({ ...fine, ...wrong }))
    }
    const String = Schema.String
    const tuples = [
      [Schema.Tuple([]), [], ["a"]],
      [Schema.Tuple([String]), ["a"], [1]],
      [Schema.TupleWithRest(Schema.Tuple([Schema.Number]), [String]), [1, "a"], ["a"]],
      [Schema.TupleWithRest(Schema.Tuple([]), [String, Schema.Number]), ["a", 1], ["a", "b"]],
    ] as const
    for (const [Tuple, right, wrong] of tuples) {
      const isTuple = Schema.is(fast({ Tuple }))
      assert.isTrue(isTuple({ Tuple: right }))
      assert.isFalse(isTuple({ Tuple: wrong }))
    }
    const isNo = Schema.makeFilter((text: string) => text !== "no")
    const isChecked = Schema.is(fast({ Name: String.check(isNo) }))
    assert.deepStrictEqual(
      ["yes", "no"].map((Name) => isChecked({ Name })),
      [true, false],
    )
  })

  it("says of what is absent that it is", () => {
    const Inner = fast({ Key: Schema.String })
    const decode = Schema.decodeUnknownResult(Schema.Struct({ Inner }))
    assert.deepStrictEqual(
      [{}, { Inner: {} }].map((input) => String(Result.getOrThrow(Result.flip(decode(input))))),
      [
        'SchemaError(Missing key\n  at ["Inner"])',
        'SchemaError(Missing key\n  at ["Inner"]["Key"])',
      ],
    )
  })

  it("holds scalars to checks of any kind", () => {
    const Checked = fast({
      Short: Schema.String.check(Schema.isMaxLength(2)),
      Port: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 9 })),
      On: Schema.Boolean,
      Any: Schema.Unknown,
    })
    const decode = Schema.decodeUnknownSync(Checked)
    const fine = { Short: "ab", Port: 9, On: true, Any: 1n }
    assert.strictEqual<unknown>(decode(fine), fine)
    for (const wrong of [{ Short: "abc" }, { Port: 10 }, { Port: 1.5 }, { On: 1 }]) {
      assert.throws(() => decode({ ...fine, ...wrong }))
    }
    const { Any: _, ...absent } = fine
    assert.throws(() => decode(absent))
  })
})
