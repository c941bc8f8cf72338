import { assert, describe, it } from "@effect/vitest"
import { RouteServerPeer } from "@route-server/core"
import fc from "fast-check"
import { PeerList } from "../../src/internal/PeerList.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** All IDs that there may be, in order, and one that is before and after others. */
const IDS = Array.from({ length: 3000 }, (_, index) => `rsp-${String(index).padStart(4, "0")}`)

const peer = (id: string, State = "available") =>
  RouteServerPeer.make({ RouteServerPeerId: id, State })
const inOrder = (peers: Iterable<Peer>) =>
  [...peers].sort((a, b) => (a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1))

const id = fc.constantFrom(...IDS)
const place = fc.option(fc.oneof(id, fc.constantFrom("", "rsp-", "rsp-1000x", "rsq")), {
  nil: undefined,
})
/** Runs of neighbours come and go, so that pieces fill, split and empty. */
const run = fc.record({
  kind: fc.constantFrom("put", "put", "put", "remove", "remove", "clear"),
  from: fc.nat(IDS.length - 1),
  length: fc.integer({ min: 1, max: 900 }),
  step: fc.constantFrom(1, 1, 2, 7, -1),
})
const most = fc.oneof(fc.integer({ min: 1, max: 1200 }), fc.constant(Number.POSITIVE_INFINITY))
const isOdd = (one: Peer) => /[13579]$/.test(one.RouteServerPeerId)

describe("PeerList", () => {
  it("has the peers that were put in and not taken out, in order, from any place on", () => {
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.array(run, { maxLength: 8 }),
        fc.array(fc.tuple(place, most), { minLength: 3, maxLength: 3 }),
        (beginning, runs, questions) => {
          const model = new Map(IDS.slice(0, beginning).map((each) => [each, peer(each)]))
          const list = new PeerList(model.values())
          for (const { kind, from, length, step } of runs) {
            if (kind === "clear") {
              for (const each of model.keys()) list.remove(each)
              model.clear()
              continue
            }
            for (let at = 0; at < length; at += 1) {
              const each = IDS[from + at * step]
              if (each === undefined) break
              if (kind === "remove") {
                list.remove(each)
                model.delete(each)
              } else {
                const now = peer(each, at % 2 === 0 ? "failed" : "pending")
                list.put(now)
                model.set(each, now)
              }
            }
          }
          const sorted = inOrder(model.values())
          assert.strictEqual(list.size, sorted.length)
          for (const [after, size] of questions) {
            const later = sorted.filter(
              ({ RouteServerPeerId }) => after === undefined || RouteServerPeerId > after,
            )
            assert.deepStrictEqual(list.take(after, size), later.slice(0, size))
            assert.deepStrictEqual(
              list.take(after, size, [isOdd]),
              later.filter(isOdd).slice(0, size),
            )
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it("gives lists that nobody else has", () => {
    const list = new PeerList(IDS.slice(0, 3).map((each) => peer(each)))
    list.take(undefined, 3).pop()
    assert.lengthOf(list.take(undefined, 3), 3)
  })

  it("looks at few peers to find the place of one, however many there are", () => {
    let read = 0
    const counted = IDS.map((each) => {
      const { RouteServerPeerId } = peer(each)
      return {
        get RouteServerPeerId() {
          read += 1
          return RouteServerPeerId
        },
      }
    })
    const countOf = (does: () => void): number => {
      read = 0
      does()
      return read
    }
    const even = counted.filter((_, at) => at % 2 === 0)
    for (const list of [new PeerList(counted), new PeerList(even), new PeerList([])]) {
      const shuffled = counted.map(
        (_, at) => counted[(at * 1231) % counted.length] ?? peer("rsp-0"),
      )
      for (const each of shuffled)
        assert.isAtMost(
          countOf(() => list.put(each)),
          16,
        )
      for (const each of IDS)
        assert.isAtMost(
          countOf(() => list.take(each, 1)),
          10,
        )
      for (const each of IDS)
        assert.isAtMost(
          countOf(() => list.remove(each)),
          10,
        )
    }
    const inOrderOfIds = new PeerList([])
    for (const each of counted)
      assert.isAtMost(
        countOf(() => inOrderOfIds.put(each)),
        3,
      )
  })

  it("takes as many peers at once as there are", () => {
    const one = peer("rsp-1")
    const many = Array.from({ length: 300_000 }, () => one)
    assert.lengthOf(new PeerList(many).take(undefined, Number.POSITIVE_INFINITY), many.length)
  })
})
