/**
 * What `peers watch` shows on a terminal, as a pure function of what has happened so
 * far, of the time and of the screen: never more lines and columns than it has.
 *
 * On top stand the counts and the age of the last good poll, then what has changed,
 * newest first, then the peers: those in trouble first, and among them what changed
 * last. A poll that failed changes no peer and is told.
 */
import { type Changes, Health, RouteServerPeer } from "@route-server/core"
import { Duration } from "effect"
import { excerpt, shorten, wrap } from "../terminal/DisplayText.ts"
import type { Screen } from "../terminal/Screen.ts"
import type { Size } from "../terminal/StandardStreams.ts"
import { visible } from "../terminal/Visible.ts"
import { type Style, styled } from "./Style.ts"
import { Summary } from "./Summary.ts"
import * as Table from "./Table.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** What became of a peer at one time. */
interface Entry {
  readonly at: number
  readonly id: string
  readonly name: string | undefined
  readonly changes: ReadonlyArray<string>
  readonly style: Style
}

/** All that is to be known. */
export interface State {
  /** The peers as the last good poll saw them, and when it did. */
  readonly polled: { readonly peers: ReadonlyArray<Peer>; readonly at: number } | undefined
  /** What has changed since the first one, newest first. */
  readonly entries: ReadonlyArray<Entry>
  /** The failures since the last one. */
  readonly failure:
    | { readonly message: string; readonly since: number; readonly count: number }
    | undefined
}

/** Nothing has happened yet. */
export const begin: State = { polled: undefined, entries: [], failure: undefined }

/** The entries that are kept. */
const MOST_ENTRIES = 200

const arrow = (what: string, before: string | undefined, after: string | undefined): string =>
  `${what}${before ?? "-"} → ${after ?? "-"}`

const session = (what: string, before: string | undefined, after: string | undefined): string =>
  arrow(what, before, after === "down" ? "DOWN" : after)

const isFailure = (state: string | undefined): boolean => state === "failing" || state === "failed"

/** A change in words, such as `BGP up → DOWN`. */
export const wording = ({ change }: Pick<Changes.Changed, "change">): string => {
  switch (change._tag) {
    case "Appeared":
      return `new, ${change.peer.State ?? "without a state"}`
    case "StateChanged": {
      const { before, after } = change
      return arrow("", before, isFailure(after) ? after?.toUpperCase() : after)
    }
    case "BgpChanged":
      return session("BGP ", change.before?.Status, change.after?.Status)
    case "BfdChanged":
      return session("BFD ", change.before?.Status, change.after?.Status)
    case "TagsChanged":
      return "changed Tags"
    case "MembersChanged":
      return `changed ${change.members.join(", ")}`
    case "Disappeared":
      return change.wasDeleting ? "gone" : "gone, and was not deleting"
  }
}

const styleOf = ({ change, peer }: Changes.Changed): Style => {
  if (change._tag === "Disappeared") return change.wasDeleting ? "gone" : "bad"
  if (isFailure(peer.State)) return "bad"
  if (change._tag === "BgpChanged" || change._tag === "BfdChanged") {
    if (change.after?.Status === "down") return RouteServerPeer.isLive(peer) ? "bad" : "gone"
    return change.after?.Status === "up" ? "good" : "changing"
  }
  return change._tag === "StateChanged" || change._tag === "Appeared" ? "changing" : "plain"
}

/** Of several at once, what matters most. */
const weight: ReadonlyArray<Style> = ["bad", "changing", "good", "gone", "plain"]

const heavier = (a: Style, b: Style): Style => (weight.indexOf(a) <= weight.indexOf(b) ? a : b)

const withEntry = (entries: ReadonlyArray<Entry>, next: Entry): ReadonlyArray<Entry> => {
  const same = entries.findIndex(({ at, id }) => at === next.at && id === next.id)
  const entry = entries[same]
  if (entry === undefined) return [next, ...entries].slice(0, MOST_ENTRIES)
  const changes = [...entry.changes, ...next.changes]
  return entries.with(same, { ...entry, changes, style: heavier(entry.style, next.style) })
}

/** The entry of what changed. */
export const entryOf = (changed: Changes.Changed): Entry => ({
  at: changed.at,
  id: changed.peer.RouteServerPeerId,
  name: RouteServerPeer.tags(changed.peer)["Name"],
  changes: [wording(changed)],
  style: styleOf(changed),
})

/** What is to be known after something more has happened. */
export const take = (state: State, event: Changes.Event): State => {
  switch (event._tag) {
    case "Changed":
      // What was there from the beginning has not changed.
      return state.polled === undefined
        ? state
        : { ...state, entries: withEntry(state.entries, entryOf(event)) }
    case "Polled":
      return { ...state, polled: { peers: event.peers, at: event.at }, failure: undefined }
    case "PollFailed": {
      const { since, count } = state.failure ?? { since: event.at, count: 0 }
      const { message } = event.error
      return { ...state, failure: { message, since, count: count + 1 } }
    }
    case "Unreadable": {
      const { message, routeServerPeerId = "a peer" } = event.error
      const isKnown = state.entries.some(({ changes }) => changes.includes(message))
      const entry: Entry = {
        at: event.at,
        id: routeServerPeerId,
        name: undefined,
        changes: [message],
        style: "bad",
      }
      return isKnown ? state : { ...state, entries: withEntry(state.entries, entry) }
    }
    case "Noticed":
      return state
  }
}

