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

/** Makes a filter value from a text and a place in it, of which any number tells one. */
type RewriteAt = (word: string, position: number) => string

/** Which way to take with a text, by any number. */
type Choice = (word: string, which: number) => RewriteAt | undefined

/** Puts something in the place of the character at a position. */
const replaceAt =
  (replacement: (character: string) => string): RewriteAt =>
  (word, position) => {
    const characters = Array.from(word)
    const chosen = characters.length === 0 ? 0 : position % characters.length
    return characters
      .map((character, index) => (index === chosen ? replacement(character) : escape(character)))
      .join("")
  }

/** A wildcard between two parts of a text, or in the place of one. */
const around =
  (put: (before: string, after: string) => string): RewriteAt =>
  (word, position) => {
    const characters = Array.from(word)
    const cut = position % (characters.length + 1)
    return put(escape(characters.slice(0, cut).join("")), escape(characters.slice(cut).join("")))
  }

const fits: ReadonlyArray<RewriteAt> = [
  escape,
  (word) => word,
  () => "*",
  around((before) => `${before}*`),
  around((_, after) => `*${after}`),
  around((before, after) => `${before}*${after}`),
  (word) => `*${escape(word)}**`,
  around((before, after) => `${before}?${after}`),
  (word) => `${escape(word)}??`,
  (word) => `?${escape(word)}`,
  (word) => "?".repeat(Array.from(word).length),
  replaceAt(() => "?"),
  replaceAt(() => "*"),
  replaceAt((character) => `\\${character}`),
]

/** The same text to the eye, in other characters; itself where there are none. */
const lookAlike: Rewrite = (word) =>
  ["NFC", "NFD", "NFKC"].map((form) => word.normalize(form)).find((other) => other !== word) ?? word

const percentEncoded: Rewrite = (character) =>
  Array.from(
    new TextEncoder().encode(character),
    (byte) => `%${byte.toString(16).padStart(2, "0")}`,
  ).join("")

const ipv4 = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/

const inAddress =
  (rewrite: (octets: ReadonlyArray<string>) => string): Rewrite =>
  (word) => {
    const [, ...octets] = ipv4.exec(word) ?? []
    return octets.length === 0 ? escape(word) : rewrite(octets)
  }

/** Other ways to write what somebody may take for the same text. */
const foldings: ReadonlyArray<Rewrite> = [
  lookAlike,
  (word) => word.trim(),
  (word) => word.replaceAll("&", "&amp;"),
  (word) => word.replaceAll("&amp;", "&"),
  (word) => word.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
  (word) => word.replaceAll("%20", " "),
  (word) => word.split(",", 1).join(""),
  (word) => word.replaceAll("\r\n", "\n"),
  (word) => word.replaceAll("\r", "\n"),
  (word) => word.replace(/\r$/, ""),
  (word) => word.replaceAll("\u00df", "ss"),
  (word) => word.replaceAll("\u0130", "I"),
  (word) => word.replaceAll("\u0130", "i\u0307"),
  (word) => word.replaceAll("\u0131", "i"),
  (word) => word.replace(/^\ufeff/, ""),
  (word) => word.replaceAll(/[\u200b-\u200d\u00ad]/g, ""),
  (word) => word.replaceAll("\u00a0", " "),
  (word) => word.replaceAll("\u2028", "\n"),
  (word) => word.replace(/\\$/, ""),
  (word) => JSON.stringify(word).slice(1, -1),
  (word) => word.replace(/^"(.*)"$/s, "$1"),
  // What UTF-8 can't carry, and what is put in its place.
  (word) => word.replaceAll("\ufffd", "\ud800"),
]

/** Ways that change few words, and are preferred where they do. */
const rare: ReadonlyArray<Rewrite> = [
  ...foldings.map(
    (fold): Rewrite =>
      (word) =>
        escape(fold(word)),
  ),
  (word) => (/^[0-9]+$/.test(word) ? `0${word}` : escape(word)),
  (word) => (/^[0-9]+$/.test(word) ? `${word}.0` : escape(word)),
  (word) => (word === "1e3" ? "1000" : escape(word)),
  inAddress((octets) => `${octets.join(".")}/32`),
  inAddress(([first = "", second = ""]) => `${first}.${second}.0.0/16`),
  inAddress((octets) => octets.map((octet) => octet.padStart(3, "0")).join(".")),
  inAddress((octets) => `${octets.reduce((number, octet) => number * 256 + Number(octet), 0)}`),
  // One wildcard for a character that is two UTF-16 units, or a line break.
  (word) => escape(word).replace(/[\n\u{10000}-\u{10FFFF}]/gu, "?"),
  (word) => escape(word).replace(/[\n\u{10000}-\u{10FFFF}].*/su, "*"),
]

const nearlyFits: ReadonlyArray<RewriteAt> = [
  (word) => escape(swapCase(word)),
  () => "",
  (word) => ` ${escape(word)}`,
  (word) => `${escape(word)} `,
  (word) => `0${escape(word)}`,
  (word) => `${escape(word)}.0`,
  (word) => `x,${escape(word)}`,
  (word) => `${escape(word)},x`,
  // The wildcards of SQL, of the shell and of regular expressions.
  replaceAt(() => "_"),
  replaceAt(() => "%"),
  replaceAt(() => "."),
  replaceAt((character) => `[${character}]`),
  replaceAt(percentEncoded),
  (word, position) => `${replaceAt(() => "_")(word, position)}*`,
  (word, position) => `${replaceAt(() => "%")(word, position)}*`,
  (word, position) => `${replaceAt((character) => `[${character}]`)(word, position)}*`,
  () => ".*",
  replaceAt(swapCase),
  replaceAt(() => ""),
  replaceAt((character) => (character === "x" ? "y" : "x")),
  (word) => `${escape(word)}x`,
  (word) => `${escape(word)}\0x`,
  (word) => `${escape(swapCase(word))}*`,
  (word) => "?".repeat(Math.max(0, Array.from(word).length - 1)),
  (word) => `${escape(word)}\\*`,
  (word) => `${escape(word)}\\?`,
  (word) => `${escape(word)}\\`,
]

/** Most words are such, and no rare way changes them. */
const PLAIN = /^[A-Za-z][\w-]*$/

const RARE_WEIGHT = 8

/** One of the ways that fit a word, by any number. */
const fitting: Choice = (_, which) => itemAt(fits, which)

/** One of the ways that nearly fit a word, by any number. */
const nearlyFitting: Choice = (word, which) => {
  const applicable = PLAIN.test(word) ? [] : rare.filter((make) => make(word) !== escape(word))
  const ways = nearlyFits.length
  const index = which % (ways + RARE_WEIGHT * applicable.length)
  return nearlyFits[index] ?? itemAt(applicable, index - ways)
}

/** One of some ways, in any place. */
const oneOf = (choose: Choice): fc.Arbitrary<Rewrite> =>
  fc.tuple(fc.nat(1023), fc.nat(255)).map(
    ([which, position]) =>
      (word) =>
        choose(word, which)?.(word, position) ?? word,
  )

/** A way to make a filter value, with a bias towards those that fit. */
export const rewrite = (): fc.Arbitrary<Rewrite> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: oneOf(fitting) },
    { weight: 4, arbitrary: oneOf(nearlyFitting) },
    { weight: 1, arbitrary: fc.oneof(fc.constant(""), text()).map((other) => () => other) },
  )
