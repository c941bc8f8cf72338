import { assert, describe, it } from "@effect/vitest"
import { FilterPattern } from "@route-server/core"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { oracle } from "../../src/laws/internal/oracle.ts"

describe("the oracle for patterns", () => {
  it("agrees with the examples of the EC2 guide", () => {
    assert.isTrue(oracle("database????", "database"))
    assert.isTrue(oracle("database????", "database1234"))
    assert.isFalse(oracle("database????", "database12345"))
    assert.isTrue(oracle("\\*amazon\\?\\\\", "*amazon?\\"))
    assert.isFalse(oracle("[ab]", "a"))
  })

  it("agrees with core", () => {
    const symbol = fc.constantFrom("a", "b", "*", "?", "\\", "😀")
    const pattern = fc.oneof(fc.string({ unit: symbol, maxLength: 8 }), Generators.text())
    const text = fc.oneof(fc.string({ unit: symbol, maxLength: 8 }), Generators.text())
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        assert.strictEqual(FilterPattern.compile(p)(t), oracle(p, t))
      }),
    )
  })
})
