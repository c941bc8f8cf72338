/**
 * The API of a monitor: what can be asked of it over HTTP, as a value. The OpenAPI
 * document is made from it, and so is a typed client (`HttpApiClient` of
 * `effect/http-api`).
 *
 * All times are in milliseconds since 1970. An answer never takes a target that can't be
 * read for one without peers: its name stands in `unread`, and what is shown of it is
 * what was read last.
 */
import { RouteServerPeer, Target } from "@route-server/core"
import { Schema } from "effect"
import {
  HttpApi,
  HttpApiEndpoint,
  HttpApiError,
  HttpApiGroup,
  HttpApiMiddleware,
  HttpApiSchema,
  OpenApi,
} from "effect/http-api"
import { ChangeRecord } from "./ChangeRecord.ts"
import { HealthName } from "./internal/HealthCounts.ts"
import { finish } from "./internal/openApi.ts"
import * as TargetState from "./TargetState.ts"

/** How many items an answer has, if nobody says. */
export const DEFAULT_LIMIT = 100

/** The most items that an answer has. */
export const MAX_LIMIT = 1000

const AgeSeconds = Schema.Finite.annotate({
  description:
    "How old what is known is, in seconds: the time since a listing last came to its end",
})

const Unread = Schema.Array(Schema.String).annotate({
  description:
    "The names of the targets, of those that were asked for, that can't be read at present, or were not yet",
})

const Next = Schema.optionalKey(
  Schema.String.annotate({ description: "Where the next page begins; absent on the last" }),
)

/**
 * A peer, where it is, and what is known of it.
 *
 * @category schemas
 */
export const FleetPeer = Schema.Struct({
  target: Target.Target,
  peer: RouteServerPeer.RouteServerPeer,
  /** How it is doing, as `Health` of core judges it. */
  health: HealthName,
  /** What has become of it as long as it has been watched. */
  history: Schema.optionalKey(TargetState.PeerHistory),
  ageSeconds: AgeSeconds,
}).annotate({ identifier: "FleetPeer" })
/** @category models */
export interface FleetPeer extends Schema.Schema.Type<typeof FleetPeer> {}

/**
 * A part of the peers of all targets, in the order of targets and, in each, of IDs.
 *
 * @category schemas
 */
export const Peers = Schema.Struct({
  peers: Schema.Array(FleetPeer),
  next: Next,
  unread: Unread,
}).annotate({ identifier: "Peers" })

const {
  version: _version,
  peers: _peers,
  history: _history,
  ...polled
} = TargetState.TargetState.fields

/**
 * A target, and how well it can be read.
 *
 * @category schemas
 */
export const TargetReport = Schema.Struct({
  ...polled,
  /** `unknown` as long as no listing has come to its end; `failing` while polls fail. */
  condition: TargetState.Condition,
  /** How many of its peers are how, as last read; absent while that is unknown. */
  peers: Schema.optionalKey(Schema.Record(HealthName, Schema.Int)),
  ageSeconds: Schema.optionalKey(AgeSeconds),
}).annotate({ identifier: "TargetReport" })
/** @category models */
export interface TargetReport extends Schema.Schema.Type<typeof TargetReport> {}

/**
 * A part of the targets, in their order.
 *
 * @category schemas
 */
export const Targets = Schema.Struct({
  targets: Schema.Array(TargetReport),
  next: Next,
}).annotate({ identifier: "Targets" })

const Change = ChangeRecord.annotate({ identifier: "ChangeRecord" })

/**
 * A part of the log of changes.
 *
 * @category schemas
 */
export const Changes = Schema.Struct({
  changes: Schema.Array(Change).annotate({
    description: "In their order; where a place is missing, what the log has there is damaged",
  }),
  first: Schema.Int.annotate({ description: "The first place that the log still has" }),
  last: Schema.Int.annotate({ description: "The last place that the log had" }),
  next: Schema.Int.annotate({ description: "What to ask for `after` next, now or later" }),
}).annotate({ identifier: "Changes" })

/**
 * How the fleet is doing, in numbers.
 *
 * @category schemas
 */
export const FleetHealth = Schema.Struct({
  /** How many peers are how, of the targets that were ever read. */
  peers: Schema.Record(HealthName, Schema.Int),
  /** How many targets are how. */
  targets: Schema.Record(TargetState.Condition, Schema.Int),
  /** The last place of the log of changes that is known here. */
  sequence: Schema.Int,
  /** The age of the oldest data of a target that was ever read. */
  oldestSeconds: Schema.optionalKey(Schema.Finite),
  /** Why the store of the monitor can't be read; what is shown is as of before. */
  storeFailure: Schema.optionalKey(Schema.Struct({ message: Schema.String, since: Schema.Finite })),
}).annotate({ identifier: "FleetHealth" })

/**
 * There is no target of that name.
 *
 * @category errors
 */
export class TargetNotFound extends HttpApiError.Problem<TargetNotFound>()("TargetNotFound", {
  type: "urn:route-server:target-not-found",
  status: 404,
  title: "There is no target of that name",
}) {}

/**
 * No target that can be read shows the peer. Those in `unread` may have it.
 *
 * @category errors
 */
export class PeerNotFound extends HttpApiError.Problem<PeerNotFound>()(
  "PeerNotFound",
  {
    type: "urn:route-server:peer-not-found",
    status: 404,
    title: "No target that can be read shows the peer",
  },
  { unread: Unread },
) {}

