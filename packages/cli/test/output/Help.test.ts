import { stripVTControlCharacters } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { width } from "../../src/terminal/DisplayText.ts"
import { runCli } from "../support/runCli.ts"

const helpOf = (command: ReadonlyArray<string>, terminalColumns?: number) =>
  runCli([...command, "--help"], terminalColumns === undefined ? {} : { terminalColumns })

describe("Help", () => {
  it.effect.each([
    [["peers"]],
    [["peers", "describe"]],
    [["peers", "watch"]],
    [["peers", "wait"]],
    [["peers", "check"]],
    [["serve"]],
    [["monitor"]],
  ] as const)(
    "of %j fits a narrow screen, but for commands to copy, and says the same",
    ([command]) =>
      Effect.gen(function* () {
        const wide = yield* helpOf(command)
        for (const columns of [40, 60]) {
          const narrow = stripVTControlCharacters((yield* helpOf(command, columns)).stdout)
          const [prose = ""] = narrow.split("EXAMPLES")
          for (const line of prose.split("\n")) {
            const isCommand = line.startsWith("  route-server ")
            assert.isAtMost(isCommand ? 0 : width(line.trimEnd()), columns, line)
          }
          const words = (text: string) => text.replaceAll(/\s+/g, "")
          assert.strictEqual(words(narrow), words(wide.stdout))
        }
      }),
  )

  it.effect("breaks no word that has room, fills up paragraphs, and keeps lists", () =>
    Effect.gen(function* () {
      const { stdout } = yield* helpOf(["peers", "wait"], 40)
      const help = stripVTControlCharacters(stdout)
      assert.include(
        help,
        `
  It waits for all peers that are
  selected. Of those that a FILTER
  selects, what is deleting or deleted
  from the start only counts for gone.
`,
      )
      assert.include(help, "\n  gone         deleted, or not found\n    any more\n")
      assert.match(help, /\n {2}--for GOAL *\n {6}available, established or gone;\n {6}required\n/)
    }),
  )

  it.effect("is as it was written on a wide screen", () =>
    Effect.gen(function* () {
      const { stdout } = yield* helpOf(["monitor"])
      const onTerminal = yield* helpOf(["monitor"], 80)
      assert.strictEqual(stripVTControlCharacters(onTerminal.stdout), stdout)
    }),
  )
})
