/**
 * What `peers watch` shows on a terminal, as a pure function of what has happened so
 * far, of the time and of the screen: never more lines and columns than it has.
 *
 * On top stand the counts and the age of the last good poll, then what has changed,
 * newest first, then the peers: those in trouble first, and among them what changed
 * last. A poll that failed changes no peer and is told.
 */
import { type Changes, Health, PeerChange, RouteServerPeer, type Target } from "@route-server/core"
import { Duration } from "effect"
import { excerpt, shorten, wrap } from "../terminal/DisplayText.ts"
import type { Screen } from "../terminal/Screen.ts"
import type { Size } from "../terminal/StandardStreams.ts"
import { visible } from "../terminal/Visible.ts"
import type { Row } from "./Columns.ts"
import { count } from "./Count.ts"
import { type Style, styled } from "./Style.ts"
import { Summary } from "./Summary.ts"
import * as Table from "./Table.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** What became of a peer at one time. */
interface Entry {
  readonly at: number
  readonly target: Target.Target | undefined
  readonly id: string
  readonly name: string | undefined
  readonly changes: ReadonlyArray<string>
  readonly style: Style
}

/** What is to be known of a target; where there is no fleet, of the source. */
interface Standing {
  readonly target: Target.Target | undefined
  /** The peers as the last good poll saw them, and when it did. */
  readonly polled: { readonly peers: ReadonlyArray<Peer>; readonly at: number } | undefined
  /** The failures since the last one. */
  readonly failure:
    | { readonly message: string; readonly since: number; readonly count: number }
    | undefined
}

/** All that is to be known. */
export interface State {
  readonly standings: ReadonlyArray<Standing>
  /** What has changed since the first poll, newest first. */
  readonly entries: ReadonlyArray<Entry>
}

/** Nothing has happened yet, at the targets of a fleet or without one. */
export const begin = (targets: ReadonlyArray<Target.Target | undefined> = [undefined]): State => ({
  standings: targets.map((target) => ({ target, polled: undefined, failure: undefined })),
  entries: [],
})

/** The entries that are kept. */
const MOST_ENTRIES = 200

/** A change in words, such as `BGP up → DOWN`. */
const wording = (change: PeerChange.PeerChange): string =>
  PeerChange.format(change).replace(/→ (?:down|failing|failed)$/, (bad) => bad.toUpperCase())

const styleOf = ({ change, peer }: Changes.Changed): Style => {
  if (change._tag === "Disappeared") return change.wasDeleting ? "gone" : "bad"
  if (peer.State === "failing" || peer.State === "failed") return "bad"
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
  const same = entries.findIndex(
    ({ at, id, target }) => at === next.at && id === next.id && target?.name === next.target?.name,
  )
  const entry = entries[same]
  if (entry === undefined) return [next, ...entries].slice(0, MOST_ENTRIES)
  const changes = [...entry.changes, ...next.changes]
  return entries.with(same, { ...entry, changes, style: heavier(entry.style, next.style) })
}

/** The entry of what changed. */
export const entryOf = (changed: Changes.Changed, target?: Target.Target): Entry => ({
  at: changed.at,
  target,
  id: changed.peer.RouteServerPeerId,
  name: RouteServerPeer.tags(changed.peer)["Name"],
  changes: [wording(changed.change)],
  style: styleOf(changed),
})

