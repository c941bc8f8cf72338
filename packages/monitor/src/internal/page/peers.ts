/**
 * How a peer is shown.
 */
import { Health, RouteServerPeer } from "@route-server/core"
import { historyOf, type PeerHistory, type TargetState } from "../../TargetState.ts"
import { type Html, html, type Part } from "../html.ts"
import { ago } from "./times.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** A sign and a word for how something is: neither colour nor sign says it alone. */
export const badge = (kind: string, words: string): Html =>
  html`<span class="badge ${kind}">${words}</span>`

const SESSION = new Map([
  ["up", "up"],
  ["down", "down"],
])

const session = (name: string, status: string | undefined, isTrouble: boolean): Html | undefined =>
  status === undefined
    ? undefined
    : badge(
        SESSION.has(status) ? (status === "down" && !isTrouble ? "off" : status) : "unknown",
        `${name} ${status}`,
      )

const KINDS: Readonly<Record<Health.Health, string>> = {
  trouble: "down",
  changing: "changing",
  good: "up",
  gone: "off",
  unknown: "unknown",
}

/** How a peer is: its state if that says something, and its sessions. */
const status = (peer: Peer): ReadonlyArray<Part> => {
  const { State, BgpStatus, BfdStatus } = peer
  const health = Health.of(peer)
  const parts: ReadonlyArray<Part> = [
    State === "available"
      ? undefined
      : badge(
          State === "failed" || State === "failing" ? "down" : KINDS[health],
          State ?? "state not shown",
        ),
    session("BGP", BgpStatus?.Status, Health.isBgpDown(peer)),
    RouteServerPeer.livenessDetection(peer) === "bfd"
      ? session("BFD", BfdStatus?.Status, Health.isBfdDown(peer))
      : undefined,
  ]
  return parts.flatMap((part) => (part === undefined ? [] : [part, " "]))
}

/** Since when what is shown of a peer is as it is. */
const since = (peer: Peer, history: PeerHistory): number => {
  if (Health.isBgpDown(peer)) return history.bgpSince
  if (Health.isBfdDown(peer)) return history.bfdSince
  return peer.State === "available" ? history.bgpSince : history.stateSince
}

const detail = (peer: Peer): ReadonlyArray<Part> => {
  const name = RouteServerPeer.tags(peer)["Name"]
  const { PeerAddress, BgpOptions, RouteServerEndpointId } = peer
  const parts: ReadonlyArray<Part> = [
    name === undefined || name === "" ? undefined : html`<bdi>${name}</bdi>`,
    PeerAddress,
    BgpOptions?.PeerAsn === undefined ? undefined : `AS ${BgpOptions.PeerAsn}`,
    RouteServerEndpointId === undefined ? undefined : html`<code>${RouteServerEndpointId}</code>`,
  ].filter((part) => part !== undefined)
  return parts.flatMap((part, index) => (index === 0 ? [part] : [" · ", part]))
}

const row = (peer: Peer, history: PeerHistory | undefined): Html => {
  const changes = (history?.bgpChanges ?? 0) + (history?.bfdChanges ?? 0)
  return html`<tr><th scope="row"><code>${peer.RouteServerPeerId}</code><small>${detail(peer)}</small></th><td>${status(peer)}${
    peer.FailureReason === undefined
      ? undefined
      : html`<small><bdi>${peer.FailureReason}</bdi></small>`
  }</td><td class="when">${history === undefined ? "not known" : ago(since(peer, history))}${
    changes < 2 ? undefined : html`<small>${changes} changes</small>`
  }</td></tr>`
}

/** Peers as a table. */
export const table = (
  caption: string,
  peers: ReadonlyArray<Peer>,
  state: Pick<TargetState, "history">,
): Html =>
  html`<table><caption class="hidden">${caption}</caption><thead><tr><th scope="col">Peer</th><th scope="col">Status</th><th scope="col">Since</th></tr></thead><tbody>${peers.map(
    (peer) => row(peer, historyOf(state, peer)),
  )}</tbody></table>`
