/**
 * What the adapter makes of the errors that the SDK, its handlers of requests and
 * its providers of credentials reject with.
 */
import { EC2Client, type EC2ClientConfig } from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource, PeerSourceError } from "@route-server/core"
import { Effect } from "effect"
import { shown } from "./support/answers.ts"
import * as server from "./support/server.ts"

/** What comes of a request over a client with these settings, which sends nothing. */
const ask = (config: EC2ClientConfig) =>
  PeerSource.describe().pipe(
    Effect.provide(
      AwsPeerSource.layerClient(
        new EC2Client({ ...server.settings("http://127.0.0.1:9"), ...config }),
      ),
      { local: true },
    ),
  )

const transportError = (config: EC2ClientConfig) =>
  Effect.gen(function* () {
    const error = yield* Effect.flip(ask(config))
    return error instanceof PeerSourceError.TransportError ? error : assert.fail(error._tag)
  })

const rejecting = (error: unknown): EC2ClientConfig => ({
  requestHandler: {
    handle: async () => {
      throw error
    },
  },
})

const withoutCredentials = (error: unknown): EC2ClientConfig => ({
  ...rejecting(new Error("It was sent")),
  credentials: async () => {
    throw error
  },
})

const failure = (message: string, members: object = {}) =>
  Object.assign(new Error(message), members)

