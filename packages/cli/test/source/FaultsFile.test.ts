import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Faults } from "@route-server/endpoint"
import { Effect } from "effect"
import * as FaultsFile from "../../src/source/FaultsFile.ts"
import { streams } from "../support/streams.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "route-server-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

const load = (text: string | Uint8Array) => {
  const path = join(folder, "faults.yaml")
  writeFileSync(path, text)
  return Effect.mapError(FaultsFile.load(path, Faults), ({ message }) =>
    message.replace(path, "faults.yaml"),
  )
}

describe("A file of faults", () => {
  it.effect("is YAML or JSON", () =>
    Effect.gen(function* () {
      const rules = [
        { fault: "RequestLimitExceeded", requests: 3 },
        { fault: "Delay", duration: "200ms", action: "CreateTags" },
      ]
      const yaml = [
        "# The third request is throttled.",
        "- { fault: RequestLimitExceeded, requests: 3 }",
        "- fault: Delay",
        "  duration: 200ms",
        "  action: CreateTags",
      ]
      assert.deepStrictEqual<unknown>(yield* load(yaml.join("\n")), rules)
      assert.deepStrictEqual<unknown>(yield* load(JSON.stringify(rules, null, 2)), rules)
      assert.deepStrictEqual(yield* load("[]"), [])
    }).pipe(Effect.provide(streams())),
  )

  it.effect("is refused with the line, the place and the rule", () =>
    Effect.gen(function* () {
      const wrong: ReadonlyArray<readonly [text: string, message: string]> = [
        [
          "- fault: Reset\n- fault: ShortPage\n  size: -1\n",
          "faults.yaml:3:3: [1].size: Expected a whole number from 0 on, got -1",
        ],
        [
          "- fault: Reset\n- fault: shortpage\n",
          "faults.yaml:2:3: [1].fault: there is no such fault; did you mean ShortPage?",
        ],
        ["- fault: ShortPage\n", "faults.yaml:1:3: [0].size: Missing key"],
        ["- fault: Reset\n\n- Reset\n", "faults.yaml:3:3: [1]: Expected a rule whose fault is"],
        ['[\n  { "fault": "Reset", "sise": 1 }\n]', "faults.yaml:2:23: [0].sise: Unexpected key"],
        ["- fault: [\n", "faults.yaml:2:1: "],
        ["", "faults.yaml:1:1: it is empty: expected rules, a list"],
        ["fault: Reset", "faults.yaml:1:1: "],
        [`a: &a [1]\nb: [${"*a, ".repeat(200)}*a]`, "faults.yaml:2:"],
      ]
      for (const [text, message] of wrong) {
        const error = yield* Effect.flip(load(text))
        assert.include(error, message)
        assert.isBelow(error.length, 600)
      }
      assert.include(
        yield* Effect.flip(load(Uint8Array.of(0x2d, 0x20, 0xff))),
        "expected UTF-8 text",
      )
    }).pipe(Effect.provide(streams())),
  )

  it.effect("has to be there", () =>
    Effect.gen(function* () {
      const path = join(folder, "none.yaml")
      const { message } = yield* Effect.flip(FaultsFile.load(path, Faults))
      assert.strictEqual(message, `can't read '${path}': there is no such file`)
    }).pipe(Effect.provide(streams())),
  )
})
