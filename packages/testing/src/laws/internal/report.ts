/**
 * The text that tells of a breach.
 */
import type { Difference } from "../Law.ts"

/** A longer list is shown by its first items: fleets of ordinary cases are shorter. */
const LONGEST_LIST = 20
const FIRST_ITEMS = 5

/** How much of a text a report shows, in UTF-16 units. */
const LONGEST_TEXT = 300

/** From so many on, a character that comes in a row is counted. */
const LONG_ROW = 20

/** A text that is one character over and over. */
const rowOf = (value: string): string | undefined => {
  const characters = Array.from(value)
  const [first = ""] = characters
  return characters.length >= LONG_ROW && characters.every((each) => each === first)
    ? `${JSON.stringify(first)} × ${characters.length}`
    : undefined
}

const text = (value: string): string => {
  const row = rowOf(value)
  if (row !== undefined) return row
  return value.length <= LONGEST_TEXT
    ? JSON.stringify(value)
    : `${JSON.stringify(value.slice(0, LONGEST_TEXT).toWellFormed())}… (${value.length} units)`
}

/** An item and how often it comes in a row, for as many rows as are shown. */
const rows = (items: ReadonlyArray<string>): ReadonlyArray<string> => {
  const found: Array<{ item: string; times: number }> = []
  for (const item of items) {
    const last = found.at(-1)
    if (last?.item === item) last.times += 1
    else found.push({ item, times: 1 })
  }
  // What comes a few times is easier to read as it is.
  return found.flatMap(({ item, times }) =>
    times > 3 ? [`${item} × ${times}`] : new Array<string>(times).fill(item),
  )
}

const list = (items: ReadonlyArray<string>): string => {
  const shown = rows(items)
  return shown.length > LONGEST_LIST
    ? `[${shown.slice(0, FIRST_ITEMS).join(",")}, … ${shown.length - FIRST_ITEMS} more]`
    : `[${shown.join(",")}]`
}

/** A value as JSON, without what makes long lists and texts long. */
export const show = (value: unknown): string => {
  if (typeof value === "string") return text(value)
  if (Array.isArray(value)) return list(value.map(show))
  // As JSON has it: no member that is absent, and null for what is no number.
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined"
  return `{${Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${JSON.stringify(name)}:${show(member)}`)
    .join(",")}}`
}

/** What is in the first list and, as often, not in the second. */
const without = (items: ReadonlyArray<unknown>, others: ReadonlyArray<unknown>) => {
  const rest = [...others]
  return items.filter((item) => {
    const at = rest.indexOf(item)
    if (at < 0) return true
    rest.splice(at, 1)
    return false
  })
}

const isTexts = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((item) => typeof item === "string")

/** What one list of IDs lacks of another, and has too much. */
const contrast = (expected: unknown, actual: unknown) => {
  if (!isTexts(expected) || !isTexts(actual)) return {}
  const lacks = without(expected, actual)
  const hasToo = without(actual, expected)
  return {
    ...(lacks.length === 0 ? {} : { lacks }),
    ...(hasToo.length === 0 ? {} : { "has too": hasToo }),
  }
}

/** A heading, and under it each fact, beside its name. */
export const paragraph = (heading: string, facts: object): string =>
  [
    heading,
    ...Object.entries(facts).map(([name, value]) => `${`${name}:`.padEnd(9)} ${show(value)}`),
  ].join("\n  ")

/** The members of a difference as a report tells them, in the order in which they are read. */
export const factsOf = ({ request, expected, actual, pages }: Difference) => ({
  ...(request === undefined ? {} : { request }),
  expected,
  actual,
  ...contrast(expected, actual),
  ...(pages === undefined ? {} : { pages }),
})
