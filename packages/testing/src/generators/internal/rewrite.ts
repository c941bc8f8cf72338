/**
 * Filter values made from a text that a peer has: patterns that fit it, patterns
 * that nearly do, and some that don't.
 */
import { FilterPattern } from "@route-server/core"
import fc from "fast-check"
import { itemAt } from "../Template.ts"
import { text } from "../Text.ts"

/** Makes a filter value from a text. */
export type Rewrite = (text: string) => string

const { escape } = FilterPattern

/** The other case of every letter that has one of the same length. */
export const swapCase = (word: string): string =>
  Array.from(word, (character) => {
    const upper = character.toUpperCase()
    const other = upper === character ? character.toLowerCase() : upper
    return other.length === character.length ? other : character
  }).join("")

/** Puts something in the place of the character at a position, of which any number tells one. */
const replaceAt =
  (position: number, replacement: (character: string) => string): Rewrite =>
  (word) => {
    const characters = Array.from(word)
    const chosen = characters.length === 0 ? 0 : position % characters.length
    return characters
      .map((character, index) => (index === chosen ? replacement(character) : escape(character)))
      .join("")
  }

const fits = (position: number): ReadonlyArray<Rewrite> => {
  const halves = (word: string) => {
    const characters = Array.from(word)
    const cut = position % (characters.length + 1)
    return {
      before: escape(characters.slice(0, cut).join("")),
      after: escape(characters.slice(cut).join("")),
    }
  }
  return [
    escape,
    (word) => word,
    () => "*",
    (word) => `${halves(word).before}*`,
    (word) => `*${halves(word).after}`,
    (word) => `${halves(word).before}*${halves(word).after}`,
    (word) => `*${escape(word)}**`,
    (word) => `${halves(word).before}?${halves(word).after}`,
    (word) => `${escape(word)}??`,
    (word) => `?${escape(word)}`,
    (word) => "?".repeat(Array.from(word).length),
    replaceAt(position, () => "?"),
    replaceAt(position, () => "*"),
    replaceAt(position, (character) => `\\${character}`),
  ]
}

/** The same text to the eye, in other characters; itself where there are none. */
const lookAlike: Rewrite = (word) =>
  ["NFC", "NFD", "NFKC"].map((form) => word.normalize(form)).find((other) => other !== word) ?? word

const percentEncoded: Rewrite = (character) =>
  Array.from(
    new TextEncoder().encode(character),
    (byte) => `%${byte.toString(16).padStart(2, "0")}`,
  ).join("")

/** Ways that change few words, and are preferred where they do. */
const rare: ReadonlyArray<Rewrite> = [
  (word) => escape(word.trim()),
  (word) => escape(lookAlike(word)),
  (word) => escape(word.replaceAll("&", "&amp;")),
  (word) => escape(word.replaceAll("&amp;", "&")),
  (word) => escape(word.replaceAll("%20", " ")),
  (word) => escape(word.split(",", 1).join("")),
  (word) => (/^[0-9]+$/.test(word) ? `0${word}` : escape(word)),
  // What UTF-8 can't carry, and what is put in its place.
  (word) => escape(word.replaceAll("\ufffd", "\ud800")),
  // One wildcard for a character that is two UTF-16 units, or a line break.
  (word) => escape(word).replace(/[\n\u{10000}-\u{10FFFF}]/gu, "?"),
  (word) => escape(word).replace(/[\n\u{10000}-\u{10FFFF}].*/su, "*"),
]

const RARE_WEIGHT = 20

const nearlyFitsWord = (position: number, word: string): ReadonlyArray<Rewrite> => {
  const applicable = rare.filter((make) => make(word) !== escape(word))
  return [...nearlyFits(position), ...Array.from({ length: RARE_WEIGHT }, () => applicable).flat()]
}

const nearlyFits = (position: number): ReadonlyArray<Rewrite> => [
  (word) => escape(swapCase(word)),
  () => "",
  (word) => ` ${escape(word)}`,
  (word) => `${escape(word)} `,
  (word) => `0${escape(word)}`,
  (word) => `${escape(word)}.0`,
  (word) => `x,${escape(word)}`,
  (word) => `${escape(word)},x`,
  // The wildcards of SQL, of the shell and of regular expressions.
  replaceAt(position, () => "_"),
  replaceAt(position, () => "%"),
  replaceAt(position, () => "."),
  replaceAt(position, (character) => `[${character}]`),
  replaceAt(position, percentEncoded),
  (word) => `${replaceAt(position, () => "_")(word)}*`,
  (word) => `${replaceAt(position, () => "%")(word)}*`,
  (word) => `${replaceAt(position, (character) => `[${character}]`)(word)}*`,
  () => ".*",
  replaceAt(position, swapCase),
  replaceAt(position, () => ""),
  replaceAt(position, (character) => (character === "x" ? "y" : "x")),
  (word) => `${escape(word)}x`,
  (word) => `${escape(word)}\0x`,
  (word) => `${escape(swapCase(word))}*`,
  (word) => "?".repeat(Math.max(0, Array.from(word).length - 1)),
  (word) => `${escape(word)}\\*`,
  (word) => `${escape(word)}\\?`,
  (word) => `${escape(word)}\\`,
]

/** A way to make a filter value, with a bias towards those that fit. */
export const rewrite = (): fc.Arbitrary<Rewrite> =>
  fc.oneof(
    { withCrossShrink: true },
    {
      weight: 5,
      arbitrary: fc.tuple(fc.nat(255), fc.nat(255)).map(
        ([which, position]): Rewrite =>
          (word) =>
            itemAt(fits(position), which)?.(word) ?? word,
      ),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(fc.nat(255), fc.nat(255)).map(
        ([which, position]): Rewrite =>
          (word) =>
            itemAt(nearlyFitsWord(position, word), which)?.(word) ?? word,
      ),
    },
    {
      weight: 1,
      arbitrary: fc.oneof(fc.constant(""), text()).map(
        (other): Rewrite =>
          () =>
            other,
      ),
    },
  )
