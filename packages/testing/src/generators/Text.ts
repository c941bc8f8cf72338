/**
 * Texts as they stand in tags and reasons, hostile ones included.
 *
 * The characters are those that the answer of the real service can carry: it is
 * XML, so there are no control characters but tabs, line feeds and carriage
 * returns, and no halves of surrogate pairs.
 */
import fc from "fast-check"

const ordinary = [..."abcdeNZ0129", ..." -_.:/=+@"]
const special = [..."*?\\[]{}()^$|%'\"<>&,;#~`!", "\t", "\n"]
const beyondAscii = ["ä", "ß", "İ", "\u0301", "日", "\u2028", "😀", "𝔘"]

/** Of four characters three are ordinary. */
const characters = [...Array.from({ length: 5 }, () => ordinary).flat(), ...special, ...beyondAscii]

/**
 * Texts that break naïve code: names that every object has, patterns, markup,
 * separators, encodings, line breaks, case, and texts that look alike.
 */
const hostile = [
  "",
  " ",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "*",
  "?",
  "\\",
  "a*b?c\\",
  "\\*amazon\\?\\\\",
  "[ab]",
  "<&>'\"]]>",
  "env",
  "Env",
  "ENV",
  "prod",
  "Prod",
  "null",
  "undefined",
  "0",
  "007",
]

/** Texts that filters tell apart from others only if they look closely. */
const tricky = [
  "a\nb",
  "a\r\nb",
  " a ",
  "a,b",
  "a:b",
  "a%20b",
  "a&amp;b",
  "a_b%c",
  "😀",
  "a😀b",
  "Ärger",
  "ärger",
  "caf\u00e9",
  "cafe\u0301",
  "\u212b",
  "\ufb01n",
  "a\ufffd",
  "\ufeffa",
  "a\u200bb",
  "a\u200d",
  "a\u00adb",
  "a\u00a0b",
  "stra\u00dfe",
  "\u0130i",
  "\u0131I",
  "a\\",
  "a\r",
  "&#97;b",
  '"a"',
  "a\u2028b",
  "10.0.0.1",
  "1e3",
]

/** One of the texts that filters tell apart from others only if they look closely. */
export const trickyText = (maxCharacters: number): fc.Arbitrary<string> =>
  fc.constantFrom(...tricky.filter((word) => word.length <= maxCharacters))

/**
 * A text of up to so many Unicode characters, which may be outside the basic
 * plane. Two in five are texts that break naïve code; some are as long as they may
 * be.
 *
 * @category domain
 */
export const text = (maxCharacters = 12): fc.Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    {
      weight: 11,
      arbitrary: fc.string({
        unit: fc.constantFrom(...characters),
        maxLength: Math.min(maxCharacters, 12),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom(...hostile.filter((word) => word.length <= maxCharacters)),
    },
    {
      weight: 6,
      arbitrary: trickyText(maxCharacters),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("a", "𝔘").map((character) => character.repeat(maxCharacters)),
    },
  )
