import { assert, describe, it } from "@effect/vitest"
import { ResourceId } from "@route-server/core"
import { Schema } from "effect"
import fc from "fast-check"
import { hash, idBody, mix } from "../../src/internal/chance.ts"

const NUMBERS = Array.from({ length: 5000 }, (_, number) => number)

describe("chance", () => {
  it("gives each number an ID of its own, of today's length", () => {
    const isId = Schema.is(ResourceId.RouteServerPeerId)
    for (const salt of [0, 7]) {
      const bodies = NUMBERS.map((number) => idBody(salt, number))
      assert.strictEqual(new Set(bodies).size, NUMBERS.length)
      for (const body of bodies) {
        assert.match(body, /^0[0-9a-f]{16}$/)
        assert.isTrue(isId(`rsp-${body}`))
      }
    }
    assert.notStrictEqual(idBody(0, 1), idBody(7, 1))
  })

  it("mixes numbers of 32 bits to such numbers, no two to the same", () => {
    const number = fc.integer({ min: 0, max: 0xffff_ffff })
    fc.assert(
      fc.property(fc.uniqueArray(number, { minLength: 500 }), (numbers) => {
        const mixtures = numbers.map(mix)
        for (const each of mixtures) assert.strictEqual(each, each >>> 0)
        assert.strictEqual(new Set(mixtures).size, numbers.length)
      }),
    )
    // A half of the bits on average; neighbours look as different as any.
    const changed = NUMBERS.map((each) => (mix(each) ^ mix(each + 1)) >>> 0)
    const ones = changed.map((bits) => bits.toString(2).replaceAll("0", "").length)
    const mean = ones.reduce((sum, count) => sum + count, 0) / ones.length
    assert.approximately(mean, 16, 1)
  })

  it("has another number for each text, as far as chance allows, and always the same", () => {
    const texts = NUMBERS.map((number) => `rse-${number}`)
    assert.strictEqual(new Set(texts.map(hash)).size, texts.length)
    assert.deepStrictEqual(texts.map(hash), texts.map(hash))
    assert.notStrictEqual(hash("ab"), hash("ba"))
  })
})
