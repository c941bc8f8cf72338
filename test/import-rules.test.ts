import { spawnSync } from "node:child_process"
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { afterAll, assert, describe, it } from "@effect/vitest"

const root = resolve(import.meta.dirname, "..")

const cases = [
  ["core", "effect", false],
  ["core", "effect/Schema", true],
  ["core", "effect/encoding", true],
  ["core", "./Filter.ts", true],
  ["core", "../Filter.ts", true],
  ["core", "node:fs", false],
  ["core", "fs", false],
  ["core", "fast-check", false],
  ["core", "@effect/platform-node", false],
  ["core", "@aws-sdk/client-ec2", false],
  ["core", "@route-server/core", false],
  ["core", "@route-server/adapter-memory", false],
  ["core", "@route-server/testing", false],
  ["core", "@route-server/cli", false],
  ["core", "../../adapter-memory/src/index.ts", false],
  ["adapter-memory", "@route-server/core", true],
  ["adapter-memory", "@route-server/core/Filter", true],
  ["adapter-memory", "effect", false],
  ["adapter-memory", "effect/Layer", true],
  ["adapter-memory", "node:fs", false],
  ["adapter-memory", "@route-server/adapter-aws", false],
  ["adapter-memory", "@route-server/testing", false],
  ["adapter-memory", "@route-server/cli", false],
  ["adapter-aws", "@route-server/core", true],
  ["adapter-aws", "effect", false],
  ["adapter-aws", "effect/Layer", true],
  ["adapter-aws", "@aws-sdk/client-ec2", true],
  ["adapter-aws", "node:fs", false],
  ["adapter-aws", "@route-server/adapter-memory", false],
  ["adapter-aws", "@route-server/testing", false],
  ["adapter-aws", "@route-server/cli", false],
  ["endpoint", "@route-server/core", true],
  ["endpoint", "effect", false],
  ["endpoint", "effect/http/HttpEffect", true],
  ["endpoint", "@effect/platform-node", false],
  ["endpoint", "node:http", false],
  ["endpoint", "fast-check", false],
  ["endpoint", "@route-server/adapter-memory", false],
  ["endpoint", "@route-server/testing", false],
  ["endpoint", "@route-server/cli", false],
  ["endpoint/node", "../Ec2Endpoint.ts", true],
  ["endpoint/node", "effect", false],
  ["endpoint/node", "@effect/platform-node", false],
  ["endpoint/node", "@effect/platform-node/NodeHttpServer", true],
  ["endpoint/node", "node:http", true],
  ["endpoint/node", "@route-server/adapter-memory", false],
  ["endpoint/node", "@route-server/testing", false],
  ["monitor", "@route-server/endpoint/node", true],
  ["monitor", "@route-server/endpoint", false],
  ["monitor", "../../core/src/index.ts", false],
  ["monitor", "@route-server/adapter-aws", false],
  ["monitor", "@effect/platform-node", false],
  ["monitor", "@effect/platform-node/NodeHttpServer", true],
  ["cli", "@effect/platform-node", false],
  ["cli", "@effect/platform-node/NodeServices", true],
  ["testing", "@route-server/core", true],
  ["testing", "fast-check", true],
  ["testing", "node:http", false],
  ["testing", "@effect/platform-node", false],
  ["testing", "@route-server/endpoint", false],
  ["testing", "@route-server/adapter-memory", false],
  ["testing", "@route-server/adapter-aws", false],
  ["testing", "@route-server/cli", false],
] as const

/** A tree that has nothing but the forbidden and the allowed imports, under the project's own rules. */
const tree = mkdtempSync(join(tmpdir(), "import-rules-"))
afterAll(() => rmSync(tree, { recursive: true }))

const folderOf = (name: string) => {
  const [owner, ...rooms] = name.split("/")
  return ["packages", owner, "src", ...rooms].join("/")
}

const fileOf = (index: number) => `${folderOf(cases[index]?.[0] ?? "")}/Case${index}.ts`

const config = JSON.parse(readFileSync(resolve(root, "biome.json"), "utf8"))
writeFileSync(
  join(tree, "biome.json"),
  JSON.stringify({ ...config, $schema: undefined, vcs: undefined }),
)
cases.forEach(([name, specifier], index) => {
  mkdirSync(join(tree, folderOf(name)), { recursive: true })
  writeFileSync(join(tree, fileOf(index)), `export { something } from "${specifier}"\n`)
})

const { stdout } = spawnSync(
  resolve(root, "node_modules/.bin/biome"),
  [
    "lint",
    "--only=style/noRestrictedImports",
    "--reporter=json",
    "--max-diagnostics=none",
    "packages",
  ],
  { cwd: tree, encoding: "utf8" },
)

interface Report {
  readonly diagnostics: ReadonlyArray<{
    readonly category: string
    readonly severity: string
    readonly location: { readonly path: string }
  }>
}

const report: Report = JSON.parse(stdout)
const refused = new Set(
  report.diagnostics
    .filter(
      ({ category, severity }) =>
        category === "lint/style/noRestrictedImports" && severity === "error",
    )
    .map(({ location }) => location.path),
)

describe("The import rules", () => {
  it("are suppressed nowhere", () => {
    const suppressing = globSync("packages/*/src/**/*.ts", { cwd: root }).filter((file) =>
      readFileSync(resolve(root, file), "utf8").includes("biome-ignore"),
    )
    assert.deepStrictEqual(suppressing, [])
  })

  it.each(cases.map(([name, specifier, allowed], index) => ({ name, specifier, allowed, index })))(
    "for $name: $specifier is allowed: $allowed",
    ({ index, allowed }) => {
      assert.strictEqual(!refused.has(fileOf(index)), allowed)
    },
  )
})
