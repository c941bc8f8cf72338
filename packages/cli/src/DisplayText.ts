/**
 * Text measured in the columns that a terminal gives it: two for a wide
 * character or an emoji, none for a combining mark.
 *
 * All functions here take text that was made {@link visible} before.
 */
import { CliOutput } from "effect/cli"

const ascii = /^[\x20-\x7e]*$/

/** Latin letters, kana, Han and Hangul, each of which stands for itself: no need to look for clusters. */
const simple =
  /^[\x20-\x7e\u00c0-\u024f\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]*$/

/** Those of them that take two columns. */
const wide = /[\u3041-\ud7a3]/g

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" })

const graphemes = (text: string): Iterable<string> =>
  simple.test(text) ? text : Array.from(segmenter.segment(text), ({ segment }) => segment)

/**
 * The columns that a text takes.
 *
 * **Example** (Wide and combining characters)
 *
 * ```ts
 * import { width } from "./DisplayText.ts"
 *
 * width("rsp-1") // => 5
 * width("東京") // => 4
 * width("e\u0301") // => 1
 * width("🚀") // => 2
 * ```
 */
export const width = (text: string): number => {
  if (ascii.test(text)) return text.length
  if (simple.test(text)) return text.length + (text.match(wide)?.length ?? 0)
  return CliOutput.displayWidth(text)
}

/** The longest beginning of a text that fits so many columns. */
const beginning = (text: string, columns: number): string => {
  if (ascii.test(text)) return text.slice(0, columns)
  let end = 0
  let used = 0
  for (const grapheme of graphemes(text)) {
    used += width(grapheme)
    if (used > columns) break
    end += grapheme.length
  }
  return text.slice(0, end)
}

/**
 * A text that takes at most so many columns, with an ellipsis where something
 * was cut off.
 *
 * **Example** (Shortening)
 *
 * ```ts
 * import { shorten } from "./DisplayText.ts"
 *
 * shorten("firewall", 8) // => "firewall"
 * shorten("firewall", 5) // => "fire…"
 * shorten("東京都", 4) // => "東…"
 * ```
 */
export const shorten = (text: string, columns: number): string => {
  if (columns < 1) return ""
  return width(text) <= columns ? text : `${beginning(text, columns - 1)}…`
}

/** A text shortened or filled up with spaces to exactly so many columns. */
export const fit = (text: string, columns: number): string => {
  const missing = columns - width(text)
  if (missing >= 0) return text + " ".repeat(missing)
  const shown = shorten(text, columns)
  return shown + " ".repeat(columns - width(shown))
}

/**
 * A text broken into lines of at most so many columns, between words where
 * there is a place and within a word where there is none.
 *
 * **Example** (Breaking between words)
 *
 * ```ts
 * import { wrap } from "./DisplayText.ts"
 *
 * wrap("no route to host", 9) // => ["no route", "to host"]
 * wrap("unreachable", 8) // => ["unreacha", "ble"]
 * ```
 */
export const wrap = (text: string, columns: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let line = ""
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`
    if (width(longer) <= columns) {
      line = longer
      continue
    }
    if (line !== "") lines.push(line)
    line = word
    while (width(line) > columns) {
      // A character wider than the line gets a line of its own.
      const piece = beginning(line, columns) || beginning(line, 2) || line
      lines.push(piece)
      line = line.slice(piece.length)
    }
  }
  lines.push(line)
  return lines
}