/**
 * The log does not have that place: changes were dropped since, or it is a log that was
 * begun anew. List the peers, and go on from `last`, or from the changes that are kept.
 *
 * @category errors
 */
export class ChangesGone extends HttpApiError.Problem<ChangesGone>()(
  "ChangesGone",
  {
    type: "urn:route-server:changes-gone",
    status: 410,
    title: "The log does not have that place",
  },
  { first: Schema.Int, last: Schema.Int },
) {}

/**
 * What the monitor remembers can't be read.
 *
 * @category errors
 */
export class StoreUnavailable extends HttpApiError.Problem<StoreUnavailable>()("StoreUnavailable", {
  type: "urn:route-server:store-unavailable",
  status: 503,
  title: "What the monitor remembers can't be read",
}) {}

/**
 * So many readers follow already that no other can.
 *
 * @category errors
 */
export class TooManyReaders extends HttpApiError.Problem<TooManyReaders>()("TooManyReaders", {
  type: "urn:route-server:too-many-readers",
  status: 503,
  title: "Too many readers follow already",
}) {}

const limit = Schema.optionalKey(
  Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: MAX_LIMIT })),
).annotateKey({
  description: `How many items at most, up to ${MAX_LIMIT}. Default: ${DEFAULT_LIMIT}`,
})

const after = Schema.optionalKey(Schema.String).annotateKey({
  description: "Where the page begins: the `next` of the page before",
})

const target = Schema.optionalKey(Schema.Array(Schema.String)).annotateKey({
  description: "The name of a target; several may be given. Default: all",
})

const filter = Schema.optionalKey(Schema.Array(Schema.String)).annotateKey({
  description:
    "A filter as the AWS CLI takes it, such as `Name=vpc-id,Values=vpc-1,vpc-2`; all that are given must match. Every scalar member of a peer is a name, and `tag:<key>`, `tag-key` and `tag-value`",
})

const place = Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)))

/**
 * What is told over the event stream.
 *
 * - `change`: a change; its place in the log is the event's ID
 * - `gap`: what came after a place and before `first` can't be told: it has left the log, or
 *   is damaged there
 *
 * @category schemas
 */
export const Event = Schema.Union([
  Schema.Struct({
    id: Schema.String,
    event: Schema.Literal("change"),
    data: Schema.fromJsonString(Change),
  }),
  Schema.Struct({
    event: Schema.Literal("gap"),
    data: Schema.fromJsonString(
      Schema.Struct({ after: Schema.Int, first: Schema.Int, last: Schema.Int }),
    ),
  }),
])

const fleet = HttpApiGroup.make("fleet").add(
  HttpApiEndpoint.get("peers", "/peers", {
    query: {
      target,
      filter,
      health: Schema.optionalKey(Schema.Array(HealthName)),
      limit,
      after,
    },
    success: Peers,
    error: TargetNotFound,
  }).annotate(OpenApi.Summary, "The peers of all targets"),
  HttpApiEndpoint.get("peer", "/peers/:routeServerPeerId", {
    params: { routeServerPeerId: Schema.String },
    query: { target },
    success: Schema.Struct({ peers: Schema.Array(FleetPeer), unread: Unread }),
    error: [TargetNotFound, PeerNotFound],
  }).annotate(OpenApi.Summary, "A peer, as each target shows it that does"),
  HttpApiEndpoint.get("targets", "/targets", {
    query: { limit, after },
    success: Targets,
  }).annotate(OpenApi.Summary, "The targets, and how well each can be read"),
  HttpApiEndpoint.get("health", "/health", { success: FleetHealth }).annotate(
    OpenApi.Summary,
    "How the fleet is doing, in numbers",
  ),
)

const changes = HttpApiGroup.make("changes").add(
  HttpApiEndpoint.get("changes", "/changes", {
    query: {
      after: place.annotateKey({
        description: "A place in the log; what came after it is shown. Default: all that is kept",
      }),
      limit,
    },
    success: Changes,
    error: [ChangesGone, StoreUnavailable],
  }).annotate(OpenApi.Summary, "What became of the peers"),
  HttpApiEndpoint.get("events", "/events", {
    query: {
      after: place.annotateKey({
        description:
          "A place in the log to go on from, 0 for all that is kept. The header Last-Event-ID counts before it. Default: from now on",
      }),
    },
    headers: { "last-event-id": Schema.optionalKey(Schema.String) },
    success: HttpApiSchema.StreamSse({ events: Event }),
    error: [StoreUnavailable, TooManyReaders],
  }).annotate(OpenApi.Summary, "What becomes of the peers, as server-sent events"),
)

/**
 * The API.
 *
 * @category constructors
 */
export const Api = HttpApi.make("monitor")
  .add(fleet, changes)
  .middleware(HttpApiMiddleware.ProblemDetails)
  .prefix("/api/v1")
  // A parameter that is misspelt must not be ignored.
  .annotate(HttpApi.QueryParseOptions, { onExcessProperty: "error" })
  .annotateMerge(
    OpenApi.annotations({
      title: "Monitor of Amazon VPC Route Server peers",
      version: "1",
      description:
        "Reads what a monitor knows of route server peers over many accounts and Regions. All times are in milliseconds since 1970.",
      license: { name: "MIT", identifier: "MIT" },
      transform: finish,
    }),
  )
