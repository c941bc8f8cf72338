/**
 * Puts the packed packages into empty folders with every package manager that users
 * have, and runs them there on every runtime: the command, which lists and serves, and
 * a program that lists through the AWS SDK over HTTP. What `docs/platforms.md` says is
 * held here.
 *
 * It downloads the runtimes, in the versions of `etc/platforms.json`. Run it through pnpm.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Packs from "./packs.ts"
import { check, root, runQuietly } from "./packs.ts"

/** How a program is run: a file and what comes before the program's own. */
type Runtime = ReadonlyArray<string>

const workplace = mkdtempSync(join(tmpdir(), "route-server-platforms-"))
process.on("exit", () => rmSync(workplace, { recursive: true, force: true }))

const folder = (name: string): string => {
  const path = join(workplace, name)
  mkdirSync(path)
  return path
}

const versions: Record<"bun" | "deno" | "yarn", string> = JSON.parse(
  readFileSync(join(root, "etc/platforms.json"), "utf8"),
)

/** The first Node that all packages allow. */
const oldestNode = (packs: ReadonlyArray<Packs.Pack>): string => {
  const ranges = new Set(packs.map(({ manifest }) => manifest.engines?.node))
  const [range = ""] = ranges
  check(
    ranges.size === 1 && /^>=\d+\.\d+$/.test(range),
    `The packages need Node ${[...ranges].join(", ")}`,
  )
  return `${range.slice(2)}.0`
}

