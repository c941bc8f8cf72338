/**
 * The port of those who may change peers: what EC2 lets a user do to one. A peer can't
 * be modified, only tagged (seen).
 *
 * A service in memory implements it, and the endpoint answers EC2's actions over it.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { AskedTag, Request } from "./CreateRouteServerPeer.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"
import type { ServiceError } from "./ServiceError.ts"

/**
 * Whether only to check the permissions; the answer is then an error that tells.
 *
 * @category options
 */
export interface Trial {
  readonly DryRun?: boolean | undefined
}

/**
 * Creates peers, deletes and tags them.
 *
 * @category services
 */
export class PeerControl extends Context.Service<
  PeerControl,
  {
    /** As CreateRouteServerPeer does. Answers the new peer, which is `pending`. */
    readonly create: (request: Request) => Effect.Effect<RouteServerPeer, ServiceError>
    /**
     * As DeleteRouteServerPeer does. Answers the peer, which is `deleting`; fails with
     * `IncorrectState` where its state does not allow it.
     */
    readonly delete: (
      routeServerPeerId: string,
      options?: Trial,
    ) => Effect.Effect<RouteServerPeer, ServiceError>
    /** As CreateTags does: to all of the peers or, if it fails, to none. */
    readonly tag: (
      routeServerPeerIds: ReadonlyArray<string>,
      tags: ReadonlyArray<AskedTag>,
      options?: Trial,
    ) => Effect.Effect<void, ServiceError>
    /**
     * As DeleteTags does: from all of the peers or, if it fails, from none. With a value
     * only that value is taken away; without any tags, all that are a user's are.
     */
    readonly untag: (
      routeServerPeerIds: ReadonlyArray<string>,
      tags?: ReadonlyArray<AskedTag>,
      options?: Trial,
    ) => Effect.Effect<void, ServiceError>
  }
>()("@route-server/core/PeerControl") {}
