import { assert, describe, it } from "@effect/vitest"
import { Fleet, FleetWaiter, PeerSourceError, ServiceError, type Target } from "@route-server/core"
import * as ExitStatus from "../../src/output/ExitStatus.ts"
import { outcome, TargetsUnknown } from "../../src/output/Failure.ts"
import { reasonOf } from "../../src/output/FleetForm.ts"

const target: Target.Target = { name: "a", region: "eu-west-1" }
const unauthorized = new ServiceError.UnauthorizedOperation({ message: "Not you." })
const refused = new PeerSourceError.TransportError({
  message: "The connection was refused",
  reason: { _tag: "ConnectionRefused" },
})

const timedOut = (lastFailure?: PeerSourceError.PeerSourceError) =>
  new FleetWaiter.FleetTimedOut({
    message: "Waited 30m",
    goal: "gone",
    targets: [
      { target, isMet: true, sightings: [] },
      {
        target,
        isMet: false,
        sightings: [],
        ...(lastFailure === undefined ? {} : { lastFailure }),
      },
    ],
    waited: 1,
  })

describe("The exit status of a fleet", () => {
  it.each([
    ["some unknown", new TargetsUnknown({ targets: 2, unknown: [{ target, error: refused }] }), 1],
    [
      "all unknown",
      new TargetsUnknown({ targets: 1, unknown: [{ target, error: unauthorized }] }),
      254,
    ],
    ["timed out", timedOut(), ExitStatus.NOT_MET],
    ["timed out, and a target is out of reach", timedOut(refused), ExitStatus.OTHER],
    [
      "refused by a target",
      new FleetWaiter.TargetFailed({ message: "a: Not you.", target, error: unauthorized }),
      ExitStatus.SERVICE,
    ],
    [
      "found nowhere",
      new FleetWaiter.FleetPeersNotFound({
        message: "None.",
        goal: "gone",
        routeServerPeerIds: [],
      }),
      ExitStatus.HOPELESS,
    ],
    [
      "two of one name",
      new Fleet.DuplicateTarget({ message: "Two.", name: "a" }),
      ExitStatus.USAGE,
    ],
  ] as const)("where it is %s", (_, failure, status) => {
    const { lines, status: found } = outcome(failure)
    assert.strictEqual(found, status)
    assert.lengthOf(lines, 1)
    assert.match(lines[0] ?? "", /^route-server: ./)
  })
})

describe("reasonOf", () => {
  it("has AWS's code before its words, and a hint behind them", () => {
    const other = new ServiceError.OtherServiceError({ code: "Odd", message: "What?" })
    assert.strictEqual(reasonOf({ error: unauthorized }), "UnauthorizedOperation: Not you.")
    assert.strictEqual(reasonOf({ error: other, hint: "try" }), "Odd: What?; try")
    assert.strictEqual(reasonOf({ error: refused }), "The connection was refused")
  })
})
