/**
 * How the peers of a fleet are written where programs read them: a peer as it is, beside
 * the target that it is of; and a target that is not known to the end, beside the error.
 */
import { PeerSourceError, type Target } from "@route-server/core"
import type { Row } from "./Columns.ts"
import { inReferenceOrder } from "./MemberOrder.ts"

/** A target that could not be read to the end. */
export interface Unknown {
  readonly target: Target.Target
  readonly error: PeerSourceError.PeerSourceError
  /** What may be done about it. */
  readonly hint?: string | undefined
}

/** A target without what is asked of it. */
export const targetForm = ({ account, labels, name, region }: Target.Target): object => ({
  name,
  ...(account === undefined ? {} : { account }),
  region,
  ...(labels === undefined ? {} : { labels }),
})

/** A peer, in a fleet with its target. */
export const peerForm = ({ peer, target }: Row): unknown =>
  target === undefined
    ? inReferenceOrder(peer)
    : { Target: targetForm(target), RouteServerPeer: inReferenceOrder(peer) }

/** A target that is unknown. */
export const unknownForm = ({ error, target }: Unknown): object => ({
  Target: targetForm(target),
  Error: { Code: PeerSourceError.codeOf(error), Message: error.message },
})

/** Why a target is unknown, in a line. */
export const reasonOf = ({ error, hint }: Pick<Unknown, "error" | "hint">): string => {
  const code = PeerSourceError.codeOf(error)
  // What the others are their messages say.
  const isOwn =
    error._tag === "TransportError" ||
    error._tag === "MalformedResponse" ||
    error._tag === "ListingStalled"
  const reason = isOwn ? error.message : `${code}: ${error.message}`
  return hint === undefined ? reason : `${reason}; ${hint}`
}
