import { assert, describe, it } from "@effect/vitest"
import { PeerSourceError, ServiceError, Waiter } from "@route-server/core"
import * as ExitStatus from "../../src/output/ExitStatus.ts"
import { outcome } from "../../src/output/Failure.ts"

const told = { message: "Waited 1m", goal: "gone", sightings: [], waited: 60_000 }

describe("The outcome of waiting", () => {
  it("is at the deadline that of a service that did not answer then, and can't be told", () => {
    const refused = new PeerSourceError.TransportError({
      message: "The connection was refused",
      reason: { _tag: "ConnectionRefused" },
    })
    const throttled = new ServiceError.RequestLimitExceeded({ message: "Request limit exceeded." })
    const statusOf = (lastFailure: PeerSourceError.PeerSourceError) =>
      outcome(new Waiter.WaiterTimedOut({ ...told, lastFailure })).status
    assert.strictEqual(statusOf(refused), ExitStatus.OTHER)
    assert.strictEqual(statusOf(throttled), ExitStatus.SERVICE)
  })

  it("is that it has not come, if the service answered", () => {
    assert.deepStrictEqual(outcome(new Waiter.WaiterTimedOut(told)), {
      lines: ["route-server: Waited 1m"],
      status: ExitStatus.NOT_MET,
    })
  })
})
