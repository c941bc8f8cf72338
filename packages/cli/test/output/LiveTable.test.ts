import { stripVTControlCharacters } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import {
  type Changes,
  PeerChange,
  PeerSourceError,
  type RouteServerPeer,
  type Target,
} from "@route-server/core"
import fc from "fast-check"
import * as LiveTable from "../../src/output/LiveTable.ts"
import { width } from "../../src/terminal/DisplayText.ts"
import { encodedPeers, peersOf } from "../support/peers.ts"

type Peer = RouteServerPeer.RouteServerPeer

const peer = (id: string, State: string, Status: string, name?: string) => ({
  RouteServerPeerId: `rsp-${id}`,
  State,
  BgpStatus: { Status },
  ...(name === undefined ? {} : { Tags: [{ Key: "Name", Value: name }] }),
})

/** The events of polls, each of which shows some peers. */
const polls = (...snapshots: ReadonlyArray<readonly [at: number, peers: ReadonlyArray<Peer>]>) => {
  let before: ReadonlyArray<Peer> = []
  return snapshots.flatMap(([at, peers]): ReadonlyArray<Changes.Event> => {
    const all = [...peers, ...before]
    const changes = PeerChange.diff(before, peers).flatMap((change) =>
      all
        .filter(({ RouteServerPeerId }) => RouteServerPeerId === change.routeServerPeerId)
        .slice(0, 1)
        .map((peer): Changes.Changed => ({ _tag: "Changed", change, peer, seenIn: "poll", at })),
    )
    before = peers
    return [...changes, { _tag: "Polled", peers, at }]
  })
}

const stateAfter = (events: ReadonlyArray<Changes.Event>) =>
  events.reduce((state, event) => LiveTable.take(state, event), LiveTable.begin())

const show = (
  events: ReadonlyArray<Changes.Event>,
  now: number,
  { columns = 80, rows = 24, colors = false } = {},
) =>
  LiveTable.view(
    stateAfter(events),
    { title: "Title", interval: 15_000, now },
    { columns, rows, colors },
  )

const refused = new PeerSourceError.TransportError({
  message: "The connection was refused",
  reason: { _tag: "ConnectionRefused" },
})

const failure = (at: number): Changes.Event => ({
  _tag: "PollFailed",
  error: refused,
  isGivenUp: false,
  at,
})

describe("The live table", () => {
  const before = peersOf(
    peer("1", "available", "up", "a"),
    peer("2", "available", "up", "b"),
    peer("3", "available", "down"),
    peer("4", "deleted", "down"),
  )
  const after = peersOf(
    peer("1", "available", "up", "a"),
    peer("2", "failing", "down", "b"),
    peer("3", "available", "up"),
    peer("5", "pending", "down"),
  )

  it("has the counts, the age of the last good poll, what has changed, newest first, and who is in trouble first", () => {
    const last = peersOf(
      peer("1", "available", "down", "a"),
      ...after.slice(1).map((each) => ({ ...each })),
    )
    const events = polls([0, before], [60_000, after], [75_000, last])
    assert.deepStrictEqual(show(events, 80_000), [
      "Title",
      "4 peers: 2 available (1 BGP up, 1 BGP down), 1 pending, 1 failing",
      "Last good poll 5s ago, every 15s",
      "",
      "!  5s  BGP up → DOWN  a  rsp-1",
      "  20s  new, pending  rsp-5",
      "  20s  gone  rsp-4",
      "  20s  BGP down → up  rsp-3",
      "! 20s  available → FAILING, BGP up → DOWN  b  rsp-2",
      "",
      "   STATE      BGP   PEER   NAME",
      "!  available  DOWN  rsp-1  a",
      "!  FAILING    down  rsp-2  b",
      "~  pending    down  rsp-5  -",
      "   available  up    rsp-3  -",
    ])
  })

  it("takes what is there at the beginning for no change", () => {
    const lines = show(polls([0, before]), 1000)
    assert.include(lines, "No change so far")
    assert.strictEqual(stateAfter(polls([0, before])).entries.length, 0)
  })

  it("keeps the peers when a poll fails, and says since when and why", () => {
    const known = polls([0, before])
    const lines = show([...known, failure(20_000), failure(25_000)], 50_000)
    assert.include(lines, "! No answer for 30s, 2 failures: The connection was refused")
    assert.include(lines, "Last good poll 50s ago, every 15s")
    const table = (all: ReadonlyArray<string>) => all.slice(all.indexOf("No change so far"))
    assert.deepStrictEqual(table(lines), table(show(known, 50_000)))
    const again = show([...known, failure(20_000), ...polls([60_000, before]).slice(-1)], 61_000)
    assert.isFalse(again.some((line) => line.includes("No answer")))
  })

  it("says before the first good poll that there was none", () => {
    assert.deepStrictEqual(show([], 0), ["Title", "No good poll yet", ""])
    assert.include(show([failure(0)], 0).join("\n"), "refused")
    assert.include(show(polls([0, []]), 0), "No route server peers match.")
  })

  it("counts what it has no room for, and who of it is in trouble", () => {
    const many = peersOf(
      ...Array.from({ length: 30 }, (_, at) =>
        peer(String(at + 10), "available", at < 12 ? "down" : "up"),
      ),
    )
    const lines = show(polls([0, many]), 0, { rows: 16 })
    assert.strictEqual(lines.length, 16)
    assert.strictEqual(lines.at(-1), "… 22 more, 4 in trouble")
    const all = show(polls([0, many]), 0, { rows: 37 })
    assert.isFalse(all.some((line) => line.includes("more")))
    assert.isTrue(all.some((line) => line.includes("rsp-39")))
    assert.strictEqual(show(polls([0, many]), 0, { rows: 36 }).at(-1), "… 2 more")
  })

  it("shows who is in trouble on a low screen, too", () => {
    const lines = show(polls([0, before], [1000, after]), 1000, { rows: 8 })
    assert.isTrue(lines.some((line) => line.startsWith("!  FAILING")))
  })

  it("remembers so many changes and no more", () => {
    const flapping = Array.from(
      { length: 500 },
      (_, at): readonly [number, ReadonlyArray<Peer>] => [
        at,
        peersOf(peer("1", "available", at % 2 === 0 ? "up" : "down")),
      ],
    )
    assert.strictEqual(stateAfter(polls(...flapping)).entries.length, 200)
  })

  it("never has more lines or columns than the screen, whatever the peers are", () => {
    const snapshots = fc.array(encodedPeers, { minLength: 1, maxLength: 3 })
    const screen = fc.record({
      columns: fc.integer({ min: 1, max: 140 }),
      rows: fc.integer({ min: 1, max: 40 }),
      colors: fc.boolean(),
    })
    fc.assert(
      fc.property(snapshots, screen, fc.boolean(), (fleets, screen, isFailing) => {
        const events = polls(...fleets.map((fleet, at) => [at, peersOf(...fleet)] as const))
        const lines = show(isFailing ? [...events, failure(9)] : events, 10, screen)
        assert.isAtMost(lines.length, screen.rows)
        for (const line of lines) {
          const text = stripVTControlCharacters(line)
          if (!screen.colors) assert.strictEqual(text, line)
          assert.notMatch(text, /[\p{Cc}\u202e]/u)
          assert.isAtMost(width(text), screen.columns)
        }
      }),
    )
  })
})

