/**
 * The text in which metrics are handed to Prometheus: format 0.0.4 and OpenMetrics 1.0.
 *
 * Thousands of series are written at every scrape, so a series costs no more than the
 * joining of a few texts: labels are written once, and serve all families of a peer.
 */

/** What a family is, in the words of OpenMetrics; in format 0.0.4 an `info` is a gauge. */
export type Type = "gauge" | "counter" | "info"

/** The two formats. */
export type Format = "prometheus" | "openmetrics"

/** What is said of the metrics of one name. */
export interface Family {
  /** The name of its series: that of a counter ends in `_total`, that of an info in `_info`. */
  readonly name: string
  readonly type: Type
  /** What it means, in a sentence. */
  readonly help: string
  /** What its values count, which the name then ends in, but for `_total`. */
  readonly unit?: string | undefined
}

const SPECIAL = /[\\"\n]/
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n" }

/** The value of a label: any text; a half of a surrogate pair, which UTF-8 can't carry, becomes U+FFFD. */
const escapeValue = (text: string): string => {
  const wellFormed = text.toWellFormed()
  return SPECIAL.test(wellFormed)
    ? wellFormed.replace(/[\\"\n]/g, (character) => ESCAPES[character] ?? character)
    : wellFormed
}

/** Labels as they stand between braces. An empty value is the same as no label, so it is left out. */
export const labels = (
  pairs: ReadonlyArray<readonly [name: string, value: string | undefined]>,
) => {
  let text = ""
  for (const [name, value] of pairs) {
    if (value === undefined || value === "") continue
    text += `${text === "" ? "" : ","}${name}="${escapeValue(value)}"`
  }
  return text
}

/** Labels, and others. */
export const and = (first: string, second: string): string =>
  first === "" ? second : second === "" ? first : `${first},${second}`

/**
 * Names of labels for keys that people chose, such as those of tags: a prefix and the
 * key, with `_` for what a name can't have. Of keys that would have one name, the later
 * ones get a number.
 */
export const labelNames = (prefix: string, keys: Iterable<string>): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const key of keys) {
    if (names.has(key)) continue
    const base = `${prefix}${key.replace(/[^a-zA-Z0-9_]/gu, "_")}`
    let name = base
    for (let number = 2; taken.has(name); number += 1) name = `${base}_${number}`
    taken.add(name)
    names.set(key, name)
  }
  return names
}

const number = (value: number): string =>
  value === Number.POSITIVE_INFINITY
    ? "+Inf"
    : value === Number.NEGATIVE_INFINITY
      ? "-Inf"
      : String(value)

const SUFFIXES: Readonly<Record<Type, string>> = { gauge: "", counter: "_total", info: "_info" }

/** The lines above the series of a family. */
const heading = ({ name, type, help, unit }: Family, format: Format): string => {
  if (format === "prometheus") {
    const text = help.replace(/[\\\n]/g, (character) => ESCAPES[character] ?? character)
    return `# HELP ${name} ${text}\n# TYPE ${name} ${type === "info" ? "gauge" : type}\n`
  }
  const family = name.slice(0, name.length - SUFFIXES[type].length)
  const text = help.replace(/[\\"\n]/g, (character) => ESCAPES[character] ?? character)
  const unitLine = unit === undefined ? "" : `# UNIT ${family} ${unit}\n`
  return `# TYPE ${family} ${type}\n${unitLine}# HELP ${family} ${text}\n`
}

/** The series of one family, as they come. */
export interface Series {
  /** Adds a series. Its labels are told by {@link labels}. */
  readonly add: (labels: string, value: number) => void
}

/** A text that is being written. */
export interface Writer {
  /** Begins a family; its series may come while those of others do. */
  readonly family: (family: Family) => Series
  /** The text: the families that have series, in the order in which they were begun. */
  readonly text: () => string
}

/** A text without metrics. */
export const writer = (format: Format): Writer => {
  const parts: Array<() => string> = []
  return {
    family: (family) => {
      const { name } = family
      let lines = ""
      parts.push(() => (lines === "" ? "" : heading(family, format) + lines))
      return {
        add: (labels, value) => {
          lines +=
            labels === "" ? `${name} ${number(value)}\n` : `${name}{${labels}} ${number(value)}\n`
        },
      }
    },
    text: () => parts.map((part) => part()).join("") + (format === "openmetrics" ? "# EOF\n" : ""),
  }
}
