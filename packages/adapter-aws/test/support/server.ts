/**
 * A real server on the loopback address, which misbehaves as a test tells it,
 * and the settings of a real client for it.
 */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { inspect } from "node:util"
import type { EC2ClientConfig } from "@aws-sdk/client-ec2"
import { assert } from "@effect/vitest"
import { Effect } from "effect"

/** Credentials that nothing else looks like, so that they can be searched for. */
const secrets = {
  accessKeyId: "AKIAFAKEFAKEFAKEFAKE",
  secretAccessKey: "FakeSecret/doNotLeak+AAAABBBBCCCCDDDDEEEE",
  sessionToken: "FakeToken/doNotLeak+FFFFGGGG==",
}

/** A copy each time, since the SDK writes into what it is given. */
export const credentials = () => ({ ...secrets })

/** The settings of a client that sends a request once, unless told otherwise. */
export const settings = (url: string, config: EC2ClientConfig = {}): EC2ClientConfig => ({
  region: "eu-west-1",
  endpoint: url,
  credentials: credentials(),
  maxAttempts: 1,
  ...config,
})

type RetryStrategy = Extract<
  NonNullable<EC2ClientConfig["retryStrategy"]>,
  { readonly acquireInitialRetryToken: unknown }
>

/** A strategy that sends a request so many times at most, so many milliseconds apart. */
export const attempts = (most: number, delay = 0): RetryStrategy => {
  const token = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => delay })
  return {
    acquireInitialRetryToken: async () => token(0),
    refreshRetryTokenForRetry: async (last, { errorType }) => {
      const count = last.getRetryCount() + 1
      if (count >= most || errorType === "CLIENT_ERROR") throw new Error("no more attempts")
      return token(count)
    },
    recordSuccess: () => undefined,
  }
}

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: URLSearchParams
}

export interface Server {
  readonly url: string
  /** The requests so far. */
  readonly received: ReadonlyArray<Received>
  /** Completes when no connection is open. */
  readonly quiet: Effect.Effect<void>
  /** The connections that are open. */
  readonly connections: ReadonlySet<Socket>
}

/** Listens for as long as the scope is open; `respond` is told the request and how many came before. */
export const listen = (
  respond: (response: ServerResponse, request: Received, index: number) => void,
) =>
  Effect.acquireRelease(
    Effect.callback<Server & { readonly close: Effect.Effect<void> }>((resume) => {
      const received: Array<Received> = []
      const connections = new Set<Socket>()
      const waiting = new Set<() => void>()
      const server = createServer((request, response) => {
        const chunks: Array<Buffer> = []
        request.on("data", (chunk: Buffer) => chunks.push(chunk))
        request.on("end", () => {
          const body = new URLSearchParams(Buffer.concat(chunks).toString())
          const all = { headers: request.headers, body }
          received.push(all)
          respond(response, all, received.length - 1)
        })
      })
      // So that it is the client who closes a connection, and no timer.
      server.keepAliveTimeout = 0
      server.on("connection", (socket) => {
        connections.add(socket)
        socket.on("close", () => {
          connections.delete(socket)
          if (connections.size === 0) for (const wake of waiting) wake()
        })
      })
      server.listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo
        resume(
          Effect.succeed({
            url: `http://127.0.0.1:${port}`,
            received,
            connections,
            quiet: Effect.callback<void>((resume) => {
              if (connections.size === 0) resume(Effect.void)
              else waiting.add(() => resume(Effect.void))
            }),
            close: Effect.callback<void>((resume) => {
              server.close(() => resume(Effect.void))
              server.closeAllConnections()
            }),
          }),
        )
      })
    }),
    (server) => server.close,
  )

/** Answers a document. */
export const answer = (
  response: ServerResponse,
  body: string | Uint8Array,
  status = 200,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { "content-type": "text/xml", ...headers })
  response.end(body)
}

/** An answer of EC2 with this inside. */
export const page = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<DescribeRouteServerPeersResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>req-1</requestId>${inside}</DescribeRouteServerPeersResponse>`

/** An answer of EC2 with peers that have nothing but an ID. */
export const peers = (ids: ReadonlyArray<string>, nextToken?: string): string =>
  page(
    `<routeServerPeerSet>${ids.map((id) => `<item><routeServerPeerId>${id}</routeServerPeerId></item>`).join("")}</routeServerPeerSet>` +
      (nextToken === undefined ? "" : `<nextToken>${nextToken}</nextToken>`),
  )

/** An error of EC2. */
export const failure = (code: string, message: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>req-2</RequestID></Response>`

const textsOf = (value: unknown): ReadonlyArray<string> => [
  inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
  JSON.stringify(value, (_, member) => (typeof member === "bigint" ? `${member}` : member)) ?? "",
  String(value),
  ...(value instanceof Error ? [value.stack ?? "", ...textsOf(value.cause)] : []),
]

/** Asserts that nowhere in a value, hidden members included, stands a credential or its beginning. */
export const assertNoSecrets = (value: unknown): void => {
  for (const text of textsOf(value)) {
    for (const secret of Object.values(secrets)) {
      const beginning = secret.slice(0, 10)
      assert.notInclude(text, beginning)
      assert.notInclude(text, encodeURIComponent(beginning))
    }
    assert.notMatch(text, /Signature=[0-9a-f]{8}/)
  }
}
