import { assert, describe, it } from "@effect/vitest"
import { Asn } from "@route-server/core"
import { Schema } from "effect"

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
})
