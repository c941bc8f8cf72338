/**
 * The last line of a table: how many peers there were, in which states.
 */
import type { RouteServerPeer } from "@route-server/core"
import { visible } from "../Visible.ts"

type Peer = RouteServerPeer.RouteServerPeer

const count = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

const enumerate = (counts: ReadonlyMap<string, number>, order: ReadonlyArray<string>): string =>
  [...new Set([...order.filter((key) => counts.has(key)), ...counts.keys()])]
    .map((key) => `${counts.get(key)} ${key}`)
    .join(", ")

/** Counts peers as they are listed. */
export class Summary {
  readonly #states = new Map<string, number>()
  readonly #sessions = new Map<string, number>()
  #peers = 0

  add(peer: Peer): void {
    this.#peers += 1
    count(this.#states, visible(peer.State ?? "without a state"))
    if (peer.State === "available") {
      count(this.#sessions, `BGP ${visible(peer.BgpStatus?.Status ?? "unknown")}`)
    }
  }

  get isEmpty(): boolean {
    return this.#peers === 0
  }

  /** Such as `3 peers: 2 available (1 BGP up, 1 BGP down), 1 failed`. */
  text(): string {
    const sessions = enumerate(this.#sessions, ["BGP up", "BGP down"])
    const states = enumerate(this.#states, [
      "available",
      "pending",
      "failing",
      "failed",
      "deleting",
      "deleted",
    ]).replace(/\d+ available/, (available) => `${available} (${sessions})`)
    return `${this.#peers} ${this.#peers === 1 ? "peer" : "peers"}: ${states}`
  }
}