describe("What a handler rejects with", () => {
  it.effect.each<[code: string, reason: PeerSourceError.TransportReason["_tag"], summary: string]>([
    ["ECONNREFUSED", "ConnectionRefused", "The connection was refused"],
    ["ECONNRESET", "ConnectionReset", "The connection broke before the answer was complete"],
    ["ECONNABORTED", "ConnectionReset", "The connection broke before the answer was complete"],
    ["EPIPE", "ConnectionReset", "The connection broke before the answer was complete"],
    [
      "ERR_STREAM_PREMATURE_CLOSE",
      "ConnectionReset",
      "The connection broke before the answer was complete",
    ],
    ["ETIMEDOUT", "Timeout", "The service did not answer in time"],
    ["ESOCKETTIMEDOUT", "Timeout", "The service did not answer in time"],
    ["EHOSTUNREACH", "Unreachable", "The service can't be reached"],
    ["ENETUNREACH", "Unreachable", "The service can't be reached"],
    ["EADDRNOTAVAIL", "Unreachable", "The service can't be reached"],
    ["ENOTFOUND", "Dns", "The name of the service could not be resolved"],
    ["EAI_AGAIN", "Dns", "The name of the service could not be resolved"],
    ["EPROTO", "Tls", "No secure connection could be made"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "Tls", "No secure connection could be made"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "Tls", "No secure connection could be made"],
    ["ERR_OSSL_X", "Tls", "No secure connection could be made"],
    ["CERT_HAS_EXPIRED", "Tls", "No secure connection could be made"],
    ["CRL_HAS_EXPIRED", "Tls", "No secure connection could be made"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "Tls", "No secure connection could be made"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "Tls", "No secure connection could be made"],
    ["UNABLE_TO_GET_ISSUER_CERT", "Tls", "No secure connection could be made"],
    ["INVALID_CA", "Tls", "No secure connection could be made"],
    ["HOSTNAME_MISMATCH", "Tls", "No secure connection could be made"],
    ["HPE_INVALID_CONSTANT", "InvalidHttp", "What came back is not HTTP"],
    ["X_CERT_", "Other", "The request failed"],
    ["X_HPE_", "Other", "The request failed"],
    ["X_EAI_", "Other", "The request failed"],
    ["constructor", "Other", "The request failed"],
  ])("is told by its code: %s", ([code, reason, summary]) =>
    Effect.gen(function* () {
      const isRetryable = ["Connection", "Timeout", "Unreachable", "Dns"].some((transient) =>
        reason.startsWith(transient),
      )
      // The error that says why can be the cause of another.
      for (const error of [
        failure("so", { code }),
        failure("so", { cause: failure("", { code }) }),
      ]) {
        const found = yield* transportError(rejecting(error))
        const message = `${summary}: ${error.cause === undefined && code !== "constructor" ? code : "Error"}`
        assert.include(shown(found), { message, reason, isRetryable })
        assert.deepStrictEqual<unknown>(found.reason, { _tag: reason })
      }
    }),
  )

  it.effect.each<[name: string, reason: PeerSourceError.TransportReason["_tag"], summary: string]>([
    ["TimeoutError", "Timeout", "The service did not answer in time"],
    ["AbortError", "Aborted", "The request was aborted"],
    ["RangeError", "Other", "The request failed"],
  ])("is told by its name: %s", ([name, reason, summary]) =>
    Effect.gen(function* () {
      const found = yield* transportError(rejecting(failure("so", { name })))
      assert.include(shown(found), { message: `${summary}: ${name}`, reason })
    }),
  )

  it.effect("is a stream that the service refused, which a retry gets over", () =>
    Effect.gen(function* () {
      const error = failure("Stream closed with error code NGHTTP2_REFUSED_STREAM", {
        code: "ERR_HTTP2_STREAM_ERROR",
      })
      const found = yield* transportError(rejecting(error))
      assert.include(shown(found), { reason: "ConnectionReset", isRetryable: true })
      assert.include(found.message, ": ERR_HTTP2_STREAM_ERROR")
    }),
  )

  it.effect.each<[what: string, message: string, code: string]>([
    ["closed for another reason", "error code NGHTTP2_INTERNAL_ERROR", "ERR_HTTP2_STREAM_ERROR"],
    ["no stream at all", "error code NGHTTP2_REFUSED_STREAM", "ERR_HTTP2_ERROR"],
  ])("is no such stream if it is %s", ([, message, code]) =>
    Effect.gen(function* () {
      const found = yield* transportError(rejecting(failure(message, { code })))
      assert.include(shown(found), { reason: "Other", isRetryable: false })
    }),
  )

  it.effect("is no answer that is too long, be it called like one", () =>
    Effect.gen(function* () {
      const found = yield* transportError(rejecting(failure("so", { name: "BodyTooLong" })))
      assert.include(shown(found), { reason: "Other", message: "The request failed: BodyTooLong" })
    }),
  )

  it.effect("speaks of no credentials any more, whatever it says", () =>
    Effect.gen(function* () {
      const error = failure("The credentials have expired", { name: "CredentialsProviderError" })
      const found = yield* transportError(rejecting(error))
      assert.include(shown(found), { reason: "Other", isRetryable: false })
    }),
  )

  it.effect("is shown by its code or its name, where these have the form of one", () =>
    Effect.gen(function* () {
      const byCode = yield* transportError(rejecting(failure(" ", { code: "EPIPE" })))
      assert.match(byCode.message, /complete: EPIPE$/)
      const byName = yield* transportError(rejecting(failure("", { name: "Odd" })))
      assert.match(byName.message, /failed: Odd$/)
    }),
  )

  it.effect.each<[what: string, members: object, place: string]>([
    ["a call", { syscall: "connect" }, " connect"],
    ["a call of the longest name", { syscall: "a".repeat(15) }, ` ${"a".repeat(15)}`],
    ["a longer one", { syscall: "a".repeat(16) }, ""],
    ["one with something before it", { syscall: "1connect" }, ""],
    ["one with something behind it", { syscall: "connect1" }, ""],
    ["an address alone", { address: "10.0.0.9" }, " 10.0.0.9"],
    ["a port that is none", { address: "10.0.0.9", port: "9" }, " 10.0.0.9"],
    ["a port alone", { port: 9 }, ""],
    ["all of it", { syscall: "connect", address: "10.0.0.9", port: 9 }, " connect 10.0.0.9:9"],
  ])("says where a call of the system failed: %s", ([, members, place]) =>
    Effect.gen(function* () {
      const error = failure("", { code: "ECONNREFUSED", ...members })
      const found = yield* transportError(rejecting(error))
      assert.strictEqual(found.message, `The connection was refused: ECONNREFUSED${place}`)
    }),
  )

  it.effect("is kept as a copy of its names and codes, without what it says, or where", () =>
    Effect.gen(function* () {
      const { sessionToken } = server.credentials()
      const inner = failure(`inner ${sessionToken}`, { name: "Inner" })
      const outer = failure(`said\n    at ${sessionToken} (a.js:1:1)`, {
        name: "Outer",
        code: "E",
        cause: inner,
      })
      const { cause } = yield* transportError(rejecting(outer))
      assert.instanceOf(cause, Error)
      assert.deepInclude(
        { name: cause.name, message: cause.message, stack: cause.stack },
        { name: "Outer", message: "E", stack: "Outer: E" },
      )
      assert.strictEqual(Object.getOwnPropertyDescriptor(cause, "code")?.value, "E")
      assert.instanceOf(cause.cause, Error)
      assert.strictEqual(cause.cause.stack, "Inner: Inner")
      assert.notProperty(cause.cause, "code")
      assert.notProperty(cause.cause, "cause")
      server.assertNoSecrets(cause)
    }),
  )

  it.effect("is shown as it is to who asks for it", () =>
    Effect.gen(function* () {
      const error = failure("so and so")
      const client = new EC2Client({
        ...server.settings("http://127.0.0.1:9"),
        ...rejecting(error),
      })
      const found = yield* PeerSource.describe().pipe(
        Effect.provide(AwsPeerSource.layerClient(client, { rawErrors: true })),
        Effect.flip,
      )
      assert.strictEqual(found.message, "The request failed: so and so")
      assert.strictEqual("cause" in found ? found.cause : undefined, error)
    }),
  )

  it.effect("may be its own cause", () =>
    Effect.gen(function* () {
      const error = failure("round")
      const found = yield* transportError(rejecting(Object.assign(error, { cause: error })))
      assert.strictEqual(found.message, "The request failed: Error")
    }),
  )
})

