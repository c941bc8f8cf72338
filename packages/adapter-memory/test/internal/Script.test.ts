import { assert, describe, it } from "@effect/vitest"
import { PeerUpdate } from "@route-server/core"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { play, type Scene, scriptOf } from "../../src/internal/Script.ts"

describe("a script", () => {
  it("has done, at whatever times it is looked at, what its scenes up to then say, in order", () => {
    const scenes = Generators.withFleet(
      Generators.fleet({ maxLength: 4 }),
      fc
        .tuple(Generators.updatesTemplate({ maxLength: 8 }), fc.array(fc.nat(5), { minLength: 8 }))
        .map(([template, times]) => (fleet) => {
          // The updates are possible one after the other, so the times must not mix them up.
          const sorted = times.toSorted((one, other) => one - other)
          return template(fleet).map(
            (update, at): Scene => ({ at: sorted[at] ?? 0, updates: [update] }),
          )
        }),
    )
    fc.assert(
      fc.property(scenes, fc.array(fc.nat(7)), fc.nat(9), ([fleet, script], looks, began) => {
        let peers = fleet
        const pass = play(scriptOf(script), began, (update) => {
          peers = PeerUpdate.apply(peers, update)
        })
        for (const look of looks.toSorted((one, other) => one - other)) {
          pass(began + look)
          const due = script.filter(({ at }) => Number(at) <= look)
          assert.deepStrictEqual(
            peers,
            due.flatMap(({ updates }) => updates).reduce(PeerUpdate.apply, fleet),
          )
        }
      }),
    )
  })

  it("is sorted by time; what happens at one time keeps its order", () => {
    const scene = (at: Scene["at"], id: string): Scene => ({ at, updates: [PeerUpdate.remove(id)] })
    const script = scriptOf([scene("1 minute", "a"), scene(60_000, "b"), scene("1 second", "c")])
    assert.deepStrictEqual(
      script.map(({ at, updates: [update] }) => [
        at,
        update?._tag === "Remove" && update.routeServerPeerId,
      ]),
      [
        [1000, "c"],
        [60_000, "a"],
        [60_000, "b"],
      ],
    )
  })
})
