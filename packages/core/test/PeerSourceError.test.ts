import { assert, describe, it } from "@effect/vitest"
import { PeerSourceError, ServiceError } from "@route-server/core"
import { Effect, Schema } from "effect"

const transport = (reason: PeerSourceError.TransportReason) =>
  new PeerSourceError.TransportError({ message: "m", reason })

const malformed = (reason: PeerSourceError.MalformedReason, httpStatus?: number) =>
  new PeerSourceError.MalformedResponse({
    message: "m",
    reason,
    ...(httpStatus && { httpStatus }),
  })

const failing = (
  error: PeerSourceError.PeerSourceError,
): Effect.Effect<string, PeerSourceError.PeerSourceError> => Effect.fail(error)

describe("PeerSourceError", () => {
  it.effect("is caught by its reason", () =>
    Effect.gen(function* () {
      const caught = yield* failing(transport({ _tag: "Timeout" })).pipe(
        Effect.catchReason("TransportError", "Timeout", () => Effect.succeed("slow")),
      )
      assert.strictEqual(caught, "slow")
      const found = yield* failing(malformed({ _tag: "NotAResult", found: "Html" })).pipe(
        Effect.catchReason("MalformedResponse", "NotAResult", ({ found }) => Effect.succeed(found)),
      )
      assert.strictEqual(found, "Html")
      const other = yield* failing(transport({ _tag: "Dns" })).pipe(
        Effect.catchReason("TransportError", "Timeout", () => Effect.succeed("slow")),
        Effect.flip,
      )
      assert.strictEqual(other._tag, "TransportError")
    }),
  )

  it("without an answer says that a retry can help where the reason passes", () => {
    const tags = [
      "Timeout",
      "ConnectionRefused",
      "ConnectionReset",
      "Unreachable",
      "Dns",
      "Tls",
      "InvalidHttp",
      "CredentialsExpired",
      "InvalidConfiguration",
      "Aborted",
      "Other",
    ] as const
    assert.deepStrictEqual(
      tags.map((_tag) => transport({ _tag }).isRetryable),
      tags.map((_, index) => index < 5),
    )
    for (const isTransient of [true, false]) {
      const error = transport({ _tag: "CredentialsNotFound", isTransient })
      assert.strictEqual(error.isRetryable, isTransient)
    }
  })

  it("with an answer that breaks off, or of a service that fails, says that a retry can help", () => {
    assert.isTrue(malformed({ _tag: "Truncated" }).isRetryable)
    assert.isTrue(malformed({ _tag: "NotAResult", found: "Html" }, 503).isRetryable)
    assert.isFalse(malformed({ _tag: "NotAResult", found: "Html" }, 403).isRetryable)
    assert.isFalse(malformed({ _tag: "InvalidResult", fault: "odd" }).isRetryable)
    assert.isFalse(malformed({ _tag: "TooLong" }).isRetryable)
    assert.isFalse(malformed({ _tag: "ContractBroken", rule: "Filters" }).isRetryable)
    assert.isFalse(new PeerSourceError.ListingStalled({ message: "m", pages: 2 }).isRetryable)
  })

  it("tells of the answer as a whole unless it has a path", () => {
    assert.deepStrictEqual(malformed({ _tag: "Truncated" }).path, [])
  })

  it("is a code in a word, whatever it is", () => {
    const codes = [
      ServiceError.fromCode("Slow", { message: "", httpStatus: 400 }),
      ServiceError.fromCode("InvalidRouteServerPeerId.NotFound", { message: "", httpStatus: 400 }),
      transport({ _tag: "Dns" }),
      malformed({ _tag: "Truncated" }),
      new PeerSourceError.ListingStalled({ message: "m", pages: 2 }),
    ].map(PeerSourceError.codeOf)
    assert.deepStrictEqual(codes, [
      "Slow",
      "InvalidRouteServerPeerId.NotFound",
      "Dns",
      "MalformedResponse",
      "ListingStalled",
    ])
  })

  it("survives a wire as JSON", () => {
    const codec = Schema.toCodecJson(PeerSourceError.PeerSourceError)
    const there = (error: PeerSourceError.PeerSourceError) =>
      Schema.decodeUnknownSync(codec)(JSON.parse(JSON.stringify(Schema.encodeSync(codec)(error))))
    const stalled = there(new PeerSourceError.ListingStalled({ message: "m", pages: 2 }))
    assert.instanceOf(stalled, PeerSourceError.ListingStalled)
    assert.strictEqual(stalled.pages, 2)
    const throttled = there(
      ServiceError.fromCode("Slow", { message: "", httpStatus: 400, meaning: "Throttling" }),
    )
    assert.isTrue(throttled.isRetryable)
    assert.isTrue(there(transport({ _tag: "Dns" })).isRetryable)
  })
})
