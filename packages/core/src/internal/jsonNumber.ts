/**
 * Numbers in JSON, which has no bounds for them, against those of JavaScript,
 * which has: `12345678901234567890` loses its last digits there and `1e999`
 * becomes infinite.
 */

/** TypeScript's library does not have this part of ECMAScript 2026 yet, and neither has every engine. */
interface ExactJson {
  parse(
    text: string,
    reviver: (name: string, value: unknown, context?: { readonly source?: string }) => unknown,
  ): unknown
  readonly rawJSON?: (text: string) => object
  readonly isRawJSON?: (value: unknown) => boolean
}

const json: ExactJson = JSON

/** So many digits every JavaScript number keeps. */
export const SURE_DIGITS = 15

const short = new RegExp(`^-?[0-9.]{1,${SURE_DIGITS}}$`)

/** A decimal number but for its sign in the one form that all ways to write it have in common. */
const canonical = (literal: string): string => {
  const [mantissa = "", exponent = "0"] = literal.toLowerCase().split("e")
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".")
  const digits = (whole + fraction).replace(/^0+/, "")
  let end = digits.length
  while (digits.charAt(end - 1) === "0") end -= 1
  if (end === 0) return "0"
  const power = Number(exponent) - fraction.length + digits.length
  return `0.${digits.slice(0, end)}e${power}`
}

/**
 * Whether JavaScript reads a JSON number and writes the same number again,
 * perhaps in other words.
 *
 * **Example** (What is lost)
 *
 * ```ts
 * import { isExact } from "./jsonNumber.ts"
 *
 * isExact("65001.0") // => true
 * isExact("0.1") // => true
 * isExact("12345678901234567890") // => false
 * isExact("1e999") // => false
 * ```
 */
export const isExact = (literal: string): boolean => {
  if (short.test(literal)) return true
  const value = Number(literal)
  return Number.isFinite(value) && canonical(literal) === canonical(String(value))
}

/**
 * Parses JSON as `JSON.parse` does, only that a number that is not exact stays
 * what was written. `JSON.stringify` writes it so, and {@link literalOf} tells.
 * It is much slower than `JSON.parse`, and it recurses. `undefined` where the
 * engine can't keep numbers so.
 */
export const parseExactly = (text: string): unknown => {
  const { rawJSON } = json
  return (
    rawJSON &&
    json.parse(text, (_, value, context) =>
      typeof value === "number" && context?.source !== undefined && !isExact(context.source)
        ? rawJSON(context.source)
        : value,
    )
  )
}

/** What was written for a number that is not exact; `undefined` for any other value. */
export const literalOf = (value: unknown): string | undefined =>
  json.isRawJSON?.(value) ? JSON.stringify(value) : undefined
