import { assert, describe, it } from "@effect/vitest"
import { PeerSourceError, ServiceError } from "@route-server/core"
import { Effect, Schema } from "effect"

const codes = ServiceError.known.map((Known) => Known.identifier)

describe("ServiceError", () => {
  it.each(codes)("is tagged with the code of AWS: %s", (code) => {
    const details = { message: "text", httpStatus: 418, requestId: "r", cause: new Error("raw") }
    const error = ServiceError.fromCode(code, details)
    assert.strictEqual(error._tag, code)
    const { message, requestId, httpStatus, cause } = error
    assert.deepStrictEqual({ message, requestId, httpStatus, cause }, details)
    assert.instanceOf(error, Error)
    assert.strictEqual(error.name, code)
    assert.isTrue(Schema.is(ServiceError.ServiceError)(error))
  })

  it("comes with the HTTP status of its code, and a retry helps with 500 and 503", () => {
    const errors = ServiceError.known.map((Known) => new Known({ message: "" }))
    const statuses = errors.flatMap(({ _tag, httpStatus }) =>
      httpStatus === 400 ? [] : [[_tag, httpStatus]],
    )
    assert.deepStrictEqual(Object.fromEntries(statuses), {
      DryRunOperation: 412,
      UnauthorizedOperation: 403,
      AuthFailure: 401,
      RequestLimitExceeded: 503,
      InternalError: 500,
      Unavailable: 503,
    })
    for (const { httpStatus, isRetryable } of errors) {
      assert.strictEqual(isRetryable, httpStatus >= 500)
    }
  })

  it("has the HTTP status that an answer showed", () => {
    assert.strictEqual(new ServiceError.RequestLimitExceeded({ message: "" }).httpStatus, 503)
    const error = new ServiceError.RequestLimitExceeded({ message: "", httpStatus: 400 })
    assert.strictEqual(error.httpStatus, 400)
  })

  it("is throttled by its code, whatever the status, and then a retry helps", () => {
    for (const Known of ServiceError.known) {
      const isThrottled: boolean = Known === ServiceError.RequestLimitExceeded
      assert.strictEqual(new Known({ message: "" }).isThrottled, isThrottled)
    }
    const error = new ServiceError.RequestLimitExceeded({ message: "", httpStatus: 400 })
    assert.isTrue(error.isThrottled)
    assert.isTrue(error.isRetryable)
    assert.isTrue(new ServiceError.InternalError({ message: "", httpStatus: 400 }).isRetryable)
    assert.isTrue(new ServiceError.Unavailable({ message: "", httpStatus: 400 }).isRetryable)
  })

  it("keeps a code that it does not know, and what its source knows of it", () => {
    const from = (httpStatus: number, meaning?: "Throttling" | "Transient") => {
      const error = ServiceError.fromCode("Blocked", {
        message: "no",
        httpStatus,
        ...(meaning && { meaning }),
      })
      assert.strictEqual(error._tag === "OtherServiceError" && error.code, "Blocked")
      return [error.isThrottled, error.isRetryable]
    }
    assert.deepStrictEqual(from(403), [false, false])
    assert.deepStrictEqual(from(429), [false, true])
    assert.deepStrictEqual(from(503), [false, true])
    assert.deepStrictEqual(from(400, "Throttling"), [true, true])
    assert.deepStrictEqual(from(400, "Transient"), [false, true])
    const odd = ServiceError.fromCode("constructor", { message: "", httpStatus: 400 })
    assert.strictEqual(odd._tag, "OtherServiceError")
  })

  it.effect("is caught by the AWS code", () =>
    Effect.gen(function* () {
      const failing: Effect.Effect<string, PeerSourceError.PeerSourceError> = Effect.fail(
        new ServiceError.InvalidRouteServerPeerIdNotFound({ message: "gone" }),
      )
      const caught = yield* failing.pipe(
        Effect.catchTag("InvalidRouteServerPeerId.NotFound", (error) =>
          Effect.succeed(error.message),
        ),
      )
      assert.strictEqual(caught, "gone")
    }),
  )

  it("is none of a source's own errors", () => {
    const transport = new PeerSourceError.TransportError({
      message: "",
      reason: { _tag: "Timeout" },
    })
    assert.isFalse(Schema.is(ServiceError.ServiceError)(transport))
  })
})

describe("ServiceError.isTransientStatus", () => {
  it("is true of 429 and of 500 to 599", () => {
    const transient = [429, 500, 503, 599]
    for (const status of transient) assert.isTrue(ServiceError.isTransientStatus(status))
    const final = [200, 400, 428, 430, 499, 600, 999]
    for (const status of final) assert.isFalse(ServiceError.isTransientStatus(status))
  })
})
