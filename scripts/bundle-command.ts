/**
 * Builds the command `route-server`: one bundle, so that its install brings no other
 * package and it starts quickly, and the licences of what is in it.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import * as Command from "./command.ts"
import { check, readManifest } from "./packs.ts"

/** What may be given away as a part of this project. */
const permitted = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "MIT-0",
])

const destination = join(Command.folder, "dist")

/** The folder of the package that a module is of: some have manifests without a name further down. */
const packageOf = (module: string): string => {
  const folder = dirname(module)
  const isPackage =
    existsSync(join(folder, "package.json")) && readManifest(folder).name !== undefined
  return isPackage ? folder : packageOf(folder)
}

const noticeOf = (folder: string): string => {
  const { name, version, license = "no licence" } = readManifest(folder)
  check(permitted.has(license), `${name} may not be given away: ${license}`)
  const texts = globSync(["LICEN[CS]E*", "NOTICE*"], { cwd: folder })
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").trim())
  return [`${name} ${version} (${license})`, ...texts].join("\n\n")
}

const output = await Command.bundle()
rmSync(destination, { recursive: true, force: true })
mkdirSync(destination)
for (const file of output) {
  const path = join(destination, file.fileName)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Command.contentOf(file))
}

const modules = output.filter(Command.isChunk).flatMap(({ moduleIds }) => moduleIds)
const others = new Set(modules.filter((module) => module.includes("/node_modules/")).map(packageOf))
const notices = [...others].map(noticeOf).sort()
writeFileSync(
  join(destination, "THIRD-PARTY-NOTICES.txt"),
  `route-server contains these packages:\n\n${notices.join(`\n\n${"-".repeat(79)}\n\n`)}\n`,
)
console.log(`The command is built of ${modules.length} modules and ${others.size} packages.`)
