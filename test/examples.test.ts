import { spawnSync } from "node:child_process"
import { globSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { examplesIn } from "./support/examples.ts"

const root = resolve(import.meta.dirname, "..")
const folder = resolve(root, ".build/examples")

const documents = globSync(["*.md", "docs/**/*.md", "packages/*/*.md", "packages/*/src/**/*.ts"], {
  cwd: root,
}).sort()

const examples = documents
  .flatMap((file) => examplesIn(root, file))
  .map((example, index) => ({
    ...example,
    file: resolve(folder, `example-${index}.ts`),
  }))

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const { file, program } of examples) writeFileSync(file, program)
writeFileSync(
  resolve(folder, "tsconfig.json"),
  JSON.stringify({
    extends: "../../tsconfig.base.json",
    compilerOptions: {
      noEmit: true,
      composite: false,
      incremental: false,
      noUnusedLocals: false,
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: false,
      types: ["node"],
    },
    include: ["."],
  }),
)

describe("The examples in documents and docstrings", () => {
  it("exist", () => {
    assert.isAbove(
      examples.reduce((sum, { statements }) => sum + statements, 0),
      20,
    )
  })

  it.each(examples)("$source runs, and its values are as stated", async ({ file }) => {
    await import(pathToFileURL(file).href)
  })

  it("type-check", () => {
    const tsc = resolve(root, "node_modules/.bin/tsc")
    const { stdout, status } = spawnSync(tsc, ["-p", folder], { encoding: "utf8" })
    assert.strictEqual(stdout, "")
    assert.strictEqual(status, 0)
  })
})
