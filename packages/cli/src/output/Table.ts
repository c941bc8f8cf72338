/**
 * `--output table`: made for reading.
 *
 * What is wrong comes first on the line, marked with `!` and in capitals; a
 * failure tells its reason on the lines below. The table is never wider than
 * the screen: it shows the columns that fit, the most important ones first,
 * and shortens what is too long. Only the token of the next page is given whole.
 *
 * The widths are those of the first peers, so that columns line up through a
 * listing of which only one page is held at a time, and a page of any size begins
 * to show at once. Where more peers follow, a column is given at least its usual
 * width; what is longer still is shortened. A column of IDs, which are there to
 * be copied, is as wide as its IDs or left out.
 */
import { Health, RouteServerPeer, Shape } from "@route-server/core"
import { excerpt, fit, shorten, width, wrap } from "../terminal/DisplayText.ts"
import type { Screen } from "../terminal/Screen.ts"
import { visiblePieces } from "../terminal/Visible.ts"
import { type Column, columnsOf, styleOf, textOf } from "./Columns.ts"
import type { Renderer } from "./Renderer.ts"
import { type Style, styled } from "./Style.ts"
import { Summary } from "./Summary.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** The mark before a peer, which says its health without colour. */
const mark: Readonly<Record<Health.Health, string>> = {
  trouble: "!",
  changing: "~",
  good: " ",
  gone: "x",
  unknown: "?",
}

const columns = columnsOf(Shape.of(RouteServerPeer.RouteServerPeer))

const GAP = 2
const MARK = 1 + GAP

/** The peers at the beginning of a listing that are measured. */
const MEASURED = 500

/** The lines that the reason of a failure takes at most. */
const LONGEST_REASON = 3

interface Placed extends Column {
  readonly width: number
}

const space = /^\p{Zs}+/u

/** A text without spaces at its ends; what breaks lines is no space, and is shown. */
const trim = (text: string): string => {
  let end = text.length
  while (end > 0 && space.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end).replace(space, "")
}

/** What a column shows of a peer, cut where neither the column nor the screen has room for more. */
const cell = (column: Column, peer: Peer, screen: Screen): string =>
  excerpt(trim(textOf(column, peer)), Math.min(column.most, screen.columns + 1)) || "-"

/** Which columns to show, and how wide, for a listing that begins with these peers. */
const layout = (
  first: ReadonlyArray<Peer>,
  screen: Screen,
  isLastPage: boolean,
): ReadonlyArray<Placed> => {
  const peers = first.slice(0, MEASURED)
  const isWhole = isLastPage && peers.length === first.length
  const wanted = columns.flatMap((column): ReadonlyArray<Placed> => {
    let widest = isWhole ? 0 : column.usual
    let isEmpty = isWhole
    for (const peer of peers) {
      const text = cell(column, peer, screen)
      if (text !== "-") isEmpty = false
      widest = Math.max(widest, width(text))
    }
    if (isEmpty) return []
    return [{ ...column, width: Math.max(Math.min(widest, column.most), column.heading.length) }]
  })
  const shown = new Map<Column["rank"], number>()
  let left = screen.columns - MARK + GAP
  for (const column of wanted.toSorted((a, b) => a.rank - b.rank)) {
    const least = column.rank === 0 ? 1 : Math.min(column.width, column.least)
    const given = Math.min(column.width, left - GAP)
    if (given < least && column.rank > 1) continue
    if (given < 1) break
    shown.set(column.rank, given)
    left -= given + GAP
  }
  return wanted.flatMap((column) => {
    const width = shown.get(column.rank)
    return width === undefined ? [] : [{ ...column, width }]
  })
}

/** Makes a renderer of one listing. */
export const make = (screen: Screen): Renderer => {
  const summary = new Summary()
  let placed: ReadonlyArray<Placed> = []

  const paint = (text: string, style: Style) => styled(text, style, screen.colors)

  const line = (begin: string, cells: ReadonlyArray<string>) =>
    `${[begin, ...cells].join(" ".repeat(GAP))}\n`

  const heading = () => {
    const cells = placed.map((column) => fit(column.heading, column.width))
    return `${paint(line(" ", cells).trimEnd(), "heading")}\n`
  }

  const row = (peer: Peer, how: Health.Health) => {
    const last = placed.length - 1
    const cells = placed.map((column, index) => {
      const text = cell(column, peer, screen)
      // The last column is not filled up: no line ends in spaces.
      const shown = index === last ? shorten(text, column.width) : fit(text, column.width)
      return how === "gone" ? shown : paint(shown, column.style?.(peer) ?? "plain")
    })
    if (how === "gone") return `${paint(line(mark[how], cells).trimEnd(), "gone")}\n`
    if (cells.length === 0 && how === "good") return "\n"
    return line(paint(mark[how], styleOf[how]), cells)
  }

  const reason = (peer: Peer) => {
    const text = trim(peer.FailureReason ?? "")
    if (text === "") return ""
    const margin = " ".repeat(Math.min(MARK, screen.columns - 1))
    const columns = screen.columns - margin.length
    // Between two lines a space is left out, so that this is more than fits.
    const lines = wrap(excerpt(text, LONGEST_REASON * (columns + 1)), columns)
    const shown = lines.slice(0, LONGEST_REASON)
    if (lines.length > LONGEST_REASON) {
      shown[LONGEST_REASON - 1] = shorten(`${shown.at(-1)} …`, columns)
    }
    return shown.map((part) => `${`${margin}${paint(part.trimEnd(), "bad")}`.trimEnd()}\n`).join("")
  }

  return {
    *page({ RouteServerPeers, NextToken }) {
      if (RouteServerPeers.length === 0) return
      if (summary.isEmpty) {
        placed = layout(RouteServerPeers, screen, NextToken === undefined)
        yield heading()
      }
      for (const peer of RouteServerPeers) {
        summary.add(peer)
        yield row(peer, Health.of(peer)) + reason(peer)
      }
    },
    *end(nextToken) {
      if (!summary.isEmpty) yield "\n"
      const text = summary.isEmpty ? "No route server peers match." : summary.text()
      yield `${wrap(text, screen.columns).join("\n")}\n`
      if (nextToken === undefined) return
      const more = wrap("More peers follow. Go on with --next-token and:", screen.columns)
      yield `${more.join("\n")}\n`
      yield* visiblePieces(nextToken)
      yield "\n"
    },
  }
}
