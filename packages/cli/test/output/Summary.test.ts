import { assert, describe, it } from "@effect/vitest"
import { Summary } from "../../src/output/Summary.ts"
import { peersOf } from "../support/peers.ts"

const summaryOf = (...peers: ReadonlyArray<object>) => {
  const summary = new Summary()
  const whole = peers.map((peer, index) => ({ RouteServerPeerId: `rsp-${index}`, ...peer }))
  for (const peer of peersOf(...whole)) summary.add(peer)
  return summary
}

describe("Summary", () => {
  it("counts states in the order of a peer's life, and sessions of what is available", () => {
    const summary = summaryOf(
      { State: "deleted" },
      { State: "draining" },
      { State: "failed" },
      { State: "available", BgpStatus: { Status: "down" } },
      { State: "available", BgpStatus: { Status: "up" } },
      { State: "available", BgpStatus: { Status: "up" } },
      { State: "available" },
      {},
    )
    assert.strictEqual(
      summary.text(),
      "8 peers: 4 available (2 BGP up, 1 BGP down, 1 BGP unknown), 1 failed, 1 deleted, 1 draining, 1 without a state",
    )
  })

  it("keeps states that AWS may invent apart from each other and from the numbers", () => {
    const summary = summaryOf(
      { State: "available-soon" },
      { State: "3 available" },
      { State: "available", BgpStatus: { Status: "up, 2 failed" } },
      { State: "a".repeat(100) },
    )
    assert.strictEqual(
      summary.text(),
      `4 peers: 1 available (1 BGP 'up, 2 failed'), 1 available-soon, 1 '3 available', 1 ${"a".repeat(39)}…`,
    )
  })

  it("counts one peer as one", () => {
    assert.strictEqual(summaryOf({ State: "pending" }).text(), "1 peer: 1 pending")
  })

  it("knows when there was nothing to count", () => {
    assert.isTrue(summaryOf().isEmpty)
    assert.isFalse(summaryOf({}).isEmpty)
  })
})
