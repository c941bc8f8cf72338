/**
 * The peers of a target by VPC and route server.
 */
import { Health, type RouteServerPeer } from "@route-server/core"
import * as TargetState from "../../TargetState.ts"
import * as HealthCounts from "../HealthCounts.ts"
import { type Html, html } from "../html.ts"
import { line, words } from "./counts.ts"
import { table } from "./peers.ts"
import { ago } from "./times.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** The peers of a route server. */
interface Group {
  readonly key: string
  readonly vpc: string | undefined
  readonly routeServer: string | undefined
  readonly peers: ReadonlyArray<Peer>
}

/** The groups of a target, by VPC and route server in the order of their IDs. */
const groupsOf = (target: string, peers: ReadonlyArray<Peer>): ReadonlyArray<Group> => {
  const groups = new Map<string, Group & { readonly peers: Array<Peer> }>()
  for (const peer of peers) {
    const { VpcId: vpc, RouteServerId: routeServer } = peer
    const key = JSON.stringify([target, vpc ?? null, routeServer ?? null])
    const group = groups.get(key) ?? { key, vpc, routeServer, peers: [] }
    if (group.peers.length === 0) groups.set(key, group)
    group.peers.push(peer)
  }
  return [...groups.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

const id = (value: string | undefined, absent: string): Html | string =>
  value === undefined ? absent : html`<code>${value}</code>`

const heading = ({ vpc, routeServer }: Group, state: TargetState.TargetState): Html =>
  html`<h3>${id(routeServer, "no route server shown")} <span class="where">in ${id(vpc, "no VPC shown")}, <bdi>${state.target.name}</bdi></span></h3>`

/** How many are how; of what can't be read at present, how it was and since when nobody knows. */
const badgesOf = (
  state: TargetState.TargetState,
  counts: HealthCounts.HealthCounts,
): ReadonlyArray<Html> =>
  TargetState.condition(state) !== "failing" || state.succeededAt === undefined
    ? line(counts)
    : [
        html`<span class="badge unknown">not read for ${ago(state.succeededAt)}; last seen: ${words(counts)}</span>`,
      ]

const block = (
  group: Group,
  state: TargetState.TargetState,
  shown: ReadonlyArray<Peer>,
  { isOpen, caption, badges }: { isOpen: boolean; caption: string; badges: ReadonlyArray<Html> },
): Html => {
  const summary = html`<summary>${heading(group, state)}<span class="badges">${badges}</span></summary>`
  const peers = table(`${caption} ${group.routeServer ?? "no route server"}`, shown, state)
  return isOpen
    ? html`<details open data-key="${group.key}">${summary}${peers}</details>`
    : html`<details data-key="${group.key}">${summary}${peers}</details>`
}

/** The groups of a target as items of the page, by their keys. */
export interface Groups {
  /** Those with peers that are down, and only these peers. */
  readonly trouble: ReadonlyMap<string, string>
  /** All of them. */
  readonly all: ReadonlyMap<string, string>
}

/** The groups of a target. */
export const make = (state: TargetState.TargetState): Groups => {
  const isCurrent = TargetState.condition(state) === "current"
  const trouble = new Map<string, string>()
  const all = new Map<string, string>()
  for (const group of groupsOf(state.target.name, state.peers ?? [])) {
    const counts = HealthCounts.of(group.peers)
    if (counts.trouble > 0) {
      const down = group.peers.filter((peer) => Health.of(peer) === "trouble")
      const badges = [
        html`<span class="badge down">${counts.trouble} of ${group.peers.length - counts.gone} down</span> `,
        ...(isCurrent ? [] : badgesOf(state, counts)),
      ]
      const options = { isOpen: true, caption: "Peers that are down of", badges }
      trouble.set(group.key, block(group, state, down, options).text)
    }
    const options = { isOpen: false, caption: "Peers of", badges: badgesOf(state, counts) }
    all.set(group.key, block(group, state, group.peers, options).text)
  }
  return { trouble, all }
}
