/**
 * Removes what builds leave behind, so that a module that is gone is gone from
 * the packages too.
 */
import { globSync, rmSync } from "node:fs"
import { resolve } from "node:path"

const root = resolve(import.meta.dirname, "..")

for (const path of globSync(["packages/*/dist", ".build"], { cwd: root })) {
  rmSync(resolve(root, path), { recursive: true })
}
