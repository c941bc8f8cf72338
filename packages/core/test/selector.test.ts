import { assert, describe, it } from "@effect/vitest"
import { FilterName, FilterNames, RouteServerPeer } from "@route-server/core"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { afterEach, vi } from "vitest"
import * as Selector from "../src/internal/selector.ts"

const selectorOf = (name: string) => {
  const attribute = FilterName.attributeOf(name)
  if (attribute === undefined) return assert.fail(name)
  return attribute.selector(name)
}

const names = fc.constantFrom(...FilterNames.all.single, "tag:env", "tag:Name", "tag:")
const few = fc.array(Generators.fleet(), { minLength: 1, maxLength: 2 })

afterEach(() => {
  vi.unstubAllGlobals()
})

describe("The selector of a filter name", () => {
  it("answers as if it looked at the values that the name's reader reads", () => {
    fc.assert(
      fc.property(few, names, fc.nat(), (fleets, name, pick) => {
        const peers = fleets.flat()
        const read = (peer: RouteServerPeer.RouteServerPeer) =>
          FilterName.reader(name)?.(peer) ?? []
        const seen = peers.flatMap(read)
        const text = seen[pick % (seen.length + 1)] ?? "none"
        const other = seen[(pick >>> 8) % (seen.length + 1)] ?? "undefined"
        const { fits, is, isAmong } = selectorOf(name)
        for (const peer of peers) {
          const values = read(peer)
          const begins = (value: string) => value.startsWith(text.slice(0, 3))
          assert.strictEqual(is(text)(peer), values.includes(text))
          assert.strictEqual(
            isAmong(new Set([text, other]))(peer),
            values.includes(text) || values.includes(other),
          )
          assert.strictEqual(fits(begins)(peer), values.some(begins))
        }
      }),
    )
  })

  it("takes no text for a number that has other digits", () => {
    const peer = RouteServerPeer.make({
      RouteServerPeerId: "rsp-1",
      BgpOptions: { PeerAsn: 65_001 },
    })
    const { fits, is, isAmong } = selectorOf("BgpOptions.PeerAsn")
    for (const [text, fitting] of [
      ["65001", true],
      ["065001", false],
      ["65001.0", false],
      [" 65001", false],
      ["", false],
      ["NaN", false],
    ] as const) {
      assert.strictEqual(is(text)(peer), fitting, text)
      assert.strictEqual(isAmong(new Set([text]))(peer), fitting, text)
    }
    assert.isTrue(fits((digits) => digits === "65001")(peer))
  })

  it("works where no code can be made of a text", () => {
    vi.stubGlobal("Function", () => {
      throw new EvalError("Code generation from strings disallowed for this context")
    })
    const scalar = {
      kind: "text",
      known: undefined,
      expected: undefined,
      awsDefault: undefined,
    } as const
    const read = FilterName.reader("VpcId") ?? assert.fail()
    const { fits, is, isAmong } = Selector.ofMember(["VpcId"], scalar, read)
    const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-1", VpcId: "vpc-1" })
    assert.isTrue(is("vpc-1")(peer))
    assert.isFalse(is("vpc-2")(peer))
    assert.isTrue(isAmong(new Set(["vpc-1"]))(peer))
    assert.isTrue(fits((text) => text.endsWith("1"))(peer))
  })

  it("reads a truth value by its name", () => {
    const scalar = {
      kind: "boolean",
      known: undefined,
      expected: undefined,
      awsDefault: undefined,
    } as const
    const { is } = Selector.ofMember(["On"], scalar, () => [])
    const states: ReadonlyArray<[unknown, string, boolean]> = [
      [true, "true", true],
      [false, "false", true],
      [false, "true", false],
      [true, "1", false],
      [undefined, "undefined", false],
    ]
    for (const [On, text, fitting] of states) {
      assert.strictEqual(Reflect.apply(is(text), undefined, [{ On }]), fitting, text)
    }
  })
})
