/**
 * A fleet: many targets, each with a source of its own.
 *
 * What is made of a fleet keeps its targets apart: one that fails, is slow or is
 * forbidden never hides, delays or ends the others, and is shown as unknown, never
 * as one without peers. A peer of a fleet is a target and a peer ({@link FleetPeer}),
 * never a changed peer.
 */
import * as Context from "effect/Context"
import type { PeerSource } from "./PeerSource.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"
import type { Target } from "./Target.ts"

/**
 * A target, and where its peers come from. Making a source is cheap and can't fail:
 * what keeps a target from being asked fails the first request.
 *
 * @category models
 */
export interface Member {
  readonly target: Target
  readonly source: PeerSource["Service"]
}

/**
 * A peer of a fleet.
 *
 * @category models
 */
export interface FleetPeer {
  readonly target: Target
  readonly peer: RouteServerPeer
}

/**
 * The fleet in context.
 *
 * @category services
 */
export class Fleet extends Context.Service<Fleet, { readonly members: ReadonlyArray<Member> }>()(
  "@route-server/core/Fleet",
) {}
