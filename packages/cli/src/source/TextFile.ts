/**
 * Files of text that are given on the command line, or standard input in their place.
 */
import { Data, Effect } from "effect"
import { excerpt } from "../terminal/DisplayText.ts"
import * as Input from "../terminal/Input.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import { decodeText } from "./FixtureText.ts"

/** A file that can't be read or can't be understood. */
export class TextFileError extends Data.TaggedError("TextFileError")<{
  /** The file, the place in it, and what is wrong; a line for each fault. */
  readonly message: string
}> {}

/** The columns beyond which the name of a file is cut. */
const LONGEST_NAME = 300

/** The name of a file as it is shown. */
export const nameOf = (path: string): string => excerpt(path, LONGEST_NAME)

/** An error in a file, at its place as compilers write it. */
export const locate = (
  file: string,
  { line, message }: { readonly line?: number | undefined; readonly message: string },
): string => `${file}:${line === undefined ? " " : ""}${message}`

/** What to call a file, or standard input for `-`, and the error if it can't be read. */
export const called = (name: string) => {
  const isInput = name === "-"
  const shown = isInput ? "standard input" : nameOf(name)
  return {
    isInput,
    shown,
    unreadable: ({ message }: Input.InputFailed): TextFileError =>
      new TextFileError({ message: `can't read ${isInput ? shown : `'${shown}'`}: ${message}` }),
  }
}

/** Reads a file, or standard input for `-`. Gives the text, and what to call the file. */
export const read = Effect.fnUntraced(function* (name: string) {
  const streams = yield* StandardStreams
  const { isInput, shown, unreadable } = called(name)
  const bytes = yield* Effect.mapError(isInput ? streams.read : Input.file(name), unreadable)
  const text = yield* Effect.mapError(
    Effect.fromResult(decodeText(bytes)),
    (error) => new TextFileError({ message: locate(shown, error) }),
  )
  return { text, shown }
})
