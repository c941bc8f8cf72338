/**
 * Text from elsewhere, made safe to show.
 *
 * A tag or a failure reason may hold anything. Sent to a terminal as it is, a
 * control character can move the cursor or rewrite what was printed before, a
 * bidirectional control can make text read as something else, a line break can
 * pass for a new record, and a character without a shape can make two names look
 * the same.
 */

const plain = /^[\x20-\x7e]*$/

/** All that has no shape of its own. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** The joiners and selectors that an emoji is made with. */
const ofEmoji =
  /(?<=\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]*)\u200d(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\ufe0f|(?<=[0-9#*])\ufe0f(?=\u20e3)/uy

const short: ReadonlyMap<string, string> = new Map([
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
])

const escapeUnit = (unit: number): string => `\\u${unit.toString(16).padStart(4, "0")}`

const escape = (character: string): string =>
  short.get(character) ??
  Array.from({ length: character.length }, (_, at) => escapeUnit(character.charCodeAt(at))).join("")

/**
 * A text with its control and format characters, all else that is invisible, and
 * lone surrogates written as JSON would escape them: `\n`, `\u001b`. What joins
 * the parts of an emoji stays, and so does everything else, backslashes too, so
 * what comes out is for reading and can't always be turned back.
 *
 * **Example** (Defusing an escape sequence)
 *
 * ```ts
 * import { visible } from "./Visible.ts"
 *
 * visible("a\u001b[2Jb\n") // => "a\\u001b[2Jb\\n"
 * visible("prod\u200b") // => "prod\\u200b"
 * visible("Zürich 🚀") // => "Zürich 🚀"
 * ```
 */
export const visible = (text: string): string => {
  if (plain.test(text)) return text
  return text.replace(unsafe, (character, at: number) => {
    ofEmoji.lastIndex = at
    return ofEmoji.test(text) ? character : escape(character)
  })
}
