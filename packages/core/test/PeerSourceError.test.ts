import { assert, describe, it } from "@effect/vitest"
import { PeerSourceError } from "@route-server/core"
import { Effect, Schema } from "effect"

const codes: Record<string, number> = {
  DryRunOperation: 412,
  UnauthorizedOperation: 403,
  AuthFailure: 401,
  RequestLimitExceeded: 503,
  "InvalidRouteServerPeerId.NotFound": 400,
  "InvalidRouteServerPeerId.Malformed": 400,
  IncorrectState: 400,
  InvalidParameterValue: 400,
  InvalidParameterCombination: 400,
  MissingParameter: 400,
  UnknownParameter: 400,
  InvalidAction: 400,
  MissingAction: 400,
  InvalidNextToken: 400,
  InvalidPaginationToken: 400,
  InvalidMaxResults: 400,
  InvalidFilter: 400,
  FilterLimitExceeded: 400,
  InternalError: 500,
  Unavailable: 503,
}

describe("PeerSourceError.fromCode", () => {
  it.each(Object.entries(codes))("tags %s with the code itself", (code, httpStatus) => {
    const cause = new Error("raw")
    const error = PeerSourceError.fromCode(code, {
      message: "text",
      httpStatus,
      requestId: "r",
      cause,
    })
    assert.strictEqual(error._tag, code)
    assert.strictEqual(error.name, code)
    assert.strictEqual(error.message, "text")
    assert.strictEqual(error.requestId, "r")
    assert.strictEqual(error.httpStatus, httpStatus)
    assert.strictEqual(error.cause, cause)
    assert.strictEqual(error.retryable, httpStatus >= 500)
    assert.instanceOf(error, Error)
  })

  it.each([
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
    "TimeoutError",
    "RequestTimeout",
    "RequestTimeoutException",
  ])("knows that a retry can help after %s, whatever the status", (code) => {
    const error = PeerSourceError.fromCode(code, { message: "", httpStatus: 400 })
    assert.strictEqual(error._tag === "OtherServiceError" && error.code, code)
    assert.isTrue(error.retryable)
  })

  it("keeps a code that it does not know", () => {
    const error = PeerSourceError.fromCode("Blocked", { message: "no", httpStatus: 403 })
    assert.strictEqual(error._tag, "OtherServiceError")
    assert.strictEqual(error._tag === "OtherServiceError" && error.code, "Blocked")
    assert.isFalse(error.retryable)
    assert.isTrue(PeerSourceError.fromCode("Busy", { message: "", httpStatus: 503 }).retryable)
    assert.isTrue(PeerSourceError.fromCode("Busy", { message: "", httpStatus: 429 }).retryable)
    assert.strictEqual(
      PeerSourceError.fromCode("constructor", { message: "", httpStatus: 400 })._tag,
      "OtherServiceError",
    )
  })
})

describe("PeerSourceError.isTransientStatus", () => {
  it("is true of 429 and of 500 to 599", () => {
    const transient = [429, 500, 503, 599]
    for (const status of transient) assert.isTrue(PeerSourceError.isTransientStatus(status))
    const final = [200, 400, 428, 430, 499, 600, 999]
    for (const status of final) assert.isFalse(PeerSourceError.isTransientStatus(status))
  })
})

describe("PeerSourceError", () => {
  it("has the HTTP status of its code unless an answer showed another", () => {
    assert.strictEqual(new PeerSourceError.RequestLimitExceeded({ message: "" }).httpStatus, 503)
    assert.strictEqual(
      new PeerSourceError.RequestLimitExceeded({ message: "", httpStatus: 429 }).httpStatus,
      429,
    )
  })

  it.effect("is caught by the AWS code", () =>
    Effect.gen(function* () {
      const failing: Effect.Effect<string, PeerSourceError.PeerSourceError> = Effect.fail(
        new PeerSourceError.InvalidRouteServerPeerIdNotFound({ message: "gone" }),
      )
      const caught = yield* failing.pipe(
        Effect.catchTag("InvalidRouteServerPeerId.NotFound", (error) =>
          Effect.succeed(error.message),
        ),
      )
      assert.strictEqual(caught, "gone")
    }),
  )

  it("knows the reasons of a TransportError, and defaults to Other", () => {
    const reasons = [
      "Timeout",
      "ConnectionRefused",
      "ConnectionReset",
      "Unreachable",
      "Dns",
      "Tls",
      "InvalidHttp",
      "CredentialsNotFound",
      "CredentialsExpired",
      "InvalidConfiguration",
      "Aborted",
      "Other",
    ] as const
    for (const reason of reasons) {
      const error = new PeerSourceError.TransportError({ message: "m", reason, retryable: true })
      assert.deepInclude({ ...error }, { _tag: "TransportError", reason, retryable: true })
    }
    assert.deepStrictEqual(
      [...PeerSourceError.TransportReason.literals].sort(),
      [...reasons].sort(),
    )
    assert.strictEqual(
      new PeerSourceError.TransportError({ message: "m", retryable: false }).reason,
      "Other",
    )
  })

  it("says why an answer can't be understood", () => {
    const reasons = [
      "Empty",
      "Truncated",
      "Html",
      "NotXml",
      "InvalidXml",
      "UnexpectedDocument",
      "InvalidResult",
      "TooLong",
    ] as const
    for (const reason of reasons) {
      const error = new PeerSourceError.MalformedResponse({ message: "m", path: "", reason })
      assert.deepInclude({ ...error }, { _tag: "MalformedResponse", reason, retryable: false })
    }
    assert.deepStrictEqual<ReadonlyArray<string>>(PeerSourceError.MalformedReason.literals, reasons)
    assert.strictEqual(
      new PeerSourceError.MalformedResponse({ message: "m", path: "" }).reason,
      "InvalidResult",
    )
  })

  it("is the union of what EC2 answers and of three more", () => {
    const isServiceError = Schema.is(PeerSourceError.ServiceError)
    assert.isTrue(isServiceError(new PeerSourceError.DryRunOperation({ message: "" })))
    assert.isTrue(
      isServiceError(PeerSourceError.fromCode("Blocked", { message: "", httpStatus: 400 })),
    )
    assert.isTrue(PeerSourceError.fromCode("Blocked", { message: "", httpStatus: 500 }).retryable)
    assert.isTrue(PeerSourceError.fromCode("Slow", { message: "", httpStatus: 429 }).retryable)
    const transport = new PeerSourceError.TransportError({ message: "", retryable: true })
    assert.isFalse(isServiceError(transport))
    assert.isTrue(Schema.is(PeerSourceError.PeerSourceError)(transport))
  })

  it("survives a wire as JSON", () => {
    const codec = Schema.toCodecJson(PeerSourceError.PeerSourceError)
    const error = new PeerSourceError.ListingStalled({ message: "m", nextToken: "t", pages: 2 })
    const read = Schema.decodeUnknownSync(codec)(
      JSON.parse(JSON.stringify(Schema.encodeSync(codec)(error))),
    )
    assert.instanceOf(read, PeerSourceError.ListingStalled)
    assert.strictEqual(read._tag === "ListingStalled" && read.pages, 2)
  })
})
