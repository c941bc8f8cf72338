/**
 * An HTTP endpoint that answers DescribeRouteServerPeers as Amazon EC2 does, so
 * that any AWS SDK, the AWS CLI or other code that speaks the EC2 Query protocol
 * can be pointed at any `PeerSource`.
 *
 * It plays AWS: it judges a request as `DescribeRouteServerPeers.judge` does,
 * in AWS's words, and refuses the filter names that AWS is taken to refuse,
 * although every `PeerSource` knows them all. Where there is a `PeerControl` it
 * answers the actions that change peers, too: CreateRouteServerPeer,
 * DeleteRouteServerPeer, and CreateTags and DeleteTags for peers. It answers at every
 * path, over GET and POST.
 *
 * **Example** (Asking in memory, without a server)
 *
 * ```ts
 * import { MemoryPeerSource } from "@route-server/adapter-memory"
 * import { RouteServerPeer } from "@route-server/core"
 * import { Ec2Endpoint } from "@route-server/endpoint"
 *
 * const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-0e1c240ae33a4f642" })
 * const { handler, dispose } = Ec2Endpoint.toWebHandler(MemoryPeerSource.layer([peer]))
 *
 * const response = await handler(
 *   new Request("http://localhost/?Action=DescribeRouteServerPeers&Version=2016-11-15"),
 * )
 * response.status // => 200
 * const xml = await response.text()
 * xml.includes("<routeServerPeerId>rsp-0e1c240ae33a4f642</routeServerPeerId>") // => true
 *
 * await dispose()
 * ```
 *
 * @see `NodeEc2Endpoint` in `@route-server/endpoint/node` for a server
 */
import {
  type DescribeRouteServerPeers,
  type FilterNames,
  Limits,
  type PeerSource,
  type PeerSourceError,
} from "@route-server/core"
import * as ByteSize from "effect/ByteSize"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as WebCrypto from "effect/crypto/WebCrypto"
import * as Effect from "effect/Effect"
import * as HttpEffect from "effect/http/HttpEffect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type * as Layer from "effect/Layer"
import * as LogLevel from "effect/LogLevel"
import * as References from "effect/References"
import type * as Faults from "./Faults.ts"
import * as Answer from "./internal/Answer.ts"
import type * as ControlActions from "./internal/ControlActions.ts"
import * as Cors from "./internal/Cors.ts"
import * as DescribeRouteServerPeersQuery from "./internal/DescribeRouteServerPeersQuery.ts"
import * as ErrorAnswer from "./internal/ErrorAnswer.ts"
import type { Refusal } from "./internal/HttpRefusal.ts"
import type * as RequestForm from "./internal/RequestForm.ts"
import * as ResponseXml from "./internal/ResponseXml.ts"
import * as Strike from "./internal/Strike.ts"

/**
 * A request that is to be permitted or not.
 *
 * @category models
 */
export type Call = {
  /**
   * The access key ID that the request is signed with, or `undefined` if it is
   * not signed. The signature itself is not verified.
   */
  readonly accessKeyId: string | undefined
} & (
  | {
      /** The action of EC2. */
      readonly action: "DescribeRouteServerPeers"
      /** What is asked for. */
      readonly request: DescribeRouteServerPeers.Request
    }
  | ControlActions.Asked
)

/**
 * The size of a request's body, in bytes, beyond which it is refused by default:
 * 32 MiB, which holds every request within `Limits.ec2`. AWS's own limit is not
 * known.
 *
 * @category constants
 */
export const MAX_BODY_BYTES = 33_554_432

/**
 * The number of a request's parameters, in the query string and the body
 * together, beyond which it is refused, unless `Options.limits` allow more:
 * 16,384. The largest request within `Limits.ec2` has some 11,000; one with a few
 * more is told which of these limits it exceeds. AWS's own limit is not known.
 *
 * @category constants
 */
export const MAX_PARAMETERS = 16_384

/**
 * How the endpoint plays AWS.
 *
 * @category options
 */