describe("What a provider of credentials rejects with", () => {
  it.effect.each<[what: string, error: Error, reason: PeerSourceError.TransportReason["_tag"]]>([
    ["an error", failure("no"), "CredentialsNotFound"],
    ["one of its own", failure("no", { name: "CredentialsProviderError" }), "CredentialsNotFound"],
    ["a Region that is missing", failure("Region is missing"), "InvalidConfiguration"],
    ["a Region that is odd", failure("Region not accepted: x"), "InvalidConfiguration"],
    ["something about a Region", failure("The region is missing"), "CredentialsNotFound"],
    [
      "a Region that a provider misses",
      failure("Region is missing", { name: "CredentialsProviderError" }),
      "CredentialsNotFound",
    ],
    [
      "a token that a provider misses for want of a Region",
      failure("Region is missing", { cause: failure("", { name: "TokenProviderError" }) }),
      "CredentialsNotFound",
    ],
    [
      "an error that is named like one of its own",
      failure("Region is missing", { name: "NoCredentialsProviderError" }),
      "InvalidConfiguration",
    ],
    [
      "an endpoint",
      failure("x", { cause: failure("y", { name: "EndpointError" }) }),
      "InvalidConfiguration",
    ],
    [
      "a URL",
      failure("x", { cause: failure("y", { code: "ERR_INVALID_URL" }) }),
      "InvalidConfiguration",
    ],
    [
      "a Region, within something else",
      failure("x", { cause: failure("Region is missing") }),
      "InvalidConfiguration",
    ],
    [
      "a token that expired, for want of a Region",
      failure("Region is missing", { name: "ExpiredTokenException" }),
      "CredentialsExpired",
    ],
    ["that it has expired", failure("The token has expired."), "CredentialsExpired"],
    ["that they have expired", failure("The tokens have expired."), "CredentialsExpired"],
    ["that they are expired", failure("The tokens are expired."), "CredentialsExpired"],
    ["that what came is expired", failure("It returned expired tokens"), "CredentialsExpired"],
    ["that it is expired", failure("x", { cause: failure("is expired") }), "CredentialsExpired"],
    ["a word that ends alike", failure("this expired thing"), "CredentialsNotFound"],
    ["a word that begins alike", failure("the name is expired_2"), "CredentialsNotFound"],
    ["a name that ends alike", failure("x", { name: "NoExpiredToken" }), "CredentialsNotFound"],
    [
      "that the service says so",
      failure("x", { cause: failure("late", { name: "ExpiredTokenException" }) }),
      "CredentialsExpired",
    ],
    ["a profile of that name", failure("profile expired is gone"), "CredentialsNotFound"],
  ])("is told for what it is: %s", ([, error, reason]) =>
    Effect.gen(function* () {
      const found = yield* transportError(withoutCredentials(error))
      assert.include(shown(found), { reason, isRetryable: false })
      assert.notInclude(found.message, "profile expired is gone")
    }),
  )

  it.effect.each<[code: string, isRetryable: boolean]>([
    ["ETIMEDOUT", true],
    ["ECONNREFUSED", true],
    ["ECONNRESET", true],
    ["EHOSTUNREACH", true],
    ["ENOTFOUND", true],
    ["EPROTO", false],
    ["HPE_INVALID_CONSTANT", false],
    ["EACCES", false],
  ])("passes where its cause does: %s", ([code, isRetryable]) =>
    Effect.gen(function* () {
      const error = failure("no", { cause: failure("slow", { code }) })
      const found = yield* transportError(withoutCredentials(error))
      assert.include(shown(found), { reason: "CredentialsNotFound", isRetryable })
    }),
  )

  it.effect("does not pass where they have expired, whatever its cause", () =>
    Effect.gen(function* () {
      const expired = yield* transportError(
        withoutCredentials(failure("has expired", { cause: failure("", { code: "ETIMEDOUT" }) })),
      )
      assert.include(shown(expired), { reason: "CredentialsExpired", isRetryable: false })
    }),
  )
})

