/**
 * How a change is shown.
 */
import type { PeerChange } from "@route-server/core"
import type { ChangeRecord } from "../../ChangeRecord.ts"
import { html } from "../html.ts"
import { ago } from "./times.ts"

const from = (before: string | undefined, after: string | undefined): string =>
  `${before ?? "not shown"} → ${after ?? "not shown"}`

/** What became of a peer, in a few words: a badge. */
const words = (change: PeerChange.PeerChange): string => {
  switch (change._tag) {
    case "Appeared":
      return change.peer.State === undefined ? "appeared" : `appeared, ${change.peer.State}`
    case "StateChanged":
      return `state ${from(change.before, change.after)}`
    case "BgpChanged":
      return `BGP ${from(change.before?.Status, change.after?.Status)}`
    case "BfdChanged":
      return `BFD ${from(change.before?.Status, change.after?.Status)}`
    case "TagsChanged":
      return "tags changed"
    case "MembersChanged":
      return `${change.members.join(", ")} changed`
    case "Disappeared":
      return change.wasDeleting ? "gone, after it was deleted" : "gone, and was not seen deleted"
  }
}

const kindOf = (change: PeerChange.PeerChange): string => {
  switch (change._tag) {
    case "BgpChanged":
    case "BfdChanged":
      return change.after?.Status === "up"
        ? "up"
        : change.after?.Status === "down"
          ? "down"
          : "unknown"
    case "StateChanged":
      return change.after === "available"
        ? "up"
        : change.after === "failed" || change.after === "failing"
          ? "down"
          : "changing"
    case "Disappeared":
      return change.wasDeleting ? "off" : "down"
    default:
      return "changing"
  }
}

/** A change as an item of the page. */
export const item = ({ sequence, change, target, at }: ChangeRecord): string =>
  html`<li data-key="${sequence}"><span class="badge ${kindOf(change)}">${words(change)}</span> <code>${change.routeServerPeerId}</code><small><bdi>${target.name}</bdi> · ${ago(at)} ago</small></li>`
    .text
