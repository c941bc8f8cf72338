import { assert, describe, it } from "@effect/vitest"
import { PeerSourceError, ServiceError } from "@route-server/core"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import * as AwsWire from "../../src/source/AwsWire.ts"

const request = (attempt: string) => ({
  method: "POST",
  protocol: "https:",
  hostname: "ec2.example",
  path: "/",
  headers: { "amz-sdk-request": `attempt=${attempt}; max=3`, authorization: "secret" },
})

const answering = (...dates: ReadonlyArray<string | undefined>) => {
  let at = 0
  return {
    handle: async (_: ReturnType<typeof request>): Promise<AwsWire.Answered> => {
      const date = dates[at]
      at += 1
      if (date === undefined) throw new Error("no answer")
      return { response: { statusCode: 401, headers: { date } } }
    },
  }
}

const refused = new ServiceError.AuthFailure({ message: "no" })

describe("What is seen of a request", () => {
  it.effect("is where it goes, which attempt it is, how it ended and after what wait", () =>
    Effect.gen(function* () {
      const lines: Array<string> = []
      const handler = answering("Thu, 01 Jan 1970 00:00:00 GMT", undefined)
      yield* AwsWire.watch(handler, (line) => lines.push(line))
      yield* Effect.promise(() => handler.handle(request("1")))
      yield* TestClock.adjust(250)
      yield* Effect.promise(() => handler.handle(request("2")).catch(() => undefined))
      assert.deepStrictEqual(lines, [
        "POST https://ec2.example/ attempt=1",
        "HTTP 401 after 0 ms",
        "POST https://ec2.example/ attempt=2, 250 ms after the last one",
        "no answer after 0 ms",
      ])
    }),
  )

  it.effect.each([
    [
      "Thu, 01 Jan 1970 02:00:00 GMT",
      "the clock of this machine is 120 minutes behind that of AWS",
    ],
    [
      "Wed, 31 Dec 1969 23:00:00 GMT",
      "the clock of this machine is 60 minutes ahead of that of AWS",
    ],
    ["Thu, 01 Jan 1970 00:04:59 GMT", undefined],
    ["no date", undefined],
  ] as const)("tells of a clock that is off: %s", ([date, hint]) =>
    Effect.gen(function* () {
      const handler = answering(date)
      const { hintOf } = yield* AwsWire.watch(handler, () => {})
      assert.isUndefined(hintOf(refused))
      yield* Effect.promise(() => handler.handle(request("1")))
      assert.strictEqual(hintOf(refused), hint)
      const other = new PeerSourceError.ListingStalled({ message: "stalled", pages: 1 })
      assert.isUndefined(hintOf(other))
    }),
  )
})
