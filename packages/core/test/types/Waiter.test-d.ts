import { type PeerSourceError, Waiter } from "@route-server/core"
import { Effect } from "effect"
import { describe, expectTypeOf, it } from "vitest"

const waiting = Waiter.untilAvailable("rsp-0e1c240ae33a4f642")

describe("A waiter", () => {
  it("fails as a source does, or for one of its own reasons", () => {
    expectTypeOf<Effect.Error<typeof waiting>>().toEqualTypeOf<
      PeerSourceError.PeerSourceError | Waiter.WaiterError
    >()
  })

  it("is caught by the reason, which is then gone", () => {
    const caught = Effect.catchTag(waiting, "WaiterTimedOut", ({ sightings }) =>
      Effect.succeed(sightings),
    )
    expectTypeOf<Effect.Error<typeof caught>>().toEqualTypeOf<
      Exclude<Effect.Error<typeof waiting>, Waiter.WaiterTimedOut>
    >()
  })
})
