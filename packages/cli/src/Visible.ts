/**
 * Text from elsewhere, made safe to show.
 *
 * A tag or a failure reason may hold anything. Sent to a terminal as it is, a
 * control character can move the cursor or rewrite what was printed before, a
 * bidirectional control can make text read as something else, and a line break
 * can pass for a new record.
 */

const unsafe = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

const short: ReadonlyMap<string, string> = new Map([
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
])

const escape = (character: string): string =>
  short.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`

/**
 * A text with its control characters, line and paragraph separators,
 * bidirectional controls and lone surrogates written as JSON would escape
 * them: `\n`, `\u001b`. All else stays as it is, backslashes too, so what comes
 * out is for reading and can't always be turned back.
 *
 * **Example** (Defusing an escape sequence)
 *
 * ```ts
 * import { visible } from "./Visible.ts"
 *
 * visible("a\u001b[2Jb\n") // => "a\\u001b[2Jb\\n"
 * visible("Zürich 🚀") // => "Zürich 🚀"
 * ```
 */
export const visible = (text: string): string => text.replace(unsafe, escape)
