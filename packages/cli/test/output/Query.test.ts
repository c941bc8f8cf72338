import { assert, describe, it } from "@effect/vitest"
import { Fixture } from "@route-server/core"
import { Effect, Result } from "effect"
import * as Query from "../../src/output/Query.ts"

const answer = {
  Peers: [
    { Id: "a", State: "available", Asn: 65001, Tags: [{ Key: "env", Value: "prod" }] },
    { Id: "b", State: "failed", Asn: 65002, Tags: [] },
  ],
  Tick: "`",
}

const ask = (expression: string, of: object = answer) =>
  Effect.flatMap(Query.compile(expression), (query) => query(of))

describe("A query", () => {
  it.effect.each([
    ["Peers[].Id", ["a", "b"]],
    ["Peers[?State=='failed'].[Id,Asn]", [["b", 65002]]],
    [
      "Peers[*].{id: Id, env: Tags[?Key=='env'].Value | [0]}",
      [
        { id: "a", env: "prod" },
        { id: "b", env: null },
      ],
    ],
    ["length(Peers[?Asn > `65001`])", 1],
    ["sort_by(Peers, &Asn)[-1].Id", "b"],
    ["Nothing", null],
    ["Peers.length", null],
    ["Peers[0].constructor", null],
    ["Peers[0].__proto__", null],
  ] as const)("selects: %s", ([expression, expected]) =>
    Effect.gen(function* () {
      assert.strictEqual(JSON.stringify(yield* ask(expression)), JSON.stringify(expected))
    }),
  )

  it.effect("takes what is no JSON between backticks for a text, as the AWS CLI does", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* ask("Peers[?State==`failed`].Id"), ["b"])
      assert.deepStrictEqual(yield* ask('Peers[?State==`"failed"`].Id'), ["b"])
      assert.strictEqual(yield* ask("Tick == `\\``"), true)
      assert.strictEqual(yield* ask("Tick == '`' && '`failed`' == '`failed`'"), true)
    }),
  )

  it.effect.each([
    ["Peers[", "parse error at column 6, found unexpected end of expression (EOF)"],
    ["", "parse error at column 0, found unexpected end of expression (EOF)"],
    ["nope(@)", "Unknown function: nope()"],
    ["length(@, @)", "Expected at most 1 argument for function length(), received 2"],
  ] as const)("is refused before anything is asked: %j", ([expression, message]) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(Query.compile(expression))).message, message)
    }),
  )

  it.effect("that does not suit the answer fails", () =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(ask("length(Peers[0].Asn)"))
      assert.match(message, /^Invalid argument type for function length\(\), expected/)
    }),
  )

  it.effect("rounds a number that JavaScript can't hold", () =>
    Effect.gen(function* () {
      const text = '{"RouteServerPeerId":"rsp-1","A":12345678901234567890}'
      const { peers } = Result.getOrThrow(Fixture.decodeResult(text))
      assert.strictEqual(yield* ask("Peers[0].A", { Peers: peers }), 12_345_678_901_234_567_000)
    }),
  )
})
