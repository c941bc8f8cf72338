/**
 * HTML out of text: what is put into a template is escaped, unless it is HTML itself.
 * There is no other way to make HTML here.
 */

/** Text that is HTML. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What a template takes; of nothing nothing is shown. */
export type Part = string | number | Html | undefined | ReadonlyArray<Part>

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** What HTML gives a meaning to, and the controls that it has no place for. */
const SPECIAL = /[&<>"']|[^\P{Cc}\t\n]/gu

/**
 * A text as it stands in an element or in an attribute between quotes. A control that
 * HTML has no place for, and half a surrogate pair, are shown as what can't be shown.
 */
const escape = (text: string): string =>
  text.toWellFormed().replace(SPECIAL, (character) => ENTITIES[character] ?? "\ufffd")

const textOf = (part: Part): string => {
  if (part === undefined) return ""
  if (part instanceof Html) return part.text
  if (typeof part === "string") return escape(part)
  return typeof part === "number" ? String(part) : part.map(textOf).join("")
}

/** HTML with parts put in. Attributes need their quotes. */
export const html = (strings: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html =>
  new Html(strings.reduce((text, string, index) => text + textOf(parts[index - 1]) + string))
