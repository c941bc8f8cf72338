import { isIPv4 } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { Ipv4Address } from "@route-server/core"
import { Schema } from "effect"
import fc from "fast-check"

const isAddress = Schema.is(Ipv4Address.Ipv4Address)

describe("Ipv4Address", () => {
  it("refuses what only looks like an address", () => {
    for (const text of [
      "",
      "10.0.2",
      "10.0.2.3.4",
      "10.0.2.256",
      "010.0.2.3",
      "10.0.2.3\n",
      " 10.0.2.3",
      "::1",
      "１0.0.2.3",
    ]) {
      assert.isFalse(isAddress(text), JSON.stringify(text))
    }
  })

  it("agrees with Node's reading of IPv4 addresses", () => {
    const nearly = fc
      .array(
        fc.oneof(
          fc.integer({ min: -1, max: 300 }).map(String),
          fc.constantFrom("", "00", "01", "x"),
        ),
        {
          minLength: 3,
          maxLength: 5,
        },
      )
      .map((parts) => parts.join("."))
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), nearly, fc.string()), (text) => {
        assert.strictEqual(isAddress(text), isIPv4(text))
      }),
    )
  })
})
