/**
 * Bundles the command `route-server` with all that it is made of, so that its install
 * brings no other package and it starts quickly. What its manifest names under
 * `dependencies` stays outside; the licences of what comes in are put beside it.
 *
 * It is not minified: Node shows the line that a fault is in, and a report of one is to be read.
 */
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { rolldown } from "rolldown"

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly dependencies?: Record<string, string>
}

const root = resolve(import.meta.dirname, "..")
const command = join(root, "packages/cli")
const destination = join(command, "dist")

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))

const outside = Object.keys(readManifest(command).dependencies ?? {})

/** The folder of the package that a module is of: some have manifests without a name further down. */
const packageOf = (module: string): string => {
  const folder = dirname(module)
  const manifest = join(folder, "package.json")
  return existsSync(manifest) && readManifest(folder).name !== undefined
    ? folder
    : packageOf(folder)
}

const noticeOf = (folder: string): string => {
  const { name, version, license } = readManifest(folder)
  const texts = globSync(["LICEN[CS]E*", "NOTICE*"], { cwd: folder })
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").trim())
  return [`${name} ${version} (${license})`, ...texts].join("\n\n")
}

rmSync(destination, { recursive: true, force: true })
const bundle = await rolldown({
  input: join(command, "src/bin.ts"),
  platform: "node",
  external: (module) => outside.some((name) => module === name || module.startsWith(`${name}/`)),
})
const { output } = await bundle.write({
  dir: destination,
  format: "esm",
  comments: { legal: false },
})
await bundle.close()

const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []))
const others = new Set(
  modules.filter((module) => module.includes("/node_modules/")).map((module) => packageOf(module)),
)
const notices = [...others].map(noticeOf).sort()
writeFileSync(
  join(destination, "THIRD-PARTY-NOTICES.txt"),
  `route-server contains these packages:\n\n${notices.join(`\n\n${"-".repeat(79)}\n\n`)}\n`,
)

const bytes = output.reduce(
  (total, file) => total + Buffer.byteLength(file.type === "chunk" ? file.code : file.source),
  0,
)
console.log(`The command: ${output.length} files, ${bytes} bytes, of ${others.size} packages`)
