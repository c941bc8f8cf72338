import { assert, describe, it } from "@effect/vitest"
import { PeerUpdate, RouteServerPeer } from "@route-server/core"
import { Fleet, Generators } from "@route-server/testing"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"
import { inconsistencies } from "./inconsistencies.ts"

const withChanges = (options: Generators.UpdateOptions = {}) =>
  Generators.withFleet(Generators.fleet(), Generators.updatesTemplate(options))

type Peer = RouteServerPeer.RouteServerPeer
type Changes = readonly [Fleet.Fleet, ReadonlyArray<PeerUpdate.PeerUpdate>]

/** The peers that updates put in or take out, as they were before and are afterwards. */
const moved = ([fleet, changes]: Changes) => {
  let current = fleet
  return changes.map((update) => {
    const id = update._tag === "Put" ? update.peer.RouteServerPeerId : update.routeServerPeerId
    const before = current.find((peer) => peer.RouteServerPeerId === id)
    current = PeerUpdate.apply(current, update)
    return { before, after: current.find((peer) => peer.RouteServerPeerId === id) }
  })
}

/** The peers that are replaced, before and after. */
const replaced = (changes: Changes): ReadonlyArray<readonly [Peer, Peer]> =>
  moved(changes).flatMap(({ before, after }) =>
    before === undefined || after === undefined ? [] : [[before, after] as const],
  )

/** The peers that are added. */
const added = (changes: Changes): ReadonlyArray<Peer> =>
  moved(changes).flatMap(({ before, after }) =>
    before === undefined && after !== undefined ? [after] : [],
  )

const removes = ([, changes]: Changes) => changes.some(({ _tag }) => _tag === "Remove")

const everyKind = {
  none: [0.02, ([, changes]: Changes) => changes.length === 0],
  add: [0.5, (changes: Changes) => added(changes).length > 0],
  replace: [0.4, (changes: Changes) => replaced(changes).length > 0],
  remove: [0.4, removes],
} as const

for (const anyChange of [false, true]) {
  describe(`updatesTemplate, ${anyChange ? "with any change" : "following life"}`, () => {
    it("makes changes that are possible one after the other and keep the fleet consistent", () => {
      fc.assert(
        fc.property(withChanges({ anyChange }), ([fleet, changes]) => {
          const used = new Set<string>(fleet.map((peer) => peer.RouteServerPeerId))
          let current = fleet
          for (const change of changes) {
            const ids = current.map((peer): string => peer.RouteServerPeerId)
            if (change._tag === "Remove") assert.include(ids, change.routeServerPeerId)
            else if (used.has(change.peer.RouteServerPeerId)) {
              assert.include(ids, change.peer.RouteServerPeerId)
            } else used.add(change.peer.RouteServerPeerId)
            current = PeerUpdate.apply(current, change)
            assert.deepStrictEqual(inconsistencies(current), [])
          }
        }),
      )
    })

    it("fills no endpoint beyond the quota", () => {
      const fleet = Fleet.make({ seed: 1, size: 20 }).map((peer) => ({
        ...peer,
        State: "available" as const,
      }))
      fc.assert(
        fc.property(Generators.updatesFor(fleet, { anyChange }), (changes) => {
          assert.deepStrictEqual(inconsistencies(changes.reduce(PeerUpdate.apply, fleet)), [])
        }),
      )
    })

    it("shrinks to one change", () => {
      const [fleet, changes] = smallest(
        withChanges({ anyChange }),
        ([, [first]]) => first?._tag === "Remove",
      )
      assert.deepEqual<unknown>(fleet, [{ RouteServerPeerId: "rsp-0" }])
      assert.deepEqual<unknown>(changes, [{ _tag: "Remove", routeServerPeerId: "rsp-0" }])
    })
  })
}

describe("updatesTemplate", () => {
  const steps = [
    "pending > available",
    "pending > failing",
    "failing > failed",
    "available > deleting",
    "failed > deleting",
    "deleting > deleted",
  ]
  const stepOf = ([{ State: before }, { State: after }]: readonly [Peer, Peer]) =>
    `${before} > ${after}`

  it("moves peers on in their life, and never back", () => {
    fc.assert(
      fc.property(withChanges(), (each) => {
        for (const pair of replaced(each)) {
          if (pair[0].State === pair[1].State) continue
          assert.include(steps, stepOf(pair))
          if (pair[1].State === "failing") assert.isDefined(pair[1].FailureReason)
        }
      }),
    )
  })

  it("changes nothing else of a peer but its tags, and its sessions while it is available", () => {
    fc.assert(
      fc.property(withChanges(), (each) => {
        for (const [before, after] of replaced(each)) {
          const { State, FailureReason, Tags, BgpStatus, BfdStatus, ...rest } = after
          const { State: _, FailureReason: __, Tags: ___, ...own } = before
          const { BgpStatus: bgp, BfdStatus: bfd, ...kept } = own
          assert.deepStrictEqual<unknown>(rest, kept)
          if (FailureReason !== before.FailureReason) assert.strictEqual(State, "failing")
          const known = State === undefined ? false : RouteServerPeer.State.isKnown(State)
          if (known && State !== "available") {
            assert.deepStrictEqual([BgpStatus, BfdStatus], [bgp, bfd])
          }
          assert.notStrictEqual(before.State, "deleted")
        }
      }),
    )
  })

  it("begins a life as pending and without sessions, and ends it with a tombstone", () => {
    fc.assert(
      fc.property(withChanges(), (changes) => {
        for (const peer of added(changes)) {
          assert.strictEqual(peer.State, "pending")
          assert.notStrictEqual(peer.BgpStatus?.Status ?? "down", "up")
          assert.notStrictEqual(peer.BfdStatus?.Status ?? "down", "up")
        }
        for (const { before, after } of moved(changes)) {
          const known = before?.State !== undefined && RouteServerPeer.State.isKnown(before.State)
          if (after === undefined && known) assert.strictEqual(before.State, "deleted")
        }
      }),
    )
  })

  it("makes as many changes as are asked for", () => {
    fc.assert(
      fc.property(withChanges({ minLength: 11 }), ([, changes]) => assert.lengthOf(changes, 11)),
      { numRuns: 5 },
    )
    assert.throws(
      () => Generators.updatesTemplate({ maxLength: -1 }),
      "maxLength must be a whole number from 0 on, not -1",
    )
  })

  it("covers each kind of change and each step of a life", () => {
    const takes = (step: string) => (each: Changes) =>
      replaced(each).some((pair) => stepOf(pair) === step)
    assertCovers(withChanges(), {
      ...everyKind,
      remove: [0.3, removes],
      ...Object.fromEntries(steps.map((step) => [step, [0.05, takes(step)] as const])),
      sessions: [
        0.04,
        (each) =>
          replaced(each).some(
            ([a, b]) => a.BgpStatus?.Status === "up" && b.BgpStatus?.Status === "down",
          ),
      ],
    })
  })

  it("covers each kind of change where any is asked for, other options and any state among them", () => {
    assertCovers(withChanges({ anyChange: true }), {
      ...everyKind,
      options: [
        0.3,
        (each) => replaced(each).some(([a, b]) => a.BgpOptions?.PeerAsn !== b.BgpOptions?.PeerAsn),
      ],
      back: [0.02, (each) => replaced(each).some((pair) => stepOf(pair) === "available > pending")],
      grown: [0.2, (changes) => added(changes).some(({ State }) => State !== "pending")],
    })
  })
})
