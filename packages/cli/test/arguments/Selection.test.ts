import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Selection from "../../src/arguments/Selection.ts"

describe("Selection", () => {
  it.effect("becomes a request", () =>
    Effect.gen(function* () {
      const selection = { ids: ["rsp-1"], filters: ["Name=vpc-id,Values=a", "Name=state,Values=b"] }
      assert.deepStrictEqual(yield* Selection.request(selection), {
        RouteServerPeerIds: ["rsp-1"],
        Filters: [
          { Name: "vpc-id", Values: ["a"] },
          { Name: "state", Values: ["b"] },
        ],
      })
    }),
  )
})