/** What is to be known after something more has happened, at a target of a fleet. */
export const take = (state: State, event: Changes.Event, target?: Target.Target): State => {
  const at = state.standings.findIndex((standing) => standing.target?.name === target?.name)
  const standing = state.standings[at]
  if (standing === undefined) return state
  const withStanding = (next: Partial<Standing>): State => ({
    ...state,
    standings: state.standings.with(at, { ...standing, ...next }),
  })
  switch (event._tag) {
    case "Changed":
      // What was there from the beginning has not changed.
      return standing.polled === undefined
        ? state
        : { ...state, entries: withEntry(state.entries, entryOf(event, target)) }
    case "Polled":
      return withStanding({ polled: { peers: event.peers, at: event.at }, failure: undefined })
    case "PollFailed": {
      const { since, count } = standing.failure ?? { since: event.at, count: 0 }
      const { message } = event.error
      return withStanding({ failure: { message, since, count: count + 1 } })
    }
    case "Unreadable": {
      const { message, routeServerPeerId = "a peer" } = event.error
      const isKnown = state.entries.some(
        (entry) => entry.changes.includes(message) && entry.target?.name === target?.name,
      )
      const entry: Entry = {
        at: event.at,
        target,
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
export const lineOf = ({ changes, id, name, target }: Entry): string =>
  visible(
    [changes.join(", "), name, id, target?.name].filter((part) => part !== undefined).join("  "),
  )

const ranks: Readonly<Record<Health.Health, number>> = {
  trouble: 0,
  changing: 1,
  unknown: 2,
  good: 3,
  gone: 4,
}

/** What tells a peer from those of other targets. */
const keyOf = (id: string, target: Target.Target | undefined): string =>
  target === undefined ? id : `${id} ${target.name}`

/** The peers in the order in which they are shown. */
const inOrder = (rows: ReadonlyArray<Row>, entries: ReadonlyArray<Entry>) => {
  const changed = new Map<string, number>()
  for (const [index, { id, target }] of entries.entries()) {
    const key = keyOf(id, target)
    if (!changed.has(key)) changed.set(key, index)
  }
  const recency = ({ peer, target }: Row) =>
    changed.get(keyOf(peer.RouteServerPeerId, target)) ?? MOST_ENTRIES
  return rows.toSorted(
    (a, b) => ranks[Health.of(a.peer)] - ranks[Health.of(b.peer)] || recency(a) - recency(b),
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

const summaryOf = (rows: ReadonlyArray<Row>): string => {
  const summary = new Summary()
  for (const { peer } of rows) summary.add(peer)
  return summary.isEmpty ? "No route server peers match." : summary.text()
}

/** The failures that are told, of different targets. */
const MOST_FAILURES = 3

/** Who does not answer, since when and why. */
const failureLines = (standings: ReadonlyArray<Standing>, now: number): ReadonlyArray<string> => {
  const lines = standings.flatMap(({ failure, target }) =>
    failure === undefined
      ? []
      : `! ${target === undefined ? "No answer" : `${target.name}: no answer`} for ${age(now - failure.since)}, ${count(failure.count, "failure")}: ${failure.message}`,
  )
  const more = lines.length - MOST_FAILURES
  return more > 0
    ? [...lines.slice(0, MOST_FAILURES), `! … and ${more} more targets do not answer`]
    : lines
}

/** How old what is shown is: as old as the oldest of it. */
const ageLine = (standings: ReadonlyArray<Standing>, now: number, every: string): string => {
  const times = standings.flatMap(({ polled }) => polled?.at ?? [])
  const oldest = Math.min(...times)
  const [only, ...others] = standings
  if (others.length === 0 && only?.target === undefined) {
    return times.length === 0
      ? "No good poll yet"
      : `Last good poll ${age(now - oldest)} ago, ${every}`
  }
  const unread = standings.length - times.length
  const what = count(standings.length, "target")
  const parts = [
    times.length === 0 ? "No good poll yet" : `Oldest good poll ${age(now - oldest)} ago`,
    unread === 0 || times.length === 0 ? what : `${what} (${unread} not read yet)`,
    every,
  ]
  return parts.join(", ")
}

/** The lines of the screen, from the top. */
export const view = (
  { entries, standings }: State,
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
  const rowsOf = standings.flatMap(({ polled, target }) =>
    (polled?.peers ?? []).map((peer): Row => ({ peer, target })),
  )
  const isPolled = standings.some(({ polled }) => polled !== undefined)
  const failures = failureLines(standings, now)
  const head = [
    paint(excerpt(title, columns), "heading"),
    ...(isPolled ? paragraph(summaryOf(rowsOf), 4) : []),
    ...failures.flatMap((line) => paragraph(line, standings.length === 1 ? 3 : 2, "bad")),
    paint(
      excerpt(ageLine(standings, now, every), columns),
      failures.length === 0 ? "plain" : "bad",
    ),
    ...gap,
  ]

  const most = Math.max(1, Math.floor((rows - head.length) * CHANGES))
  const changes = entries.slice(0, most).map((entry) => {
    const mark = entry.style === "bad" ? "!" : " "
    const text = `${mark} ${age(now - entry.at).padStart(3)}  ${lineOf(entry)}`
    return paint(shorten(text, columns), entry.style)
  })
  if (!isPolled) return head.slice(0, rows)
  const above = [
    ...head,
    ...(changes.length === 0 ? [shorten("No change so far", columns)] : changes),
    ...gap,
  ]

  const ordered = inOrder(rowsOf, entries)
  const room = rows - above.length
  const lines: Array<string> = []
  let shown = 0
  const targets = standings.length
  for (const piece of Table.make({ ...screen, origin: title, targets }).page(
    ordered.slice(0, rows),
  )) {
    const more = piece.trimEnd().split("\n")
    const isHeading = lines.length === 0
    const isLast = shown + 1 === ordered.length
    if (lines.length + more.length > room - (isHeading || isLast ? 0 : 1)) break
    lines.push(...more)
    if (!isHeading) shown += 1
  }
  const hidden = ordered.slice(shown)
  const inTrouble = hidden.filter(({ peer }) => Health.of(peer) === "trouble").length
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
