/**
 * What pnpm does to the manifest of a package that it packs or publishes: the address
 * of the project is told once, in the manifest of the workspace, and every package
 * that is published has it.
 */
import { readFileSync } from "node:fs"
import { relative, sep } from "node:path"

const root = import.meta.dirname

const beforePacking = (manifest, folder) => {
  const { repository, homepage, bugs } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"))
  const directory = relative(root, folder).split(sep).join("/")
  return {
    ...manifest,
    ...(repository && { repository: { ...repository, directory } }),
    ...(homepage && { homepage }),
    ...(bugs && { bugs }),
  }
}

export const hooks = { beforePacking }
