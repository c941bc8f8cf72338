import { assert, describe, it } from "@effect/vitest"
import { Duration, Option } from "effect"
import { parse } from "../../src/arguments/DurationFlag.ts"

describe("DurationFlag.parse", () => {
  it.each([
    ["0s", 0],
    ["500ms", 500],
    ["15s", 15_000],
    ["1.5m", 90_000],
    ["1h", 3_600_000],
    ["2d", 172_800_000],
  ])("reads %s", (text, millis) => {
    assert.strictEqual(Option.map(parse(text), Duration.toMillis).pipe(Option.getOrThrow), millis)
  })

  it.each(["", "15", "s", "-1s", "1 s", "1e3s", "1.s", "1h30m", "1S", "1constructor", "Infinitys"])(
    "does not read %j",
    (text) => {
      assert.isTrue(Option.isNone(parse(text)))
    },
  )
})
