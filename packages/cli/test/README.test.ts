import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { FilterName } from "@route-server/core"
import * as ExitStatus from "../src/output/ExitStatus.ts"

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")

const names = FilterName.catalogue.map(({ attribute, names }) => {
  const shown = names.map(({ name }) => `\`${name}\``).join(", ")
  const accepted = names.filter(({ acceptedByAws }) => acceptedByAws)
  const known = accepted.map(({ evidence, name }) => `\`${name}\` (${evidence})`).join(", ")
  return `| ${attribute} | ${shown} | ${known || "none is taken to be"} |`
})

const table = ["| what it selects | names | accepted by AWS |", "|---|---|---|", ...names].join(
  "\n",
)

describe("The README", () => {
  it("has the names of all filters, as the catalogue has them", () => {
    assert.include(readme, `\n${table}\n`)
  })

  it("has every exit status", () => {
    for (const status of Object.values(ExitStatus)) {
      assert.match(readme, new RegExp(`^\\| (?:\\d+, )*${status}(?:, \\d+)* \\|`, "m"))
    }
  })
})
