/**
 * The parts of a page, each read alone; a fault is data until somebody makes an
 * error of it.
 */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as OpenStruct from "../OpenStruct.ts"
import { RouteServerPeer } from "../RouteServerPeer.ts"
import * as SchemaFault from "../SchemaFault.ts"
import { acceptFast } from "./accept.ts"
import { abbreviate } from "./characters.ts"

/** What keeps a value from being understood. */
export interface UnreadableValue {
  /** Where in the value. */
  readonly path: ReadonlyArray<string | number>
  /** What was expected there, and what was found. */
  readonly fault: string
  readonly cause: Schema.SchemaError
}

/** The length, in characters, beyond which a report of what was found is cut. */
const LONGEST_REPORT = 200

const unreadable = (cause: Schema.SchemaError): UnreadableValue => {
  const { message, path } = SchemaFault.first(cause.issue)
  return { path, fault: abbreviate(message, LONGEST_REPORT), cause }
}

const Envelope = OpenStruct.make({
  RouteServerPeers: Schema.Array(Schema.Unknown),
  NextToken: Schema.optional(Schema.NullOr(Schema.String)),
})

/** Reads a value by its schema. A fault shows the value that is at fault, unless `reportInput` is `false`. */
const reader = <A>(schema: Schema.ConstraintDecoder<A>) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (input: unknown, reportInput = true): Result.Result<A, UnreadableValue> =>
    Result.mapError(decode(input, { reportInput }), unreadable)
}

/** Reads a page whose peers are not looked at. */
export const readEnvelope = reader(Envelope)

acceptFast(RouteServerPeer)

/** Reads a peer. */
export const readPeer = reader(RouteServerPeer)

/** The ID of what may be no peer, as far as it is known. */
export const idOf = (peer: unknown): string | undefined =>
  Predicate.hasProperty(peer, "RouteServerPeerId") && Predicate.isString(peer.RouteServerPeerId)
    ? peer.RouteServerPeerId
    : undefined
