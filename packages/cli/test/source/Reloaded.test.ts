import { mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import * as Reloaded from "../../src/source/Reloaded.ts"
import { TextFileError } from "../../src/source/TextFile.ts"
import { streams } from "../support/streams.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "route-server-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

const reported: Array<string> = []

/** A file with a number in it, and what is made of it. */
const number = Effect.gen(function* () {
  const path = join(folder, "number")
  const load = Effect.suspend(() => {
    let text = ""
    try {
      text = readFileSync(path, "utf8")
    } catch {
      return Effect.fail(new TextFileError({ message: "there is no file" }))
    }
    return /^\d+$/.test(text)
      ? Effect.succeed(Number(text))
      : Effect.fail(new TextFileError({ message: `'${text}' is no number` }))
  })
  return { path, reloaded: Reloaded.make(path, load, (value) => `the number ${value}`) }
})

describe("A file that changes", () => {
  it.effect("is read before whoever asks gets an answer", () =>
    Effect.gen(function* () {
      const { path, reloaded } = yield* number
      writeFileSync(path, "1")
      const latest = yield* reloaded
      assert.strictEqual(yield* latest, 1)
      assert.deepStrictEqual(reported, [])
      writeFileSync(path, "22")
      assert.strictEqual(yield* latest, 22)
      assert.deepStrictEqual(reported, ["route-server: note: read again: the number 22"])
      writeFileSync(`${path}.new`, "33")
      renameSync(`${path}.new`, path)
      assert.strictEqual(yield* latest, 33)
    }).pipe(Effect.scoped, Effect.provide(streams(reported))),
  )

  it.effect(
    "changes nothing where it is broken, gone or can't be looked at, and tells that once",
    () =>
      Effect.gen(function* () {
        const { path, reloaded } = yield* number
        writeFileSync(path, "1")
        const latest = yield* reloaded
        writeFileSync(path, "broken")
        assert.deepStrictEqual([yield* latest, yield* latest], [1, 1])
        rmSync(path)
        assert.deepStrictEqual([yield* latest, yield* latest], [1, 1])
        symlinkSync(path, path)
        assert.deepStrictEqual([yield* latest, yield* latest], [1, 1])
        rmSync(path)
        writeFileSync(path, "4")
        assert.strictEqual(yield* latest, 4)
        assert.deepStrictEqual(reported, [
          "route-server: warning: not read again, all stays as it was: 'broken' is no number",
          "route-server: warning: not read again, all stays as it was: there is no file",
          "route-server: warning: not read again, all stays as it was: there is no file",
          "route-server: note: read again: the number 4",
        ])
      }).pipe(Effect.scoped, Effect.provide(streams(reported))),
  )

  it.effect("is looked at every second, too, as long as the scope is open", () =>
    Effect.gen(function* () {
      const { path, reloaded } = yield* number
      writeFileSync(path, "1")
      yield* Effect.gen(function* () {
        yield* reloaded
        writeFileSync(path, "broken")
        yield* TestClock.adjust("1 second")
        assert.lengthOf(reported, 1)
      }).pipe(Effect.scoped)
      writeFileSync(path, "5")
      yield* TestClock.adjust("10 seconds")
      assert.lengthOf(reported, 1)
    }).pipe(Effect.provide(streams(reported))),
  )

  it.effect("has to be right at first", () =>
    Effect.gen(function* () {
      const { path, reloaded } = yield* number
      writeFileSync(path, "broken")
      const { message } = yield* Effect.flip(reloaded)
      assert.strictEqual(message, "'broken' is no number")
    }).pipe(Effect.scoped, Effect.provide(streams(reported))),
  )
})
