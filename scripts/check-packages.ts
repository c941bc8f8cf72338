/**
 * Packs every package as it would be published, from nothing but its sources, installs
 * the packs in an empty project, and uses them there as a user would: from plain
 * JavaScript of either kind of module, from TypeScript of every version that users
 * have, which checks all declarations, in what a browser has, and from the command
 * line. It runs the laws with every vitest that the manifest allows.
 *
 * Run it through pnpm.
 */
import { execFile, spawn } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { createContext, runInContext } from "node:vm"
import { build } from "esbuild"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import * as Packs from "./packs.ts"
import { check, type Pack, root, run, runQuietly } from "./packs.ts"

/** Modules whose source is gone, which an old build has left behind. */
const stale = ({ files }: Pack): ReadonlyArray<string> =>
  files.filter((file) => {
    const name = /^package\/dist\/(.*)\.js$/.exec(file)?.[1]
    return name !== undefined && !files.includes(`package/src/${name}.ts`)
  })

const checkPack = async (pack: Pack): Promise<void> => {
  const { manifest, tarball, files } = pack
  const { name } = manifest
  check(manifest.license === "MIT", `${name} does not state its licence`)
  check((manifest.keywords ?? []).length > 0, `${name} has no keywords`)
  check(manifest.engines?.node !== undefined, `${name} does not say which Node it needs`)
  check(manifest.files?.includes("CHANGELOG.md") === true, `${name} would not ship its changelog`)
  for (const script of ["preinstall", "install", "postinstall"]) {
    check(manifest.scripts?.[script] === undefined, `${name} runs a script when it is installed`)
  }
  check(!JSON.stringify(manifest).includes("workspace:"), `${name} refers to the workspace`)
  check(files.includes("package/LICENSE"), `${name} comes without its licence`)
  const strays = files.filter((file) => /\/test\/|\.tsbuildinfo$|\.test\./.test(file))
  check(strays.length === 0, `${name} packs ${strays.join(", ")}`)
  if (manifest.bin === undefined) {
    check(files.includes("package/dist/index.js"), `${name} has not been built`)
    check(stale(pack).length === 0, `${name} packs ${stale(pack).join(", ")} of an old build`)
  } else {
    check(manifest.dependencies === undefined, `${name} brings other packages`)
  }
  const readme = run(root, "tar", "-xzOf", tarball, "package/README.md")
  check(
    /^npm install .*/m.exec(readme)?.[0].includes(name) === true,
    `The README of ${name} does not say how to install it`,
  )
  const { messages } = await publint({
    pack: { tarball: Uint8Array.from(readFileSync(tarball)).buffer },
    strict: true,
  })
  const faults = messages.map((message) => formatMessage(message, manifest))
  check(faults.length === 0, `${name}: ${faults.join("; ")}`)
}

/** A project that has the packs, and what they want beside them, installed. */
const install = (consumer: string, packs: ReadonlyArray<Pack>, others: object = {}): void => {
  const own = Packs.tarballs(packs)
  const { devDependencies } = Packs.readManifest(root)
  Packs.writeProject(consumer, {
    dependencies: { ...Packs.peersOf(packs), ...own, ...others },
    devDependencies: { "@types/node": devDependencies?.["@types/node"] },
  })
  writeFileSync(join(consumer, "pnpm-workspace.yaml"), JSON.stringify({ overrides: own }))
  run(consumer, "pnpm", "install", "--prefer-offline", "--ignore-scripts")
}

const consumers = join(root, "scripts/consumer")

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

/** With `import` and with `require`. */
const useFromJavaScript = (consumer: string, modules: ReadonlyArray<string>): void => {
  const program = (load: string) =>
    modules
      .map(
        (name) =>
          `if (Object.keys(${load}("${name}")).length === 0) throw new Error("${name} exports nothing")`,
      )
      .join("\n")
  writeFileSync(join(consumer, "use.js"), program("await import"))
  writeFileSync(join(consumer, "use.cjs"), program("require"))
  run(consumer, process.execPath, "use.js")
  run(consumer, process.execPath, "use.cjs")
}

/** What a browser has beside the language, as far as Node has it too; nothing that is Node's own. */
const ofTheWeb = {
  AbortController,
  AbortSignal,
  Headers,
  MessageChannel,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  TransformStream,
  URL,
  URLSearchParams,
  WritableStream,
  clearInterval,
  clearTimeout,
  console,
  crypto,
  fetch,
  performance,
  queueMicrotask,
  setInterval,
  setTimeout,
  structuredClone,
}

const useInBrowser = async (consumer: string): Promise<void> => {
  cpSync(join(consumers, "browser.js"), join(consumer, "browser.js"))
  const { outputFiles } = await build({
    entryPoints: [join(consumer, "browser.js")],
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "program",
    write: false,
  })
  const context = createContext({ ...ofTheWeb })
  runInContext(outputFiles[0]?.text ?? "", context)
  const counts: unknown = await runInContext("program.main()", context)
  check(/^12 peers, [1-9]/.test(String(counts)), `In a browser there are ${counts}`)
}

