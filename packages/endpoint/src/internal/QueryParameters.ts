/**
 * The parameters of an EC2 Query request: what stands in a query string and in
 * a form body, `application/x-www-form-urlencoded`.
 *
 * Browsers mend a broken form silently, putting U+FFFD where bytes are no
 * UTF-8. A filter that was mended selects other peers than the one that was
 * meant, so here a broken form is refused.
 */
import { Refusal, ServiceError } from "@route-server/core"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as HttpRefusal from "./HttpRefusal.ts"
import { toError } from "./HttpRefusal.ts"
import { turn } from "./turn.ts"

/** The values of the parameters by their names, each of which stands there once. */
export type QueryParameters = ReadonlyMap<string, string>

const component = (text: string): string | undefined => {
  if (!/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll("+", " "))
  } catch {
    return undefined
  }
}

const malformed = (what: string) =>
  toError(HttpRefusal.malformed(`The query string contains a syntax error: ${what}`))

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

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/** The text of a body, still encoded, which must be UTF-8; a byte order mark is part of it. */
export const fromBody = (bytes: ArrayBuffer): Result.Result<string, ServiceError.ServiceError> =>
  Result.try({
    try: () => decoder.decode(bytes),
    catch: () => malformed("the body is not UTF-8"),
  })

/** What stands between ampersands, of which any number may stand side by side, one after the other. */
const pairs = (forms: ReadonlyArray<string>): (() => string | undefined) => {
  const pair = /[^&]+/g
  let at = 0
  return () => {
    for (; at < forms.length; at += 1) {
      const found = pair.exec(forms[at] ?? "")
      if (found !== null) return found[0]
    }
    return undefined
  }
}

/**
 * The characters of a parameter, encoded, beyond which it is refused: many times
 * those of the longest filter value that EC2 accepts.
 */
const LONGEST = 65_536

/** The characters that are read before whoever else waits has a turn. */
const IN_ONE_GO = 262_144

const tooLarge = (what: string) => toError(HttpRefusal.tooLarge(what))

/** Puts a parameter to the others. */
const take = (
  parameters: Map<string, string>,
  pair: string,
  most: number,
): ServiceError.ServiceError | undefined => {
  if (parameters.size >= most) return tooLarge(`The request has more than ${most} parameters`)
  if (pair.length > LONGEST) {
    return tooLarge(`The parameter ${Refusal.quote(pair)} is longer than ${LONGEST} characters`)
  }
  const equals = pair.indexOf("=")
  const name = component(equals < 0 ? pair : pair.slice(0, equals))
  if (name === undefined) {
    return malformed("the name of a parameter is not percent-encoded UTF-8")
  }
  const value = component(equals < 0 ? "" : pair.slice(equals + 1))
  if (value === undefined) {
    return malformed(
      `the value of the parameter ${Refusal.quote(name)} is not percent-encoded UTF-8`,
    )
  }
  if (parameters.has(name)) {
    return new ServiceError.InvalidParameterCombination({
      message: `The parameter ${Refusal.quote(name)} is given more than once`,
    })
  }
  parameters.set(name, value)
  return undefined
}

/**
 * Reads the parameters of forms, of all that a request has. A name
 * that comes twice is refused, wherever it comes, since one of the two values
 * would be lost (guess). So are one that is too long and more parameters than
 * `most`, all told, with a code and a status that are a guess.
 */
export const parse = (
  forms: ReadonlyArray<string>,
  most: number,
): Effect.Effect<QueryParameters, ServiceError.ServiceError> =>
  Effect.suspend(() => {
    const parameters = new Map<string, string>()
    const next = pairs(forms)
    const goOn = (): Effect.Effect<QueryParameters, ServiceError.ServiceError> => {
      let length = 0
      for (let pair = next(); pair !== undefined; pair = next()) {
        const refusal = take(parameters, pair, most)
        if (refusal !== undefined) return Effect.fail(refusal)
        length += pair.length
        if (length > IN_ONE_GO) return Effect.flatMap(turn, goOn)
      }
      return Effect.succeed(parameters)
    }
    return goOn()
  })
