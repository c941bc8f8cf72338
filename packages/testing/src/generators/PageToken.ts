/**
 * Page tokens of core, and texts that are none. To users both are opaque.
 */
import { PageToken } from "@route-server/core"
import fc from "fast-check"
import { routeServerPeerId } from "./ResourceId.ts"
import { text } from "./Text.ts"

/**
 * A token that core's `PageToken` wrote: for a place behind any peer ID, with the time
 * at which it was issued in one of four. Shrinks to the place behind `rsp-0`.
 *
 * @category requests
 */
export const pageToken = (): fc.Arbitrary<string> =>
  fc
    .tuple(
      routeServerPeerId(),
      fc.oneof(
        { withCrossShrink: true },
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.nat(4_102_444_800_000) },
      ),
    )
    .map(([after, issuedAt]) =>
      PageToken.encode(issuedAt === undefined ? { after } : { after, issuedAt }),
    )

const BASE64_URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** Makes a token into a text that is none, most of the time; any number says where. */
type SpoilToken = (token: string, at: number) => string

const spoils: ReadonlyArray<SpoilToken> = [
  (token, at) => token.slice(0, at % token.length),
  (token, at) => token.slice(1 + (at % token.length)),
  (token) => `${token}=`,
  (token) => ` ${token}`,
  (token) => `${token}\n`,
  (token) => token + token,
  (token, at) => {
    const index = at % token.length
    const place = BASE64_URL.indexOf(token[index] ?? "")
    const other = BASE64_URL[(place + 1 + (at % 63)) % 64] ?? ""
    return token.slice(0, index) + other + token.slice(index + 1)
  },
]

/** A way to spoil a token. */
export const spoilToken = (): fc.Arbitrary<(token: string) => string> =>
  fc.tuple(fc.nat(255), fc.constantFrom(...spoils)).map(
    ([at, spoil]) =>
      (token: string) =>
        spoil(token, at),
  )

/** Texts that nobody wrote as a token of core's: offsets and cursors of other services, and any. */
export const inventedToken = (): fc.Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    fc.constantFrom("", "0", "5", "garbage", "eyJvZmZzZXQiOjV9", "constructor", "rsp-0"),
    text(),
  )

/**
 * A text in the place of a page token that core's `PageToken` did not write: tokens cut
 * at either end, with a character changed, padded, doubled, with white space, offsets and
 * cursors as other services write them, any text. Shrinks to nothing at all.
 *
 * @category requests
 */
export const malformedPageToken = (): fc.Arbitrary<string> =>
  fc
    .oneof(
      { withCrossShrink: true },
      { weight: 2, arbitrary: inventedToken() },
      {
        weight: 3,
        arbitrary: fc.tuple(pageToken(), spoilToken()).map(([token, spoil]) => spoil(token)),
      },
    )
    .filter((token) => PageToken.decode(token) === undefined)
