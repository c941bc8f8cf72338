/**
 * Texts, and filter values that only a careless comparison takes to fit them, or not to
 * fit them. What is right is for the oracle to say.
 */

type Trap = readonly [text: string, value: string]

const words = (table: string): ReadonlyArray<string> => table.trim().split(/\s+/)

/** Each character that regular expressions, SQL or shells treat as special, as a plain one. */
const marks: ReadonlyArray<Trap> = [..."^$.|()[]{}+-/,;:!~#%&=@'\"<>_`"].flatMap((mark) => [
  [`a${mark}b`, `a${mark}b`],
  [`a${mark}b`, `a\\${mark}b`],
  ["ab", `a${mark}b`],
])

/** What such a character would stand for. */
const meanings: ReadonlyArray<Trap> = [
  ["axb", "a.b"],
  ["aab", "a+b"],
  ["a", "a|b"],
  ["b", "a|b"],
  ["a", "(a)"],
  ["a", "[ab]"],
  ["b", "[!a]"],
  ["b", "[^a]"],
  ["b", "[a-c]"],
  ["aa", "a{2}"],
  ["a", "{a,b}"],
  ["a", "^a$"],
  ["1", "\\d"],
  ["d", "\\d"],
  ["a", "\\w"],
  ["\t", "\\t"],
  ["axb", "a_b"],
  ["axxb", "a%b"],
  ["a", "!a"],
  ["a", "a;b"],
  ["a", "a,b"],
  ["a,b", "a"],
  ["a", "/a/"],
  ["a", "'a'"],
]

/** Texts that somebody may take for one: each way round. */
const alike = [
  ["caf\u00e9", "cafe\u0301"],
  ["\u212b", "\u00c5"],
  ["\ufb01n", "fin"],
  ["\uff21", "A"],
  ["stra\u00dfe", "strasse"],
  ["stra\u00dfe", "STRASSE"],
  ["\u0130", "i"],
  ["\u0130", "I"],
  ["\u0130", "i\u0307"],
  ["\u0131", "i"],
  ["\u0131", "I"],
  ["\u017f", "s"],
  ["\u00e4", "a"],
  ["\u00e4", "ae"],
  ["a\u200bb", "ab"],
  ["a\u200d", "a"],
  ["a\u00adb", "ab"],
  ["\ufeffa", "a"],
  ["a\ufeff", "a"],
  ["a\u00a0b", "a b"],
  ["a  b", "a b"],
  [" a", "a"],
  ["a ", "a"],
  ["a\t", "a"],
  ["a\r\nb", "a\nb"],
  ["a\rb", "a\nb"],
  ["a\u2028b", "a\nb"],
  ["a\r", "a"],
  ["a\n", "a"],
  ["a&amp;b", "a&b"],
  ["&lt;", "<"],
  ["&#97;", "a"],
  ["&#x61;", "a"],
  ["a%20b", "a b"],
  ["a+b", "a b"],
  ['"a"', "a"],
  ["null", ""],
  ["undefined", ""],
  ["true", "1"],
  ["007", "7"],
  ["7.0", "7"],
  ["1e3", "1000"],
  ["0x10", "16"],
  ["-0", "0"],
  ["10.0.0.1", "010.0.0.1"],
  ["a\ufffd", "a\ud83d"],
] as const

/** Characters that a pattern has to be written with a backslash for, or that end with one. */
const escapes: ReadonlyArray<Trap> = [
  ["a\\", "a\\"],
  ["a\\", "a\\\\"],
  ["a", "a\\"],
  ["a*", "a\\*"],
  ["ab", "a\\*"],
  ["a?", "a\\?"],
  ["ab", "a\\?"],
  ["a\\n", "a\\\\n"],
  ["a\nb", "a\\\\nb"],
  ["a\nb", "a*b"],
  ["a\nb", "a?b"],
  ["a\r\nb", "a??b"],
  ["\ud83d\ude00", "?"],
  ["a\ud83d\ude00b", "a?b"],
  ["x\ud83d\ude00", "x?"],
  ["", ""],
  ["", "*"],
  ["", "?"],
]

const ordinary = words("__proto__ constructor toString hasOwnProperty env ENV 0")

const all: ReadonlyArray<Trap> = [
  ...marks,
  ...meanings,
  ...alike.flatMap(
    ([one, other]): ReadonlyArray<Trap> => [
      [one, other],
      [other, one],
      [one, one],
    ],
  ),
  ...escapes,
  ...ordinary.map((text): Trap => [text, text]),
  ["a".repeat(256), `*${"a".repeat(254)}`],
  [`${"x".repeat(255)}y`, "*y"],
  [`${"x".repeat(255)}y`, "x".repeat(255)],
]

/** Half of a surrogate pair stands in values only: peers have no text that XML can't carry. */
export const traps: ReadonlyArray<Trap> = all.filter(([text]) => text.isWellFormed())

/** A peer's address and number, and what somebody may take for them. */
export const ADDRESS = "10.0.0.1"
export const NUMBER = 65_001

export const addressTraps = words(`
  10.0.0.1 10.0.0.* 10.0.0.0/24 10.0.0.1/32 10.0.0.0/8 0.0.0.0/0 010.0.0.1 10.0.0.01
  010.000.000.001 167772161 0x0a000001 10.1 10.0.1 ::ffff:10.0.0.1 10.0.0.1. 10.0.0
`)

export const numberTraps = words(
  "65001 65001.0 065001 +65001 0xfde9 6.5001e4 65,001 65002 0.65001 AS65001",
)
