/**
 * Files of settings that are given on the command line, in YAML and so in JSON too.
 */
import type * as YamlFile from "@route-server/adapter-aws/YamlFile"
import { Effect, Result } from "effect"
import { excerpt } from "../terminal/DisplayText.ts"
import * as TextFile from "./TextFile.ts"

/** The columns of what is wrong to show. */
const LONGEST_FAULT = 400

/** A fault as compilers write it. */
const lineOf = (file: string, { line, column, path, fault }: YamlFile.Fault): string =>
  [`${file}:${line}:${column}`, path, excerpt(fault, LONGEST_FAULT)]
    .filter((part) => part !== "")
    .join(": ")

/**
 * Reads a file, whose text is taken for what it is meant to be. Fails with all that is
 * wrong with it, a line for each fault. Gives what is in it, and what to call the file.
 */
export const read = Effect.fnUntraced(function* <A>(
  name: string,
  decode: (text: string) => Result.Result<A, ReadonlyArray<YamlFile.Fault>>,
) {
  const { text, shown } = yield* TextFile.read(name)
  const decoded = Result.mapError(decode(text), (faults) => {
    const message = faults.map((fault) => lineOf(shown, fault)).join("\n")
    return new TextFile.TextFileError({ message })
  })
  return { value: yield* Effect.fromResult(decoded), shown }
})
