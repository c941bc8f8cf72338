/**
 * Flags that several commands have, and kinds of flags that `effect/cli` words
 * otherwise.
 */
import { Option } from "effect"
import { Flag } from "effect/cli"
import { type Column, columns, find, nameOf } from "../output/Columns.ts"
import { didYouMean } from "./Suggestion.ts"

/** A flag whose value is a whole number that JavaScript can hold, judged no further. */
export const wholeNumber = (name: string, least = Number.MIN_SAFE_INTEGER) =>
  Flag.String(name).pipe(
    Flag.filter(
      (text) => /^-?[0-9]+$/.test(text),
      () => "expected a whole number",
    ),
    Flag.filter(
      (text) => Number.isSafeInteger(Number(text)) && Number(text) >= least,
      () => `expected a whole number from ${least} to ${Number.MAX_SAFE_INTEGER}`,
    ),
    Flag.map(Number),
  )

const parts = (text: string): ReadonlyArray<string> => text.split(",").map((part) => part.trim())

/** A flag whose value is a list of columns; several may follow, with commas or spaces between. */
export const columnList = (name: string) =>
  Flag.String(name).pipe(
    Flag.filterMap(
      (text): Option.Option<ReadonlyArray<Column>> =>
        Option.all(parts(text).map((name) => Option.fromUndefinedOr(find(name)))),
      (text) => {
        const names = columns.map(nameOf)
        const wrong = parts(text).find((name) => find(name) === undefined) ?? ""
        return `expected columns out of ${names.join(", ")} and tag:KEY${didYouMean(wrong.toLowerCase(), names)}`
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
    Flag.filter(
      (text) => !parts(text).includes(""),
      () => "expected names or patterns with commas between",
    ),
    Flag.atLeast(0),
    Flag.map((lists) => lists.flatMap(parts)),
  )

/** A flag for the name of a file. */
export const file = (name: string, description: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription(description),
    // SQLite takes no name for a file that is gone at the end.
    Flag.filter(
      (path) => path !== "",
      () => "expected the name of a file",
    ),
    Flag.optional,
  )

/** The peers to work on, as a fixture. */
export const fixture = file("fixture", "Output of the AWS CLI; - is standard input")
