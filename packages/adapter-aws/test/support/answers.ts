/**
 * Asking a server that answers in one way or another, and what is said of its answers.
 */
import type { Readable } from "node:stream"
import { EC2Client } from "@aws-sdk/client-ec2"
import { assert } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource, type PeerSourceError } from "@route-server/core"
import { Cause, Effect, Exit, Option, Result } from "effect"
import * as server from "./server.ts"

/** One request to a server that answers like this. */
export const ask = (
  respond: Parameters<typeof server.listen>[0],
  options?: AwsPeerSource.AwsOptions,
) =>
  Effect.gen(function* () {
    const { url } = yield* server.listen(respond)
    const layer = AwsPeerSource.layer(server.settings(url), options)
    const result = yield* Effect.result(PeerSource.describe().pipe(Effect.provide(layer)))
    server.assertNoSecrets(Result.isFailure(result) ? result.failure : result.success)
    return yield* Effect.fromResult(result)
  }).pipe(Effect.scoped)

export const read = (
  body: string | Uint8Array,
  status?: number,
  headers?: Record<string, string>,
) => ask((response) => server.answer(response, body, status, headers))

/** A client to which this has arrived already. */
export const client = (body: Uint8Array | Readable | undefined) =>
  new EC2Client({
    ...server.settings("http://127.0.0.1"),
    requestHandler: {
      handle: async () => ({ response: { statusCode: 200, headers: {}, body } }),
    },
  })

export type Expected = Partial<
  Record<"message" | "path" | "routeServerPeerId" | "requestId" | "code" | "reason", string> & {
    isRetryable: boolean
    httpStatus: number
  }
>

/** What is to be seen of an error, with the name of its reason, and its path joined with dots. */
export const shown = (error: PeerSourceError.PeerSourceError) => ({
  ...error,
  message: error.message,
  isRetryable: error.isRetryable,
  path: "path" in error ? error.path.join(".") : undefined,
  reason: "reason" in error ? nameOf(error.reason) : undefined,
})

const nameOf = (reason: PeerSourceError.TransportReason | PeerSourceError.MalformedReason) =>
  reason._tag === "NotAResult" ? reason.found : reason._tag

/** Asserts an error by its tag and some of its members; of the message only a part. */
export const assertError = (
  error: PeerSourceError.PeerSourceError,
  tag: string,
  { message = "", ...expected }: Expected,
) => {
  assert.strictEqual(error._tag, tag)
  assert.include(error.message, message)
  assert.include(shown(error), expected)
}

export const reasonOf = (exit: Exit.Exit<unknown, PeerSourceError.PeerSourceError>) => {
  const error = Option.getOrUndefined(Exit.findErrorOption(exit))
  return error?._tag === "MalformedResponse" ? nameOf(error.reason) : error?._tag
}

export const tagOf = (cause: Cause.Cause<PeerSourceError.PeerSourceError>): string | undefined =>
  Option.getOrUndefined(Cause.findErrorOption(cause))?._tag

export const item = (inside: string) =>
  server.page(
    `<routeServerPeerSet><item><routeServerPeerId>rsp-1</routeServerPeerId>${inside}</item></routeServerPeerSet>`,
  )

export const whole =
  "<routeServerEndpointId>rse-2</routeServerEndpointId><routeServerId>rs-3</routeServerId>" +
  "<vpcId>vpc-4</vpcId><subnetId>subnet-5</subnetId><state>draining</state>" +
  "<failureReason> R &amp; D&#13;\n&#x1F600; </failureReason><endpointEniId>eni-6</endpointEniId>" +
  "<endpointEniAddress>10.0.0.1</endpointEniAddress><peerAddress>10.0.0.2</peerAddress>" +
  "<bgpOptions><peerAsn>4294967295</peerAsn><peerLivenessDetection>bfd</peerLivenessDetection></bgpOptions>" +
  "<bgpStatus><status>up</status></bgpStatus><bfdStatus/>" +
  "<tagSet><item><key>env</key><value>\n</value></item><item><value/><key>constructor</key></item></tagSet>" +
  "<futureMember>soon</futureMember><futureMember>later</futureMember><futureMember/><__proto__><a>1</a></__proto__>" +
  "<futureSet><item>1</item><item><inner>2</inner></item></futureSet>"
