/**
 * Peers for code that is written for the AWS SDK.
 */
import * as Predicate from "effect/Predicate"
import type * as OpenFormat from "./OpenFormat.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"

/** Its values of enumerations known today, its lists and members such as may be changed. */
type Plain<Value> =
  Value extends ReadonlyArray<infer Item>
    ? Array<Plain<Item>>
    : Value extends OpenFormat.UnknownValue | OpenFormat.UnknownValue<number>
      ? never
      : Value extends string
        ? KnownText<Value>
        : Value extends number
          ? number
          : { -readonly [Name in keyof Value]: Plain<Value[Name]> }

/** A text of a form of its own is any text to the SDK; one of an enumeration is what it is. */
type KnownText<Text extends string> = Text extends { readonly "~effect/Brand": unknown }
  ? string
  : Text

/** Numbers that are kept as they were written are objects of their own kind, which have no copy. */
const isPlain = (value: unknown): value is object =>
  Predicate.isObject(value) && Object.getPrototypeOf(value) === Object.prototype

const copy = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copy)
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)]))
}

/**
 * A peer as the AWS SDK for JavaScript declares it, to hand to code that is written
 * for its `RouteServerPeer`.
 *
 * @category models
 */
export interface SdkPeer extends Plain<RouteServerPeer> {}

/**
 * A copy of a peer for code that is written for the SDK's `RouteServerPeer`, which may
 * change it.
 *
 * **Gotchas**
 *
 * The SDK declares that a state is one of those that it knows. Where AWS has answered
 * with another, it is in the copy all the same, as it is in the SDK's own answers.
 *
 * **Example** (Handing peers to code for the SDK)
 *
 * ```ts
 * import type * as Sdk from "@aws-sdk/client-ec2"
 * import { RouteServerPeer } from "@route-server/core"
 *
 * const report = (peers: Sdk.RouteServerPeer[]) => peers.map((peer) => peer.State)
 *
 * const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-1", State: "available" })
 * report([peer].map(RouteServerPeer.toSdk)) // => ["available"]
 * ```
 *
 * @category conversions
 */
export const toSdk = (peer: RouteServerPeer): SdkPeer =>
  // The SDK says of an enumeration what AWS may go beyond; see above.
  copy(peer) as SdkPeer
