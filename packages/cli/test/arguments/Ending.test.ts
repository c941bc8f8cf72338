import { assert, describe, it } from "@effect/vitest"
import { type Changes, PeerChange, type RouteServerPeer } from "@route-server/core"
import { Option } from "effect"
import * as Ending from "../../src/arguments/Ending.ts"
import { peersOf } from "../support/peers.ts"

const base = { RouteServerPeerId: "rsp-1", State: "available", BgpStatus: { Status: "up" } }
const bfd = { ...base, BgpOptions: { PeerLivenessDetection: "bfd" }, BfdStatus: { Status: "up" } }
const down = { Status: "down" }

const changes = (
  before: ReadonlyArray<RouteServerPeer.RouteServerPeer>,
  after: ReadonlyArray<RouteServerPeer.RouteServerPeer>,
): ReadonlyArray<Changes.Changed> =>
  PeerChange.diff(before, after).flatMap((change) =>
    (after.length > 0 ? after : before).map((peer) => ({
      _tag: "Changed",
      change,
      peer,
      seenIn: "poll",
      at: 0,
    })),
  )

const kinds = ["any", "down", "up", "failed", "gone", "new"] as const

/** What ends the watching when one thing becomes another. */
const endedBy = (before: ReadonlyArray<unknown>, after: ReadonlyArray<unknown>) =>
  kinds.filter((kind) =>
    changes(peersOf(...before), peersOf(...after)).some((event) =>
      Ending.isReached({ exitOn: [kind], until: Option.none() }, event, false),
    ),
  )

describe("Ending", () => {
  it.each([
    ["a session goes down", [base], [{ ...base, BgpStatus: down }], ["any", "down"]],
    ["BFD alone goes down", [bfd], [{ ...bfd, BfdStatus: down }], ["any", "down"]],
    [
      "BFD goes down where it is not used",
      [{ ...base, BfdStatus: { Status: "up" } }],
      [{ ...base, BfdStatus: down }],
      ["any"],
    ],
    [
      "a session of a peer that is deleted goes down",
      [base],
      [{ ...base, State: "deleting", BgpStatus: down }],
      ["any"],
    ],
    ["a session comes up", [{ ...base, BgpStatus: down }], [base], ["any", "up"]],
    [
      "one of two comes up",
      [{ ...bfd, BgpStatus: down, BfdStatus: down }],
      [{ ...bfd, BfdStatus: down }],
      ["any"],
    ],
    ["a tag changes", [base], [{ ...base, Tags: [{ Key: "a", Value: "b" }] }], ["any"]],
    [
      "a peer fails",
      [base],
      [{ ...base, State: "failing", BgpStatus: down }],
      ["any", "down", "failed"],
    ],
    ["a peer is deleted", [base], [{ ...base, State: "deleted" }], ["any", "gone"]],
    ["a peer disappears", [base], [], ["any", "gone"]],
    ["a peer comes", [], [{ ...base, State: "pending" }], ["any", "new"]],
    ["nothing happens", [base], [base], []],
  ])("when %s", (_, before, after, expected) => {
    assert.deepStrictEqual(endedBy(before, after), expected)
  })

  it("is not reached by what was there when it began", () => {
    const [event] = changes([], peersOf(base))
    assert.isDefined(event)
    if (event === undefined) return
    const ending = { exitOn: ["any"] as const, until: Option.none() }
    assert.isFalse(Ending.isReached(ending, event, true))
    assert.isTrue(Ending.isReached(ending, event, false))
  })

  it.each([
    ["available", [base, { ...base, State: "deleted" }], true],
    ["available", [base, { ...base, State: "pending" }], false],
    ["available", [], false],
    ["established", [base, bfd], true],
    ["established", [base, { ...bfd, BfdStatus: down }], false],
    ["gone", [{ ...base, State: "deleted" }], true],
    ["gone", [], true],
    ["gone", [{ ...base, State: "deleting" }], false],
  ] as const)("--until %s of %j is %s", (goal, peers, expected) => {
    const event = { _tag: "Polled", peers: peersOf(...peers), at: 0 } as const
    assert.strictEqual(
      Ending.isReached({ exitOn: [], until: Option.some(goal) }, event, true),
      expected,
    )
  })
})
