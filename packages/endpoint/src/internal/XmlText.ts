/**
 * Text in an XML 1.0 document.
 */

/** All that XML 1.0 has no way to write, not even as a reference: control characters, lone surrogates, U+FFFE and U+FFFF. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u

const EVERY_UNWRITABLE = new RegExp(UNWRITABLE, "gu")

const SPECIAL = /[&<>\t\n\r]/g

const REFERENCES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" }

/**
 * Writes a text so that a parser reads the very same one.
 *
 * A carriage return must be a reference, for a parser turns a bare one into a
 * line feed; line feeds and tabs are references too, so that no tool that
 * re-indents the document changes them. Quotation marks stand as they are, as
 * in AWS's errors (seen). So do characters beyond U+FFFF: the JavaScript SDK
 * reads a reference to one of them wrongly (run).
 */
export const escape = (text: string): string =>
  text.replace(
    SPECIAL,
    (character) => REFERENCES[character] ?? `&#${character.codePointAt(0) ?? 0};`,
  )

/** An element that holds what has been written already. */
export const element = (name: string, content: string): string => `<${name}>${content}</${name}>`

const PLAIN = /^[ -%'-;=?-~]*$/

/** Whether a text is written as it stands, as nearly all are: ASCII with nothing to escape. */
export const isPlain = (text: string): boolean => PLAIN.test(text)

/** The first character of a text that XML 1.0 can't carry, as in `U+0007`. */
export const unwritable = (text: string): string | undefined => {
  const [character] = UNWRITABLE.exec(text) ?? []
  return character === undefined
    ? undefined
    : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`
}

/** A text with U+FFFD in the place of every character that XML 1.0 can't carry. */
export const replaceUnwritable = (text: string): string =>
  text.replace(EVERY_UNWRITABLE, "\u{FFFD}")
