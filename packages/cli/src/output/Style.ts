/**
 * Colours for a terminal. They only repeat what the words say already.
 */

/** What a piece of text is about. */
export type Style = "plain" | "heading" | "good" | "bad" | "changing" | "gone"

const codes: Readonly<Record<Style, string | undefined>> = {
  plain: undefined,
  heading: "1",
  good: "32",
  bad: "1;31",
  changing: "33",
  gone: "2",
}

/** Sets a text in a style, if colours are wanted. */
export const styled = (text: string, style: Style, colors: boolean): string => {
  const code = codes[style]
  return colors && code !== undefined ? `\u001b[${code}m${text}\u001b[0m` : text
}
