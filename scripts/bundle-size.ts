/**
 * Bundles the programs of `etc/bundle-size.json` as a user's bundler would and holds
 * each to its ceiling: bytes, minified and gzipped.
 *
 * The last ceiling of a program counts. To raise one, add a line that says why.
 */
import { readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"

interface Program {
  readonly name: string
  readonly program: string
  /** Whether `effect` counts too. Default: `false`. */
  readonly withEffect?: boolean
  /** In bytes. */
  readonly ceilings: ReadonlyArray<{ readonly bytes: number; readonly why: string }>
}

const root = resolve(import.meta.dirname, "..")

const sizeOf = async ({ program, withEffect = false }: Program): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    external: withEffect ? [] : ["effect", "effect/*"],
    write: false,
  })
  return outputFiles.reduce((total, { contents }) => total + gzipSync(contents).length, 0)
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
