/**
 * Tries a release: a copy of the workspace gets its next versions, is built and is
 * published with changesets, to a registry on loopback that is thrown away. From it the
 * command and the libraries are installed in empty folders and run there.
 *
 * It needs no credentials and publishes nowhere else. Run it through pnpm.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { isDeepStrictEqual } from "node:util"
import * as Packs from "./packs.ts"
import { check, root, run, runQuietly } from "./packs.ts"

const workplace = mkdtempSync(join(tmpdir(), "route-server-release-"))

const folder = (name: string): string => {
  const path = join(workplace, name)
  mkdirSync(path)
  return path
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  check(typeof address === "object" && address !== null, "There is no free port")
  return typeof address === "object" && address !== null ? address.port : 0
}

/** The registry that others' packages come from. */
const upstream = run(root, "npm", "config", "get", "registry").trim()

/** Verdaccio asks for a tag of a package that not every registry has. */
const verdaccio = { version: "6.10.4", overrides: { "node-fetch": "2.7.0" } }

const startRegistry = async (port: number) => {
  const home = folder("registry")
  Packs.writeProject(home, {
    dependencies: { verdaccio: verdaccio.version },
    overrides: verdaccio.overrides,
  })
  runQuietly(home, "npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"])
  const config = {
    storage: join(home, "storage"),
    uplinks: { upstream: { url: upstream } },
    packages: {
      "@route-server/*": { access: "$all", publish: "$all" },
      "**": { access: "$all", proxy: "upstream" },
    },
    web: { enable: false },
    log: { type: "stdout", format: "json", level: "warn" },
  }
  writeFileSync(join(home, "config.json"), JSON.stringify(config))
  const child = spawn(
    process.execPath,
    [
      join(home, "node_modules/verdaccio/bin/verdaccio"),
      "--config",
      join(home, "config.json"),
      "--listen",
      `http://127.0.0.1:${port}`,
    ],
    { cwd: home, stdio: ["ignore", "pipe", "inherit"] },
  )
  let printed = ""
  for await (const chunk of child.stdout) {
    printed += chunk
    if (printed.includes("http address")) break
  }
  check(child.exitCode === null, `The registry did not start: ${printed}`)
  child.stdout.resume()
  return child
}

/** The workspace as it is now, with its next versions, that can be published to our registry only. */
const nextVersions = (): string => {
  const copy = folder("workspace")
  const files = run(root, "git", "ls-files", "--cached", "--others", "--exclude-standard")
  for (const file of files.trim().split("\n")) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  for (const manifest of globSync("packages/*/package.json", { cwd: copy })) {
    const file = join(copy, manifest)
    const { publishConfig, ...rest } = JSON.parse(readFileSync(file, "utf8"))
    writeFileSync(file, JSON.stringify({ ...rest, publishConfig: { ...publishConfig, registry } }))
  }
  // An address that nobody has, since a release is not made without one.
  const address = "https://route-server.invalid"
  const workspace = JSON.parse(readFileSync(join(copy, "package.json"), "utf8"))
  writeFileSync(
    join(copy, "package.json"),
    JSON.stringify({
      ...workspace,
      repository: { type: "git", url: `git+${address}/repository.git` },
      homepage: address,
      bugs: `${address}/bugs`,
    }),
  )
  cpSync(settings, join(copy, ".npmrc"))
  run(copy, "git", "init", "--quiet")
  runQuietly(copy, "pnpm", ["install", "--frozen-lockfile", "--prefer-offline"])
  runQuietly(copy, "pnpm", ["exec", "changeset", "version"])
  return copy
}

const port = await freePort()
const registry = `http://127.0.0.1:${port}/`
const settings = join(workplace, "npmrc")
// The registry on loopback lets everybody publish, but npm sends nothing without a token.
writeFileSync(settings, `registry=${registry}\n//127.0.0.1:${port}/:_authToken=nobody\n`)
const environment = { NPM_CONFIG_USERCONFIG: settings, npm_config_registry: registry }

const child = await startRegistry(port)
try {
  const copy = nextVersions()
  console.log(runQuietly(copy, "pnpm", ["release"], environment))
  const { version } = Packs.readManifest(join(copy, "packages/core"))

  const command = folder("command")
  Packs.writeProject(command, {})
  runQuietly(
    command,
    "npm",
    ["install", "--no-audit", "--no-fund", "@route-server/cli"],
    environment,
  )
  const bin = join(command, "node_modules/.bin/route-server")
  check(
    existsSync(join(command, "node_modules/@route-server/cli/CHANGELOG.md")),
    "There is no changelog",
  )
  check(run(command, bin, "--version").includes(version), `The command is not of ${version}`)
  const published = Packs.readManifest(join(command, "node_modules/@route-server/cli"))
  check(
    isDeepStrictEqual(published.repository, {
      type: "git",
      url: "git+https://route-server.invalid/repository.git",
      directory: "packages/cli",
    }),
    `The repository of the command is ${JSON.stringify(published.repository)}`,
  )
  const answer = JSON.parse(run(command, bin, "peers", "describe", "--output", "json"))
  check(answer.RouteServerPeers.length > 0, "route-server lists no peers of its sample fleet")

  const library = folder("library")
  const names = ["adapter-aws", "adapter-memory", "core", "endpoint", "testing"]
  Packs.writeProject(library, {})
  runQuietly(
    library,
    "npm",
    [
      "install",
      "--no-audit",
      "--no-fund",
      "@effect/platform-node",
      ...names.map((name) => `@route-server/${name}`),
    ],
    environment,
  )
  cpSync(join(root, "scripts/consumer/library.js"), join(library, "library.js"))
  console.log(run(library, process.execPath, "library.js").trim())
} finally {
  child.kill("SIGTERM")
  await once(child, "close")
  rmSync(workplace, { recursive: true, force: true })
}
