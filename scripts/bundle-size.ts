/**
 * Bundles the programs of `etc/bundle-size.json` as a user's bundler would and holds
 * each to its ceiling: bytes, minified and gzipped. The command is taken as it is built.
 *
 * The last ceiling of a program counts. To raise one, add a line that says why.
 */
import { readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"
import * as Command from "./command.ts"

interface Program {
  readonly name: string
  /** The program to bundle, or the command: all of it, or what it loads at its start. */
  readonly program: string | { readonly command: "whole" | "start" }
  /** Default: `browser`. */
  readonly platform?: "browser" | "node"
  /** What is not counted. Default: `effect`. */
  readonly without?: ReadonlyArray<string>
  /** In bytes. */
  readonly ceilings: ReadonlyArray<{ readonly bytes: number; readonly why: string }>
}

const root = resolve(import.meta.dirname, "..")

const gzipped = (contents: ReadonlyArray<string | Uint8Array>): number =>
  contents.reduce((total, content) => total + gzipSync(content).length, 0)

const command = await Command.bundle()

const sizeOf = async ({
  program,
  platform = "browser",
  without = ["effect", "effect/*"],
}: Program): Promise<number> => {
  if (typeof program === "object") {
    const files = program.command === "whole" ? command : Command.loadedAtStart(command)
    return gzipped(files.map(Command.contentOf))
  }
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    minify: true,
    platform,
    format: "esm",
    external: [...without],
    write: false,
  })
  return gzipped(outputFiles.map(({ contents }) => contents))
}

const programs: ReadonlyArray<Program> = JSON.parse(
  readFileSync(join(root, "etc/bundle-size.json"), "utf8"),
)

const rows = await Promise.all(
  programs.map(async (program) => {
    const bytes = await sizeOf(program)
    const ceiling = program.ceilings.at(-1)?.bytes ?? 0
    return { program: program.name, bytes, ceiling, "": bytes > ceiling ? "too large" : "" }
  }),
)

console.table(rows)
if (rows.some(({ bytes, ceiling }) => bytes > ceiling)) {
  console.error(
    "Find out what came in, for instance with esbuild's --analyze. If it is worth its bytes,\nadd a ceiling with the reason to etc/bundle-size.json.",
  )
  process.exitCode = 1
}
