/**
 * A strict reader of both text formats, made from their descriptions alone: what a
 * writer has to be understood by. It takes nothing that a scraper may refuse.
 */
import { assert } from "@effect/vitest"

export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface ReadFamily {
  readonly name: string
  readonly type: string
  readonly help: string
  readonly unit: string | undefined
  readonly samples: ReadonlyArray<Sample>
}

/** The names that the samples of a family may have, by its type in each format. */
const SUFFIX: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  openmetrics: { gauge: "", counter: "_total", info: "_info" },
  prometheus: { gauge: "", counter: "" },
}

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y
const LABEL = /[a-zA-Z_][a-zA-Z0-9_]*/y
const REST = /[^ ]+$/y
const NUMBER = /^(?:NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]\d+)?)$/

/** Reads a text from left to right. */
class Cursor {
  private at = 0
  private readonly text: string
  constructor(text: string) {
    this.text = text
  }
  match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const [found] = pattern.exec(this.text) ?? []
    if (found === undefined) throw new Error(`${pattern} expected in ${this.text} at ${this.at}`)
    this.at += found.length
    return found
  }
  takes(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false
    this.at += expected.length
    return true
  }
  /** One character, of an escape the one that it stands for. */
  character(escapes: Readonly<Record<string, string>>): string {
    const next = this.text.charAt(this.at)
    this.at += 1
    if (next !== "\\") return next
    const escaped = escapes[this.text[this.at] ?? ""]
    if (escaped === undefined) throw new Error(`no such escape in ${this.text} at ${this.at}`)
    this.at += 1
    return escaped
  }
  get isAtEnd(): boolean {
    return this.at >= this.text.length
  }
}

const readSample = (line: string): Sample => {
  const cursor = new Cursor(line)
  const name = cursor.match(NAME)
  const labels: Record<string, string> = Object.create(null)
  if (cursor.takes("{")) {
    do {
      const label = cursor.match(LABEL)
      assert.isFalse(label in labels, `${label} twice in ${line}`)
      assert.isFalse(label.startsWith("__"), `${label} is reserved`)
      assert.isTrue(cursor.takes('="'))
      let value = ""
      while (!cursor.takes('"')) {
        assert.isFalse(cursor.isAtEnd, `no end of a value in ${line}`)
        value += cursor.character({ "\\": "\\", n: "\n", '"': '"' })
      }
      labels[label] = value
    } while (cursor.takes(","))
    assert.isTrue(cursor.takes("}"), line)
  }
  assert.isTrue(cursor.takes(" "), line)
  const value = cursor.match(REST)
  assert.match(value, NUMBER)
  return {
    name,
    labels,
    value: value.endsWith("Inf") ? Number(`${value}inity`) : Number(value),
  }
}

const unescapeHelp = (text: string, escapes: Readonly<Record<string, string>>): string => {
  const cursor = new Cursor(text)
  let help = ""
  while (!cursor.isAtEnd) help += cursor.character(escapes)
  return help
}

/** The families of a text, which must be whole and right to the last character. */
export const readExposition = (
  text: string,
  format: "prometheus" | "openmetrics",
): ReadonlyArray<ReadFamily> => {
  if (format === "openmetrics") assert.isTrue(text.endsWith("# EOF\n"), "the end is missing")
  assert.isTrue(text === "" || text.endsWith("\n"))
  const lines = text.split("\n").slice(0, format === "openmetrics" ? -2 : -1)
  const families: Array<{
    name: string
    type?: string
    help?: string
    unit?: string
    samples: Array<Sample>
  }> = []
  const seen = new Set<string>()
  for (const line of lines) {
    const [, keyword, name = "", rest = ""] =
      /^# (TYPE|HELP|UNIT) ([^ ]+)(?: (.*))?$/s.exec(line) ?? []
    let family = families.at(-1)
    if (keyword === undefined) {
      assert.isFalse(line.startsWith("#"), `a comment: ${line}`)
      const sample = readSample(line)
      const { type = "" } = family ?? {}
      const suffix = SUFFIX[format]?.[type]
      assert.strictEqual(sample.name, `${family?.name}${suffix}`, `not of its family: ${line}`)
      const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()])
      assert.isFalse(seen.has(key), `twice: ${line}`)
      seen.add(key)
      family?.samples.push(sample)
      continue
    }
    if (family?.name !== name) {
      assert.isFalse(
        families.some((other) => other.name === name),
        `${name} in two places`,
      )
      family = { name, samples: [] }
      families.push(family)
    }
    assert.strictEqual(family.samples.length, 0, `${line} after the samples`)
    if (keyword === "TYPE") family.type = rest
    else if (keyword === "UNIT") {
      assert.isTrue(name.endsWith(`_${rest}`), `${name} does not end in its unit`)
      family.unit = rest
    } else {
      const escapes = { "\\": "\\", n: "\n", ...(format === "openmetrics" ? { '"': '"' } : {}) }
      family.help = unescapeHelp(rest, escapes)
    }
  }
  return families.map(({ name, type, help, unit, samples }) => {
    assert.isDefined(type, `${name} without a type`)
    assert.isDefined(help, `${name} without help`)
    assert.isNotEmpty(samples)
    return { name, type: type ?? "", help: help ?? "", unit, samples }
  })
}

/** The samples of a text. */
export const samplesOf = (
  text: string,
  format: "prometheus" | "openmetrics" = "prometheus",
): ReadonlyArray<Sample> => readExposition(text, format).flatMap(({ samples }) => samples)
