/**
 * A token that readers have to know, out of a file.
 */
import { Effect, Redacted } from "effect"
import * as TextFile from "./TextFile.ts"

/** Reads the token. What stands around it is no part of it, such as the end of its line. */
export const read = Effect.fnUntraced(function* (name: string) {
  const { text } = yield* TextFile.read(name)
  return Redacted.make(text.trim(), { label: "token" })
})
