import { assert, describe, it } from "@effect/vitest"
import { oracle } from "../../src/laws/internal/oracle.ts"
import { traps } from "../../src/laws/internal/traps.ts"

describe("the traps", () => {
  it("are set with texts that XML can carry", () => {
    const text = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u
    assert.deepStrictEqual(
      traps.filter(([trap]) => !text.test(trap)),
      [],
    )
  })

  it("are such as fit, and such as do not", () => {
    const fitting = traps.filter(([text, value]) => oracle(value, text)).length
    assert.isAbove(fitting, 50)
    assert.isAbove(traps.length - fitting, 50)
  })
})
