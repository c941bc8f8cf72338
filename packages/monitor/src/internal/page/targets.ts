/**
 * How a target is shown: how old what is known of it is, and why it can't be read.
 */
import * as TargetState from "../../TargetState.ts"
import { type Html, html } from "../html.ts"
import { badge } from "./peers.ts"
import { ago, due } from "./times.ts"

type State = TargetState.TargetState

const BADGES: Readonly<Record<TargetState.Condition, Html>> = {
  current: badge("up", "read"),
  failing: badge("down", "can't be read"),
  unknown: badge("unknown", "never read"),
}

const peersOf = ({ peers, unreadable }: State): string => {
  if (peers === undefined) return "unknown"
  return unreadable.length === 0
    ? String(peers.length)
    : `${peers.length}, and ${unreadable.length} that can't be understood`
}

/** A row of the table of targets. */
export const row = (state: State): string => {
  const { target, succeededAt, nextPollAt } = state
  return html`<tr data-key="${target.name}"><th scope="row"><bdi>${target.name}</bdi><small>${[
    target.account === undefined ? undefined : `${target.account} · `,
    target.region,
  ]}</small></th><td>${BADGES[TargetState.condition(state)]}</td><td>${peersOf(state)}</td><td class="when">${
    succeededAt === undefined ? "never" : ago(succeededAt)
  }<small>${nextPollAt === undefined ? undefined : ["next ", due(nextPollAt)]}</small></td></tr>`
    .text
}

const known = ({ peers, succeededAt }: State): Html =>
  peers === undefined || succeededAt === undefined
    ? html`Nothing is known of its peers yet.`
    : html`Its ${peers.length} ${peers.length === 1 ? "peer is" : "peers are"} shown as of ${ago(succeededAt)} ago.`

/** Why a target can't be read, if it can't: an item of the page. */
export const unread = (state: State): string | undefined => {
  const { target, failure, peers, nextPollAt } = state
  if (failure === undefined && peers !== undefined) return undefined
  const why =
    failure === undefined
      ? html`<p>It was not read yet.</p>`
      : html`<p><code>${failure.code}</code> <bdi>${failure.message}</bdi></p><p>For ${ago(failure.since)}, ${failure.polls} ${failure.polls === 1 ? "poll" : "polls"} in a row. ${known(state)}${nextPollAt === undefined ? undefined : [" Next poll ", due(nextPollAt), "."]}</p>`
  return html`<li data-key="${target.name}"><h3><bdi>${target.name}</bdi> ${BADGES[TargetState.condition(state)]}</h3>${why}</li>`
    .text
}
