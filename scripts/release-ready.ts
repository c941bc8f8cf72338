/**
 * Names what a release lacks: the address of the project, which its manifest tells once
 * for all packages, and a changelog for each.
 */
import { existsSync, globSync } from "node:fs"
import { dirname, join } from "node:path"
import { readManifest, root } from "./packs.ts"

const isText = (value: unknown): boolean => typeof value === "string" && value !== ""

const isRepository = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "url" in value && isText(value.url)

const { repository, homepage, bugs } = readManifest(root)

const missing = [
  ...(isRepository(repository)
    ? []
    : [`package.json: "repository": { "type": "git", "url": "git+https://…" }`]),
  ...(isText(homepage) ? [] : [`package.json: "homepage": "https://…"`]),
  ...(isText(bugs) ? [] : [`package.json: "bugs": "https://…"`]),
  ...globSync("packages/*/package.json", { cwd: root }).flatMap((manifest) => {
    const changelog = join(dirname(manifest), "CHANGELOG.md")
    return existsSync(join(root, changelog))
      ? []
      : [`${changelog}, which \`npx -y pnpm@12 changeset version\` writes`]
  }),
]

if (missing.length === 0) {
  console.log("Nothing is missing for a release.")
} else {
  console.error(`A release lacks:\n${missing.map((each) => `  ${each}`).join("\n")}`)
  process.exitCode = 1
}
