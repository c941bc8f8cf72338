import { assert, describe, it } from "@effect/vitest"
import { Fleet, Generators } from "@route-server/testing"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"
import { inconsistencies } from "./inconsistencies.ts"

const withChanges = () => Generators.planned(Generators.fleet(), Generators.changesPlan())

describe("changesPlan", () => {
  it("makes changes that are possible one after the other and keep the fleet consistent", () => {
    fc.assert(
      fc.property(withChanges(), ([fleet, changes]) => {
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

  it("covers each kind of change", () => {
    const has =
      (tag: Generators.FleetChange["_tag"]) =>
      ([, changes]: readonly [Fleet.Fleet, ReadonlyArray<Generators.FleetChange>]) =>
        changes.some(({ _tag }) => _tag === tag)
    assertCovers(withChanges(), {
      none: [0.02, ([, changes]) => changes.length === 0],
      add: [0.5, has("Add")],
      replace: [0.4, has("Replace")],
      remove: [0.4, has("Remove")],
    })
  })

  it("fills no endpoint beyond the quota", () => {
    const fleet = Fleet.make({ seed: 1, size: 20 }).map((peer) => ({
      ...peer,
      State: "available" as const,
    }))
    fc.assert(
      fc.property(Generators.changesFor(fleet), (changes) => {
        assert.deepStrictEqual(inconsistencies(changes.reduce(Generators.applyChange, fleet)), [])
      }),
    )
  })

  it("shrinks to one change", () => {
    const [fleet, changes] = smallest(withChanges(), ([, [first]]) => first?._tag === "Remove")
    assert.deepEqual<unknown>(fleet, [{ RouteServerPeerId: "rsp-0" }])
    assert.deepEqual<unknown>(changes, [{ _tag: "Remove", routeServerPeerId: "rsp-0" }])
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
