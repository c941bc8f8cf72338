/**
 * The corpus: inputs that are kept in the repository, chosen by hand or found.
 */
import { createHash } from "node:crypto"
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import type { Finding } from "./finding.ts"
import type { Target } from "./Target.ts"

const root = resolve(import.meta.dirname, "../..")

const folderOf = ({ name }: Target): string => join(root, "fuzz/corpus", name)

/** An input, and where it stands. */
export interface Seed {
  /** From the root. */
  readonly path: string
  readonly input: Uint8Array
}

/** All inputs that are kept for a target. */
export const read = (target: Target): ReadonlyArray<Seed> => {
  const folder = folderOf(target)
  const paths = [
    ...(target.files ?? []).map((path) => join(root, path)),
    ...readdirSync(folder)
      .sort()
      .map((name) => join(folder, name)),
  ]
  return paths.map((path) => ({
    path: relative(root, path),
    input: new Uint8Array(readFileSync(path)),
  }))
}

/** Keeps a finding under a name that says what it does; answers where. */
export const keep = (target: Target, { input, what }: Finding): string => {
  const hash = createHash("sha256").update(input).digest("hex").slice(0, 8)
  const path = join(folderOf(target), `${what}-${hash}`)
  mkdirSync(folderOf(target), { recursive: true })
  writeFileSync(path, input)
  return relative(root, path)
}
