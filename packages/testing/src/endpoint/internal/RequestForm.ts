/**
 * From an HTTP request to its parameters.
 */
import { PeerSourceError } from "@route-server/core"
import { type ByteSize, Effect } from "effect"
import { HttpIncomingMessage, type HttpServerRequest } from "effect/http"
import { abbreviate } from "./abbreviate.ts"
import * as QueryParameters from "./QueryParameters.ts"

/** An error of HTTP rather than of EC2; code and text are a guess. */
const httpError = (httpStatus: number, code: string, message: string) =>
  PeerSourceError.fromCode(code, { message, httpStatus })

const FORM = /^\s*application\/x-www-form-urlencoded\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?;?\s*$/i

const tooLarge = (limit: ByteSize.ByteSize) =>
  httpError(
    413,
    "RequestEntityTooLarge",
    `The body of the request exceeds the limit of ${limit} bytes`,
  )

const readBody = (request: HttpServerRequest.HttpServerRequest, limit: ByteSize.ByteSize) =>
  request.arrayBuffer.pipe(
    Effect.provideService(HttpIncomingMessage.MaxBodySize, limit),
    Effect.mapError(({ reason }) =>
      "reason" in reason && reason.reason === "BodyTooLarge"
        ? tooLarge(limit)
        : httpError(400, "MalformedQueryString", "The body of the request could not be read"),
    ),
    Effect.filterOrFail(
      (bytes) => bytes.byteLength <= limit,
      () => tooLarge(limit),
    ),
  )

/**
 * Reads the parameters of a GET or POST, from the query string and the body. A
 * body must be a form in UTF-8; one that does not say what it is is taken for
 * that.
 */
export const read = Effect.fnUntraced(function* (
  request: HttpServerRequest.HttpServerRequest,
  limit: ByteSize.ByteSize,
): Effect.fn.Return<QueryParameters.QueryParameters, PeerSourceError.ServiceError> {
  if (request.method !== "GET" && request.method !== "POST") {
    return yield* httpError(
      405,
      "MethodNotAllowed",
      `The method ${abbreviate(request.method)} is not allowed. Expecting GET or POST.`,
    )
  }
  const bytes = yield* readBody(request, limit)
  const contentType = request.headers["content-type"]
  if (bytes.byteLength > 0 && contentType !== undefined && !FORM.test(contentType)) {
    return yield* httpError(
      415,
      "UnsupportedMediaType",
      `The content type ${abbreviate(contentType)} is not supported. Expecting application/x-www-form-urlencoded in UTF-8.`,
    )
  }
  const query = yield* Effect.fromResult(QueryParameters.fromUrl(request.url))
  const body = yield* Effect.fromResult(QueryParameters.fromBody(bytes))
  return yield* Effect.fromResult(QueryParameters.parse(query, body))
})
