/**
 * The parameters of an EC2 Query request: what stands in a query string and in
 * a form body, `application/x-www-form-urlencoded`.
 *
 * Browsers mend a broken form silently, putting U+FFFD where bytes are no
 * UTF-8. A filter that was mended selects other peers than the one that was
 * meant, so here a broken form is refused.
 */
import { ServiceError } from "@route-server/core"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { abbreviate } from "./abbreviate.ts"
import { turn } from "./turn.ts"

/** The values of the parameters by their names, each of which stands there once. */
export type QueryParameters = ReadonlyMap<string, string>

const component = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text.replaceAll("+", " "))
  } catch {
    return undefined
  }
}

/** The code and the text are a guess. */
const malformed = (what: string) =>
  ServiceError.fromCode("MalformedQueryString", {
    message: `The query string contains a syntax error: ${what}`,
    httpStatus: 400,
  })

/**
 * The query string of a URL, still encoded. It must be ASCII: of other
 * characters a server can't know the encoding.
 */
export const fromUrl = (url: string): Result.Result<string, ServiceError.ServiceError> => {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? ""
  return /^[\x20-\x7e]*$/.test(query)
    ? Result.succeed(query)
    : Result.fail(malformed("a character outside ASCII is not percent-encoded"))
}

/** The text of a body, still encoded, which must be UTF-8; a byte order mark is part of it. */
export const fromBody = (bytes: ArrayBuffer): Result.Result<string, ServiceError.ServiceError> =>
  Result.try({
    try: () => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
    catch: () => malformed("the body is not UTF-8"),
  })

/** Between ampersands, of which any number may stand side by side. */
const PAIR = /[^&]+/g

function* pairs(forms: ReadonlyArray<string>) {
  for (const form of forms) {
    for (const [pair] of form.matchAll(PAIR)) yield pair
  }
}

/**
 * The characters of a parameter, encoded, beyond which it is refused: many times
 * those of the longest filter value that EC2 accepts.
 */
const LONGEST = 65_536

/** The characters that are read before whoever else waits has a turn. */
const IN_ONE_GO = 262_144

const tooLarge = (what: string) =>
  ServiceError.fromCode("RequestEntityTooLarge", { message: what, httpStatus: 413 })

/**
 * Reads the parameters of forms, of all that a request has. A name
 * that comes twice is refused, wherever it comes, since one of the two values
 * would be lost (guess). So are one that is too long and more parameters than
 * `most`, all told, with a code and a status that are a guess.
 */
export const parse = Effect.fnUntraced(function* (
  forms: ReadonlyArray<string>,
  most: number,
): Effect.fn.Return<QueryParameters, ServiceError.ServiceError> {
  const parameters = new Map<string, string>()
  let length = 0
  for (const pair of pairs(forms)) {
    if (parameters.size >= most) {
      return yield* tooLarge(`The request has more than ${most} parameters`)
    }
    if (pair.length > LONGEST) {
      return yield* tooLarge(
        `The parameter ${abbreviate(pair)} is longer than ${LONGEST} characters`,
      )
    }
    length += pair.length
    if (length > IN_ONE_GO) {
      length = 0
      yield* turn
    }
    const equals = pair.indexOf("=")
    const name = component(equals < 0 ? pair : pair.slice(0, equals))
    if (name === undefined) {
      return yield* malformed("the name of a parameter is not percent-encoded UTF-8")
    }
    const value = component(equals < 0 ? "" : pair.slice(equals + 1))
    if (value === undefined) {
      return yield* malformed(
        `the value of the parameter ${abbreviate(name)} is not percent-encoded UTF-8`,
      )
    }
    if (parameters.has(name)) {
      return yield* new ServiceError.InvalidParameterCombination({
        message: `The parameter ${abbreviate(name)} is given more than once`,
      })
    }
    parameters.set(name, value)
  }
  return parameters
})