describe("What the chain of providers says", () => {
  /** A client of the adapter's own, whose providers log this before one gives credentials, or fails. */
  const logging = (
    logged: ReadonlyArray<string>,
    provide: () => ReturnType<typeof server.credentials>,
    rawErrors = false,
  ) => {
    const { credentials: _, ...settings } = server.settings("http://127.0.0.1:9")
    const config: EC2ClientConfig = {
      ...settings,
      ...rejecting(failure("", { code: "ECONNREFUSED" })),
      credentialDefaultProvider: (init) => async () => {
        for (const message of logged) init?.logger?.debug(message)
        return provide()
      },
    }
    return PeerSource.describe().pipe(
      Effect.provide(AwsPeerSource.layer(config, { rawErrors }), { local: true }),
      Effect.flip,
    )
  }
  const none = "Could not load credentials from any providers"
  const fail = () => {
    throw failure(none, { name: "CredentialsProviderError" })
  }
  const failed = (why: string) => `@smithy/property-provider -> ${why}`

  it.effect.each<[what: string, logged: ReadonlyArray<string>, told: string]>([
    ["nothing", [], ""],
    ["nothing else", [failed(none)], ""],
    [
      "why each had none",
      [failed("Profile a was not found."), failed("Token is expired. S"), failed(none)],
      " (Profile a was not found; Token is expired.)",
    ],
    [
      "the same twice, to who can't see what differs",
      [failed("Token is expired. A"), failed("Token is expired. B")],
      " (Token is expired.)",
    ],
    [
      "what can't be shown",
      [
        failed("s3cret"),
        "@aws-sdk/credential-provider-node - defaultProvider::fromSSO",
        failed("s3cret, too"),
      ],
      " (A provider failed; fromSSO failed)",
    ],
    [
      "more than anybody reads",
      Array.from({ length: 9 }, (_, at) => failed(`Profile ${at} was not found.`)),
      ` (${Array.from({ length: 8 }, (_, at) => `Profile ${at} was not found`).join("; ")})`,
    ],
  ])("is told where there are no credentials: %s", ([, logged, told]) =>
    Effect.gen(function* () {
      const error = yield* logging(logged, fail)
      const summary = told.includes("expired")
        ? "The credentials have expired"
        : "No credentials could be had"
      assert.strictEqual(error.message, `${summary}: ${none}${told}`)
    }),
  )

  it.effect("is shown as it is to who asks for it", () =>
    Effect.gen(function* () {
      const error = yield* logging([failed("s3cret")], fail, true)
      assert.strictEqual(error.message, `No credentials could be had: ${none} (s3cret)`)
    }),
  )

  it.effect("is not told where credentials were found after all", () =>
    Effect.gen(function* () {
      const error = yield* logging([failed("Profile a was not found.")], server.credentials)
      assert.strictEqual(error.message, "The connection was refused: ECONNREFUSED")
    }),
  )
})

describe("Credentials that are none", () => {
  it.effect("are not found, in the words of the SDK", () =>
    Effect.gen(function* () {
      const error = yield* transportError({
        ...rejecting(new Error("It was sent")),
        // Code that is not type-checked may give anything.
        credentials: async () => Object({}),
      })
      assert.include(shown(error), {
        reason: "CredentialsNotFound",
        isRetryable: false,
        message: "No credentials could be had: Resolved credential object is not valid",
      })
    }),
  )

  it.effect.each([
    "So: Resolved credential object is not valid",
    "Resolved credential object is not valid yet",
  ])("are not those of which a middleware only says something like it: %s", (text) =>
    Effect.gen(function* () {
      const client = new EC2Client(server.settings("http://127.0.0.1:9"))
      const middleware = () => () => Promise.reject(failure(text))
      client.middlewareStack.add(middleware, { step: "finalizeRequest", priority: "low" })
      const error = yield* PeerSource.describe().pipe(
        Effect.provide(AwsPeerSource.layerClient(client)),
        Effect.flip,
      )
      assert.include(shown(error), { reason: "Other" })
    }),
  )
})

describe("A client that can't be made", () => {
  it.effect("is told, and nothing else", () =>
    Effect.gen(function* () {
      const config = {
        ...server.settings("http://127.0.0.1:9"),
        extensions: [
          {
            configure: () => {
              throw new RangeError("no extension")
            },
          },
        ],
      }
      const error = yield* PeerSource.describe().pipe(
        Effect.provide(AwsPeerSource.layer(config)),
        Effect.flip,
      )
      assert.strictEqual(error.message, "The client is not set up right: RangeError")
    }),
  )
})

describe("An error of EC2 whose code is like a credential", () => {
  it.effect("stays what it is", () =>
    Effect.gen(function* () {
      const body = Buffer.from(server.failure("UnauthorizedOperation", "No."))
      for (const headers of [{}, { "x-amzn-requestid": "req-9" }]) {
        const error = yield* Effect.flip(
          ask({
            credentials: { accessKeyId: "UnauthorizedOperation", secretAccessKey: "x" },
            requestHandler: {
              handle: async () => ({ response: { statusCode: 403, headers, body } }),
            },
          }),
        )
        assert.include(shown(error), {
          _tag: "UnauthorizedOperation",
          message: "No.",
          httpStatus: 403,
          requestId: "x-amzn-requestid" in headers ? "req-9" : "req-2",
        })
      }
    }),
  )
})
