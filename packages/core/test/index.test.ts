import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"

const read = (module: string): string =>
  readFileSync(new URL(`../src/${module}.ts`, import.meta.url), "utf8")

const index = read("index")

/** The modules that are exported under their names. */
const modules = [...index.matchAll(/\* as (\w+) from/g)].map(([, name = ""]) => name)

/** Whether a module has a type of its own name, without parameters. */
const isNamedForType = (module: string): boolean =>
  new RegExp(`^export (?:type|interface|class) ${module}\\b(?!<)`, "m").test(read(module))

describe("The index", () => {
  it("has the modules", () => {
    assert.includeMembers(modules, ["Filter", "Listing", "RouteServerPeer"])
  })

  it("makes a module that is named for a type that type, too", () => {
    const types = [...index.matchAll(/^type (\w+) = \1\.\1$/gm)].map(([, name]) => name)
    assert.sameMembers(types, modules.filter(isNamedForType))
  })
})
