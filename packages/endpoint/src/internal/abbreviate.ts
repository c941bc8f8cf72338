/** The length, in UTF-16 units, beyond which a text that came with a request is cut in a message. */
const LONGEST = 80

/** A text that came with a request, as a message shows it. */
export const abbreviate = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, "")}…`
