/**
 * The bundle of the command `route-server`: all that it is made of, but for what its
 * manifest names under `dependencies`.
 *
 * It is not minified: Node shows the line that a fault is in, and a report of one is to
 * be read.
 */
import { isBuiltin } from "node:module"
import { join } from "node:path"
import { type OutputAsset, type OutputChunk, rolldown } from "rolldown"
import { check, readManifest, root } from "./packs.ts"

export const folder = join(root, "packages/cli")

export const entry = "bin.js"

export type Output = ReadonlyArray<OutputChunk | OutputAsset>

const outside = Object.keys(readManifest(folder).dependencies ?? {})

const isOutside = (module: string): boolean =>
  outside.some((name) => module === name || module.startsWith(`${name}/`))

export const isChunk = (file: OutputChunk | OutputAsset): file is OutputChunk =>
  file.type === "chunk"

export const bundle = async (): Promise<Output> => {
  const build = await rolldown({
    input: join(folder, "src/bin.ts"),
    platform: "node",
    external: isOutside,
    // Files that are read, as those of the monitor's page, come along.
    experimental: { resolveNewUrlToAsset: true },
  })
  const { output } = await build.generate({ format: "esm", comments: { legal: false } })
  await build.close()
  const own = new Set(output.map(({ fileName }) => fileName))
  const imports = output
    .filter(isChunk)
    .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
  const missing = imports.filter((name) => !own.has(name) && !isBuiltin(name) && !isOutside(name))
  check(missing.length === 0, `The bundle of the command lacks ${missing.join(", ")}`)
  return output
}

export const contentOf = (file: OutputChunk | OutputAsset): string | Uint8Array =>
  isChunk(file) ? file.code : file.source

/** What is loaded whatever the command is asked for. */
export const loadedAtStart = (output: Output): Output => {
  const chunks = new Map(output.filter(isChunk).map((chunk) => [chunk.fileName, chunk]))
  const loaded = new Set<string>([entry])
  for (const name of loaded) for (const other of chunks.get(name)?.imports ?? []) loaded.add(other)
  return output.filter(({ fileName }) => loaded.has(fileName))
}
