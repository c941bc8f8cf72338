/**
 * Inputs that are seeds with a few changes: most readers refuse what is random in its
 * first character, and get far into what once was whole.
 */
import fc from "fast-check"
import { inputOf, type Target } from "./Target.ts"

/** In bytes; what is larger is cut. */
export const LARGEST = 65_536

const MOST_CHANGES = 5
const MOST_REPEATS = 300

type Change = (input: Uint8Array) => Uint8Array

const concat = (...parts: ReadonlyArray<Uint8Array>): Uint8Array => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all.subarray(0, LARGEST)
}

const repeat = (part: Uint8Array, times: number): Uint8Array =>
  concat(...Array.from({ length: times }, () => part))

/** An input in three parts, of which the one in the middle is to change. */
type Parts = readonly [before: Uint8Array, inside: Uint8Array, after: Uint8Array]

const position = fc.noBias(fc.nat(0x7fff_ffff))

/** Most changes are of little; some are of all that follows. */
const extent = fc.oneof(
  { weight: 8, arbitrary: fc.nat(4) },
  { weight: 4, arbitrary: fc.nat(60) },
  { weight: 1, arbitrary: fc.constant(LARGEST) },
)

const cut =
  (at: number, length: number) =>
  (input: Uint8Array): Parts => {
    const from = at % (input.length + 1)
    const to = Math.min(input.length, from + length)
    return [input.subarray(0, from), input.subarray(from, to), input.subarray(to)]
  }

const apart = fc.tuple(position, extent).map(([at, length]) => cut(at, length))

/** Any input of a target. */
export const inputs = (
  { dictionary, whole }: Target,
  seeds: ReadonlyArray<Uint8Array>,
): fc.Arbitrary<Uint8Array> => {
  const seed = fc.oneof(
    { weight: 7, arbitrary: fc.constantFrom(new Uint8Array(), ...seeds) },
    { weight: 1, arbitrary: whole.map(inputOf) },
  )
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...dictionary).map(inputOf) },
    { weight: 2, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }).map(inputOf) },
  )
  const change: fc.Arbitrary<Change> = fc.oneof(
    // Something else, or nothing, in the place of a part.
    fc.tuple(apart, fc.oneof(piece, fc.constant(new Uint8Array()))).map(
      ([apart, piece]): Change =>
        (input) => {
          const [before, , after] = apart(input)
          return concat(before, piece, after)
        },
    ),
    // Something in between.
    fc.tuple(position, piece).map(
      ([at, piece]): Change =>
        (input) => {
          const [before, , after] = cut(at, 0)(input)
          return concat(before, piece, after)
        },
    ),
    // A part again and again.
    fc.tuple(apart, fc.oneof(fc.constant(2), fc.nat(MOST_REPEATS))).map(
      ([apart, times]): Change =>
        (input) => {
          const [before, inside, after] = apart(input)
          return concat(before, repeat(inside, times), after)
        },
    ),
    // A part somewhere else.
    fc.tuple(apart, position).map(
      ([apart, at]): Change =>
        (input) => {
          const [before, inside, after] = apart(input)
          const [left, , right] = cut(at, 0)(concat(before, after))
          return concat(left, inside, right)
        },
    ),
    // The end of another.
    fc.tuple(position, position, seed).map(
      ([at, from, other]): Change =>
        (input) => {
          const [before] = cut(at, 0)(input)
          const [, , after] = cut(from, 0)(other)
          return concat(before, after)
        },
    ),
  )
  return fc
    .tuple(seed, fc.array(change, { maxLength: MOST_CHANGES, size: "max" }))
    .map(([seed, changes]) => changes.reduce((input, change) => change(input), seed))
}

/** An input that can be made as large as one likes. */
export type Growing = (size: number) => Uint8Array

/** Inputs in which one part comes again and again. */
export const growing = (
  target: Target,
  seeds: ReadonlyArray<Uint8Array>,
): fc.Arbitrary<Growing> => {
  const unit = fc.oneof(
    fc
      .array(fc.constantFrom(...target.dictionary), { minLength: 1, maxLength: 3 })
      .map((pieces) => {
        const inside = inputOf(pieces.join(""))
        return () => inside
      }),
    fc.constant((inside: Uint8Array) => inside),
  )
  return fc
    .tuple(fc.constantFrom(new Uint8Array(), ...seeds), apart, unit, fc.boolean())
    .map(([seed, apart, unit, isWhole]) => {
      const [before, inside, after] = apart(seed)
      const part = unit(inside)
      return (size) =>
        concat(
          before,
          repeat(part, size / Math.max(1, part.length)),
          isWhole ? after : new Uint8Array(),
        )
    })
}
