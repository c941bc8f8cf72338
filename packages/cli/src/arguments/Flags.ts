/**
 * Flags that several commands have, and kinds of flags that `effect/cli` words
 * otherwise.
 */
import { Option } from "effect"
import { Flag } from "effect/cli"
import { nearest } from "./Suggestion.ts"

/** A flag whose value is one of a few words. */
export const choice = <const Word extends string>(name: string, words: ReadonlyArray<Word>) =>
  Flag.String(name).pipe(
    Flag.filterMap(
      (text) => Option.fromUndefinedOr(words.find((word) => word === text)),
      (text) => {
        const near = nearest(text, words)
        return `expected ${words.join(" or ")}${near === undefined ? "" : `; did you mean ${near}?`}`
      },
    ),
  )

const isWholeNumber = (text: string): boolean => /^-?[0-9]+$/.test(text)

/** A flag whose value is a whole number that JavaScript can hold, judged no further. */
export const wholeNumber = (name: string) =>
  Flag.String(name).pipe(
    Flag.filterMap(
      (text) =>
        isWholeNumber(text) && Number.isSafeInteger(Number(text))
          ? Option.some(Number(text))
          : Option.none(),
      (text) =>
        isWholeNumber(text)
          ? `expected a whole number from ${Number.MIN_SAFE_INTEGER} to ${Number.MAX_SAFE_INTEGER}`
          : "expected a whole number",
    ),
  )

/** The peers to work on, as a fixture. */
export const fixture = Flag.String("fixture").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription("Output of the AWS CLI; - is standard input"),
  Flag.optional,
)
