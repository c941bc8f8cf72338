/**
 * `peers watch` where nobody looks: a change a line, as JSON, with what is invisible in
 * a value escaped.
 *
 * - `at`: when it was seen, in UTC
 * - `change`: what it is, one of the tags of core's `PeerChange`
 * - `routeServerPeerId`: whose it is
 * - `target`: in a fleet, where it was seen
 * - `before`, `after`: what has changed, where it was there; of other members, those
 *   of them that changed
 * - `initial`: `true` for what was there when the watching began
 * - `rehearsal`: `true` for what is invented
 * - `peer`: the peer with this change and all others seen at once; of one that is gone,
 *   what was seen last
 */
import type { Changes, RouteServerPeer, Target } from "@route-server/core"
import { visibleJson } from "../terminal/Visible.ts"
import { targetForm } from "./FleetForm.ts"
import { inReferenceOrder } from "./MemberOrder.ts"

const members = (peer: RouteServerPeer.RouteServerPeer, names: ReadonlyArray<string>) =>
  Object.fromEntries(
    Object.entries(Object(inReferenceOrder(peer))).filter(([name]) => names.includes(name)),
  )

/** What has changed, as it was and as it is. */
const difference = ({ change }: Changes.Changed): object => {
  switch (change._tag) {
    case "Appeared":
      return {}
    case "Disappeared":
      return { wasDeleting: change.wasDeleting }
    case "MembersChanged":
      return {
        before: members(change.before, change.members),
        after: members(change.after, change.members),
      }
    default: {
      const { before, after } = change
      return { before, after }
    }
  }
}

/** The line of a change. */
export const make = (
  changed: Changes.Changed,
  {
    isInitial,
    isRehearsal,
    target,
  }: {
    readonly isInitial: boolean
    readonly isRehearsal: boolean
    readonly target?: Target.Target | undefined
  },
): string => {
  const { at, change, peer } = changed
  const line = {
    at: new Date(at).toISOString(),
    ...(target === undefined ? {} : { target: targetForm(target) }),
    change: change._tag,
    routeServerPeerId: change.routeServerPeerId,
    ...difference(changed),
    ...(isInitial ? { initial: true } : {}),
    ...(isRehearsal ? { rehearsal: true } : {}),
    peer: inReferenceOrder(peer),
  }
  return `${[...visibleJson(JSON.stringify(line))].join("")}\n`
}
