import { spawnSync } from "node:child_process"
import { globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { assert, describe, it } from "@effect/vitest"

const root = resolve(import.meta.dirname, "..")

interface Session {
  readonly file: string
  readonly command: string
  readonly output: string
}

/** What the documents show of a terminal: each command, and the output up to the next. */
const sessions: ReadonlyArray<Session> = globSync(["*.md", "docs/**/*.md", "packages/*/*.md"], {
  cwd: root,
})
  .sort()
  .flatMap((file) =>
    Array.from(
      readFileSync(resolve(root, file), "utf8").matchAll(/^```console\n([\s\S]*?)^```$/gm),
      ([, block = ""]) => block,
    ).flatMap((block) =>
      Array.from(
        block.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm),
        ([, command = "", output = ""]) => ({ file, command, output }),
      ),
    ),
  )

/** In milliseconds. On a machine that has much else to do, a process takes its time to start. */
const PROCESS_TIMEOUT = 600_000

const bin = resolve(root, "packages/cli/src/bin.ts")

describe("What the documents show of a terminal", { timeout: PROCESS_TIMEOUT }, () => {
  it("exists", () => {
    assert.isNotEmpty(sessions)
  })

  it.each(sessions)("$file: $command", ({ command, output }) => {
    const script = `alias route-server='"$NODE" "$BIN"'\neval "$COMMAND"`
    const { stdout, stderr } = spawnSync("sh", ["-c", script], {
      cwd: root,
      encoding: "utf8",
      // While it blocks this thread, nothing else can end it.
      timeout: PROCESS_TIMEOUT,
      env: {
        PATH: process.env["PATH"],
        NODE: process.execPath,
        BIN: bin,
        COMMAND: command,
        COLUMNS: "80",
      },
    })
    assert.strictEqual(stderr + stdout, output)
  })
})
