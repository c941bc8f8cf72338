/**
 * What is seen of the requests to AWS on their way: for `--debug`, and to tell a clock
 * that is off.
 */

import type { PeerSourceError } from "@route-server/core"
import { Clock, Duration, Effect } from "effect"

/** What a request handler of the SDK does, as far as it matters here. */
interface Handler<Request, Options, Answer> {
  handle: (request: Request, options?: Options) => Promise<Answer>
}

/** What is sent. */
export interface Sent {
  readonly method: string
  readonly protocol: string
  readonly hostname: string
  readonly port?: number | undefined
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** What comes back of it. */
export interface Answered {
  readonly response: {
    readonly statusCode: number
    readonly headers: Readonly<Record<string, string>>
  }
}

/** Hears of each request and of how it ended. */
export type Tell = (line: string) => void

/** The difference between two clocks that EC2 lets pass is not known; that of the signature is five minutes (docs). */
const TOLERATED = Duration.toMillis("5 minutes")

const MINUTE = Duration.toMillis("1 minute")

/** What AWS answers where a signature is of another time. */
const ABOUT_TIME = new Set([
  "AuthFailure",
  "RequestExpired",
  "SignatureDoesNotMatch",
  "RequestTimeTooSkewed",
])

/** Watches a handler, which goes on doing what it does. */
export const watch = Effect.fnUntraced(function* <
  Request extends Sent,
  Options,
  Answer extends Answered,
>(handler: Handler<Request, Options, Answer>, tell: Tell) {
  const clock = yield* Clock.Clock
  const handle = handler.handle.bind(handler)
  let skew = 0
  let ended: number | undefined
  const observed = async (request: Request, options?: Options): Promise<Answer> => {
    const started = clock.currentTimeMillisUnsafe()
    const attempt = request.headers["amz-sdk-request"]?.replace(/;.*/, "") ?? ""
    const waited = ended === undefined ? "" : `, ${started - ended} ms after the last one`
    // A query may hold a token, the path of an endpoint does not.
    tell(
      `${request.method} ${request.protocol}//${request.hostname}${request.port === undefined ? "" : `:${request.port}`}${request.path} ${attempt}${waited}`,
    )
    const took = () => {
      ended = clock.currentTimeMillisUnsafe()
      return `after ${ended - started} ms`
    }
    try {
      const answer = await handle(request, options)
      const date = Date.parse(answer.response.headers["date"] ?? "")
      if (!Number.isNaN(date)) skew = date - clock.currentTimeMillisUnsafe()
      tell(`HTTP ${answer.response.statusCode} ${took()}`)
      return answer
    } catch (error) {
      tell(`no answer ${took()}`)
      throw error
    }
  }
  handler.handle = observed
  return {
    /** What may be the matter with a failure, as far as the clocks tell. */
    hintOf: (failure: PeerSourceError.PeerSourceError): string | undefined => {
      const code = failure._tag === "OtherServiceError" ? failure.code : failure._tag
      if (!ABOUT_TIME.has(code) || Math.abs(skew) < TOLERATED) return undefined
      const minutes = Math.round(Math.abs(skew) / MINUTE)
      return `the clock of this machine is ${minutes} minutes ${skew > 0 ? "behind" : "ahead of"} that of AWS`
    },
  }
})
