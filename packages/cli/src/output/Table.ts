/**
 * `--output table`: made for reading.
 *
 * What is wrong comes first on the line, marked with `!` and in capitals. On a
 * terminal the table is never wider than the screen: it shows the columns that
 * fit, the most important ones first, shortens what is too long, and tells the
 * reason of a failure on the lines below. A column of IDs, which are there to be
 * copied, is as wide as its IDs or left out. In a file or a pipe, which have no
 * width, nothing is left out or shortened, and a peer is a line. The token of the
 * next page is given whole everywhere.
 *
 * The widths are those of the first page, so whoever wants columns to line up
 * through a listing gives it as one.
 */
import { Health } from "@route-server/core"
import { excerpt, fit, shorten, width, wrap } from "../terminal/DisplayText.ts"
import type { Screen } from "../terminal/Screen.ts"
import { visible, visiblePieces } from "../terminal/Visible.ts"
import { type Column, columnsFor, type Row, reason, styleOf, textOf } from "./Columns.ts"
import { count } from "./Count.ts"
import { reasonOf } from "./FleetForm.ts"
import type { Renderer } from "./Renderer.ts"
import { type Style, styled } from "./Style.ts"
import { Summary } from "./Summary.ts"

/** The mark before a peer, which says its health without colour. */
const mark: Readonly<Record<Health.Health, string>> = {
  trouble: "!",
  changing: "~",
  good: " ",
  gone: "x",
  unknown: "?",
}

/** What a table is to be like. */
export interface Options extends Screen {
  /** The columns to show, whatever the width; without them, those that fit. */
  readonly chosen?: ReadonlyArray<Column> | undefined
  /** Whose peers they are, for the foot. */
  readonly origin: string
  /** Of a fleet: the number of its targets. One needs no column. */
  readonly targets?: number | undefined
}

/** The width of the screen on which there is no room to lose. */
const NARROW = 60

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

/** What a column shows of a peer, cut where the screen has no room for more. */
const cell = (column: Column, row: Row, width: number): string =>
  (width === Number.POSITIVE_INFINITY
    ? visible(trim(textOf(column, row)))
    : excerpt(trim(textOf(column, row)), Math.min(column.most, width + 1))) || "-"

/** The width beyond which nothing lines up any more where there is no end to the line: no tag is longer. */
const LONGEST_VALUE = 256

/** How wide columns have to be for peers, and which of them have anything to show. */
const measure = (columns: ReadonlyArray<Column>, rows: ReadonlyArray<Row>, screenWidth: number) =>
  columns.map((column) => {
    const most = screenWidth === Number.POSITIVE_INFINITY ? LONGEST_VALUE : column.most
    let widest = 0
    let isEmpty = true
    for (const row of rows) {
      const text = cell(column, row, screenWidth)
      if (text !== "-") isEmpty = false
      widest = Math.max(widest, width(text))
    }
    return {
      ...column,
      isEmpty,
      width: Math.max(Math.min(widest, most), width(column.heading)),
    }
  })

/** The columns that fit the screen, the most important ones first. */
const fitting = (
  measured: ReturnType<typeof measure>,
  { columns: screenWidth }: Screen,
  gap: number,
): ReadonlyArray<Placed> => {
  const wanted = measured.filter(({ heading, isEmpty }) => !isEmpty && heading !== reason.heading)
  const shown = new Map<Column, number>()
  let left = screenWidth - 1
  for (const column of wanted.toSorted((a, b) => a.rank - b.rank)) {
    const least = column.rank === 0 ? 1 : Math.min(column.width, column.least)
    const given = Math.min(column.width, left - gap)
    if (given < least && column.rank > 1) continue
    if (given < 1) break
    shown.set(column, given)
    left -= given + gap
  }
  return wanted.flatMap((column) => {
    const width = shown.get(column)
    return width === undefined ? [] : [{ ...column, width }]
  })
}

/** Makes a renderer of one listing. */
export const make = ({ chosen, origin, targets = 0, ...screen }: Options): Renderer => {
  const isWhole = chosen !== undefined || screen.columns === Number.POSITIVE_INFINITY
  const screenWidth = isWhole ? Number.POSITIVE_INFINITY : screen.columns
  const gap = screenWidth < NARROW ? 1 : 2
  const summary = new Summary()
  let placed: ReadonlyArray<Placed> = []

  const paint = (text: string, style: Style) => styled(text, style, screen.colors)

  const line = (begin: string, cells: ReadonlyArray<string>) =>
    `${[begin, ...cells].join(" ".repeat(gap))}\n`

  const heading = () => {
    const cells = placed.map((column) => fit(column.heading, column.width))
    return `${paint(line(" ", cells).trimEnd(), "heading")}\n`
  }

  const peerLine = (row: Row, how: Health.Health) => {
    const last = placed.length - 1
    const cells = placed.map((column, index) => {
      const text = cell(column, row, screenWidth)
      const sticksOut = isWhole && width(text) > column.width
      // The last column is not filled up: no line ends in spaces.
      const fill = index === last ? shorten : fit
      const shown = sticksOut ? text : fill(text, column.width)
      return how === "gone" ? shown : paint(shown, column.style?.(row.peer) ?? "plain")
    })
    if (how === "gone") return `${paint(line(mark[how], cells).trimEnd(), "gone")}\n`
    if (cells.length === 0 && how === "good") return "\n"
    return line(paint(mark[how], styleOf[how]), cells)
  }

  const paragraph = (text: string) => [`${wrap(text, screen.columns).join("\n")}\n`]

  const reasonBelow = (row: Row) => {
    const text = trim(textOf(reason, row))
    if (isWhole || text === "") return ""
    const margin = " ".repeat(Math.min(1 + gap, screen.columns - 1))
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
    *page(rows) {
      if (rows.length === 0) return
      if (summary.isEmpty) {
        const measured = measure(chosen ?? columnsFor({ targets }), rows, screenWidth)
        placed = isWhole ? measured : fitting(measured, screen, gap)
        yield heading()
      }
      for (const row of rows) {
        summary.add(row.peer)
        yield peerLine(row, Health.of(row.peer)) + reasonBelow(row)
      }
    },
    *end({ continuation, fleet }) {
      if (!summary.isEmpty) yield "\n"
      const none = `No route server peers ${continuation === undefined ? "match" : "on this page"}.`
      yield* paragraph(summary.isEmpty ? none : summary.text())
      const howMany = fleet && `, ${count(fleet.targets, "target")}`
      yield* paragraph(`Source: ${origin}${howMany ?? ""}`)
      if (fleet !== undefined && fleet.unknown.length > 0) {
        const { length } = fleet.unknown
        yield "\n"
        yield* paragraph(
          `${length} of ${count(fleet.targets, "target")} can't be read, so peers may be missing:`,
        )
        for (const unknown of fleet.unknown) {
          for (const line of paragraph(`! ${unknown.target.name}: ${reasonOf(unknown)}`)) {
            yield `${paint(line.trimEnd(), "bad")}\n`
          }
        }
      }
      if (continuation === undefined) return
      yield* paragraph(`More peers follow. Go on with ${continuation.flag} and:`)
      yield* visiblePieces(continuation.token)
      yield "\n"
    },
  }
}
