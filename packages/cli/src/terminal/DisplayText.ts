/**
 * Text measured in the columns that a terminal gives it: two for a wide
 * character or an emoji, none for a combining mark.
 *
 * All functions here take text that was made {@link visible} before, but for
 * {@link excerpt}, which makes it so.
 */
import { CliOutput } from "effect/cli"
import { visible } from "./Visible.ts"

const ascii = /^[\x20-\x7e]*$/

/** Latin letters, kana, Han and Hangul, each of which stands for itself: no need to look for clusters. */
const simple =
  /^[\x20-\x7e\u00c0-\u024f\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]*$/

/** Those of them that take two columns. */
const wide = /[\u3041-\ud7a3]/g

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" })

function* graphemes(text: string): Generator<string> {
  if (simple.test(text)) return yield* text
  for (const { segment } of segmenter.segment(text)) yield segment
}

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

/** The units of UTF-16 beyond which a character is none: an emoji of a family has a dozen. */
const UNITS_PER_COLUMN = 32

/** A text that takes at most so many columns, looked at no further than that; it may have been cut before. */
const cut = (text: string, columns: number, isCut: boolean): string => {
  if (columns < 1) return ""
  if (ascii.test(text)) {
    return text.length <= columns && !isCut ? text : `${text.slice(0, columns - 1)}…`
  }
  let used = 0
  let end = 0
  for (const grapheme of graphemes(text)) {
    used += width(grapheme)
    if (used > columns || grapheme.length > UNITS_PER_COLUMN) return `${text.slice(0, end)}…`
    if (used < columns) end += grapheme.length
  }
  return isCut ? `${text.slice(0, end)}…` : text
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
export const shorten = (text: string, columns: number): string => cut(text, columns, false)

/** In columns. */
const LONGEST_NAME = 60

/**
 * A text from elsewhere made {@link visible} and {@link shorten shortened}, at a
 * cost that depends on the columns and not on the text. Without columns it has as
 * many as a name has in a message.
 *
 * **Example** (The beginning of a long text)
 *
 * ```ts
 * import { excerpt } from "./DisplayText.ts"
 *
 * excerpt("a\tb".repeat(1_000_000), 7) // => "a\\tba\\…"
 * ```
 */
export const excerpt = (text: string, columns = LONGEST_NAME): string => {
  const beginning = text.slice(0, columns * UNITS_PER_COLUMN)
  return cut(visible(beginning), columns, beginning.length < text.length)
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
  let used = 0
  const next = () => {
    lines.push(line)
    line = ""
    used = 0
  }
  for (const word of text.split(" ")) {
    const taken = width(word)
    if (line !== "" && used + 1 + taken <= columns) {
      line += ` ${word}`
      used += 1 + taken
      continue
    }
    if (line !== "") next()
    if (taken <= columns) {
      line = word
      used = taken
      continue
    }
    for (const grapheme of graphemes(word)) {
      // A character may be wider than the line.
      const shown = width(grapheme) > columns ? "…" : grapheme
      const wanted = width(shown)
      if (used + wanted > columns) next()
      line += shown
      used += wanted
    }
  }
  lines.push(line)
  return lines
}
