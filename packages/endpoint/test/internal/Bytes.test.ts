import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import * as Bytes from "../../src/internal/Bytes.ts"

const textOf = (pieces: ReadonlyArray<Bytes.Piece>) => Buffer.from(Bytes.join(pieces)).toString()

/** What is kept of peers on a page, written anew where it is not. */
const page = (peers: ReadonlyArray<{ readonly text: string }>) => {
  let before: Bytes.Kept | undefined
  return peers.map((peer) => {
    before = Bytes.of(peer, before) ?? Bytes.keep(peer, peer.text)
    return before
  })
}

const runsOf = (pieces: ReadonlyArray<Bytes.Piece>) => {
  const runs: Array<Bytes.Run> = []
  for (const piece of pieces) Bytes.add(runs, piece)
  return runs
}

/** Peers whose slab begins with them, and has more room than they need. */
const peersOf = (texts: ReadonlyArray<string>) => {
  Bytes.keep({}, "x".repeat(65_536))
  return texts.map((text) => ({ text }))
}

describe("Bytes", () => {
  it("are those of each peer, whatever pages it was on before", () => {
    const text = fc.string({ unit: "binary" }).map((text) => text.toWellFormed())
    const pages = fc.array(text, { minLength: 1 }).chain((texts) => {
      const order = fc.array(fc.nat({ max: texts.length - 1 }))
      return fc.tuple(fc.constant(texts), fc.array(order))
    })
    fc.assert(
      fc.property(pages, ([texts, orders]) => {
        const peers = texts.map((text) => ({ text }))
        for (const order of orders) {
          const asked = order.flatMap((at) => peers[at] ?? [])
          const pieces = page(asked)
          const whole = asked.map(({ text }) => text).join("")
          assert.strictEqual(textOf(pieces), whole)
          assert.strictEqual(textOf(runsOf(pieces)), whole)
          assert.strictEqual(pieces.map(Bytes.textOf).join(""), whole)
        }
      }),
    )
  })

  it("of peers that were written one after the other are one piece, and the same one every time", () => {
    const peers = peersOf(["one", "zwei", "три"])
    const [run, ...others] = runsOf(page(peers))
    assert.lengthOf(others, 0)
    assert.deepStrictEqual(runsOf(page(peers)), [run])
    assert.strictEqual(runsOf(page(peers))[0]?.slab, run?.slab)
  })

  it("of peers in another order are several pieces, none of which is changed by that", () => {
    const peers = peersOf(["a", "b", "c", "d"])
    page(peers)
    const [a, b, c, d] = peers
    assert.isDefined(a && b && c && d)
    if (!(a && b && c && d)) return
    assert.strictEqual(textOf(runsOf(page([c, d, a, b]))), "cdab")
    assert.lengthOf(runsOf(page([c, d, a, b])), 2)
    assert.lengthOf(runsOf(page([a, b, c, d])), 1)
    assert.strictEqual(textOf(page([a])), "a")
  })

  it("are whole, however little of a slab is left for them", () => {
    const texts = Array.from({ length: 100 }, (_, at) => "é三x"[at % 3]?.repeat(30_000) ?? "")
    const pieces = page(peersOf(texts))
    assert.strictEqual(textOf(pieces), texts.join(""))
    assert.isAbove(runsOf(pieces).length, 2)
  })

  it("of a long text are a slab of their own", () => {
    const [long, next] = page(peersOf(["x".repeat(65_537), "y"]))
    assert.strictEqual(long?.slab.length, 65_537)
    assert.notStrictEqual(next?.slab, long?.slab)
    const [longest] = page([{ text: "x".repeat(65_536) }])
    assert.isAbove(longest?.slab.length ?? 0, 65_536)
  })

  it("of two slabs are two pieces, though one begins where the other ends", () => {
    const [a, b] = [new Uint8Array([1, 2, 3]), new Uint8Array([4, 5, 6])]
    const pieces = [
      { slab: a, from: 0, to: 2 },
      { slab: b, from: 2, to: 3 },
      { slab: b, from: 0, to: 1 },
    ]
    assert.deepStrictEqual(runsOf(pieces), pieces)
    assert.deepStrictEqual([...Bytes.join(pieces)], [1, 2, 6, 4])
  })

  it("are forgotten once too much was kept, as bytes or as text", () => {
    const peer = { text: "short" }
    const isKept = () => Bytes.of(peer, undefined) !== undefined
    page([peer])
    assert.isTrue(isKept())
    const large = { text: "x".repeat(20_000_000) }
    const [kept] = page([large])
    page([peer])
    assert.isTrue(isKept())
    if (kept !== undefined) Bytes.textOf(kept)
    assert.isFalse(isKept())
  })

  it("are forgotten once too many short ones were kept, and not before", () => {
    const peer = { text: "short" }
    const isKept = () => Bytes.of(peer, undefined) !== undefined
    const keep = (count: number) => {
      for (let each = 0; each < count; each += 1) Bytes.keep({}, "x".repeat(60_000))
    }
    page([{ text: "x".repeat(20_000_000) }, { text: "x".repeat(20_000_000) }, peer])
    keep(100)
    assert.isTrue(isKept())
    keep(300)
    assert.isFalse(isKept())
  })

  it("count once as text, however often that is asked for", () => {
    // The last ones of a slab, whose places are large numbers.
    const peers = peersOf([...Array.from({ length: 14 }, () => "x".repeat(60_000)), "a", "b"])
    const pieces = page(peers)
    for (let time = 0; time < 1000; time += 1) for (const piece of pieces) Bytes.textOf(piece)
    assert.isTrue(peers.every((peer) => Bytes.of(peer, undefined) !== undefined))
  })
})
