import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { ask, assertError, item, read, shown } from "../support/answers.ts"
import * as server from "../support/server.ts"

describe("An error of EC2", () => {
  it.effect.each<[code: string, status: number, isRetryable: boolean]>([
    ["DryRunOperation", 412, false],
    ["UnauthorizedOperation", 403, false],
    ["AuthFailure", 401, false],
    ["InvalidRouteServerPeerId.NotFound", 400, false],
    ["InvalidParameterValue", 400, false],
    ["RequestLimitExceeded", 503, true],
    ["InternalError", 500, true],
    ["Unavailable", 503, true],
  ])("is the error that has its code: %s", ([code, status, isRetryable]) =>
    Effect.gen(function* () {
      const body = server.failure(code, "AWS&apos;s &lt;text&gt;")
      const expected = { message: "AWS's <text>", httpStatus: status, isRetryable }
      const error = yield* Effect.flip(read(body, status))
      assertError(error, code, { ...expected, requestId: "req-2" })
      const byHeader = yield* Effect.flip(read(body, status, { "x-amzn-RequestId": "req-3" }))
      assertError(byHeader, code, { ...expected, requestId: "req-3" })
    }),
  )

  it.effect.each<[code: string, status: number, isRetryable: boolean]>([
    ["Throttling", 400, true],
    ["RequestTimeout", 400, true],
    ["Blocked", 499, false],
    ["Blocked", 429, true],
    ["Blocked", 599, true],
    ["Blocked", 600, false],
  ])(
    "says of one that is not known whether a retry can help: %s, HTTP %d",
    ([code, status, isRetryable]) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(read(server.failure(code, "No."), status))
        assertError(error, "OtherServiceError", { code, httpStatus: status, isRetryable })
        const unreadable = yield* Effect.flip(read("no", status))
        const transient = isRetryable && code === "Blocked"
        assertError(unreadable, "MalformedResponse", { httpStatus: status, isRetryable: transient })
      }),
  )

  it.effect("has the ID of its request from wherever an answer shows it", () =>
    Effect.gen(function* () {
      const of = (element: string) =>
        `<Response><Errors><Error><Code>AuthFailure</Code></Error></Errors>${element}</Response>`
      for (const name of ["RequestID", "RequestId", "requestId"]) {
        const error = yield* Effect.flip(read(of(`<${name}> req-4\n</${name}>`), 401))
        assertError(error, "AuthFailure", { requestId: "req-4" })
      }
      for (const name of ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]) {
        const error = yield* Effect.flip(read(of(""), 401, { [name]: "req-5" }))
        assertError(error, "AuthFailure", { requestId: "req-5" })
      }
    }),
  )

  it.effect("is shown without its middle where it is endless", () =>
    Effect.gen(function* () {
      const body = server.failure("C".repeat(1000), `begin${'"token"'.repeat(200_000)}end`)
      const error = yield* Effect.flip(read(body, 400))
      assert.include(shown(error), { code: `${"C".repeat(220)}…${"C".repeat(80)}` })
      assert.match(error.message, /^begin[^…]*…$/)
      assert.isBelow(error.message.length, 70_000)
    }),
  )

  it.effect("is one without the envelope too", () =>
    Effect.gen(function* () {
      const body = "<Error><Code>AuthFailure</Code><Message>No.</Message></Error>"
      const error = yield* Effect.flip(read(body, 401, { "x-amzn-requestid": "" }))
      assertError(error, "AuthFailure", { message: "No.", httpStatus: 401 })
    }),
  )

  it.effect("keeps its code where a credential is a part of it", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(
        ask((response, { headers }) => {
          const token = String(headers["x-amz-security-token"])
          server.answer(response, server.failure("InternalError", token), 500)
        }),
      )
      assertError(error, "InternalError", { message: "[redacted]" })
    }),
  )

  it.effect("keeps a code that is not known", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(server.failure("RequestExpired", "Too late."), 400))
      assertError(error, "OtherServiceError", {
        code: "RequestExpired",
        message: "Too late.",
        httpStatus: 400,
        isRetryable: false,
      })
    }),
  )

  it.effect("says that credentials have expired, whoever noticed it", () =>
    Effect.gen(function* () {
      for (const code of ["ExpiredToken", "ExpiredTokenException"]) {
        const body = `<Response><Errors><Error><Code>${code}</Code><Message>late</Message></Error></Errors><RequestID>r</RequestID></Response>`
        const error = yield* Effect.flip(read(body, 400))
        assertError(error, "TransportError", {
          message: "The credentials have expired: late",
          reason: "CredentialsExpired",
          requestId: "r",
          isRetryable: false,
        })
      }
    }),
  )

  it.effect("has no ID of its request where there is none, and keeps what the service said", () =>
    Effect.gen(function* () {
      const body = server.failure("ExpiredToken", "late").replace(/<RequestID>.*<\/RequestID>/, "")
      const error = yield* Effect.flip(read(body, 400))
      assertError(error, "TransportError", { reason: "CredentialsExpired" })
      assert.notProperty(error, "requestId")
      assert.propertyVal(error.cause, "code", "ExpiredToken")
    }),
  )

  it.effect("says nothing of credentials where its code only ends so", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(server.failure("NoExpiredToken", "late"), 400))
      assertError(error, "OtherServiceError", { code: "NoExpiredToken" })
    }),
  )

  it.effect("is one even where the status says otherwise", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(server.failure("InternalError", "No."), 200))
      assertError(error, "InternalError", { message: "No.", httpStatus: 200 })
    }),
  )

  it.effect.each(["secretAccessKey", "accessKeyId", "sessionToken", "signature"] as const)(
    "gives away no %s",
    (name) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(
          ask((response, { headers }) => {
            const [, signature = ""] = /Signature=(\w+)/.exec(String(headers.authorization)) ?? []
            // In a spelling that no pattern knows.
            const all = { ...server.credentials(), signature }
            const text = Buffer.from(all[name]).toString("hex")
            server.answer(response, server.failure("AuthFailure", `said: ${text}`), 401)
          }),
        )
        assertError(error, "AuthFailure", { message: "said: [redacted]" })
      }),
  )

  it.effect("has a text in lower case too, or none, and a code with white space around it", () =>
    Effect.gen(function* () {
      const of = (inside: string) =>
        `<Response><Errors><Error>${inside}</Error></Errors></Response>`
      const lower = yield* Effect.flip(
        read(of("<Code> AuthFailure\n</Code><message>No.</message>"), 401),
      )
      assertError(lower, "AuthFailure", { message: "No." })
      assert.notProperty(lower, "requestId")
      const bare = yield* Effect.flip(read(of("<Code>AuthFailure</Code>"), 401))
      assertError(bare, "AuthFailure", { message: "" })
    }),
  )

  it.effect("never gives away what the request was signed with", () =>
    Effect.gen(function* () {
      const echoed =
        (status: number): Parameters<typeof server.listen>[0] =>
        (response, { headers }) => {
          const token = String(headers["x-amz-security-token"])
          const everything = `${token} ${encodeURIComponent(token)} ${JSON.stringify(headers)}`
          const text = everything.replace(/[<&]/g, "")
          const body =
            status < 300
              ? server.page(`<routeServerPeerSet><item>${text}</item></routeServerPeerSet>`)
              : server.failure(token, text)
          server.answer(response, body, status, {
            "x-amzn-requestid": String(headers.authorization),
            location: `https://example.com/?${encodeURIComponent(token)}`,
          })
        }
      for (const status of [200, 302, 400, 503]) {
        const error = yield* Effect.flip(ask(echoed(status)))
        if (status >= 400) assert.include(error.message, "[redacted]")
      }
    }),
  )

  it.effect("is not given away by what shows a body that is none of EC2's", () =>
    Effect.gen(function* () {
      for (const around of [
        "sent: *",
        "<html>*</html>",
        "<a>*</a>",
        server.page("<errors>*</errors>"),
      ]) {
        for (const status of [200, 503]) {
          for (const before of [0, 215, 65_300]) {
            const error = yield* Effect.flip(
              ask((response, { headers }) => {
                const sent = `${"-".repeat(before)}${headers["x-amz-security-token"]}`
                server.answer(response, around.replace("*", sent), status)
              }),
            )
            assert.strictEqual(error._tag, "MalformedResponse")
          }
        }
      }
    }),
  )

  it.effect("gives away no part of it where a long value is shown cut", () =>
    Effect.gen(function* () {
      for (let padding = 100; padding < 160; padding += 3) {
        const error = yield* Effect.flip(
          ask((response, { headers }) => {
            const token = String(headers["x-amz-security-token"])
            const spelled = [
              token,
              token.replaceAll("/", "&#x2f;"),
              `${token.slice(0, 9)}<!-- -->${token.slice(9)}`,
              `<![CDATA[${token}]]>`,
            ][padding % 4]
            const text = "x".repeat(padding) + spelled
            server.answer(response, item(`<bgpOptions><peerAsn>${text}</peerAsn></bgpOptions>`))
          }),
        )
        assertError(error, "MalformedResponse", { path: "RouteServerPeers.0.BgpOptions.PeerAsn" })
      }
    }),
  )
})
