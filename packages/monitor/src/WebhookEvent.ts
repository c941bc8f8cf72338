/**
 * What a webhook is told of a change: a body of JSON, in the form of Standard Webhooks.
 *
 * **Example** (A session that went down)
 *
 * ```ts
 * import { RouteServerPeer } from "@route-server/core"
 * import { WebhookEvent } from "@route-server/monitor"
 *
 * const peer = RouteServerPeer.make({
 *   RouteServerPeerId: "rsp-0e1c240ae33a4f642",
 *   RouteServerId: "rs-054f70d70eff70cc6",
 *   PeerAddress: "10.0.2.3",
 *   State: "available",
 *   BgpStatus: { Status: "down" },
 * })
 * const event = WebhookEvent.make({
 *   sequence: 42,
 *   id: "7f3a/42",
 *   target: { name: "prod/eu-west-1", region: "eu-west-1" },
 *   at: 1_764_120_000_000,
 *   change: {
 *     _tag: "BgpChanged",
 *     routeServerPeerId: peer.RouteServerPeerId,
 *     before: { Status: "up" },
 *     after: { Status: "down" },
 *   },
 *   peer,
 * })
 *
 * event.type // => "route_server_peer.bgp_changed"
 * event.timestamp // => "2025-11-26T01:20:00.000Z"
 * event.data.sentence
 * // => "The BGP session of peer rsp-0e1c240ae33a4f642 (10.0.2.3) of route server rs-054f70d70eff70cc6 in prod/eu-west-1 is down; it was up."
 * ```
 */
import { Health, PeerChange, RouteServerPeer, Target } from "@route-server/core"
import { Schema, Struct } from "effect"
import * as ChangeRecord from "./ChangeRecord.ts"
import { HealthName } from "./internal/HealthCounts.ts"

/**
 * What happened, as `type` of an event has it, by the tag of the change.
 *
 * @category constants
 */
export const types = {
  Appeared: "route_server_peer.appeared",
  StateChanged: "route_server_peer.state_changed",
  BgpChanged: "route_server_peer.bgp_changed",
  BfdChanged: "route_server_peer.bfd_changed",
  TagsChanged: "route_server_peer.tags_changed",
  MembersChanged: "route_server_peer.members_changed",
  Disappeared: "route_server_peer.disappeared",
} as const satisfies Record<PeerChange.PeerChange["_tag"], string>

/**
 * What a webhook is told of a change. Members may be added without a new `version`;
 * what is there keeps its meaning.
 *
 * @category schemas
 */
export const WebhookEvent = Schema.Struct({
  /** What happened. */
  type: Schema.Literals(Struct.keys(types).map((tag) => types[tag])),
  /** When it was seen, in UTC, as ISO 8601 has it. */
  timestamp: Schema.String,
  data: Schema.Struct({
    /** The version of this form. */
    version: Schema.Literal(1),
    /** The same however often the change is told, and to whom. */
    id: Schema.String,
    /** Its place in the monitor's log: rises from one change to the next, over all targets. */
    sequence: Schema.Int,
    /** The account and region where it was seen, by the name that the monitor has for them. */
    target: Schema.Struct(Struct.omit(Target.Target.fields, ["request"])),
    /** How the peer is doing now, as `Health` of core has it; `gone` of one that has disappeared. */
    health: HealthName,
    /** What happened, for people. */
    sentence: Schema.String,
    /** What happened, member by member, as `PeerChange` of core has it. */
    change: PeerChange.PeerChange,
    /** The peer as it is now; of one that has disappeared, as it was seen last. */
    peer: RouteServerPeer.RouteServerPeer,
  }),
})
/** @category models */
export interface WebhookEvent extends Schema.Schema.Type<typeof WebhookEvent> {}

/**
 * What a webhook is told of a change.
 *
 * @category constructors
 */
export const make = (record: ChangeRecord.ChangeRecord): WebhookEvent => {
  const { request: _, ...target } = record.target
  return {
    type: types[record.change._tag],
    timestamp: new Date(record.at).toISOString(),
    data: {
      version: 1,
      id: record.id,
      sequence: record.sequence,
      target,
      health: record.change._tag === "Disappeared" ? "gone" : Health.of(record.peer),
      sentence: ChangeRecord.sentenceOf(record),
      change: record.change,
      peer: record.peer,
    },
  }
}

/**
 * An event as the text of a body.
 *
 * @category codecs
 */
export const encode = Schema.encodeEffect(Schema.fromJsonString(WebhookEvent))