/** Node as the registry has it, a package for each platform. */
const nodePackage = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`

/** A folder without these is one that no package needs them in. */
const unwanted = ["redis", "undici"]

/** Yarn and Bun take a packed file for the one of that name and version that they have seen before. */
const cache = folder("cache")

const install = {
  npm: (cwd: string) =>
    runQuietly(cwd, "npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"]),
  pnpm: (cwd: string) =>
    runQuietly(cwd, "pnpm", ["install", "--ignore-workspace", "--ignore-scripts"]),
  yarn: (cwd: string) =>
    runQuietly(cwd, process.execPath, [
      join(tools, "yarn/bin/yarn.js"),
      "install",
      "--ignore-scripts",
      "--cache-folder",
      cache,
    ]),
  bun: (cwd: string) => runQuietly(cwd, bun, ["install", "--ignore-scripts", "--cache-dir", cache]),
}

const tools = join(folder("tools"), "node_modules")
const bun = join(tools, ".bin/bun")
const deno = join(tools, ".bin/deno")

const packs = Packs.packAll(folder("packs"))
const oldest = oldestNode(packs)
Packs.writeProject(join(tools, ".."), {
  dependencies: { ...versions, [nodePackage]: oldest },
})
// Bun and Deno put the binary in its place when they are installed.
runQuietly(join(tools, ".."), "npm", ["install", "--no-audit", "--no-fund"])

const runtimes = {
  [`Node ${oldest}`]: [join(tools, nodePackage, "bin/node")],
  [`Node ${process.versions.node}`]: [process.execPath],
  [`Bun ${versions.bun}`]: [bun],
  [`Deno ${versions.deno}`]: [deno, "run", "--allow-all"],
} satisfies Record<string, Runtime>

const runOn = ([file = "", ...args]: Runtime, cwd: string, ...program: ReadonlyArray<string>) =>
  runQuietly(cwd, file, [...args, ...program])

const command = "node_modules/@route-server/cli/bin/route-server.cjs"

const describe = (runtime: Runtime, cwd: string): void => {
  const answer = JSON.parse(runOn(runtime, cwd, command, "peers", "describe", "--output", "json"))
  check(answer.RouteServerPeers.length > 0, "route-server lists no peers of its sample fleet")
}

const get = async (url: string): Promise<string> => {
  const answer = await fetch(url)
  const body = await answer.text()
  check(answer.ok, `${url} answered ${answer.status}: ${body}`)
  return body
}

/** Starts a server of the command over its sample fleet, uses it, and ends it. */
const withServer = async (
  [file = "", ...args]: Runtime,
  cwd: string,
  name: string,
  use: (url: string) => Promise<void>,
): Promise<void> => {
  const fixture = "node_modules/@route-server/cli/fixtures/sample-fleet.json"
  const child = spawn(file, [...args, command, name, "--port", "0", "--fixture", fixture], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  })
  let told = ""
  child.stderr.on("data", (chunk) => {
    told += chunk
  })
  const closed = once(child, "close")
  try {
    let printed = ""
    let url: string | undefined
    for await (const chunk of child.stdout) {
      printed += chunk
      url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
      if (url !== undefined) break
    }
    check(url !== undefined, `route-server ${name} printed ${printed}${told}`)
    await use(url ?? "")
  } finally {
    child.kill("SIGTERM")
  }
  const [status, signal] = await closed
  check(status === 0, `route-server ${name} ended with ${status ?? signal}`)
}

const askEndpoint = async (url: string): Promise<void> => {
  const body = await get(`${url}/?Action=DescribeRouteServerPeers&Version=2016-11-15`)
  check(body.includes("<routeServerPeerId>"), `route-server serve answered ${body}`)
}

/** The page and the files that it is made of, which are no modules. */
const openPage = async (url: string): Promise<void> => {
  const files = [...(await get(url)).matchAll(/"(\/assets\/[^"]+)"/g)]
  check(files.length > 0, "The page of the monitor names no files")
  for (const [, path] of files) await get(url + path)
}

const installed = (cwd: string): ReadonlyArray<string> =>
  readdirSync(join(cwd, "node_modules")).filter((name) => !name.startsWith("."))

/** The command by itself, as each package manager installs it. */
const checkCommand = async (
  manager: keyof typeof install,
  names: ReadonlyArray<keyof typeof runtimes>,
) => {
  const cwd = folder(`command-${manager}`)
  Packs.writeProject(cwd, {
    dependencies: { "@route-server/cli": Packs.tarballs(packs)["@route-server/cli"] },
  })
  install[manager](cwd)
  const others = installed(cwd).filter((name) => name !== "@route-server")
  check(others.length === 0, `With ${manager}, the command brings ${others.join(", ")}`)
  for (const name of names) {
    describe(runtimes[name] ?? [], cwd)
    await withServer(runtimes[name] ?? [], cwd, "serve", askEndpoint)
    await withServer(runtimes[name] ?? [], cwd, "monitor", openPage)
    console.log(`route-server, installed with ${manager}, on ${name}: lists, serves, monitors`)
  }
}

/** The libraries, and a program over them; without what their peers would like to have. */
const checkLibraries = (
  manager: keyof typeof install,
  names: ReadonlyArray<keyof typeof runtimes>,
) => {
  const cwd = folder(`libraries-${manager}`)
  const own = Packs.tarballs(packs)
  Packs.writeProject(cwd, {
    dependencies: { ...Packs.peersOf(packs), ...own },
    // The packs are on no registry, where each would look for the others.
    overrides: manager === "npm" ? undefined : own,
    resolutions: own,
  })
  install[manager](cwd)
  for (const name of unwanted)
    rmSync(join(cwd, "node_modules", name), { recursive: true, force: true })
  cpSync(join(root, "scripts/consumer/library.js"), join(cwd, "library.js"))
  for (const name of names) {
    const printed = runOn(runtimes[name] ?? [], cwd, "library.js").trim()
    check(printed === "12 peers", `On ${name} there are ${printed}`)
    console.log(`the libraries, installed with ${manager}, on ${name}: ${printed}`)
  }
}

const [oldestName = "", newestName = "", bunName = "", denoName = ""] = Object.keys(runtimes)
check(existsSync(bun) && existsSync(deno), "The runtimes are not installed")
await checkCommand("npm", [oldestName, newestName, denoName])
await checkCommand("pnpm", [newestName])
await checkCommand("yarn", [newestName])
await checkCommand("bun", [bunName])
checkLibraries("npm", [oldestName, newestName, denoName])
checkLibraries("yarn", [oldestName])
checkLibraries("bun", [bunName])
