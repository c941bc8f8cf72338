/**
 * A webhook: somebody who is told of changes over HTTP.
 */
import { PeerChange, RouteServerPeer } from "@route-server/core"
import { Result, Schema, Struct } from "effect"
import { Base64 } from "effect/encoding"
import type { ChangeRecord } from "./ChangeRecord.ts"

const isUrl = Schema.makeFilter(
  (text: string) => {
    const url = URL.parse(text)
    return url !== null && (url.protocol === "https:" || url.protocol === "http:")
  },
  { expected: "a URL that begins with https:// or http://" },
)

/** One that can't be decoded would make every attempt break. */
const hasReadableUser = Schema.makeFilter(
  (text: string) => {
    const url = URL.parse(text)
    return [url?.username, url?.password].every((part = "") =>
      Result.isSuccess(Result.try(() => decodeURIComponent(part))),
    )
  },
  { expected: "a URL whose name and password are percent-encoded, with %25 for a percent sign" },
)

const SECRET_PREFIX = "whsec_"
const LEAST_BYTES = 24
const MOST_BYTES = 64

/**
 * The key in the secret of a webhook, by Standard Webhooks: `whsec_` and 24 to 64 bytes
 * in base64; `undefined` if it is none.
 *
 * @category getters
 */
export const keyOf = (secret: string): Uint8Array | undefined => {
  if (!secret.startsWith(SECRET_PREFIX)) return undefined
  const key = Result.getOrUndefined(Base64.decode(secret.slice(SECRET_PREFIX.length)))
  return key !== undefined && key.length >= LEAST_BYTES && key.length <= MOST_BYTES
    ? key
    : undefined
}

const isSecret = Schema.makeFilter((text: string) => keyOf(text) !== undefined, {
  expected: `a secret of Standard Webhooks: '${SECRET_PREFIX}' and ${LEAST_BYTES} to ${MOST_BYTES} bytes in base64`,
})

/**
 * Which changes a webhook is told of.
 *
 * - `all`
 * - `health`: those that may matter to traffic: peers that appear and disappear, states,
 *   BGP sessions, and BFD sessions where BFD watches the peer; not tags, nor the other
 *   members
 * - a list of kinds, by the tags of core's `PeerChange`
 *
 * @category schemas
 */
export const Choice = Schema.Union([
  Schema.Literals(["all", "health"]),
  Schema.NonEmptyArray(Schema.Literals(Struct.keys(PeerChange.PeerChange.cases))),
])
/** @category models */
export type Choice = typeof Choice.Type

/**
 * A webhook, as a file of settings has it. What is secret can't be printed: the secrets,
 * and the URL, which is all that some receivers ask for.
 *
 * @category schemas
 */
export const Webhook = Schema.Struct({
  /** What it is called, in metrics and in the log, and what its place is kept under: whoever has a new name begins anew. */
  name: Schema.NonEmptyString,
  /** Where to. A name and a password in it become the header `Authorization`. */
  url: Schema.RedactedFromValue(Schema.String.check(isUrl, hasReadableUser), { label: "url" }),
  /** What its requests are signed with: one secret, or two while they are exchanged. */
  secrets: Schema.NonEmptyArray(
    Schema.RedactedFromValue(Schema.String.check(isSecret), { label: "secret" }),
  ),
  /** Default: `all`. */
  changes: Schema.optionalKey(Choice),
})
/** @category models */
export interface Webhook extends Schema.Schema.Type<typeof Webhook> {}

/**
 * Webhooks, no two of one name.
 *
 * @category schemas
 */
export const Webhooks = Schema.Array(Webhook).check(
  Schema.makeFilter(
    (webhooks) => new Set(webhooks.map(({ name }) => name)).size === webhooks.length,
    { expected: "webhooks that have each a name of their own" },
  ),
)
/** @category models */
export type Webhooks = typeof Webhooks.Type

const matters = ({ change, peer }: ChangeRecord): boolean => {
  switch (change._tag) {
    case "TagsChanged":
    case "MembersChanged":
      return false
    case "BfdChanged":
      return RouteServerPeer.livenessDetection(peer) === "bfd"
    default:
      return true
  }
}

/**
 * Whether a webhook is told of a change.
 *
 * @category predicates
 */
export const wants = ({ changes = "all" }: Webhook, record: ChangeRecord): boolean => {
  if (changes === "all") return true
  return changes === "health" ? matters(record) : changes.includes(record.change._tag)
}
