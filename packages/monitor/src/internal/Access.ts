/**
 * Who may read.
 */
import { createHash, timingSafeEqual } from "node:crypto"
import { Option, Redacted, Result } from "effect"
import { Base64 } from "effect/encoding"
import type { Headers } from "effect/http"

/** The names that a server has which only its own machine reaches. */
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

/** The name in a Host header, without its port and in lower case. */
const nameOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:[0-9]*$/, "")
    .replace(/\.$/, "")

/**
 * Whether a request names a host that the server is known by. A page of somewhere else
 * can point a name of its own at this machine and then read what is answered to it
 * (DNS rebinding); the name gives it away.
 */
export const isOwnHost = (
  headers: Headers.Headers,
  { isLoopback, hosts }: { readonly isLoopback: boolean; readonly hosts: ReadonlyArray<string> },
): boolean => {
  if (!isLoopback && hosts.length === 0) return true
  const host = headers["host"]
  if (host === undefined) return false
  const name = nameOf(host)
  return LOOPBACK.includes(name) || hosts.some((each) => nameOf(each) === name)
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest()

const scheme = /^(\S+) +(.*)$/s

/** The token that a request carries: as a bearer's, or as the password of a browser. */
const given = (headers: Headers.Headers): string | undefined => {
  const [, name = "", credentials = ""] = scheme.exec(headers["authorization"] ?? "") ?? []
  if (name.toLowerCase() === "bearer") return credentials
  if (name.toLowerCase() !== "basic") return undefined
  const pair = Option.getOrUndefined(Result.getSuccess(Base64.decodeString(credentials)))
  const colon = pair?.indexOf(":") ?? -1
  return colon < 0 ? undefined : pair?.slice(colon + 1)
}

/** Whether a request carries the token; it takes as long whatever is wrong with it. */
export const carries = (headers: Headers.Headers, token: Redacted.Redacted): boolean => {
  const text = given(headers)
  return text !== undefined && timingSafeEqual(digest(text), digest(Redacted.value(token)))
}

/** The least characters of a token: 16 of them chosen by chance can't be guessed. */
const SHORTEST = 16

/** What is wrong with a token, which is never quoted. */
export const faultOf = (token: Redacted.Redacted): string | undefined => {
  const text = Redacted.value(token)
  if (text.length < SHORTEST) return `The token must have at least ${SHORTEST} characters`
  return /^[\x21-\x7e]+$/.test(text)
    ? undefined
    : "The token must be made of visible ASCII characters, without spaces"
}
