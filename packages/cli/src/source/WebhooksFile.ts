/**
 * Webhooks that a monitor tells of changes, out of a file of YAML, and so of JSON too:
 *
 * ```yaml
 * webhooks:
 *   - name: tickets
 *     url: https://hooks.example.com/route-server
 *     secrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw]
 *     changes: health
 * ```
 *
 * Nothing that stands in it is ever shown, only where a fault is.
 */
import { Effect, Schema, SchemaIssue } from "effect"
import * as TextFile from "./TextFile.ts"

const format = SchemaIssue.makeFormatterStandardSchemaV1()

/** How a path is written, such as `webhooks[0].url`. */
const pathText = (path: ReadonlyArray<unknown>): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === "number"
        ? `${text}[${key}]`
        : `${text}${text === "" ? "" : "."}${String(key)}`,
    "",
  )

const fault = (shown: string, path: string, what: string): string =>
  TextFile.locate(shown, { message: path === "" ? what : `${path}: ${what}` })

/** Reads the webhooks. */
export const read = Effect.fnUntraced(function* (name: string) {
  const [{ parseDocument }, { Webhook }] = yield* Effect.promise(() =>
    Promise.all([import("yaml"), import("@route-server/monitor")]),
  )
  const { text, shown } = yield* TextFile.read(name)
  const document = parseDocument(text, { prettyErrors: false })
  const [error] = document.errors
  if (error !== undefined) {
    const line = text.slice(0, error.pos[0]).split("\n").length
    return yield* new TextFile.TextFileError({
      message: TextFile.locate(shown, { line, message: `${line}: it is no YAML (${error.code})` }),
    })
  }
  const File = Schema.Struct({ webhooks: Webhook.Webhooks })
  const decode = Schema.decodeUnknownEffect(File, { errors: "all", onExcessProperty: "error" })
  const { webhooks } = yield* Effect.mapError(decode(document.toJS()), ({ issue }) => {
    const { issues } = format(issue)
    return new TextFile.TextFileError({
      message: issues
        .map(({ message, path = [] }) => fault(shown, pathText(path), message))
        .join("\n"),
    })
  })
  return webhooks
})
