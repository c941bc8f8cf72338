/**
 * What AWS tells of its own accord: the notices of a route server's SNS topic, and
 * the logs of its peers.
 *
 * Both are read to one union. What is not understood is kept and told apart, so
 * reading never fails: a watcher must not end because AWS has something new to say.
 *
 * **Example** (Reading a notice)
 *
 * ```ts
 * import { PeerNotice } from "@route-server/core"
 *
 * const notice = PeerNotice.fromLog({
 *   resource_arn: "arn:aws:ec2:us-east-1:111122223333:route-server-peer/rsp-1234567890abcdef0",
 *   event_timestamp: 1746643490000,
 *   type: "BGPStatus",
 *   status: "UP",
 *   message: null,
 * })
 *
 * notice._tag // => "Change"
 * notice._tag === "Change" && notice.change
 * // => { _tag: "BgpChanged", routeServerPeerId: "rsp-1234567890abcdef0", after: { Status: "up" } }
 * PeerNotice.fromLog({ hello: "world" })._tag // => "Unknown"
 * ```
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { formatPath } from "./internal/path.ts"
import type { PeerChange } from "./PeerChange.ts"
import * as SchemaFault from "./SchemaFault.ts"

/**
 * What was told.
 *
 * - `Change`: the status of a session, which is now as `change` says
 * - `Route`: a route that the appliance advertised, updated or withdrew; `message` has
 *   its attributes as AWS wrote them
 * - `Maintenance`: an endpoint is under maintenance, which may impact these peers
 * - `Unknown`: anything else, as it came, and why it was not understood
 *
 * `at` is when it happened, in milliseconds since 1970; of a time that AWS gives in
 * whole seconds it is the last millisecond that may be meant. It is absent where AWS
 * gave none.
 *
 * @category models
 */
export type PeerNotice =
  | { readonly _tag: "Change"; readonly change: PeerChange; readonly at?: number }
  | {
      readonly _tag: "Route"
      readonly routeServerPeerId: string
      readonly status: "ADVERTISED" | "UPDATED" | "WITHDRAWN"
      readonly message: unknown
      readonly at?: number
    }
  | {
      readonly _tag: "Maintenance"
      readonly routeServerEndpointId: string
      readonly routeServerPeerIds: ReadonlyArray<string>
      readonly at?: number
    }
  | { readonly _tag: "Unknown"; readonly input: unknown; readonly fault: string }

const unknown = (input: unknown, error: Schema.SchemaError): PeerNotice => {
  const { path, message } = SchemaFault.first(error.issue)
  const place = path.length === 0 ? "" : `${formatPath(path)}: `
  return { _tag: "Unknown", input, fault: `${place}${message}` }
}

const PEER_ARN = /:route-server-peer\/[^/]+$/

const log = {
  resource_arn: Schema.String.check(
    Schema.isPattern(PEER_ARN, { expected: "the ARN of a route server peer" }),
  ),
  event_timestamp: Schema.Finite,
}

const Log = Schema.Union([
  Schema.Struct({
    ...log,
    type: Schema.Literals(["BGPStatus", "BFDStatus"]),
    status: Schema.Literals(["UP", "DOWN"]),
  }),
  Schema.Struct({
    ...log,
    type: Schema.Literal("RouteStatus"),
    status: Schema.Literals(["ADVERTISED", "UPDATED", "WITHDRAWN"]),
    message: Schema.optional(Schema.Unknown),
  }),
])

const decodeLog = Schema.decodeUnknownResult(Log, { reportInput: true })

const sessionChange = (
  isBgp: boolean,
  routeServerPeerId: string,
  status: "UP" | "DOWN",
): PeerChange => ({
  _tag: isBgp ? "BgpChanged" : "BfdChanged",
  routeServerPeerId,
  after: { Status: status === "UP" ? "up" : "down" },
})

/**
 * Reads a record of the vended logs of peers (log type `EVENT_LOGS`, docs), parsed
 * from its JSON.
 *
 * @category decoding
 */
export const fromLog = (input: unknown): PeerNotice =>
  Result.match(decodeLog(input), {
    onFailure: (error) => unknown(input, error),
    onSuccess: (record): PeerNotice => {
      const { resource_arn, event_timestamp: at } = record
      const routeServerPeerId = resource_arn.slice(resource_arn.lastIndexOf("/") + 1)
      if (record.type === "RouteStatus") {
        const { status, message } = record
        return { _tag: "Route", routeServerPeerId, status, message, at }
      }
      const isBgp = record.type === "BGPStatus"
      return { _tag: "Change", change: sessionChange(isBgp, routeServerPeerId, record.status), at }
    },
  })

