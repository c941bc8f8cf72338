/**
 * The number of Unicode characters in a text, which is what AWS's length
 * limits count: a character outside the basic plane is one, although a
 * JavaScript string holds it in two units.
 */
export const characterCount = (text: string): number => Array.from(text).length

/** Whether a text has more characters than a limit; most texts are too short or too long to need counting. */
export const isLongerThan = (text: string, characters: number): boolean =>
  text.length > characters && (text.length > 2 * characters || characterCount(text) > characters)

/** A text cut to so many characters, with an ellipsis where something was cut off. */
export const abbreviate = (text: string, characters: number): string =>
  isLongerThan(text, characters)
    ? `${Array.from(text.slice(0, 2 * characters))
        .slice(0, characters)
        .join("")}…`
    : text