/** The first version of each range that `@route-server/testing` allows, but for the one that the tests of the workspace have. */
const otherVitests = (packs: ReadonlyArray<Pack>): ReadonlyArray<string> => {
  const used = Packs.readManifest(root).devDependencies?.["vitest"] ?? ""
  return packs
    .flatMap(({ manifest }) => manifest.peerDependencies?.["vitest"]?.split(" || ") ?? [])
    .map((range) => range.replace("^", ""))
    .filter((version) => version.split(".")[0] !== used.split(".")[0])
}

const SDK = "@aws-sdk/client-ec2"

/** The lowest AWS SDK that the adapter allows, and the range, of which the newest is installed. */
const sdksOf = (packs: ReadonlyArray<Pack>): ReadonlyArray<string> => {
  const ranges = new Set(packs.flatMap(({ manifest }) => manifest.peerDependencies?.[SDK] ?? []))
  const [range = ""] = ranges
  const lowest = /^\^(\d+\.\d+\.\d+)$/.exec(range)?.[1]
  check(ranges.size === 1, `The packages allow these AWS SDKs: ${[...ranges].join(", ")}`)
  check(lowest !== undefined, `${range} is not the range that begins with the lowest AWS SDK`)
  return [lowest ?? "", range]
}

/** Lists through an AWS SDK, of which it gives the version, and compiles against its types. */
const useSdk = async (folder: string, packs: ReadonlyArray<Pack>, sdk: string): Promise<string> => {
  install(folder, packs, { [SDK]: sdk })
  cpSync(join(consumers, "sdk.js"), join(folder, "sdk.js"))
  const version = run(folder, process.execPath, "sdk.js").trim()
  check(sdk.startsWith("^") || version === sdk, `Of the AWS SDK ${sdk}, ${version} is installed`)
  const adapter = packs.filter(({ manifest }) => manifest.peerDependencies?.[SDK] !== undefined)
  await useFromTypeScript(folder, [...adapter.flatMap(entries), ...adapter.flatMap(subpaths)])
  return version
}

const runLaws = (folder: string): void => {
  cpSync(join(consumers, "laws.test.js"), join(folder, "laws.test.js"))
  const answer = runQuietly(
    folder,
    process.execPath,
    [join(folder, "node_modules/vitest/vitest.mjs"), "run"],
    { NO_COLOR: "1" },
  )
  check(/Tests\s+\d\d+ passed \(/.test(answer), `The laws did not run: ${answer}`)
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

/** The page of a monitor, with the files that it names. */
const usePage = async (url: string): Promise<void> => {
  const page = await (await fetch(url)).text()
  const files = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path)
  check(files.length === 3, `The page of a monitor names ${files.length} files`)
  for (const file of files) {
    const { status } = await fetch(new URL(file, url))
    check(status === 200, `The monitor has no ${file}: ${status}`)
  }
}

/** Starts a monitor, whose first line is its URL, and looks at its page. */
const watchFromCommandLine = async (
  consumer: string,
  command: string,
  ...options: ReadonlyArray<string>
): Promise<void> => {
  const monitor = spawn(command, options, {
    cwd: consumer,
    stdio: ["ignore", "pipe", "inherit"],
  })
  try {
    for await (const url of createInterface(monitor.stdout)) {
      await usePage(url)
      return
    }
    throw new Error(`${command} ended before it said where its page is`)
  } finally {
    monitor.kill()
  }
}

const workplace = mkdtempSync(join(tmpdir(), "route-server-packages-"))
try {
  const folder = (name: string) => {
    const path = join(workplace, name)
    mkdirSync(path)
    return path
  }
  run(root, process.execPath, "scripts/clean.ts")
  const packs = Packs.packAll(folder("packs"))
  for (const pack of packs) await checkPack(pack)
  const consumer = folder("consumer")
  install(consumer, packs)
  const modules = packs.flatMap(entries)
  useFromJavaScript(consumer, modules)
  await useFromTypeScript(consumer, [...modules, ...packs.flatMap(subpaths)])
  await useInBrowser(consumer)
  useFromCommandLine(consumer)
  const command = join(consumer, "node_modules/.bin/route-server")
  await watchFromCommandLine(consumer, command, "monitor", "--port", "0")
  cpSync(join(consumers, "monitor.js"), join(consumer, "monitor.js"))
  await watchFromCommandLine(consumer, process.execPath, "monitor.js")
  runLaws(consumer)
  for (const vitest of otherVitests(packs)) {
    const other = folder(`vitest-${vitest}`)
    install(other, packs, { vitest })
    runLaws(other)
  }
  const sdks = []
  for (const sdk of sdksOf(packs)) sdks.push(await useSdk(folder(`sdk-${sdks.length}`), packs, sdk))
  console.log(`the adapter lists through the AWS SDK ${sdks.join(" and ")}`)
  console.log(`${packs.length} packages packed, installed and used: ${modules.join(", ")}`)
} finally {
  rmSync(workplace, { recursive: true, force: true })
}
