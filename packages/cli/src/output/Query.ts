/**
 * `--query`: the part of an answer that a JMESPath expression selects, as in the
 * AWS CLI. It is asked of the listing as a whole, in every format. (The AWS CLI asks
 * it of each page where the output is `text`.)
 */
import { Fixture } from "@route-server/core"
import { Data, Effect } from "effect"

/** An expression that is none, or that does not suit what it is asked of. */
export class QueryError extends Data.TaggedError("QueryError")<{ readonly message: string }> {}

interface JsonObject {
  [name: string]: Json
}
type Json = string | number | boolean | null | JsonObject | Array<Json>

/** A structure that inherits nothing, so that an expression finds its members and nothing else. */
const structure = (value: object): JsonObject => {
  const copy: JsonObject = Object.create(null)
  for (const [name, member] of Object.entries(value)) copy[name] = json(member)
  return copy
}

const json = (value: unknown): Json => {
  if (Array.isArray(value)) return value.map(json)
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value
  }
  if (typeof value !== "object" || value === null) return null
  const literal = Fixture.literalOf(value)
  return literal === undefined ? structure(value) : Number(literal)
}

/** Texts in single and double quotes, which are left alone, and what stands between backticks. */
const literals = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`((?:\\.|[^`\\])*)`/g

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** An expression in which every literal is JSON: the AWS CLI takes any other text for a string, and scripts rely on it. */
const withJsonLiterals = (expression: string): string =>
  expression.replaceAll(literals, (all, literal?: string) => {
    const text = literal?.replaceAll("\\`", "`")
    return text === undefined || isJson(text)
      ? all
      : `\`${JSON.stringify(text.trimStart()).replaceAll("`", "\\`")}\``
  })

/** What the library says before and behind what is wrong. */
const around = /^(?:Invalid|Bad) jmespath expression: | in expression: [\s\S]*$/g

/**
 * What an expression makes of an answer. Fails with a {@link QueryError} for what is
 * no expression; what is made fails with one where the expression does not suit the
 * answer. A number that JavaScript can't hold is rounded.
 *
 * **Example** (Addresses of what is available)
 *
 * ```ts
 * import { Effect } from "effect"
 * import { compile } from "./Query.ts"
 *
 * const query = await Effect.runPromise(compile("Peers[?State=='available'].Address"))
 * const answer = { Peers: [{ State: "available", Address: "10.0.2.3" }, { State: "deleted" }] }
 *
 * await Effect.runPromise(query(answer)) // => ["10.0.2.3"]
 * ```
 */
export const compile = Effect.fnUntraced(function* (expression: string) {
  // The library takes its time to load, so nothing loads it but this.
  const { search } = yield* Effect.promise(() => import("@aws-lambda-powertools/jmespath"))
  const text = withJsonLiterals(expression)
  const ask = (answer: object) =>
    Effect.try({
      try: () => search(text, structure(answer)) ?? null,
      catch: (cause) =>
        new QueryError({
          message: (cause instanceof Error ? cause.message : String(cause)).replaceAll(around, ""),
        }),
    })
  // The library has no step that only reads; whether arguments suit is for the answer to show.
  yield* ask({}).pipe(
    Effect.catchIf(
      ({ message }) => message.startsWith("Invalid argument"),
      () => Effect.void,
    ),
  )
  return ask
})
