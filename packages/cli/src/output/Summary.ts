/**
 * The last line of a table: how many peers there were, in which states.
 */
import type { RouteServerPeer } from "@route-server/core"
import { excerpt } from "../terminal/DisplayText.ts"
import { count } from "./Count.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** How often each value of an enumeration occurs; `undefined` where a peer has none. */
type Counts = Map<string | undefined, number>

const increment = (counts: Counts, value: string | undefined): void => {
  counts.set(value, (counts.get(value) ?? 0) + 1)
}

/** Such as `2 available, 1 failed`, in an order and then as they came. */
const enumerate = (
  counts: Counts,
  order: ReadonlyArray<string>,
  word: (value: string | undefined) => string,
): string =>
  [...new Set([...order.filter((value) => counts.has(value)), ...counts.keys()])]
    .map((value) => `${counts.get(value)} ${word(value)}`)
    .join(", ")

/** The columns that a value takes at most. */
const LONGEST_VALUE = 40

/** A value as it is, or in quotes if it could be taken for more than one word. */
const quoted = (value: string): string =>
  excerpt(/^[\w-]+$/.test(value) ? value : `'${value}'`, LONGEST_VALUE)

/** Counts peers as they are listed. */
export class Summary {
  readonly #states: Counts = new Map()
  /** The BGP statuses of the peers that are available. */
  readonly #sessions: Counts = new Map()
  #peers = 0

  add(peer: Peer): void {
    this.#peers += 1
    increment(this.#states, peer.State)
    if (peer.State === "available") increment(this.#sessions, peer.BgpStatus?.Status)
  }

  get isEmpty(): boolean {
    return this.#peers === 0
  }

  /** Such as `3 peers: 2 available (1 BGP up, 1 BGP down), 1 failed`. */
  text(): string {
    const sessions = enumerate(this.#sessions, ["up", "down"], (status) =>
      status === undefined ? "BGP unknown" : `BGP ${quoted(status)}`,
    )
    const states = enumerate(
      this.#states,
      ["available", "pending", "failing", "failed", "deleting", "deleted"],
      (state) => {
        if (state === undefined) return "without a state"
        return state === "available" ? `available (${sessions})` : quoted(state)
      },
    )
    return `${count(this.#peers, "peer")}: ${states}`
  }
}
