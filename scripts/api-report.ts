/**
 * Reports the public surface of every package: the declarations that its entry
 * points lead to, as they are built, without comments and in the order of their
 * names. What a user's program can see then shows in review when it changes, and
 * nothing else does. A declaration of an internal module appears if the public
 * ones need it.
 *
 * Run it after a build. With `--write` it replaces the reports in `etc/api`;
 * otherwise it compares them and fails with the difference.
 */
import { spawnSync } from "node:child_process"
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"

const root = resolve(import.meta.dirname, "..")
const committed = "etc/api"
const current = ".build/api"

/** The sources of a package's entry points, from the `exports` that the workspace uses. */
const entryPoints = (folder: string): ReadonlyArray<string> => {
  const manifest: { readonly exports: Record<string, string | null> } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  )
  const sources = Object.values(manifest.exports).flatMap((target) =>
    target?.endsWith(".ts") ? [target] : [],
  )
  return globSync(sources, { cwd: folder }).map((source) => source.replace(/^src\//, ""))
}

const withoutComments = (declarations: string): string =>
  declarations.replace(/("(?:[^"\\]|\\.)*")|\/\*[\s\S]*?\*\/ ?|\/\/.*/g, "$1")

const nameOf = (statement: string): string =>
  /^(?:export )?(?:declare )?(?:abstract )?(?:const|type|interface|class|function) (\w+)/.exec(
    statement,
  )?.[1] ?? ""

/** Imports and re-exports first; what shares a name, such as overloads, keeps its order. */
const byName = (a: string, b: string): number => {
  const [first, second] = [nameOf(a), nameOf(b)]
  if (first === "" && second === "") return a < b ? -1 : 1
  return first === second ? 0 : first < second ? -1 : 1
}

/** The compiler begins a statement at the start of a line, and nothing else but closing brackets. */
const report = (declarations: string): string =>
  `${withoutComments(declarations)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .join("\n")
    .split(/\n(?=\w)/)
    .filter((statement) => statement !== "export {};")
    .sort(byName)
    .join("\n")}\n`

const declarationsOf = (module: string): string => module.replace(/\.ts$/, ".d.ts")

const importsOf = (declarations: string): ReadonlyArray<string> =>
  [...declarations.matchAll(/(?<=from "|import\(")\.[^"]+/g)].map(([path]) => path)

const reportPackage = (folder: string): number => {
  const modules = new Set(entryPoints(folder))
  for (const module of modules) {
    const text = report(readFileSync(join(folder, "dist", declarationsOf(module)), "utf8"))
    for (const path of importsOf(text)) modules.add(join(dirname(module), path))
    const destination = join(root, current, basename(folder), declarationsOf(module))
    mkdirSync(dirname(destination), { recursive: true })
    writeFileSync(destination, text)
  }
  return modules.size
}

rmSync(join(root, current), { recursive: true, force: true })
const modules = globSync("packages/*", { cwd: root })
  .map((folder) => reportPackage(resolve(root, folder)))
  .reduce((total, count) => total + count, 0)

if (process.argv.includes("--write")) {
  rmSync(join(root, committed), { recursive: true, force: true })
  cpSync(join(root, current), join(root, committed), { recursive: true })
  console.log(`The surface of ${modules} modules is written to ${committed}.`)
} else {
  mkdirSync(join(root, committed), { recursive: true })
  const { status } = spawnSync(
    "git",
    ["diff", "--no-index", "--stat", "--patch", committed, current],
    {
      cwd: root,
      stdio: "inherit",
    },
  )
  if (status === 0) {
    console.log(`The surface of ${modules} modules is as ${committed} says.`)
  } else {
    console.error(
      `\nThe public surface is not what ${committed} says. If the change is meant, run\n\`npx -y pnpm@12 api\`, and commit the reports with a changeset that tells users of it.`,
    )
    process.exitCode = 1
  }
}
