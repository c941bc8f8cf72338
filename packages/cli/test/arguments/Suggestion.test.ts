import { assert, describe, it } from "@effect/vitest"
import { nearest } from "../../src/arguments/Suggestion.ts"

describe("nearest", () => {
  it.each([
    ["jsn", "json"],
    ["josn", "json"],
    ["ndjsonn", "ndjson"],
    ["tex", "text"],
    ["json", "json"],
    ["yaml", undefined],
    ["", undefined],
  ])("%j means %j", (word, expected) => {
    assert.strictEqual(nearest(word, ["table", "json", "ndjson", "text"]), expected)
  })
})