export interface Options {
  /**
   * The filter names to accept. Default: `FilterNames.acceptedByAws`;
   * `FilterNames.all` accepts the whole catalogue.
   */
  readonly acceptedNames?: FilterNames.FilterNames | undefined
  /**
   * How much one request may ask. Default: `Limits.ec2`. The source has limits of
   * its own. Where filters, values per filter or IDs are unlimited, so are the
   * parameters of a request.
   */
  readonly limits?: Limits.Limits | undefined
  /**
   * Whether to refuse a request that is not signed, with `AuthFailure`. A
   * signature is never verified: the endpoint knows no secret keys. Default:
   * `false`.
   */
  readonly requireSignature?: boolean | undefined
  /**
   * Decides whether a call is permitted. One that is not is answered with
   * `UnauthorizedOperation`; one that is and has DryRun, with
   * `DryRunOperation`. What is neither `true` nor `false`, such as a promise, is
   * a defect, which is answered with `InternalError`. Default: every call is
   * permitted.
   */
  readonly authorize?: ((call: Call) => boolean | Effect.Effect<boolean>) | undefined
  /**
   * Whether to accept versions of the API before 2016-11-15, as old clients send them by
   * themselves (run). They are answered as that one is. What AWS answers to this action
   * in an older version is not known. Default: `false`.
   */
  readonly oldVersions?: boolean | undefined
  /** What goes wrong on purpose. Default: nothing. */
  readonly faults?: Faults.Injector | undefined
  /**
   * The size of a request's body, in bytes, beyond which it is refused. Default:
   * {@link MAX_BODY_BYTES}. Throws, when the application is made, unless it is a
   * whole number from 0.
   */
  readonly maxBodyBytes?: number | undefined
  /**
   * The level at which each request is logged: by the name of its action, or as `EC2`
   * if it did not come to one, with its ID, method, status and error code, and nothing
   * else of what it says; and with the `fault` of {@link Options.faults} that made a
   * difference to it, if there was one, so that none is taken for a real failure. Default:
   * `Debug`, which Effect does not print unless told to.
   */
  readonly logLevel?: LogLevel.Severity | undefined
}

/** The service of request IDs is a reference, so that the application needs no more than a source. */
const makeRequestId = Effect.map(WebCrypto.WebCrypto, (crypto) => crypto.randomUUID())

/** More than Action, Version and the parameters of a signature are. */
const COMMON_PARAMETERS = 32

export type { Refusal } from "./internal/HttpRefusal.ts"

interface LogEntry {
  /** The action of EC2, if it came to that. */
  readonly action?: string | undefined
  readonly requestId: string
  readonly method?: string | undefined
  /** None if there is no answer. */
  readonly status: number | undefined
  readonly code?: string | undefined
  readonly faults?: ReadonlyArray<string>
}

const levelOf = ({ logLevel = "Debug" }: Pick<Options, "logLevel">): LogLevel.Severity => logLevel

/** Effect does not print what is below its least level, so that needn't be made. */
const isLogged = (context: Context.Context<never>, options: Pick<Options, "logLevel">): boolean =>
  !LogLevel.isGreaterThan(Context.get(context, References.MinimumLogLevel), levelOf(options))

const log = (
  options: Pick<Options, "logLevel">,
  { action = "EC2", requestId, method, status, code, faults = [] }: LogEntry,
): Effect.Effect<void> =>
  Effect.logWithLevel(levelOf(options))(action).pipe(
    Effect.annotateLogs({
      requestId,
      ...(method && { method }),
      ...(status && { status }),
      ...(code && { code }),
      ...(faults.length > 0 && { fault: faults.join(",") }),
    }),
  )

/**
 * An error in EC2's envelope, with a request ID of its own, for a server that
 * refuses what is no request and so never reaches the {@link app}. It is logged
 * as a request is.
 *
 * @category constructors
 */
export const refuse = (
  { code, message, method, status }: Refusal,
  options: Pick<Options, "logLevel"> = {},
): Effect.Effect<{
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}> =>
  Effect.gen(function* () {
    const requestId = yield* makeRequestId
    yield* log(options, { requestId, method, status, code })
    return {
      headers: Answer.headersOf(requestId),
      body: ResponseXml.error(requestId, { code, message }),
    }
  })

/**
 * Tells in the log, where requests are told, of a client that hung up before it came to
 * a request, as one does that does not trust the certificate.
 *
 * @category constructors
 */
export const logHandshake = (
  code: string,
  options: Pick<Options, "logLevel"> = {},
): Effect.Effect<void> =>
  Effect.annotateLogs(Effect.logWithLevel(levelOf(options))("TLS"), { code })

