/**
 * From an HTTP request to its parameters.
 */
import { Refusal, type ServiceError } from "@route-server/core"
import type * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import * as HttpIncomingMessage from "effect/http/HttpIncomingMessage"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import * as HttpRefusal from "./HttpRefusal.ts"
import { toError } from "./HttpRefusal.ts"
import * as QueryParameters from "./QueryParameters.ts"

const UTF8 = /^charset\s*=\s*"?utf-8"?$/

/** Whether a content type is that of a form in UTF-8. A semicolon may end it. */
const isForm = (contentType: string): boolean => {
  const [type, ...parameters] = contentType
    .toLowerCase()
    .split(";")
    .map((part) => part.trim())
  if (parameters.at(-1) === "") parameters.pop()
  return (
    type === "application/x-www-form-urlencoded" &&
    parameters.length <= 1 &&
    parameters.every((parameter) => UTF8.test(parameter))
  )
}

/** How large a request may be. */
export interface Bounds {
  /** The size of its body. */
  readonly bodySize: ByteSize.ByteSize
  /** The number of its parameters. */
  readonly parameters: number
}

const tooLarge = (limit: ByteSize.ByteSize) =>
  toError(HttpRefusal.tooLarge(`The body of the request exceeds the limit of ${limit} bytes`))

/** The bytes of a body that any number of requests may have in memory at once; no SDK sends more. */
const SMALL_BODY = 1_048_576

/** Whether a body is small, which only the length that its head tells can say. */
const isSmall = ({ headers }: HttpServerRequest.HttpServerRequest): boolean =>
  Number(headers["content-length"]) <= SMALL_BODY

/** One large body at a time: a client can have any number of them under way. */
const largeBodies = Semaphore.makeUnsafe(1)

/** How long a large body may take when it is its turn, so that it does not keep others from theirs. */
const TIME_FOR_A_LARGE_BODY = "30 seconds"

const inTurn = <A>(
  request: HttpServerRequest.HttpServerRequest,
  read: Effect.Effect<A, ServiceError.ServiceError>,
) =>
  isSmall(request)
    ? read
    : Effect.timeoutOrElse(read, {
        duration: TIME_FOR_A_LARGE_BODY,
        orElse: () => Effect.fail(toError(HttpRefusal.TIMED_OUT)),
      }).pipe(Semaphore.withPermits(largeBodies, 1))

/** Whether a request has no body, which its head tells of a GET. */
const isBodiless = ({ method, headers }: HttpServerRequest.HttpServerRequest): boolean =>
  method === "GET" &&
  headers["content-length"] === undefined &&
  headers["transfer-encoding"] === undefined

const readBody = (request: HttpServerRequest.HttpServerRequest, limit: ByteSize.ByteSize) =>
  request.arrayBuffer.pipe(
    Effect.provideService(HttpIncomingMessage.MaxBodySize, limit),
    Effect.mapError(({ reason }) =>
      "reason" in reason && reason.reason === "BodyTooLarge"
        ? tooLarge(limit)
        : toError(HttpRefusal.malformed("The body of the request could not be read")),
    ),
  )

const withBody = Effect.fnUntraced(function* (
  request: HttpServerRequest.HttpServerRequest,
  bounds: Bounds,
): Effect.fn.Return<QueryParameters.QueryParameters, ServiceError.ServiceError> {
  const bytes = yield* readBody(request, bounds.bodySize)
  const contentType = request.headers["content-type"]
  if (bytes.byteLength > 0 && contentType !== undefined && !isForm(contentType)) {
    return yield* toError({
      status: 415,
      code: "UnsupportedMediaType",
      message: `The content type ${Refusal.quote(contentType)} is not supported. Expecting application/x-www-form-urlencoded in UTF-8.`,
    })
  }
  const query = yield* Effect.fromResult(QueryParameters.fromUrl(request.url))
  const body = yield* Effect.fromResult(QueryParameters.fromBody(bytes))
  return yield* QueryParameters.parse([query, body], bounds.parameters)
})

const withoutBody = ({ url }: HttpServerRequest.HttpServerRequest, { parameters }: Bounds) => {
  const query = QueryParameters.fromUrl(url)
  return Result.isFailure(query)
    ? Effect.fail(query.failure)
    : QueryParameters.parse([query.success], parameters)
}

/**
 * Reads the parameters of a GET or POST, from the query string and the body. A
 * body must be a form in UTF-8; one that does not say what it is is taken for
 * that.
 */
export const read = (
  request: HttpServerRequest.HttpServerRequest,
  bounds: Bounds,
): Effect.Effect<QueryParameters.QueryParameters, ServiceError.ServiceError> => {
  const { method, headers } = request
  if (isBodiless(request)) return withoutBody(request, bounds)
  if (method !== "GET" && method !== "POST") {
    const refusal = HttpRefusal.notAllowed(Refusal.quote(method))
    const message = `${refusal.message}. Expecting GET or POST.`
    return Effect.fail(toError({ ...refusal, message }))
  }
  // To read is to tell a client that asks whether to send its body that it is to.
  if (Number(headers["content-length"]) > bounds.bodySize) {
    return Effect.fail(tooLarge(bounds.bodySize))
  }
  return inTurn(request, withBody(request, bounds))
}
