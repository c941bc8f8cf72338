/**
 * What the events of one poll make of what is known of a target. Pure.
 */
import { type Changes, PeerChange, PeerSourceError, type RouteServerPeer } from "@route-server/core"
import { Equal } from "effect"
import type { Commit } from "../MonitorStore.ts"
import { isThrottled } from "../Pace.ts"
import type { PeerHistory, TargetState } from "../TargetState.ts"

type Change = Commit["changes"][number]
type History = TargetState["history"]

/** What a code of AWS's may look like. */
const CODE = /^[A-Za-z][\w.-]{0,99}$/

/** What stands for a code that can be none. */
const OTHER = "Other"

/** The code of a failure, as the state of a target has it. */
const codeOf = (error: PeerSourceError.PeerSourceError): string => {
  const code = PeerSourceError.codeOf(error)
  return CODE.test(code) ? code : OTHER
}

/** The most codes that are counted each by itself: who answers may make up a new one each time. */
const MOST_CODES = 50

/** One more failure of a code. */
const counted = (errors: TargetState["errors"], code: string): TargetState["errors"] => {
  const isRoom = Object.hasOwn(errors, code) || Object.keys(errors).length < MOST_CODES
  const key = isRoom ? code : OTHER
  const before = Object.hasOwn(errors, key) ? errors[key] : undefined
  return { ...errors, [key]: (before ?? 0) + 1 }
}

const begun = (at: number): PeerHistory => ({
  seenSince: at,
  stateSince: at,
  bgpSince: at,
  bfdSince: at,
  bgpChanges: 0,
  bfdChanges: 0,
})

/** The history of a peer after a change of it. */
const lived = (history: PeerHistory, { change, at }: Change): PeerHistory => {
  switch (change._tag) {
    case "StateChanged":
      return { ...history, stateSince: at }
    case "BgpChanged":
      return change.before?.Status === change.after?.Status
        ? history
        : { ...history, bgpSince: at, bgpChanges: history.bgpChanges + 1 }
    case "BfdChanged":
      return change.before?.Status === change.after?.Status
        ? history
        : { ...history, bfdSince: at, bfdChanges: history.bfdChanges + 1 }
    default:
      return history
  }
}

const told = (history: History, changes: ReadonlyArray<Change>): History => {
  if (changes.length === 0) return history
  const table = new Map(Object.entries(history))
  for (const each of changes) {
    const { _tag, routeServerPeerId } = each.change
    if (_tag === "Disappeared") table.delete(routeServerPeerId)
    else if (_tag === "Appeared") table.set(routeServerPeerId, begun(each.at))
    else {
      table.set(routeServerPeerId, lived(table.get(routeServerPeerId) ?? begun(each.at), each))
    }
  }
  return Object.fromEntries(table)
}

/** What a poll has come to. */
export type Step =
  /** Nothing that must be kept at once. */
  | { readonly _tag: "GoOn" }
  /** Changes that a page has shown. */
  | ({ readonly _tag: "Tell" } & Commit)
  /** The poll is over; who commits says when the next one is due. */
  | ({
      readonly _tag: "End"
      readonly error?: PeerSourceError.PeerSourceError
      readonly wasThrottled: boolean
    } & Commit)

/** One poll, from the state that is in the store. */
export class Reading {
  #state: TargetState
  readonly #table: Map<string, RouteServerPeer.RouteServerPeer>
  #untold: Array<Change> = []
  readonly #unreadable: Array<TargetState["unreadable"][number]> = []
  #wasThrottled = false
  #retried: PeerSourceError.PeerSourceError | undefined

  constructor(state: TargetState) {
    this.#state = state
    this.#table = new Map(state.peers?.map((peer) => [peer.RouteServerPeerId, peer]))
  }

  /** What has been written in the meantime, with its version. */
  written(state: TargetState): void {
    this.#state = state
    this.#untold = []
  }

  take(events: Iterable<Changes.Event>): Step {
    for (const event of events) {
      switch (event._tag) {
        case "Changed":
          this.#change(event)
          break
        case "Unreadable": {
          const { routeServerPeerId, message } = event.error
          this.#unreadable.push({
            ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
            message,
          })
          break
        }
        case "PollFailed":
          // The failure that ended the retries is told again when the poll is given up.
          if (!event.isGivenUp || event.error !== this.#retried) this.#count(event.error)
          this.#retried = event.error
          if (event.isGivenUp) return this.#giveUp(event.error, event.at)
          break
        case "Polled":
          return this.#complete(event.peers, event.at)
        case "Noticed":
          break
      }
    }
    // What a first listing shows is only known to be all when it is at its end.
    return this.#untold.length === 0 || this.#state.peers === undefined
      ? { _tag: "GoOn" }
      : { _tag: "Tell", ...this.#commit({ ...this.#state, peers: this.#peers }) }
  }

  get #peers() {
    return PeerChange.snapshotOf(this.#table)
  }

  #change({ change, peer, at }: Changes.Changed): void {
    this.#untold.push({ change, peer, at })
    if (change._tag === "Disappeared") this.#table.delete(change.routeServerPeerId)
    else this.#table.set(change.routeServerPeerId, peer)
  }

  #count(error: PeerSourceError.PeerSourceError): void {
    this.#wasThrottled ||= isThrottled(error)
    this.#state = { ...this.#state, errors: counted(this.#state.errors, codeOf(error)) }
  }

  #giveUp(error: PeerSourceError.PeerSourceError, at: number): Step {
    const { failure, peers } = this.#state
    // Of a first listing that breaks off nothing is known, so nothing is told.
    if (peers === undefined) this.#untold = []
    return {
      _tag: "End",
      error,
      wasThrottled: this.#wasThrottled,
      ...this.#commit({
        ...this.#state,
        ...(this.#untold.length === 0 ? {} : { peers: this.#peers }),
        polledAt: at,
        failure: {
          code: codeOf(error),
          message: error.message,
          since: failure?.since ?? at,
          polls: (failure?.polls ?? 0) + 1,
        },
      }),
    }
  }

  #complete(peers: ReadonlyArray<RouteServerPeer.RouteServerPeer>, at: number): Step {
    const { failure: _, ...state } = this.#state
    const isAsItWas = state.peers !== undefined && this.#untold.length === 0
    return {
      _tag: "End",
      wasThrottled: this.#wasThrottled,
      ...this.#commit({
        ...state,
        // What is as it was needn't be written again.
        ...(isAsItWas ? {} : { peers }),
        unreadable: Equal.equals(state.unreadable, this.#unreadable)
          ? state.unreadable
          : this.#unreadable,
        polledAt: at,
        succeededAt: at,
      }),
    }
  }

  #commit(state: TargetState): Commit {
    const changes = this.#untold
    return { state: { ...state, history: told(state.history, changes) }, changes }
  }
}
