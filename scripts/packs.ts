/**
 * The packages as they would be published, packed and put into projects. The scripts
 * that try them share this; it needs `pnpm` on the path, so run them through pnpm.
 */
import { execFileSync, spawnSync } from "node:child_process"
import { globSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly keywords?: ReadonlyArray<string>
  readonly files?: ReadonlyArray<string>
  readonly engines?: { readonly node?: string }
  readonly bin?: Record<string, string>
  readonly scripts?: Record<string, string>
  readonly exports: Record<string, unknown>
  readonly repository?: unknown
  readonly homepage?: unknown
  readonly bugs?: unknown
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
  readonly peerDependenciesMeta?: Record<string, { readonly optional?: boolean }>
}

export interface Pack {
  readonly manifest: Manifest
  readonly tarball: string
  readonly files: ReadonlyArray<string>
}

export const root = resolve(import.meta.dirname, "..")

export const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))

export const run = (cwd: string, command: string, ...args: ReadonlyArray<string>): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })

/** The same, of which nothing is heard unless it fails. */
export const runQuietly = (
  cwd: string,
  command: string,
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>> = {},
): string => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  })
  check(status === 0, `${command} ${args.join(" ")}\n${stdout}${stderr}`)
  return stdout
}

export const check = (holds: boolean, message: string): void => {
  if (!holds) throw new Error(message)
}

/** Packs all packages of the workspace, each of which builds itself for it. */
export const packAll = (destination: string): ReadonlyArray<Pack> => {
  const folders = globSync("packages/*/package.json", { cwd: root })
  run(
    root,
    "pnpm",
    "--recursive",
    "--filter=./packages/*",
    "pack",
    "--pack-destination",
    destination,
  )
  const packs = globSync("*.tgz", { cwd: destination })
    .sort()
    .map((name) => {
      const tarball = join(destination, name)
      const manifest: Manifest = JSON.parse(
        run(destination, "tar", "-xzOf", tarball, "package/package.json"),
      )
      return {
        manifest,
        tarball,
        files: run(destination, "tar", "-tzf", tarball).trim().split("\n"),
      }
    })
  check(packs.length === folders.length, `${packs.length} of ${folders.length} packages are packed`)
  return packs
}

/** Where each pack is, by its name. */
export const tarballs = (packs: ReadonlyArray<Pack>): Record<string, string> =>
  Object.fromEntries(packs.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]))

/** What the packs want beside them, in the versions that the workspace has. */
export const peersOf = (packs: ReadonlyArray<Pack>): Record<string, string> => {
  const versions = readManifest(root).devDependencies ?? {}
  return Object.fromEntries(
    packs
      .flatMap(({ manifest }) => Object.entries(manifest.peerDependencies ?? {}))
      .map(([peer, range]) => [peer, versions[peer] ?? range]),
  )
}

export const writeProject = (folder: string, manifest: object): void =>
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ private: true, type: "module", ...manifest }, null, 2),
  )
