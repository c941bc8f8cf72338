/**
 * Page tokens: the place where the next page of a listing begins.
 *
 * A token names the last peer of the page before, in the order of peer IDs.
 * That order does not move: whatever is created or deleted between two pages, a
 * peer that exists all the while is listed exactly once. (AWS documents neither
 * its order nor what its tokens hold; to its users they are opaque, and so are
 * these.)
 *
 * A token carries a version and a checksum, so that one that was cut, altered
 * or made up is refused rather than read as some other place. It grants
 * nothing, so it is not signed.
 */
import * as Base64Url from "effect/encoding/Base64Url"
import * as Result from "effect/Result"
import { crc32 } from "./internal/crc32.ts"

/**
 * What a page token says.
 *
 * @category models
 */
export interface Place {
  /** The listing goes on after this peer ID, which is not empty. */
  readonly after: string
  /** When the token was issued, in whole milliseconds since 1970; only for tokens with a lifetime. */
  readonly issuedAt?: number
}

const VERSION = 1

/** An ID of a form that nobody expects may have a colon in it. */
const written = new RegExp(`^${VERSION}:([0-9]*):(.+):`, "s")

/**
 * Writes a place as a page token.
 *
 * **Example** (Writing and reading a token)
 *
 * ```ts
 * import { PageToken } from "@route-server/core"
 *
 * const token = PageToken.encode({ after: "rsp-0e1c240ae33a4f642" })
 *
 * PageToken.decode(token)?.after // => "rsp-0e1c240ae33a4f642"
 * PageToken.decode(token.slice(1)) // => undefined
 * ```
 *
 * @category encoding
 */
export const encode = (place: Place): string => {
  const body = `${VERSION}:${place.issuedAt ?? ""}:${place.after}`
  return Base64Url.encode(`${body}:${crc32(body)}`)
}

/**
 * Reads a page token, or answers `undefined` if {@link encode} did not write it
 * as it stands.
 *
 * @category decoding
 */
export const decode = (token: string): Place | undefined => {
  const text = Result.getOrUndefined(Base64Url.decodeString(token))
  const [, issuedAt, after] = text?.match(written) ?? []
  if (after === undefined) return undefined
  const place = issuedAt ? { after, issuedAt: Number(issuedAt) } : { after }
  // Written again it must be the same token: that compares the checksum, and refuses
  // the other spellings that Base64 has for the same bytes.
  return encode(place) === token ? place : undefined
}
