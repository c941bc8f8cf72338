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

const nameOf = (
  { RouteServerPeerId, PeerAddress, RouteServerId }: RouteServerPeer.RouteServerPeer,
  target: string,
): string =>
  [
    `peer ${RouteServerPeerId}`,
    ...(PeerAddress === undefined ? [] : [`(${PeerAddress})`]),
    ...(RouteServerId === undefined ? [] : [`of route server ${RouteServerId}`]),
    `in ${target}`,
  ].join(" ")

const difference = (before: string | undefined, after: string | undefined): string =>
  `is ${after ?? "not shown any more"}${before === undefined ? "" : `; it was ${before}`}.`

const NOTHING_TOLD = "no state"

/**
 * What happened, in a sentence for people.
 *
 * @category getters
 */
export const sentenceOf = ({ change, peer, target }: ChangeRecord): string => {
  const name = nameOf(peer, target.name)
  switch (change._tag) {
    case "Appeared":
      return `There is a new ${name}: ${peer.State ?? NOTHING_TOLD}, BGP ${peer.BgpStatus?.Status ?? "not shown"}.`
    case "StateChanged":
      return `The state of ${name} ${difference(change.before, change.after)}`
    case "BgpChanged":
      return `The BGP session of ${name} ${difference(change.before?.Status, change.after?.Status)}`
    case "BfdChanged":
      return `The BFD session of ${name} ${difference(change.before?.Status, change.after?.Status)}`
    case "TagsChanged":
      return `The tags of ${name} have changed.`
    case "MembersChanged":
      return `Of ${name} this has changed: ${change.members.join(", ")}.`
    case "Disappeared": {
      const how = change.wasDeleting ? "It was being deleted." : "It was not seen being deleted."
      return `There is no ${name} any more. ${how}`
    }
  }
}
