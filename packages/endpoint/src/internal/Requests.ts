/**
 * Which requests a rule is about, as a text: `3`, `1,4`, `2-4`, `3-`, or `1/3`.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const RANGES = /^[1-9]\d{0,8}(-([1-9]\d{0,8})?)?(,[1-9]\d{0,8}(-([1-9]\d{0,8})?)?)*$/

const SHARE = /^(\d{1,9})\/([1-9]\d{0,8})$/

type Range = readonly [from: number, to: number]

const rangeOf = (text: string): Range => {
  const [from = "", to] = text.split("-")
  return [
    Number(from),
    to === undefined ? Number(from) : to === "" ? Number.POSITIVE_INFINITY : Number(to),
  ]
}

type Meaning = { readonly ranges: ReadonlyArray<Range> } | { readonly share: number }

const meaningOf = (input: number | string): Meaning | undefined => {
  const text = String(input)
  const [, part, whole] = SHARE.exec(text) ?? []
  if (part !== undefined) {
    const share = Number(part) / Number(whole)
    return share <= 1 ? { share } : undefined
  }
  if (!RANGES.test(text)) return undefined
  const ranges = text.split(",").map(rangeOf)
  return ranges.every(([from, to]) => from <= to) ? { ranges } : undefined
}

const expected = "numbers of requests from 1 on, such as 3, 1,4, 2-4 or 3-, or a share such as 1/3"

/** Which requests, by number or share. */
export const Requests = Schema.Union([Schema.Number, Schema.String])
  .annotate({ expected })
  .check(Schema.makeFilter((input) => meaningOf(input) !== undefined, { expected }))

/**
 * Tells whether a request is meant, by its number; for a share a number from 0 up to 1 is
 * drawn. Without a text all are.
 */
export const includes = (
  input: number | string | undefined,
): ((number: number, draw: Effect.Effect<number>) => Effect.Effect<boolean>) => {
  const meaning =
    input === undefined ? { ranges: [[1, Number.POSITIVE_INFINITY]] } : meaningOf(input)
  if (meaning === undefined) return () => Effect.succeed(false)
  if ("share" in meaning) {
    return (_, draw) => Effect.map(draw, (drawn) => drawn < meaning.share)
  }
  return (number) =>
    Effect.succeed(meaning.ranges.some(([from = 0, to = 0]) => from <= number && number <= to))
}
