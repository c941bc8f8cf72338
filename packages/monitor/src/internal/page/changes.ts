/**
 * How a change is shown.
 */
import { PeerChange } from "@route-server/core"
import type { ChangeRecord } from "../../ChangeRecord.ts"
import { html } from "../html.ts"
import { ago } from "./times.ts"

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
  html`<li data-key="${sequence}"><span class="badge ${kindOf(change)}">${PeerChange.format(change)}</span> <code>${change.routeServerPeerId}</code><small><bdi>${target.name}</bdi> · ${ago(at)} ago</small></li>`
    .text
