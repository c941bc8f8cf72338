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
    file: resolve(folder, `example-${index}${example.isTest ? ".test" : ""}.ts`),
  }))

const tool = (name: string, ...args: ReadonlyArray<string>) =>
  spawnSync(resolve(root, "node_modules/.bin", name), args, { cwd: root, encoding: "utf8" })

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

/** In milliseconds; a tool has all examples to work through. */
const TOOL_TIMEOUT = 600_000

describe("The examples in documents and docstrings", () => {
  it("exist", () => {
    assert.isAbove(
      examples.reduce((sum, { statements }) => sum + statements, 0),
      20,
    )
  })

  it.each(examples.filter(({ isTest }) => !isTest))(
    "$source runs, and its values are as stated",
    async ({ file }) => {
      await import(pathToFileURL(file).href)
    },
  )

  it("that are tests pass", { timeout: TOOL_TIMEOUT }, () => {
    const { stdout, stderr, status } = tool(
      "vitest",
      "run",
      "--config",
      "test/support/examples.config.ts",
    )
    assert.strictEqual(status, 0, stdout + stderr)
  })

  it("type-check", { timeout: TOOL_TIMEOUT }, () => {
    const { stdout, status } = tool("tsc", "-p", folder)
    assert.strictEqual(stdout, "")
    assert.strictEqual(status, 0)
  })
})
