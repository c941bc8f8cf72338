import { assert, describe, it } from "@effect/vitest"
import { PeerSourceError } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { Schema } from "effect"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"

type Failure = PeerSourceError.PeerSourceError

const { peerSourceError } = Generators
const schema = PeerSourceError.PeerSourceError

describe("peerSourceError", () => {
  it("gives errors that are written as JSON and read again", () => {
    const json = Schema.fromJsonString(schema)
    fc.assert(
      fc.property(peerSourceError(), (error) => {
        assert.isTrue(Schema.is(schema)(error))
        const again = Schema.decodeSync(json)(Schema.encodeSync(json)(error))
        assert.deepStrictEqual(again._tag, error._tag)
        assert.deepStrictEqual(again.message, error.message)
      }),
    )
  })

  it("covers every tag and every reason", () => {
    const tags = schema.members.map(({ identifier }) => identifier)
    const reasons = [
      ...Object.keys(PeerSourceError.TransportReason.cases),
      ...Object.keys(PeerSourceError.MalformedReason.cases),
    ]
    assertCovers(peerSourceError(), {
      ...Object.fromEntries(
        tags.map((tag) => [tag, [0.01, (error: Failure) => error._tag === tag]] as const),
      ),
      ...Object.fromEntries(
        reasons.map((reason) => [
          reason,
          [0.01, (error: Failure) => "reason" in error && error.reason._tag === reason],
        ]),
      ),
      isRetryable: [0.2, ({ isRetryable }) => isRetryable],
      final: [0.2, ({ isRetryable }) => !isRetryable],
      "with a request ID": [0.1, (error) => "requestId" in error],
      "without a request ID": [0.1, (error) => !("requestId" in error)],
      "with a cause": [0.1, (error) => "cause" in error],
      "without a cause": [0.1, (error) => !("cause" in error)],
      "other codes of throttling": [
        0.002,
        (error) => error._tag === "OtherServiceError" && error.isRetryable,
      ],
    })
  })

  it("gives only errors for which a retry helps, or only others, where that is asked for", () => {
    for (const isRetryable of [true, false]) {
      fc.assert(
        fc.property(peerSourceError({ isRetryable }), (error) => {
          assert.strictEqual(error.isRetryable, isRetryable)
        }),
      )
    }
  })

  it("shrinks to an error with nothing that may be absent", () => {
    const found = smallest(peerSourceError(), ({ isRetryable }) => isRetryable)
    assert.strictEqual(found.message, "")
    assert.notProperty(found, "requestId")
    assert.notProperty(found, "cause")
    assert.strictEqual(smallest(peerSourceError(), () => true)._tag, "DryRunOperation")
  })
})
