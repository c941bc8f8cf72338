/**
 * Rules of faults in a file, in YAML, of which JSON is a part.
 */
import { Effect, Result } from "effect"
import * as FaultNames from "../arguments/FaultNames.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import * as TextFile from "./TextFile.ts"

/** The columns of what is wrong to show. */
const LONGEST_FAULT = 400

/** Reads the rules of a file. Fails with the file, the line, the place and the rule. */
export const load = Effect.fnUntraced(function* (path: string, faults: FaultNames.Faults) {
  const { LineCounter, parseDocument } = yield* Effect.promise(() => import("yaml"))
  const { shown, text } = yield* TextFile.read(path)
  const failAt = (line: number | undefined, fault: string) => {
    const message = `${line === undefined ? "" : `${line}: `}${excerpt(fault, LONGEST_FAULT)}`
    return new TextFile.TextFileError({ message: TextFile.locate(shown, { line, message }) })
  }
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: "error" })
  const [error] = document.errors
  if (error !== undefined) {
    return yield* failAt(lineCounter.linePos(error.pos[0]).line, error.message)
  }
  const lineOf = (path: ReadonlyArray<string | number>): number | undefined => {
    const node: unknown = document.getIn(path, true)
    const range =
      typeof node === "object" && node !== null && "range" in node ? node.range : undefined
    if (Array.isArray(range)) return lineCounter.linePos(Number(range[0])).line
    return path.length === 0 ? undefined : lineOf(path.slice(0, -1))
  }
  // What aliases make of a short file may be of any size.
  const data: unknown = yield* Effect.try({
    try: () => document.toJS({ maxAliasCount: 100 }),
    catch: (cause) => failAt(undefined, cause instanceof Error ? cause.message : String(cause)),
  })
  return yield* Effect.fromResult(
    Result.mapError(faults.decodeRules(data), ({ message, path }) => {
      const [index] = path
      const rule: unknown = Array.isArray(data) ? data[Number(index)] : undefined
      const unknown = FaultNames.unknown(rule, faults)
      return failAt(lineOf(path), unknown === undefined ? message : `[${index}].fault: ${unknown}`)
    }),
  )
})
