/**
 * Cross-origin requests, so that a page in a browser can ask.
 *
 * EC2 answers preflights, and every answer of EC2's allows any origin (docs). Which
 * methods and headers its preflights allow, for how long, and that a page may read the
 * request ID is a guess.
 */
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"

/** The headers of every answer. */
export const headers = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-amzn-requestid",
}

const requested = ({ headers }: HttpServerRequest.HttpServerRequest): string | undefined =>
  headers["access-control-request-headers"]

/** Whether a browser asks whether it may send a request. */
export const isPreflight = ({ headers, method }: HttpServerRequest.HttpServerRequest): boolean =>
  method === "OPTIONS" && headers["access-control-request-method"] !== undefined

/** Permits what was asked for: any header of a GET or POST. */
export const permit = (
  request: HttpServerRequest.HttpServerRequest,
  requestId: string,
): HttpServerResponse.HttpServerResponse => {
  const allowed = requested(request)
  return HttpServerResponse.empty({
    status: 200,
    headers: {
      ...headers,
      "access-control-allow-methods": "GET, POST",
      ...(allowed === undefined ? {} : { "access-control-allow-headers": allowed }),
      "access-control-max-age": "1800",
      "content-length": "0",
      "x-amzn-requestid": requestId,
    },
  })
}
