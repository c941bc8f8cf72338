/**
 * A change as the log keeps it.
 */
import { PeerChange, RouteServerPeer, Target } from "@route-server/core"
import { Schema } from "effect"

/**
 * A change that was seen at a target.
 *
 * @category schemas
 */
export const ChangeRecord = Schema.Struct({
  /** Its place in the log: rises from one record to the next, over all targets. */
  sequence: Schema.Int,
  /** The same however often the change is told, for whoever removes repeats. */
  id: Schema.String,
  /** Where it was seen. */
  target: Target.Target,
  /** When it was seen, in milliseconds since 1970. */
  at: Schema.Finite,
  change: PeerChange.PeerChange,
  /** The peer with this and all other changes that were seen at once; of one that has disappeared, what was seen last. */
  peer: RouteServerPeer.RouteServerPeer,
})
/** @category models */
export interface ChangeRecord extends Schema.Schema.Type<typeof ChangeRecord> {}
