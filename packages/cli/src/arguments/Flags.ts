/**
 * Flags that several commands have, and kinds of flags that `effect/cli` words
 * otherwise.
 */
import { Option } from "effect"
import { Flag } from "effect/cli"
import { type Column, columns, find, nameOf } from "../output/Columns.ts"
import { nearest } from "./Suggestion.ts"

const isWholeNumber = (text: string): boolean => /^-?[0-9]+$/.test(text)

/** A flag whose value is a whole number that JavaScript can hold, judged no further. */
export const wholeNumber = (name: string, least = Number.MIN_SAFE_INTEGER) =>
  Flag.String(name).pipe(
    Flag.filterMap(
      (text) =>
        isWholeNumber(text) && Number.isSafeInteger(Number(text)) && Number(text) >= least
          ? Option.some(Number(text))
          : Option.none(),
      (text) =>
        isWholeNumber(text)
          ? `expected a whole number from ${least} to ${Number.MAX_SAFE_INTEGER}`
          : "expected a whole number",
    ),
  )

/** A flag whose value is a list of columns; several may follow, with commas or spaces between. */
export const columnList = (name: string) =>
  Flag.String(name).pipe(
    Flag.filterMap(
      (text): Option.Option<ReadonlyArray<Column>> =>
        Option.all(text.split(",").map((name) => Option.fromUndefinedOr(find(name.trim())))),
      (text) => {
        const names = columns.map(nameOf)
        const wrong = text.split(",").find((name) => find(name.trim()) === undefined) ?? ""
        const near = nearest(wrong.toLowerCase(), names)
        const suggestion = near === undefined ? "" : `; did you mean ${near}?`
        return `expected columns out of ${names.join(", ")} and tag:KEY${suggestion}`
      },
    ),
    Flag.atLeast(0),
    Flag.map((lists) => lists.flat()),
  )

/** A flag whose value is a list of texts; several may follow, with commas or spaces between. */
export const textList = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar(metavar),
    Flag.withDescription(description),
    Flag.filterMap(
      (text) => {
        const texts = text.split(",").map((each) => each.trim())
        return texts.includes("") ? Option.none() : Option.some<ReadonlyArray<string>>(texts)
      },
      () => "expected names or patterns with commas between",
    ),
    Flag.atLeast(0),
    Flag.map((lists) => lists.flat()),
  )

/** A flag for the name of a file. */
export const file = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar("FILE"), Flag.withDescription(description), Flag.optional)

/** The peers to work on, as a fixture. */
export const fixture = file("fixture", "Output of the AWS CLI; - is standard input")
