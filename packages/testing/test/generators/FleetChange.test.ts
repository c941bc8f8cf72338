import { assert, describe, it } from "@effect/vitest"
import { RouteServerPeer } from "@route-server/core"
import { Fleet, Generators } from "@route-server/testing"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"
import { inconsistencies } from "./inconsistencies.ts"

const withChanges = (options: Generators.ChangeOptions = {}) =>
  Generators.planned(Generators.fleet(), Generators.changesPlan(options))

type Peer = RouteServerPeer.RouteServerPeer
type Changes = readonly [Fleet.Fleet, ReadonlyArray<Generators.FleetChange>]

/** The peers that are replaced, before and after. */
const replaced = ([fleet, changes]: Changes): ReadonlyArray<readonly [Peer, Peer]> => {
  let current = fleet
  return changes.flatMap((change) => {
    const before = current
    current = Generators.applyChange(current, change)
    if (change._tag !== "Replace") return []
    const old = before.find((peer) => peer.RouteServerPeerId === change.peer.RouteServerPeerId)
    return old === undefined ? [] : [[old, change.peer] as const]
  })
}

const has =
  (tag: Generators.FleetChange["_tag"]) =>
  ([, changes]: Changes) =>
    changes.some(({ _tag }) => _tag === tag)

const everyKind = {
  none: [0.02, ([, changes]: Changes) => changes.length === 0],
  add: [0.5, has("Add")],
  replace: [0.4, has("Replace")],
  remove: [0.4, has("Remove")],
} as const

for (const anyChange of [false, true]) {
  describe(`changesPlan, ${anyChange ? "with any change" : "following life"}`, () => {
    it("makes changes that are possible one after the other and keep the fleet consistent", () => {
      fc.assert(
        fc.property(withChanges({ anyChange }), ([fleet, changes]) => {
          const used = new Set<string>(fleet.map((peer) => peer.RouteServerPeerId))
          let current = fleet
          for (const change of changes) {
            const ids = current.map((peer): string => peer.RouteServerPeerId)
            switch (change._tag) {
              case "Add":
                assert.isFalse(used.has(change.peer.RouteServerPeerId))
                used.add(change.peer.RouteServerPeerId)
                break
              case "Replace":
                assert.include(ids, change.peer.RouteServerPeerId)
                break
              case "Remove":
                assert.include(ids, change.routeServerPeerId)
                break
            }
            current = Generators.applyChange(current, change)
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
        fc.property(Generators.changesFor(fleet, { anyChange }), (changes) => {
          assert.deepStrictEqual(inconsistencies(changes.reduce(Generators.applyChange, fleet)), [])
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

describe("changesPlan", () => {
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
      fc.property(withChanges(), ([fleet, changes]) => {
        let current = fleet
        for (const change of changes) {
          if (change._tag === "Add") {
            assert.strictEqual(change.peer.State, "pending")
            assert.notStrictEqual(change.peer.BgpStatus?.Status ?? "down", "up")
            assert.notStrictEqual(change.peer.BfdStatus?.Status ?? "down", "up")
          }
          if (change._tag === "Remove") {
            const gone = current.find((p) => p.RouteServerPeerId === change.routeServerPeerId)
            const known = gone?.State !== undefined && RouteServerPeer.State.isKnown(gone.State)
            if (known) assert.strictEqual(gone.State, "deleted")
          }
          current = Generators.applyChange(current, change)
        }
      }),
    )
  })

  it("covers each kind of change and each step of a life", () => {
    const takes = (step: string) => (each: Changes) =>
      replaced(each).some((pair) => stepOf(pair) === step)
    assertCovers(withChanges(), {
      ...everyKind,
      remove: [0.3, has("Remove")],
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
      grown: [
        0.2,
        ([, changes]) => changes.some((c) => c._tag === "Add" && c.peer.State !== "pending"),
      ],
    })
  })
})

describe("applyChange", () => {
  it("adds, replaces and removes", () => {
    const [a, b, c] = Fleet.make({ seed: 1, size: 3 })
    if (a === undefined || b === undefined || c === undefined) return assert.fail()
    const other = { ...a, State: "failed" } as const
    assert.deepStrictEqual(Generators.applyChange([a, b], { _tag: "Add", peer: c }), [a, b, c])
    assert.deepStrictEqual(Generators.applyChange([a, b], { _tag: "Replace", peer: other }), [
      other,
      b,
    ])
    assert.deepStrictEqual(
      Generators.applyChange([a, b], {
        _tag: "Remove",
        routeServerPeerId: a.RouteServerPeerId,
      }),
      [b],
    )
  })
})