describe("LiveTable.view of a fleet", () => {
  const target = (name: string): Target.Target => ({ name, region: "eu-west-1" })
  const [a, b, c] = [target("a"), target("b"), target("c")]

  const showFleet = (
    happenings: ReadonlyArray<readonly [Target.Target, Changes.Event]>,
    now: number,
    { columns = 100, rows = 24 } = {},
  ) =>
    LiveTable.view(
      happenings.reduce(
        (state, [target, event]) => LiveTable.take(state, event, target),
        LiveTable.begin([a, b, c]),
      ),
      { title: "Title", interval: 15_000, now },
      { columns, rows, colors: false },
    )

  const at = (target: Target.Target, events: ReadonlyArray<Changes.Event>) =>
    events.map((event) => [target, event] as const)

  const up = peersOf(peer("1", "available", "up"))
  const down = peersOf(peer("1", "available", "down"))

  it("keeps peers of one ID at different targets apart", () => {
    const lines = showFleet(
      [...at(a, polls([0, up])), ...at(b, polls([0, up], [5000, down]))],
      10_000,
    )
    assert.deepStrictEqual(lines, [
      "Title",
      "2 peers: 2 available (1 BGP up, 1 BGP down)",
      "Oldest good poll 10s ago, 3 targets (1 not read yet), every 15s",
      "",
      "!  5s  BGP up → DOWN  rsp-1  b",
      "",
      "   TARGET  STATE      BGP   PEER",
      "!  b       available  DOWN  rsp-1",
      "   a       available  up    rsp-1",
    ])
  })

  it("has what changed last first, at the target where it did", () => {
    const renamed = peersOf(peer("1", "available", "up", "fw"))
    const lines = showFleet(
      [...at(a, polls([0, up])), ...at(b, polls([0, up], [5000, renamed]))],
      10_000,
    )
    assert.deepStrictEqual(
      lines.slice(-2).map((line) => line.trim().split(/\s+/)[0]),
      ["b", "a"],
    )
  })

  it("tells of each target that does not answer, and shows the others and what was seen", () => {
    const lines = showFleet(
      [...at(a, polls([0, up])), [a, failure(4000)], [b, failure(3000)], [b, failure(9000)]],
      10_000,
    )
    assert.include(lines, "! a: no answer for 6s, 1 failure: The connection was refused")
    assert.include(lines, "! b: no answer for 7s, 2 failures: The connection was refused")
    assert.isTrue(lines.some((line) => line.includes("a       available")))
    const answered = showFleet([[b, failure(3000)], ...at(b, polls([9000, up]))], 10_000)
    assert.isFalse(answered.some((line) => line.includes("no answer")))
  })

  it("does not let those that fail take the screen", () => {
    const failing = [a, b, c, target("d"), target("e")]
    const state = failing.reduce(
      (state, target) => LiveTable.take(state, failure(0), target),
      LiveTable.begin(failing),
    )
    const lines = LiveTable.view(
      state,
      { title: "Title", interval: 1000, now: 0 },
      { columns: 100, rows: 24, colors: false },
    )
    assert.deepStrictEqual(lines.slice(4), [
      "! … and 2 more targets do not answer",
      "No good poll yet, 5 targets, every 1s",
      "",
    ])
  })

  it("never has more lines or columns than the screen", () => {
    const events = [...at(a, polls([0, up], [1, down])), [b, failure(0)], [c, failure(0)]] as const
    for (let columns = 1; columns < 60; columns += 1) {
      for (const rows of [1, 3, 8, 20]) {
        const lines = showFleet(events, 10, { columns, rows })
        assert.isAtMost(lines.length, rows)
        for (const line of lines) assert.isAtMost(width(line), columns)
      }
    }
  })
})

describe("LiveTable.age", () => {
  it.each([
    [-5, "0s"],
    [59_999, "59s"],
    [60_000, "1m"],
    [3_599_999, "59m"],
    [7_200_000, "2h"],
    [200_000_000, "2d"],
  ])("of %i is %s", (millis, expected) => {
    assert.strictEqual(LiveTable.age(millis), expected)
  })
})
