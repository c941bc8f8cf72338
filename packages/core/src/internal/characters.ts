/**
 * The number of Unicode characters in a text, which is what AWS's length
 * limits count: a character outside the basic plane is one, although a
 * JavaScript string holds it in two units.
 */
export const characterCount = (text: string): number => {
  let count = 0
  for (let index = 0; index < text.length; count += 1) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
  }
  return count
}

/** A text cut to so many characters, with an ellipsis where something was cut off. */
export const abbreviate = (text: string, characters: number): string =>
  characterCount(text) <= characters ? text : `${Array.from(text).slice(0, characters).join("")}…`
