import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { assert, describe, it } from "@effect/vitest"

const root = resolve(import.meta.dirname, "..")
const document = readFileSync(resolve(root, "docs/semantics.md"), "utf8")

interface Rule {
  readonly id: string
  readonly evidence: string
  readonly source: string
  readonly statement: string
  readonly file: string
  readonly test: string
}

/** Splits a row of a Markdown table at the bars that are not escaped. */
const cells = (row: string): ReadonlyArray<string> =>
  row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim())

const rows = document
  .split("\n")
  .filter((line) => line.startsWith("|") && !/^\| (rule|-)|^\|-/.test(line))

const rules: ReadonlyArray<Rule> = rows.map((row) => {
  const [id = "", statement = "", evidence = "", source = "", where = ""] = cells(row)
  const [, file = "", test = ""] = /^`([^`]+)`: (.+)$/.exec(where) ?? []
  return { id, evidence, source, statement, file, test }
})

/** The names of the tests in a file that run, as its source has them. */
const testsIn = (file: string): ReadonlyArray<string> =>
  Array.from(
    readFileSync(resolve(root, file), "utf8").matchAll(
      /^ *it(?:\.effect|\.live)?(?:\.each\([^()]*(?:\([^()]*\))*[^()]*\))?\(\s*"((?:[^"\\]|\\.)*)"/gm,
    ),
    ([, name = ""]) => JSON.parse(`"${name}"`),
  )

describe("docs/semantics.md", () => {
  it("has rules", () => {
    assert.isAbove(rules.length, 50)
  })

  it("gives every rule an ID of its own", () => {
    const ids = rules.map(({ id }) => id)
    assert.deepStrictEqual(
      ids.filter((id, index) => !/^[A-Z]+-[0-9]+$/.test(id) || ids.indexOf(id) !== index),
      [],
    )
  })

  it.each(rules)("$id says what holds, how it is known and from where", (rule) => {
    assert.include(["model", "docs", "run", "seen", "guess"], rule.evidence)
    assert.isNotEmpty(rule.statement)
    assert.isNotEmpty(rule.source)
  })

  it.each(rules)("$id names a test that exists", ({ file, test }) => {
    assert.isTrue(existsSync(resolve(root, file)), `no file '${file}'`)
    assert.include(testsIn(file), test)
  })
})