/** A time ago in two to four columns, such as `12s`; nobody needs the minutes of a day. */
export const age = (millis: number): string => {
  const { days, hours, minutes, seconds } = Duration.parts(Duration.millis(Math.max(millis, 0)))
  if (days > 0) return `${days}d`
  if (hours > 0) return `${hours}h`
  return minutes > 0 ? `${minutes}m` : `${seconds}s`
}

/** An entry in a line, without its age. */
export const lineOf = ({ changes, id, name }: Entry): string =>
  visible([changes.join(", "), ...(name === undefined ? [] : [name]), id].join("  "))

const ranks: Readonly<Record<Health.Health, number>> = {
  trouble: 0,
  changing: 1,
  unknown: 2,
  good: 3,
  gone: 4,
}

/** The peers in the order in which they are shown. */
const inOrder = (peers: ReadonlyArray<Peer>, entries: ReadonlyArray<Entry>) => {
  const changed = new Map<string, number>()
  for (const [index, { id }] of entries.entries()) {
    if (!changed.has(id)) changed.set(id, index)
  }
  const recency = ({ RouteServerPeerId }: Peer) => changed.get(RouteServerPeerId) ?? MOST_ENTRIES
  return peers.toSorted(
    (a, b) => ranks[Health.of(a)] - ranks[Health.of(b)] || recency(a) - recency(b),
  )
}

/** What else there is to say above the peers. */
export interface Surroundings {
  readonly title: string
  /** The time between two polls, in milliseconds. */
  readonly interval: number
  /** In milliseconds since 1970. */
  readonly now: number
}

/** The share of the rows that changes take. */
const CHANGES = 1 / 4

/** The rows below which none is left empty. */
const LOW = 16

const summaryOf = (peers: ReadonlyArray<Peer>): string => {
  const summary = new Summary()
  for (const peer of peers) summary.add(peer)
  return summary.isEmpty ? "No route server peers match." : summary.text()
}

/** The lines of the screen, from the top. */
export const view = (
  { entries, failure, polled }: State,
  { interval, now, title }: Surroundings,
  screen: Screen & Size,
): ReadonlyArray<string> => {
  const { colors, columns, rows } = screen
  const paint = (text: string, style: Style) => styled(text, style, colors)
  const paragraph = (text: string, most: number, style: Style = "plain") => {
    const lines = wrap(excerpt(text, most * columns), columns)
    return lines.slice(0, most).map((line) => paint(line, style))
  }

  const gap = rows < LOW ? [] : [""]
  const every = `every ${Duration.format(Duration.millis(interval))}`
  const head = [
    paint(excerpt(title, columns), "heading"),
    ...(polled === undefined ? [] : paragraph(summaryOf(polled.peers), 4)),
    ...(failure === undefined
      ? []
      : paragraph(
          `! No answer for ${age(now - failure.since)}, ${failure.count} ${failure.count === 1 ? "failure" : "failures"}: ${failure.message}`,
          3,
          "bad",
        )),
    paint(
      excerpt(
        polled === undefined
          ? "No good poll yet"
          : `Last good poll ${age(now - polled.at)} ago, ${every}`,
        columns,
      ),
      failure === undefined ? "plain" : "bad",
    ),
    ...gap,
  ]

  const most = Math.max(1, Math.floor((rows - head.length) * CHANGES))
  const changes = entries.slice(0, most).map((entry) => {
    const mark = entry.style === "bad" ? "!" : " "
    const text = `${mark} ${age(now - entry.at).padStart(3)}  ${lineOf(entry)}`
    return paint(shorten(text, columns), entry.style)
  })
  if (polled === undefined) return head.slice(0, rows)
  const above = [
    ...head,
    ...(changes.length === 0 ? [shorten("No change so far", columns)] : changes),
    ...gap,
  ]

  const ordered = inOrder(polled.peers, entries)
  const room = rows - above.length
  const lines: Array<string> = []
  let shown = 0
  for (const piece of Table.make({ ...screen, origin: title }).page({
    RouteServerPeers: ordered.slice(0, rows),
  })) {
    const more = piece.trimEnd().split("\n")
    const isHeading = lines.length === 0
    const isLast = shown + 1 === ordered.length
    if (lines.length + more.length > room - (isHeading || isLast ? 0 : 1)) break
    lines.push(...more)
    if (!isHeading) shown += 1
  }
  const hidden = ordered.slice(shown)
  const inTrouble = hidden.filter((peer) => Health.of(peer) === "trouble").length
  const below =
    hidden.length === 0
      ? []
      : paragraph(
          `… ${hidden.length} more${inTrouble === 0 ? "" : `, ${inTrouble} in trouble`}`,
          1,
          inTrouble === 0 ? "gone" : "bad",
        )
  return [...above, ...lines, ...below].slice(0, rows)
}
