import { globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { assert, describe, it } from "@effect/vitest"

const root = resolve(import.meta.dirname, "..")
const read = (file: string): string => readFileSync(resolve(root, file), "utf8")

interface Manifest {
  readonly name: string
  readonly engines: { readonly node: string }
  readonly scripts: Record<string, string>
  readonly devDependencies: Record<string, string>
  readonly peerDependencies?: Record<string, string>
}

const manifest = (file: string): Manifest => JSON.parse(read(file))

const workspace = manifest("package.json")
const packages = globSync("packages/*/package.json", { cwd: root }).map(manifest)
const { node: pinned = "" } = workspace.devDependencies

/** The cells of the row of a platform, from its name on. */
const row = (platform: string): string => {
  const line = read("docs/platforms.md")
    .split("\n")
    .find((each) => each.startsWith(`| ${platform}`))
  assert.isDefined(line, platform)
  return line ?? ""
}

/** `5.9` of `npm:typescript@5.9.3`. */
const minor = (version: string): string => /(\d+\.\d+)\.\d+$/.exec(version)?.[1] ?? ""

describe("docs/platforms.md", () => {
  it("names the Node that all packages need, and those that they are tried on", () => {
    for (const { name, engines } of packages) assert.strictEqual(engines.node, ">=22.19", name)
    assert.include(row("Node"), `22.19 and later; tried on 22.19.0 and ${pinned} `)
  })

  it("names the lowest AWS SDK that is allowed", () => {
    const ranges = packages.flatMap((each) => each.peerDependencies?.["@aws-sdk/client-ec2"] ?? [])
    assert.lengthOf(ranges, 1)
    assert.include(row("AWS SDK"), `| ${ranges[0]?.slice(1)} and later;`)
  })

  it("names the versions of what is downloaded to try them on", () => {
    const { bun, deno, yarn } = JSON.parse(read("etc/platforms.json"))
    assert.include(row("Bun"), bun)
    assert.include(row("Deno"), deno)
    assert.include(row("npm"), yarn)
  })

  it("names the compilers that the declarations are checked with", () => {
    const compilers = Object.entries(workspace.devDependencies).flatMap(([name, version]) =>
      name.startsWith("typescript") ? [minor(version)] : [],
    )
    assert.strictEqual(compilers.length, 3)
    for (const compiler of compilers) assert.include(row("TypeScript"), compiler)
  })

  it("names the versions of vitest that the laws allow", () => {
    const testing = packages.find(({ name }) => name === "@route-server/testing")
    assert.strictEqual(testing?.peerDependencies?.["vitest"], "^4.1.0 || ^5.0.0")
    assert.include(row("vitest"), " 4.1 and 5 ")
  })
})

describe("The workspace", () => {
  it("has pnpm judge engines by the Node that the project runs on", () => {
    assert.include(read("pnpm-workspace.yaml").split("\n"), `nodeVersion: ${pinned}`)
  })

  it("builds every package when it is packed", () => {
    for (const { name, scripts } of packages)
      assert.match(scripts["prepack"] ?? "", /^tsc -b/, name)
  })
})
