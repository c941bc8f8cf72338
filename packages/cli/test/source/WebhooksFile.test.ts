import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import * as WebhooksFile from "../../src/source/WebhooksFile.ts"
import { streams } from "../support/streams.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "route-server-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

const SECRET = `whsec_${"MfKQ".repeat(8)}`

const read = (text: string) => {
  const path = join(folder, "hooks.yaml")
  writeFileSync(path, text)
  return Effect.mapError(WebhooksFile.read(path), ({ message }) =>
    message.replaceAll(path, "hooks.yaml"),
  )
}

describe("A file of webhooks", () => {
  it.effect("has their names, addresses, secrets and changes", () =>
    Effect.gen(function* () {
      const text = `webhooks:
  - name: tickets
    url: https://hooks.example.com/route-server
    secrets: [${SECRET}]
    changes: [BgpChanged]
`
      const [hook, ...others] = yield* read(text)
      assert.deepStrictEqual(others, [])
      assert.strictEqual(hook?.name, "tickets")
      assert.deepStrictEqual(hook?.changes, ["BgpChanged"])
      assert.deepStrictEqual(hook?.secrets.map(Redacted.value), [SECRET])
      assert.notInclude(JSON.stringify(hook), "MfKQ")
    }).pipe(Effect.provide(streams())),
  )

  it.effect("is refused with the place of each fault, and nothing of it is shown", () =>
    Effect.gen(function* () {
      const wrong = [
        [
          "webhooks:\n  - name: a\n    url: ftp://me:hidden@x\n    secrets: [hidden]\n    sekrets: [hidden]\n",
          "hooks.yaml:3:5: webhooks[0].url: expected a URL that begins with https:// or http://",
          "hooks.yaml:4:15: webhooks[0].secrets[0]: expected a secret of Standard Webhooks",
          "hooks.yaml:5:5: webhooks[0].sekrets: there is no such member",
        ],
        ["webhooks:\n  - name: a\n  secrets: 'hidden\n", "hooks.yaml:3:"],
        ["webhooks: [hidden] hidden\n", "hooks.yaml:1:20: it is no YAML ("],
        ["webhooks: *hidden\n", "hooks.yaml:1:11: it refers to nothing"],
        ["", "hooks.yaml:1:1: it is empty: expected webhooks, a list"],
      ] as const
      for (const [text, ...messages] of wrong) {
        const error = yield* Effect.flip(read(text))
        for (const message of messages) assert.include(error, message)
        assert.notInclude(error, "hidden")
      }
    }).pipe(Effect.provide(streams())),
  )
})
