/**
 * Packs every package as it would be published, installs the packs in an empty
 * project, and uses them there as a user would: from plain JavaScript, from
 * TypeScript of every version that users have, which checks all declarations, and
 * from the command line.
 *
 * Run it after a build, through pnpm.
 */
import { execFile, execFileSync } from "node:child_process"
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { publint } from "publint"
import { formatMessage } from "publint/utils"

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly scripts?: Record<string, string>
  readonly exports: Record<string, unknown>
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
}

interface Pack {
  readonly manifest: Manifest
  readonly tarball: string
  readonly files: ReadonlyArray<string>
}

const root = resolve(import.meta.dirname, "..")

const readManifest = (file: string): Manifest => JSON.parse(readFileSync(file, "utf8"))

const run = (cwd: string, command: string, ...args: ReadonlyArray<string>): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })

const check = (holds: boolean, message: string): void => {
  if (!holds) throw new Error(message)
}

const pack = (folder: string, destination: string): Pack => {
  const { filename } = JSON.parse(
    run(folder, "pnpm", "pack", "--json", "--pack-destination", destination),
  )
  const tarball = resolve(destination, filename)
  const list = run(destination, "tar", "-tzf", tarball)
  const manifest: Manifest = JSON.parse(
    run(destination, "tar", "-xzOf", tarball, "package/package.json"),
  )
  return { manifest, tarball, files: list.trim().split("\n") }
}

const checkPack = async ({ manifest, tarball, files }: Pack): Promise<void> => {
  const { name } = manifest
  check(manifest.license === "MIT", `${name} does not state its licence`)
  for (const script of ["preinstall", "install", "postinstall"]) {
    check(manifest.scripts?.[script] === undefined, `${name} runs a script when it is installed`)
  }
  check(!JSON.stringify(manifest).includes("workspace:"), `${name} refers to the workspace`)
  check(
    files.includes("package/dist/index.js") || name.endsWith("/cli"),
    `${name} has not been built`,
  )
  check(files.includes("package/LICENSE"), `${name} comes without its licence`)
  const strays = files.filter((file) => /\/test\/|\.tsbuildinfo$|\.test\./.test(file))
  check(strays.length === 0, `${name} packs ${strays.join(", ")}`)
  const { messages } = await publint({
    pack: { tarball: Uint8Array.from(readFileSync(tarball)).buffer },
    strict: true,
  })
  const faults = messages.map((message) => formatMessage(message, manifest))
  check(faults.length === 0, `${name}: ${faults.join("; ")}`)
}

/** A project that has the packs, and what they want beside them, installed. */
const install = (consumer: string, packs: ReadonlyArray<Pack>): void => {
  const versions = readManifest(join(root, "package.json")).devDependencies ?? {}
  const own = Object.fromEntries(
    packs.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]),
  )
  const peers = packs.flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {}))
  const theirs = Object.fromEntries(
    packs
      .flatMap(({ manifest }) => Object.entries(manifest.peerDependencies ?? {}))
      .map(([peer, range]) => [peer, versions[peer] ?? range]),
  )
  check(new Set(peers).size === Object.keys(theirs).length, "a peer dependency got lost")
  writeFileSync(
    join(consumer, "package.json"),
    JSON.stringify({
      private: true,
      type: "module",
      dependencies: { ...theirs, ...own },
      devDependencies: { "@types/node": versions["@types/node"] },
    }),
  )
  writeFileSync(join(consumer, "pnpm-workspace.yaml"), JSON.stringify({ overrides: own }))
  run(consumer, "pnpm", "install", "--prefer-offline", "--ignore-scripts")
}

const entries = ({ manifest }: Pack): ReadonlyArray<string> =>
  Object.keys(manifest.exports)
    .filter((path) => !path.includes("*") && !path.endsWith(".json"))
    .map((path) => manifest.name + path.slice(1))

/** The modules that a pattern of entry points stands for: those at the top of what is built. */
const subpaths = ({ manifest, files }: Pack): ReadonlyArray<string> =>
  "./*" in manifest.exports
    ? files.flatMap((file) => {
        const name = /^package\/dist\/(\w+)\.js$/.exec(file)?.[1]
        return name === undefined || name === "index" ? [] : [`${manifest.name}/${name}`]
      })
    : []

const useFromJavaScript = (consumer: string, modules: ReadonlyArray<string>): void => {
  const program = modules
    .map(
      (name) =>
        `if (Object.keys(await import("${name}")).length === 0) throw new Error("${name} exports nothing")`,
    )
    .join("\n")
  writeFileSync(join(consumer, "use.js"), program)
  run(consumer, process.execPath, "use.js")
}

/** The compilers that users have, as the root's manifest names them. */
const compilers = ["typescript", "typescript-6", "typescript-5.9"]

/**
 * What a user's program has beside the language. The declarations of effect and of
 * the SDK need the web's globals and Node's, so only with these can every
 * declaration be checked; without them ours must do for who skips the check.
 */
const surroundings = {
  bare: { lib: ["ES2024"], types: [], skipLibCheck: true },
  node: {
    lib: ["ES2024", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    types: ["node"],
    skipLibCheck: false,
  },
}

const compile = (consumer: string, compiler: string, project: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const tsc = join(root, "node_modules", compiler, "bin/tsc")
    const options = [tsc, "--project", `${project}.json`]
    execFile(process.execPath, options, { cwd: consumer }, (error, stdout) => {
      if (error === null) resolve()
      else reject(new Error(`${compiler}, ${project}: ${stdout}`))
    })
  })

const useFromTypeScript = async (
  consumer: string,
  modules: ReadonlyArray<string>,
): Promise<void> => {
  const imports = modules.map((name, index) => `import * as module${index} from "${name}"`)
  const names = modules.map((_, index) => `module${index}`)
  writeFileSync(
    join(consumer, "use.ts"),
    `${imports.join("\n")}\nexport const modules = [${names.join(", ")}]\n`,
  )
  for (const [name, options] of Object.entries(surroundings)) {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      target: "ES2024",
      module: "NodeNext",
      ...options,
    }
    writeFileSync(
      join(consumer, `${name}.json`),
      JSON.stringify({ compilerOptions, files: ["use.ts"] }),
    )
  }
  await Promise.all(
    compilers.map(async (compiler) => {
      for (const name of Object.keys(surroundings)) await compile(consumer, compiler, name)
    }),
  )
}

const useFromCommandLine = (consumer: string): void => {
  const bin = join(consumer, "node_modules/.bin/route-server")
  const answer = JSON.parse(run(consumer, bin, "peers", "describe", "--output", "json"))
  check(answer.RouteServerPeers.length > 0, "route-server lists no peers of its sample fleet")
}

const consumer = mkdtempSync(join(tmpdir(), "route-server-consumer-"))
try {
  const packs = globSync("packages/*/package.json", { cwd: root })
    .sort()
    .map((manifest) => pack(dirname(resolve(root, manifest)), consumer))
  for (const pack of packs) await checkPack(pack)
  install(consumer, packs)
  const modules = packs.flatMap(entries)
  useFromJavaScript(consumer, modules)
  await useFromTypeScript(consumer, [...modules, ...packs.flatMap(subpaths)])
  useFromCommandLine(consumer)
  console.log(`${packs.length} packages packed, installed and used: ${modules.join(", ")}`)
} finally {
  rmSync(consumer, { recursive: true, force: true })
}
