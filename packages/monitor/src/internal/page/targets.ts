/**
 * How a target is shown: how old what is known of it is, and why it can't be read.
 */
import * as TargetState from "../../TargetState.ts"
import { type Html, html, type Part } from "../html.ts"
import { badge } from "./peers.ts"
import { ago, due } from "./times.ts"

type State = TargetState.TargetState

const BADGES: Readonly<Record<TargetState.Condition, Html>> = {
  current: badge("up", "read"),
  failing: badge("down", "can't be read"),
  unknown: badge("unknown", "never read"),
}

/** What was left out of a listing that was read. */
const leftOut = (state: State): Html | undefined => {
  const { length } = state.unreadable
  return length === 0 || TargetState.condition(state) !== "current"
    ? undefined
    : html`<small>but not ${length} ${length === 1 ? "peer" : "peers"}</small>`
}

/** A row of the table of targets. */
export const row = (state: State): string => {
  const { target, peers, succeededAt, nextPollAt } = state
  return html`<tr data-key="${target.name}"><th scope="row"><bdi>${target.name}</bdi><small>${[
    target.account === undefined ? undefined : `${target.account} · `,
    target.region,
  ]}</small></th><td>${BADGES[TargetState.condition(state)]}${leftOut(state)}</td><td>${peers === undefined ? "unknown" : peers.length}</td><td class="when">${
    succeededAt === undefined ? "never" : ago(succeededAt)
  }<small>${nextPollAt === undefined ? undefined : ["next ", due(nextPollAt)]}</small></td></tr>`
    .text
}

const known = ({ peers, succeededAt }: State): Html =>
  peers === undefined || succeededAt === undefined
    ? html`Nothing is known of its peers yet.`
    : html`Its ${peers.length} ${peers.length === 1 ? "peer is" : "peers are"} shown as of ${ago(succeededAt)} ago.`

/** Why a target can't be read, if it can't. */
const whyUnread = (state: State): ReadonlyArray<Part> => {
  const { failure, nextPollAt } = state
  if (TargetState.condition(state) === "current") return []
  if (failure === undefined) return [html`<p>It was not read yet.</p>`]
  const polls = `${failure.polls} ${failure.polls === 1 ? "poll" : "polls"}`
  const next = nextPollAt === undefined ? undefined : [" Next poll ", due(nextPollAt), "."]
  return [
    html`<p><code>${failure.code}</code> <bdi>${failure.message}</bdi></p><p>For ${ago(failure.since)}, ${polls} in a row. ${known(state)}${next}</p>`,
  ]
}

/** The most faults of peers that are shown one by one. */
const MOST_FAULTS = 20

/** What is wrong with peers that can't be understood, if there are any. */
const faults = ({ unreadable }: State): ReadonlyArray<Part> => {
  if (unreadable.length === 0) return []
  const shown = unreadable
    .slice(0, MOST_FAULTS)
    .map(
      ({ routeServerPeerId: id, message }) =>
        html`<li>${id === undefined ? undefined : html`<code>${id}</code> `}<bdi>${message}</bdi></li>`,
    )
  const more = unreadable.length - shown.length
  return [
    html`<p>Peers that can't be understood: ${unreadable.length}</p><ul>${shown}${more === 0 ? undefined : html`<li>${more} more: see <a href="/api/v1/targets">the API</a></li>`}</ul>`,
  ]
}

/** What can't be read of a target, and why, if there is something: an item of the page. */
export const unread = (state: State): string | undefined => {
  const why = [whyUnread(state), faults(state)]
  if (why.flat().length === 0) return undefined
  return html`<li data-key="${state.target.name}"><h3><bdi>${state.target.name}</bdi> ${BADGES[TargetState.condition(state)]}</h3>${why}</li>`
    .text
}