const answerCause = Effect.fnUntraced(function* (
  requestId: string,
  cause: Cause.Cause<PeerSourceError.PeerSourceError>,
) {
  if (Cause.hasDies(cause)) {
    yield* Effect.logError("The endpoint answers InternalError to a defect", cause)
  }
  const { status, ...error } = ErrorAnswer.fromCause(cause)
  const response = HttpServerResponse.text(ResponseXml.error(requestId, error), {
    status,
    headers: { ...Answer.headersOf(requestId), ...(status === 405 && { allow: "GET, POST" }) },
  })
  return { response, code: error.code }
})

/**
 * The endpoint as an HTTP application for any `effect/http` server.
 *
 * **Details**
 *
 * It needs a `PeerSource`. If there is a `PeerControl` in context as well, it answers
 * the actions that change peers; without one it refuses them with `InvalidAction`, as
 * EC2 refuses an action that it does not have (docs).
 *
 * It always answers, and always in AWS's envelope: with a page, with the error
 * that EC2 would answer, or with `InternalError` or `Unavailable` where the
 * source fails otherwise. Beside AWS's own errors there are those of HTTP, whose
 * codes are a guess: 405 for a method other than GET and POST, 413 for a body
 * that is too large and for parameters that are too many or too long, 408 for a large
 * body that does not arrive in time, 415 for a body that is no form.
 * A defect of the source is told to the client as no more than that, and logged
 * as an error with its cause. A peer that the source could not read, and has
 * reported beside the others, is logged as a warning.
 *
 * **Gotchas**
 *
 * Members of a peer that this version does not know are not written, since
 * nothing says what their elements are called. A text that XML 1.0 can't carry,
 * because of a control character for instance, fails the page with an
 * `InternalError` that names the peer and the member. A text of white space
 * with a line feed in it is written, but the JavaScript SDK reads it as empty
 * (run). A peer is a value: what was written of it is written again, so a source
 * that has news of one must give another.
 *
 * @category constructors
 */
export const app = (
  options: Options = {},
): Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  never,
  PeerSource.PeerSource | HttpServerRequest.HttpServerRequest
> => {
  const bounds: RequestForm.Bounds = {
    bodySize: ByteSize.bytes(options.maxBodyBytes ?? MAX_BODY_BYTES),
    parameters: Math.max(
      MAX_PARAMETERS,
      DescribeRouteServerPeersQuery.mostParameters(options.limits ?? Limits.ec2) +
        COMMON_PARAMETERS,
    ),
  }
  const kept: Answer.Kept = { bounds, describeOf: Answer.describeWith(options.faults) }
  return Effect.flatMap(
    Effect.context<PeerSource.PeerSource | HttpServerRequest.HttpServerRequest>(),
    (context) => {
      const request = Context.get(context, HttpServerRequest.HttpServerRequest)
      const requestId = Context.get(context, WebCrypto.WebCrypto).randomUUID()
      const { method } = request
      const asked: Answer.Asked = { faults: [] }
      const finish = (response: HttpServerResponse.HttpServerResponse, code?: string) => {
        const { action, cut, faults, isReset } = asked
        const status = isReset === true ? undefined : response.status
        const sent = cut === undefined ? Effect.succeed(response) : Strike.cut(response, cut.bytes)
        return isLogged(context, options)
          ? Effect.andThen(log(options, { action, requestId, method, status, code, faults }), sent)
          : sent
      }
      if (Cors.isPreflight(request)) return finish(Cors.permit(request, requestId))
      return Answer.answer(requestId, request, kept, options, asked).pipe(
        // A server runs its applications uninterruptibly, yet a client that hangs up
        // has to end what it asked for.
        Effect.interruptible,
        Effect.matchCauseEffect({
          onSuccess: (response) => finish(response),
          onFailure: (cause) =>
            Effect.flatMap(
              answerCause(
                requestId,
                Cause.map(cause, (error) => Answer.told(asked, error)),
              ),
              ({ response, code }) => finish(response, code),
            ),
        }),
      )
    },
  )
}

/**
 * The endpoint as a function from `Request` to `Response`, for servers and
 * workers that speak the Fetch API, with the function that releases the source.
 *
 * **Details**
 *
 * The source is built at once. If that fails, every request rejects with the
 * error.
 *
 * @category constructors
 */
export const toWebHandler = <E>(
  source: Layer.Layer<PeerSource.PeerSource, E>,
  options: Options = {},
): {
  readonly handler: (request: Request) => Promise<Response>
  readonly dispose: () => Promise<void>
} => HttpEffect.toWebHandlerLayer(app(options), source)
