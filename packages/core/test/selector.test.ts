import { assert, describe, it } from "@effect/vitest"
import { FilterName, FilterNames, RouteServerPeer, Tag } from "@route-server/core"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { afterEach, vi } from "vitest"
import type { Question } from "../src/internal/question.ts"
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
        const some = new Set([text, other])
        const piece = text.slice(pick % 3, 5)
        const isEven = (value: string) => value.length % 2 === 0
        const questions: ReadonlyArray<readonly [Question, (value: string) => boolean]> = [
          [{ ask: "is", asked: text }, (value) => value === text],
          [{ ask: "isAmong", asked: some }, (value) => some.has(value)],
          [{ ask: "begins", asked: piece }, (value) => value.startsWith(piece)],
          [{ ask: "ends", asked: text.slice(-2) }, (value) => value.endsWith(text.slice(-2))],
          [{ ask: "has", asked: piece }, (value) => value.includes(piece)],
          [{ ask: "fits", asked: isEven }, isEven],
        ]
        const select = selectorOf(name)
        for (const [question, answer] of questions) {
          const matches = select(question)
          for (const peer of peers) {
            assert.strictEqual(matches(peer), read(peer).some(answer), question.ask)
          }
        }
      }),
    )
  })

  it("takes no text for a number that has other digits", () => {
    const peer = RouteServerPeer.make({
      RouteServerPeerId: "rsp-1",
      BgpOptions: { PeerAsn: 65_001 },
    })
    const select = selectorOf("BgpOptions.PeerAsn")
    for (const [text, fitting] of [
      ["65001", true],
      ["065001", false],
      ["65001.0", false],
      [" 65001", false],
      ["", false],
      ["NaN", false],
    ] as const) {
      assert.strictEqual(select({ ask: "is", asked: text })(peer), fitting, text)
      assert.strictEqual(select({ ask: "isAmong", asked: new Set([text]) })(peer), fitting, text)
    }
    assert.isTrue(select({ ask: "begins", asked: "650" })(peer))
    assert.isTrue(select({ ask: "fits", asked: (digits) => digits === "65001" })(peer))
  })

  it("works where no code can be made of a text", () => {
    vi.stubGlobal("Function", () => {
      throw new EvalError("Code generation from strings disallowed for this context")
    })
    const peer = RouteServerPeer.make({
      RouteServerPeerId: "rsp-1",
      VpcId: "vpc-1",
      Tags: [{ Key: "env", Value: "prod" }],
    })
    const scalar = {
      kind: "text",
      known: undefined,
      expected: undefined,
      awsDefault: undefined,
    } as const
    const readVpc = FilterName.reader("VpcId") ?? assert.fail()
    const readEnv = FilterName.reader("tag:env") ?? assert.fail()
    const ofVpc = Selector.ofMember(["VpcId"], scalar, readVpc)
    const ofEnv = Selector.ofTags(Tag.valueOf)(readEnv, "env")
    for (const [select, fitting, other] of [
      [ofVpc, "vpc-1", "vpc-2"],
      [ofEnv, "prod", "env"],
    ] as const) {
      for (const ask of ["is", "begins", "ends", "has"] as const) {
        assert.isTrue(select({ ask, asked: fitting })(peer), ask)
        assert.isFalse(select({ ask, asked: other })(peer), ask)
      }
      assert.isTrue(select({ ask: "isAmong", asked: new Set([fitting]) })(peer))
      assert.isTrue(select({ ask: "fits", asked: (text) => text === fitting })(peer))
    }
  })

  it("asks each value where no code can be made, and nothing where there is none", () => {
    vi.stubGlobal("Function", () => {
      throw new EvalError("Code generation from strings disallowed for this context")
    })
    const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-1" })
    const is = (values: ReadonlyArray<string>) =>
      Selector.ofTags(Tag.valueOf)(() => values)({ ask: "is", asked: "prod" })(peer)
    assert.deepStrictEqual([["dev", "prod"], ["dev"], []].map(is), [true, false, false])
  })

  it("asks by code what a member shows, or AWS's default where its structure is there", () => {
    const scalar = { known: undefined, expected: undefined } as const
    const byCode = [
      [["VpcId"], "text", undefined],
      [["BgpOptions", "PeerAsn"], "number", undefined],
      [["BgpOptions", "PeerLivenessDetection"], "text", "bgp-keepalive"],
    ] as const
    const options: ReadonlyArray<RouteServerPeer.Encoded["BgpOptions"]> = [
      undefined,
      {},
      { PeerAsn: 65_001 },
      { PeerLivenessDetection: "bfd" },
    ]
    const peers = options.flatMap((BgpOptions, index) =>
      [{}, { VpcId: "vpc-6" }].map((vpc) =>
        RouteServerPeer.make({
          RouteServerPeerId: `rsp-${index}`,
          ...vpc,
          ...(BgpOptions && { BgpOptions }),
        }),
      ),
    )
    const texts = ["vpc-6", "65001", "bfd", "bgp-keepalive", "undefined", "6", "b", ""]
    for (const [path, kind, awsDefault] of byCode) {
      const select = Selector.ofMember(path, { ...scalar, kind, awsDefault }, () => [])
      for (const peer of peers) {
        const shown =
          path[0] === "VpcId"
            ? peer.VpcId
            : path[1] === "PeerAsn"
              ? peer.BgpOptions?.PeerAsn
              : peer.BgpOptions && (peer.BgpOptions.PeerLivenessDetection ?? awsDefault)
        const value = shown === undefined ? undefined : String(shown)
        for (const asked of texts) {
          const expected: ReadonlyArray<readonly [Question, boolean | undefined]> = [
            [{ ask: "is", asked }, value === asked],
            [{ ask: "isAmong", asked: new Set([asked, "?"]) }, value === asked],
            [{ ask: "begins", asked }, value?.startsWith(asked)],
            [{ ask: "ends", asked }, value?.endsWith(asked)],
            [{ ask: "has", asked }, value?.includes(asked)],
            [
              { ask: "fits", asked: (text) => text.length === asked.length },
              value?.length === asked.length,
            ],
          ]
          for (const [question, fits = false] of expected) {
            assert.strictEqual(Boolean(select(question)(peer)), fits, `${question.ask} ${asked}`)
          }
        }
      }
    }
  })

  it("makes code once for each kind of question, however many filters ask it", () => {
    const makeFunction = vi.fn(globalThis.Function)
    vi.stubGlobal("Function", makeFunction)
    const select = Selector.ofTags(Tag.valueOf)(() => [], "env")
    for (const asked of ["prod", "dev", "test"]) {
      select({ ask: "is", asked })
      select({ ask: "begins", asked })
    }
    assert.strictEqual(makeFunction.mock.calls.length, 2)
  })

  it("reads a truth value by its name", () => {
    const scalar = {
      kind: "boolean",
      known: undefined,
      expected: undefined,
      awsDefault: undefined,
    } as const
    const select = Selector.ofMember(["On"], scalar, () => [])
    const states: ReadonlyArray<[unknown, string, boolean]> = [
      [true, "true", true],
      [false, "false", true],
      [false, "true", false],
      [true, "1", false],
      [false, "1", false],
      [false, "NaN", false],
      [undefined, "undefined", false],
    ]
    for (const [On, text, fitting] of states) {
      const is = select({ ask: "is", asked: text })
      assert.strictEqual(Reflect.apply(is, undefined, [{ On }]), fitting, text)
    }
  })
})
