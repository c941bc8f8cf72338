/**
 * What a client makes of the faults of HTTP, over a real socket.
 */
import { connect } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { Listing, PeerSource } from "@route-server/core"
import { Faults } from "@route-server/endpoint"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Effect, Layer } from "effect"
import { common, form, memory } from "./support.ts"

const aws = (maxAttempts: number) =>
  Layer.unwrap(
    NodeEc2Endpoint.NodeEc2Endpoint.useSync(({ url }) =>
      AwsPeerSource.layer({
        endpoint: url,
        region: "eu-west-1",
        credentials: { accessKeyId: "any", secretAccessKey: "any" },
        maxAttempts,
      }),
    ),
  )

const behind = (rules: ReadonlyArray<Faults.Rule>, maxAttempts = 1) =>
  Effect.provide(
    aws(maxAttempts).pipe(
      Layer.provide(NodeEc2Endpoint.layer({ faults: Faults.injector(rules) })),
      Layer.provide(memory),
    ),
  )

const cases: ReadonlyArray<
  readonly [rule: Faults.Rule, tag: string, reason: string | undefined, isRetryable: boolean]
> = [
  [{ fault: "HtmlPage" }, "MalformedResponse", "NotAResult", true],
  [{ fault: "HtmlPage", status: 403 }, "MalformedResponse", "NotAResult", false],
  [{ fault: "CutBody" }, "TransportError", "ConnectionReset", true],
  [{ fault: "CutBody", bytes: 0 }, "TransportError", "ConnectionReset", true],
  [{ fault: "Reset" }, "TransportError", "ConnectionReset", true],
  [{ fault: "Timeout", after: "1ms" }, "TransportError", "ConnectionReset", true],
  [{ fault: "RequestLimitExceeded" }, "RequestLimitExceeded", undefined, true],
  [{ fault: "UnauthorizedOperation" }, "UnauthorizedOperation", undefined, false],
]

const endpoint = (rules: ReadonlyArray<Faults.Rule>) =>
  Effect.provide(
    NodeEc2Endpoint.layer({ faults: Faults.injector(rules) }).pipe(Layer.provide(memory)),
  )

/** All that comes back over a socket, and the code of the error that it ended with. */
const received = NodeEc2Endpoint.NodeEc2Endpoint.use(({ url }) =>
  Effect.promise(
    () =>
      new Promise<{ readonly text: string; readonly error?: unknown }>((resolve) => {
        const socket = connect(Number(new URL(url).port), "127.0.0.1")
        let text = ""
        socket.setEncoding("latin1").on("data", (chunk) => {
          text += chunk
        })
        socket.once("error", (error) => resolve({ text, error: "code" in error && error.code }))
        socket.once("close", () => resolve({ text }))
        socket.write(`GET /?${form(common)} HTTP/1.1\r\n\r\n`)
      }),
  ),
)

describe("The AWS adapter", () => {
  for (const [rule, tag, reason, isRetryable] of cases) {
    it.live(`fails with ${tag} where ${JSON.stringify(rule)}`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(PeerSource.describe())
        assert.strictEqual(error._tag, tag)
        assert.strictEqual("reason" in error ? error.reason._tag : undefined, reason)
        assert.strictEqual(error.isRetryable, isRetryable)
      }).pipe(behind([rule])),
    )
  }

  it.live("gets the head and the beginning of an answer that is cut", () =>
    Effect.gen(function* () {
      for (const beginning of ["", `<?xml version="1.0" encoding="UTF-8"?>\n<Des`]) {
        const { text } = yield* received
        const [head = "", body] = text.split("\r\n\r\n")
        assert.match(head, /^HTTP\/1\.1 200 OK\r\n/)
        assert.match(head, /content-length: \d{3,}/i)
        assert.strictEqual(body, beginning)
      }
    }).pipe(
      endpoint([
        { fault: "CutBody", bytes: 0, requests: 1 },
        { fault: "CutBody", bytes: 43 },
      ]),
    ),
  )

  it.live("gets nothing over a connection that is reset but that it is", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* received, { text: "", error: "ECONNRESET" })
    }).pipe(endpoint([{ fault: "Reset" }])),
  )

  it.live("finds every peer through all that passes", () =>
    Effect.gen(function* () {
      const peers = yield* Listing.collect({ MaxResults: 5 }).pipe(
        Effect.retry({ times: 5, while: ({ isRetryable }) => isRetryable }),
      )
      assert.lengthOf(peers, 6)
    }).pipe(
      behind([
        { fault: "Reset", requests: 1 },
        { fault: "CutBody", requests: 2 },
        { fault: "HtmlPage", requests: 3 },
        { fault: "EmptyPage", requests: 4 },
        { fault: "ShortPage", size: 2, requests: "5-6" },
        { fault: "SuperfluousToken" },
      ]),
    ),
  )
})
