/**
 * Takes out of a text every word that could be a credential which nobody here
 * knows: those that are long and not known to be harmless, and what goes by the
 * name of one.
 */

const REDACTED = "[redacted]"

/** Texts of which what follows is somebody else's: a command line and what it printed, or no JSON. */
const FOREIGN: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
  [/^[\s\S]* is not valid JSON/, `${REDACTED} is not valid JSON`],
  [/(Command failed:)[\s\S]*/, `$1 ${REDACTED}`],
]

/** In characters. Shorter words are taken for no credentials, unless they are called one. */
const SHORTEST = 16

/** In characters. Longer words are taken for credentials, whatever they look like. */
const LONGEST = 256

/** Quotes and marks around a word. */
const AROUND = /^["'[({<]+|["'\])}>]*[.,;:]*$/g

/** What is long and still no credential. */
const HARMLESS: ReadonlyArray<RegExp> = [
  // A word of prose,
  /^[A-Za-z][a-z]{0,31}$/,
  // the name of an error, a member or a setting,
  /^[a-z]{0,31}(?:[A-Z][a-z]{1,31}){1,6}$/,
  /^[a-z]+(?:[_/-][a-z]+)+$/,
  /^AWS_[A-Z0-9_]+$/,
  // and the place of a resource, a service or a file.
  /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[\w+=,.@/-]{1,96}$/,
  /^[0-9.]{7,15}:[0-9]{1,5}$/,
  /^https?:\/\/[\w.:[\]-]+\/?$/,
  /^(?:\/[\w.@-]+){1,16}$/,
]

const isHarmless = (word: string): boolean => {
  if (word.length > LONGEST) return false
  const bare = word.replace(AROUND, "")
  return bare.length < SHORTEST || HARMLESS.some((shape) => shape.test(bare))
}

const NAMES_ONE = /token|secret|assertion|password|credential/i

/** A name that is given a value within one word. */
const ASSIGNMENT = /^\W{0,3}[A-Za-z-]{1,40}["']?[=:](?=.)/

/** A name that is given the word that follows. */
const ASSIGNS_NEXT = /[=:]$/

/** What follows the name of a credential in prose. */
const PROSE = /^[A-Za-z]{1,15}[.,]?$/

/** A text without any word that could be a credential. */
export const withoutSuspects = (text: string): string => {
  const own = FOREIGN.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text)
  const words = own.split(/(\s+)/)
  return words
    .map((word, at) => {
      const [assignment = ""] = ASSIGNMENT.exec(word) ?? []
      if (NAMES_ONE.test(assignment)) return assignment + REDACTED
      const before = words[at - 2] ?? ""
      const isValue = ASSIGNS_NEXT.test(before) && NAMES_ONE.test(before) && !PROSE.test(word)
      return isValue || !isHarmless(word) ? REDACTED : word
    })
    .join("")
}
