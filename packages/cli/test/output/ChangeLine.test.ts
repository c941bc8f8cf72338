import { assert, describe, it } from "@effect/vitest"
import { PeerChange } from "@route-server/core"
import * as ChangeLine from "../../src/output/ChangeLine.ts"
import { peersOf } from "../support/peers.ts"

const up = {
  RouteServerPeerId: "rsp-1",
  State: "available",
  PeerAddress: "10.0.0.1",
  BgpStatus: { Status: "up" },
}

/** The lines of what becomes of some peers. */
const linesOf = (
  before: ReadonlyArray<unknown>,
  after: ReadonlyArray<unknown>,
  kind = { isInitial: false, isRehearsal: false },
) => {
  const [was, is] = [peersOf(...before), peersOf(...after)]
  return PeerChange.diff(was, is).flatMap((change) =>
    (is.length > 0 ? is : was).map((peer) =>
      ChangeLine.make({ _tag: "Changed", change, peer, seenIn: "poll", at: 0 }, kind),
    ),
  )
}

const head = `{"at":"1970-01-01T00:00:00.000Z","change":`

describe("ChangeLine.make", () => {
  it("tells what was and what is", () => {
    const down = { ...up, BgpStatus: { Status: "down" } }
    assert.deepStrictEqual(linesOf([up], [down]), [
      `${head}"BgpChanged","routeServerPeerId":"rsp-1","before":{"Status":"up"},"after":{"Status":"down"},"peer":{"RouteServerPeerId":"rsp-1","State":"available","PeerAddress":"10.0.0.1","BgpStatus":{"Status":"down"}}}\n`,
    ])
  })

  it("leaves out what was not there, and of other members tells those that changed", () => {
    const { State: _, ...unknown } = up
    assert.include(
      linesOf([unknown], [up])[0],
      `"StateChanged","routeServerPeerId":"rsp-1","after":"available","peer":`,
    )
    assert.include(
      linesOf([up], [{ ...up, PeerAddress: "10.0.0.2", FailureReason: "x" }])[0],
      `"MembersChanged","routeServerPeerId":"rsp-1","before":{"PeerAddress":"10.0.0.1"},"after":{"FailureReason":"x","PeerAddress":"10.0.0.2"},"peer":`,
    )
  })

  it("says what was there at the beginning, what is invented, and how a peer went", () => {
    assert.include(
      linesOf([], [up], { isInitial: true, isRehearsal: true })[0],
      `"Appeared","routeServerPeerId":"rsp-1","initial":true,"rehearsal":true,"peer":`,
    )
    assert.include(
      linesOf([up], [])[0],
      `"Disappeared","routeServerPeerId":"rsp-1","wasDeleting":false,"peer":`,
    )
  })

  it("shows what is invisible", () => {
    const tagged = { ...up, Tags: [{ Key: "a", Value: "\u202eb\u001b[2J\n" }] }
    const [line = ""] = linesOf([up], [tagged])
    assert.include(line, String.raw`\u202eb\u001b[2J\n`)
    assert.strictEqual(line.split("\n").length, 2)
    assert.deepStrictEqual(JSON.parse(line).after, tagged.Tags)
  })
})
