/**
 * What somebody who mistyped a word may have meant.
 */

/** The edits beyond which two words have nothing to do with each other. */
const FARTHEST = 2

/** The number of characters to insert, delete or replace to turn one word into another. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, character] of Array.from(from).entries()) {
    const next = [index + 1]
    for (let at = 0; at < to.length; at += 1) {
      const replaced = (row[at] ?? 0) + (character === to.charAt(at) ? 0 : 1)
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}

/**
 * The word that is nearest to a mistyped one, or `undefined` if none is near.
 *
 * **Example** (A letter left out)
 *
 * ```ts
 * import { nearest } from "./Suggestion.ts"
 *
 * nearest("jsn", ["table", "json", "ndjson"]) // => "json"
 * nearest("yaml", ["table", "json"]) // => undefined
 * ```
 */
export const nearest = (word: string, words: ReadonlyArray<string>): string | undefined =>
  words
    .map((candidate) => [candidate, distance(word, candidate)] as const)
    .filter(([, edits]) => edits <= FARTHEST)
    .sort(([, a], [, b]) => a - b)[0]?.[0]

/** What to add to what is wrong with a mistyped word, if another one is near. */
export const didYouMean = (word: string, words: ReadonlyArray<string>): string => {
  const near = nearest(word, words)
  return near === undefined ? "" : `; did you mean ${near}?`
}
