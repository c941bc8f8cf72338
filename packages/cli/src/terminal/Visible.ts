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

const SHAPELESS = String.raw`\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}`

/** All that has no shape of its own. */
const unsafe = new RegExp(String.raw`[\p{Cc}\p{Cs}${SHAPELESS}]`, "gu")

/** What of it can stand in JSON as it is. */
const unsafeInJson = new RegExp(String.raw`[\x7f-\x9f${SHAPELESS}]`, "gu")

/** The joiners and selectors that an emoji is made with. The longest has two of them between its parts. */
const ofEmoji =
  /(?<=\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]{0,2})\u200d(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\ufe0f|(?<=[0-9#*])\ufe0f(?=\u20e3)/uy

const isOfEmoji = (text: string, at: number): boolean => {
  ofEmoji.lastIndex = at
  return ofEmoji.test(text)
}

const short: ReadonlyMap<string, string> = new Map([
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\r", "\\r"],
])

const escapeUnit = (unit: number): string => `\\u${unit.toString(16).padStart(4, "0")}`

const escape = (character: string): string =>
  short.get(character) ??
  Array.from({ length: character.length }, (_, at) => escapeUnit(character.charCodeAt(at))).join("")

/** The characters of a piece of a text, more or less. */
const PIECE = 65_536

/** A text in pieces, with what a pattern finds escaped, unless it is to be kept. */
function* escaping(
  text: string,
  pattern: RegExp,
  isKept: (text: string, at: number) => boolean,
): Generator<string> {
  let piece = ""
  let end = 0
  for (const { 0: character, index } of text.matchAll(pattern)) {
    piece += text.slice(end, index) + (isKept(text, index) ? character : escape(character))
    end = index + character.length
    if (piece.length < PIECE) continue
    yield piece
    piece = ""
  }
  yield piece + text.slice(end)
}

/** What {@link visible} makes of a text, in pieces, so that a long one need not hold up all else. */
export const visiblePieces = (text: string): Iterable<string> =>
  plain.test(text) ? [text] : escaping(text, unsafe, isOfEmoji)

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
export const visible = (text: string): string => Array.from(visiblePieces(text)).join("")

/**
 * JSON text with all that is invisible in it escaped, in pieces. It stands for
 * the same value.
 *
 * **Example** (What a terminal would act on)
 *
 * ```ts
 * import { visibleJson } from "./Visible.ts"
 *
 * const json = JSON.stringify("a\u009b2Jb\u202e")
 *
 * Array.from(visibleJson(json)).join("") // => `"a\\u009b2Jb\\u202e"`
 * ```
 */
export const visibleJson = (json: string): Iterable<string> =>
  plain.test(json) ? [json] : escaping(json, unsafeInJson, () => false)
