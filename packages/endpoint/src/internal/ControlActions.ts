/**
 * The actions that change peers, over a `PeerControl`: CreateRouteServerPeer,
 * DeleteRouteServerPeer, CreateTags and DeleteTags.
 *
 * Names of parameters and elements are those of the service model. CreateTags and
 * DeleteTags are for every kind of resource; here they know peers alone, and refuse any
 * other ID as EC2 refuses one that can't be tagged (guess).
 */
import {
  CreateRouteServerPeer,
  PeerControl,
  Permission,
  Refusal,
  ResourceId,
  ServiceError,
} from "@route-server/core"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as ParameterReader from "./ParameterReader.ts"
import type { QueryParameters } from "./QueryParameters.ts"
import * as ResponseXml from "./ResponseXml.ts"

/** A request of DeleteRouteServerPeer. */
const Deletion = Schema.Struct({
  RouteServerPeerId: Schema.optional(Schema.String),
  DryRun: Schema.optional(Schema.Boolean),
})

/** A request of CreateTags or DeleteTags. */
const Tagging = Schema.Struct({
  /** `ResourceId.N` on the wire. */
  ResourceIds: Schema.optional(Schema.Array(Schema.String)),
  Tags: Schema.optional(Schema.Array(CreateRouteServerPeer.AskedTag)),
  DryRun: Schema.optional(Schema.Boolean),
})

/** What is asked for, to be permitted or not. */
export type Asked =
  | {
      readonly action: "CreateRouteServerPeer"
      readonly request: CreateRouteServerPeer.Request
    }
  | { readonly action: "DeleteRouteServerPeer"; readonly request: typeof Deletion.Type }
  | { readonly action: "CreateTags" | "DeleteTags"; readonly request: typeof Tagging.Type }

/** The names of these actions. */
export type Name = Asked["action"]

type Authorize = (asked: Asked) => Effect.Effect<boolean>

/** The document that is answered, if the request is carried out. */
type Answer = Effect.Effect<string, ServiceError.ServiceError, PeerControl.PeerControl>

type Perform = (requestId: string, parameters: QueryParameters, authorize: Authorize) => Answer

const readCreation = ParameterReader.make(CreateRouteServerPeer.Request)
const readDeletion = ParameterReader.make(Deletion)
const readTagging = ParameterReader.make(Tagging)

const create: Perform = Effect.fnUntraced(function* (requestId, parameters, authorize) {
  const action = "CreateRouteServerPeer"
  const request = yield* Effect.fromResult(readCreation(parameters))
  const authorized = yield* authorize({ action, request })
  yield* Effect.fromResult(CreateRouteServerPeer.judge(request, { authorized }))
  const { create } = yield* PeerControl.PeerControl
  const { Tags = [], ...peer } = yield* create(request)
  // AWS shows no tags in this answer where there are none (seen).
  const shown = Tags.length === 0 ? peer : { ...peer, Tags }
  return yield* Effect.fromResult(ResponseXml.peer(action, requestId, shown))
})

const remove: Perform = Effect.fnUntraced(function* (requestId, parameters, authorize) {
  const action = "DeleteRouteServerPeer"
  const request = yield* Effect.fromResult(readDeletion(parameters))
  const { RouteServerPeerId } = request
  if (!RouteServerPeerId) return yield* Refusal.missing("RouteServerPeerId")
  const authorized = yield* authorize({ action, request })
  yield* Effect.fromResult(Permission.judge(request, { authorized }))
  const control = yield* PeerControl.PeerControl
  const peer = yield* control.delete(RouteServerPeerId)
  return yield* Effect.fromResult(ResponseXml.peer(action, requestId, peer))
})

const isPeerId = Schema.is(ResourceId.RouteServerPeerId)

const tagging = (
  action: "CreateTags" | "DeleteTags",
  change: (
    control: PeerControl.PeerControl["Service"],
    ids: ReadonlyArray<string>,
    tags: ReadonlyArray<CreateRouteServerPeer.AskedTag> | undefined,
  ) => Effect.Effect<void, ServiceError.ServiceError>,
): Perform =>
  Effect.fnUntraced(function* (requestId, parameters, authorize) {
    const request = yield* Effect.fromResult(readTagging(parameters))
    const { ResourceIds = [], Tags } = request
    if (ResourceIds.length === 0) return yield* Refusal.missing("ResourceId")
    if (action === "CreateTags" && Tags === undefined) return yield* Refusal.missing("Tag")
    const authorized = yield* authorize({ action, request })
    yield* Effect.fromResult(Permission.judge(request, { authorized }))
    const other = ResourceIds.find((id) => !isPeerId(id))
    if (other !== undefined) {
      return yield* ServiceError.fromCode("InvalidID", {
        message: `The ID '${Refusal.quote(other)}' is not valid: of all resources only route server peers are here`,
        httpStatus: 400,
      })
    }
    yield* change(yield* PeerControl.PeerControl, ResourceIds, Tags)
    return ResponseXml.done(action, requestId)
  })

const performers: Readonly<Record<Name, Perform>> = {
  CreateRouteServerPeer: create,
  DeleteRouteServerPeer: remove,
  CreateTags: tagging("CreateTags", (control, ids, tags = []) => control.tag(ids, tags)),
  DeleteTags: tagging("DeleteTags", (control, ids, tags) => control.untag(ids, tags)),
}

/** Whether a name is that of one of these actions. */
export const isName = (action: string): action is Name => Object.hasOwn(performers, action)

/** The names, as data. */
export const names: ReadonlyArray<Name> = Object.keys(performers).filter(isName)

/** Carries out an action, and answers its document. */
export const perform = (
  name: Name,
  ...[requestId, parameters, authorize]: Parameters<Perform>
): Answer => performers[name](requestId, parameters, authorize)
