import { assert, describe, it } from "@effect/vitest"
import { Asn } from "@route-server/core"
import { Schema } from "effect"
import fc from "fast-check"

const isAsn = Schema.is(Asn.Asn)

describe("Asn", () => {
  it("is a whole number from 1 to 4294967295", () => {
    for (const asn of [1, 65_001, 4_294_967_295]) assert.isTrue(isAsn(asn), String(asn))
    for (const asn of [0, -1, 4_294_967_296, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "65001"]) {
      assert.isFalse(isAsn(asn), String(asn))
    }
  })

  it("is private in AWS's two recommended ranges and nowhere else", () => {
    for (const asn of [64_512, 65_534, 4_200_000_000, 4_294_967_294]) {
      assert.isTrue(Asn.isPrivate(asn), String(asn))
    }
    for (const asn of [1, 64_511, 65_535, 4_199_999_999, 4_294_967_295]) {
      assert.isFalse(Asn.isPrivate(asn), String(asn))
    }
  })

  it("is reserved where the registries say so", () => {
    for (const asn of [23_456, 64_496, 64_511, 65_535, 65_536, 65_551, 65_552, 131_071]) {
      assert.isTrue(Asn.isReserved(asn), String(asn))
    }
    assert.isTrue(Asn.isReserved(4_294_967_295))
    for (const asn of [1, 23_455, 23_457, 64_495, 64_512, 65_534, 131_072, 4_294_967_294]) {
      assert.isFalse(Asn.isReserved(asn), String(asn))
    }
  })

  it("is public next to the ranges that are not", () => {
    for (const asn of [1, 23_455, 64_495, 131_072, 4_199_999_999]) {
      assert.isTrue(Asn.isPublic(asn), String(asn))
    }
    for (const asn of [0, 1.5, 4_294_967_296, Number.NaN]) {
      assert.isFalse(Asn.isPublic(asn), String(asn))
    }
  })

  it("is of one kind only", () => {
    const nearBounds = fc
      .tuple(
        fc.constantFrom(
          1,
          23_456,
          64_496,
          64_512,
          65_535,
          65_552,
          131_072,
          4_200_000_000,
          4_294_967_295,
        ),
        fc.integer({ min: -20, max: 20 }),
      )
      .map(([bound, distance]) => bound + distance)
      .filter(isAsn)
    fc.assert(
      fc.property(fc.oneof(nearBounds, fc.integer({ min: 1, max: 4_294_967_295 })), (asn) => {
        const kinds = [Asn.isPrivate(asn), Asn.isReserved(asn), Asn.isPublic(asn)]
        assert.strictEqual(kinds.filter(Boolean).length, 1)
      }),
    )
  })
})
