import { assert, describe, it } from "@effect/vitest"
import { Fleet, FleetWaiter, PeerLife, Waiter } from "@route-server/core"
import * as DurationInput from "@route-server/core/DurationInput"
import { Duration, Option } from "effect"
import { peer } from "./support/moving.ts"

describe("DurationInput.make", () => {
  it("makes what Effect makes", () => {
    const inputs: ReadonlyArray<Duration.Input> = [
      0,
      1.5,
      7n,
      "5 seconds",
      "Infinity",
      Number.POSITIVE_INFINITY,
      [1, 500_000_000],
      { minutes: 1, seconds: 30 },
      Duration.hours(1),
    ]
    for (const input of inputs) {
      assert.deepStrictEqual(DurationInput.make("wait", input), Duration.fromInputUnsafe(input))
    }
  })

  it.each<[input: unknown, shown: string]>([
    [Number.NaN, "NaN"],
    [-1, "-1"],
    [-1n, "-1"],
    ["5 secs", "5 secs"],
    ["", ""],
    ["-1 second", "-1 second"],
    [undefined, "undefined"],
    [null, "null"],
    [{ second: 5 }, "structure"],
    [{ seconds: Number.NaN }, "structure"],
    [{}, "structure"],
    [[Number.NaN, 0], "list"],
    [[1], "list"],
    [Duration.seconds(-1), "-1s"],
  ])("refuses what is none by its name: %s", (input, shown) => {
    assert.isFalse(DurationInput.is(input))
    assert.throws(
      // It comes from code without types.
      () => DurationInput.make("wait", input as Duration.Input),
      RangeError,
      new RegExp(`^wait must be a duration from 0 on, not ${shown}$`),
    )
  })
})

describe("An option that is a duration", () => {
  const refused = (option: string, use: () => unknown) =>
    assert.throws(use, RangeError, `${option} must be a duration from 0 on, not NaN`)

  it("of waiters is refused where it is none", () => {
    const { NaN: none } = Number
    refused("deadline", () => Waiter.untilAvailable("rsp-1", { deadline: none }))
    refused("grace", () => Waiter.until("rsp-1", () => true, { grace: none }))
    refused("deadline", () => FleetWaiter.untilGone({}, { deadline: none }))
    refused("grace", () => FleetWaiter.untilEstablished({}, { grace: none }))
    refused("patience", () => FleetWaiter.untilAvailable({}, { patience: none }))
  })

  it("of fleets and lives is refused where it is none", () => {
    refused("deadline", () => Fleet.parts({}, { deadline: Number.NaN }))
    refused("patience", () => Fleet.parts({}, { patience: Number.NaN }))
    refused("pending", () =>
      PeerLife.of(peer("rsp-1", { State: "pending" }), 0, { pending: Number.NaN }),
    )
  })
})

describe("DurationInput.parse", () => {
  it.each([
    ["0s", 0],
    ["500ms", 500],
    ["15s", 15_000],
    ["1.5m", 90_000],
    ["1.25s", 1250],
    ["0.125s", 125],
    ["1h", 3_600_000],
    ["2d", 172_800_000],
  ])("reads %s", (text, millis) => {
    assert.strictEqual(
      Option.map(DurationInput.parse(text), Duration.toMillis).pipe(Option.getOrThrow),
      millis,
    )
  })

  it.each([
    "",
    "15",
    "s",
    "-1s",
    "1 s",
    "1e3s",
    "1.s",
    "1.0625s",
    "1h30m",
    "1S",
    "1constructor",
    "Infinitys",
  ])("does not read %j", (text) => {
    assert.isTrue(Option.isNone(DurationInput.parse(text)))
  })
})