/** An attribute as SNS writes it, or as SQS does where messages are delivered raw. */
const attribute = <S extends Schema.Constraint>(value: S) =>
  Schema.Union([Schema.Struct({ Value: value }), Schema.Struct({ StringValue: value })])

const valueOf = <A>(given: { readonly Value: A } | { readonly StringValue: A }): A =>
  "Value" in given ? given.Value : given.StringValue

const text = attribute(Schema.NonEmptyString)
const status = attribute(Schema.Literals(["UP", "DOWN"]))
const code = <const Code extends string>(name: Code) => attribute(Schema.Literal(name))
const timestamp = Schema.optional(text)

const Sns = Schema.Struct({
  MessageAttributes: Schema.Union([
    Schema.Struct({
      eventCode: code("ROUTE_SERVER_PEER_BGP_STATUS_CHANGE"),
      routeServerPeerId: text,
      newBgpStatus: status,
      timestamp,
    }),
    Schema.Struct({
      eventCode: code("ROUTE_SERVER_PEER_BFD_STATUS_CHANGE"),
      routeServerPeerId: text,
      newBfdStatus: status,
      timestamp,
    }),
    Schema.Struct({
      eventCode: code("ROUTE_SERVER_ENDPOINT_MAINTENANCE"),
      routeServerEndpointId: text,
      affectedRouteServerPeerIds: attribute(Schema.String),
      timestamp,
    }),
  ]),
  Timestamp: Schema.optional(Schema.String),
})

const decodeSns = Schema.decodeUnknownResult(Sns, { reportInput: true })

const A_SECOND = 1000

/** The last millisecond that a time of day may mean, as AWS writes it: `2025-02-17T15:55:00Z`. */
const timeOf = (written = ""): { readonly at?: number } => {
  const time = Date.parse(written)
  if (Number.isNaN(time)) return {}
  return { at: written.includes(".") ? time : time + A_SECOND - 1 }
}

const decodeIds = Schema.decodeUnknownOption(
  Schema.fromJsonString(Schema.Array(Schema.NonEmptyString)),
)

/** AWS says that it is a list (docs), and not how it is written; SNS has JSON for lists. */
const idsOf = (list: string): ReadonlyArray<string> =>
  Option.getOrElse(decodeIds(list), () => list.match(/[^\s,]+/g) ?? [])

/**
 * Reads a notice of a route server's SNS topic, parsed from its JSON: an envelope
 * with `MessageAttributes`, as SNS sends it to HTTP, Lambda and SQS, or a message of
 * SQS where delivery is raw. The event code, the IDs and the status are attributes,
 * the body is prose (docs).
 *
 * **Example** (A session goes down)
 *
 * ```ts
 * import { PeerNotice } from "@route-server/core"
 *
 * const attribute = (Value: string) => ({ Type: "String", Value })
 * const notice = PeerNotice.fromSns({
 *   Type: "Notification",
 *   Message: "BGP for Route Server Peer rsp-1 is now DOWN.",
 *   MessageAttributes: {
 *     timestamp: attribute("2025-02-17T15:55:00Z"),
 *     eventCode: attribute("ROUTE_SERVER_PEER_BGP_STATUS_CHANGE"),
 *     routeServerPeerId: attribute("rsp-1"),
 *     newBgpStatus: attribute("DOWN"),
 *   },
 * })
 *
 * notice._tag === "Change" && notice.change
 * // => { _tag: "BgpChanged", routeServerPeerId: "rsp-1", after: { Status: "down" } }
 * ```
 *
 * @category decoding
 */
export const fromSns = (input: unknown): PeerNotice =>
  Result.match(decodeSns(input), {
    onFailure: (error) => unknown(input, error),
    onSuccess: ({ MessageAttributes: told, Timestamp }): PeerNotice => {
      const time = timeOf(told.timestamp === undefined ? Timestamp : valueOf(told.timestamp))
      if ("routeServerPeerId" in told) {
        const isBgp = "newBgpStatus" in told
        const status = valueOf(isBgp ? told.newBgpStatus : told.newBfdStatus)
        const change = sessionChange(isBgp, valueOf(told.routeServerPeerId), status)
        return { _tag: "Change", change, ...time }
      }
      const routeServerEndpointId = valueOf(told.routeServerEndpointId)
      const routeServerPeerIds = idsOf(valueOf(told.affectedRouteServerPeerIds))
      return { _tag: "Maintenance", routeServerEndpointId, routeServerPeerIds, ...time }
    },
  })
