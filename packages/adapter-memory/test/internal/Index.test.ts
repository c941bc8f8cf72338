import { assert, describe, it } from "@effect/vitest"
import { Filter, type FilterName, RouteServerPeer } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import { Index } from "../../src/internal/Index.ts"

type Peer = RouteServerPeer.RouteServerPeer

const attributeOf = (name: FilterName.FilterName): FilterName.FilterAttribute => {
  const [condition] = Result.getOrThrow(Filter.conditions([Filter.make(name, "")]))
  return condition?.attribute ?? assert.fail()
}

const VALUES = ["a", "b", "c"]

const peer = (id: string, values: ReadonlyArray<string>): Peer =>
  RouteServerPeer.make({
    RouteServerPeerId: id,
    Tags: values.map((Value, at) => ({ Key: `key-${at}`, Value })),
  })

/** A peer of a few, with any of the values, some of them twice; or its end. */
const change = fc.record({
  id: fc.constantFrom("rsp-1", "rsp-2", "rsp-3", "rsp-4"),
  values: fc.option(fc.array(fc.constantFrom(...VALUES), { maxLength: 3 }), { nil: undefined }),
})

describe("Index", () => {
  it("knows of each value which peers have it, and nothing of values that none has any more", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const index = new Index(attributeOf("tag-value"), [])
        const model = new Map<string, Peer>()
        for (const { id, values } of changes) {
          const before = model.get(id)
          if (values !== undefined) {
            const now = peer(id, values)
            model.set(id, now)
            index.put(now, before)
          } else if (before !== undefined) {
            model.delete(id)
            index.remove(before)
          }
          for (const value of VALUES) {
            const having = [...model.keys()]
              .sort()
              .flatMap((each) => model.get(each) ?? [])
              .filter(({ Tags = [] }) => Tags.some(({ Value }) => Value === value))
            const found = index.get(value)
            assert.deepStrictEqual(
              found?.take(undefined, 9),
              having.length > 0 ? having : undefined,
            )
          }
        }
      }),
    )
  })

  it("leaves a peer where it stands when another of its members changes", () => {
    let read = 0
    const counted = Array.from({ length: 1000 }, (_, at) => {
      const made = RouteServerPeer.make({ RouteServerPeerId: `rsp-${1000 + at}`, State: "failed" })
      const { RouteServerPeerId } = made
      return {
        ...made,
        get RouteServerPeerId() {
          read += 1
          return RouteServerPeerId
        },
      }
    })
    const index = new Index(attributeOf("State"), counted)
    const before = counted[500] ?? assert.fail()
    const now = RouteServerPeer.make({ ...before, PeerAddress: "10.0.0.1" })
    read = 0
    index.put(now, before)
    assert.isAtMost(read, 12)
    assert.deepStrictEqual(index.get("failed")?.take("rsp-1499", 1), [now])
  })
})
