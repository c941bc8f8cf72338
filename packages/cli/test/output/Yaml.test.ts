import { assert, describe, it } from "@effect/vitest"
import { Fixture } from "@route-server/core"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { parse } from "yaml"
import { inReferenceOrder } from "../../src/output/MemberOrder.ts"
import * as Yaml from "../../src/output/Yaml.ts"
import { encodedPeers, peersOf } from "../support/peers.ts"
import { render } from "../support/render.ts"

describe("yaml", () => {
  it.effect("is laid out as the AWS CLI lays it out", () =>
    Effect.gen(function* () {
      const renderer = yield* Yaml.make()
      const peer = {
        Tags: [{ Key: "on", Value: "yes" }],
        State: "failed",
        PeerAddress: "10.0.0.1",
        FailureReason: "a: b",
        BgpOptions: { PeerAsn: 65001 },
        RouteServerPeerId: "rsp-1",
      }
      assert.strictEqual(
        render(renderer, [{ RouteServerPeers: peersOf(peer) }], {
          token: "1",
          flag: "--next-token",
        }),
        `RouteServerPeers:
- RouteServerPeerId: rsp-1
  State: failed
  FailureReason: "a: b"
  PeerAddress: 10.0.0.1
  BgpOptions:
    PeerAsn: 65001
  Tags:
  - Key: "on"
    Value: "yes"
NextToken: "1"
`,
      )
    }),
  )

  it.effect("of nothing is an empty list", () =>
    Effect.gen(function* () {
      assert.strictEqual(render(yield* Yaml.make(), []), "RouteServerPeers: []\n")
    }),
  )

  it.effect("keeps the last digit of a number", () =>
    Effect.gen(function* () {
      const text = '{"RouteServerPeerId":"rsp-1","A":12345678901234567890}'
      const { peers } = Result.getOrThrow(Fixture.decodeResult(text))
      assert.include(
        render(yield* Yaml.make(), [{ RouteServerPeers: peers }]),
        "\n  A: 12345678901234567890\n",
      )
    }),
  )

  it("says the same as the peers, in either version of YAML, and sends no control character", () =>
    fc.assert(
      fc.asyncProperty(encodedPeers, async (encoded) => {
        const peers = peersOf(...encoded)
        const text = render(await Effect.runPromise(Yaml.make()), [{ RouteServerPeers: peers }])
        const expected = JSON.stringify({ RouteServerPeers: peers.map(inReferenceOrder) })
        for (const version of ["1.1", "1.2"] as const) {
          assert.strictEqual(JSON.stringify(parse(text, { version })), expected)
        }
        // What joins the parts of an emoji stays.
        assert.notMatch(text.replaceAll(/[\n\u200d]/g, ""), /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u)
      }),
    ))
})
