/**
 * What a fault at the wire makes of an answer.
 */
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Stream from "effect/Stream"
import { Connection } from "./Connection.ts"

/** Bytes that break off: neither an error of the source's nor one of the server's. */
const breakOff = Stream.fromEffect(Effect.interrupt)

/** Resets the connection. The answer that remains breaks off before its first byte. */
export const reset: Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  never,
  HttpServerRequest.HttpServerRequest
> = Connection.pipe(
  Effect.flatMap(({ reset }) => reset),
  Effect.as(HttpServerResponse.stream(breakOff)),
)

/** The page of a load balancer whose servers are out of reach; its text is a guess. */
export const htmlPage = (status: number): HttpServerResponse.HttpServerResponse => {
  const title = `${status} ${status === 503 ? "Service Temporarily Unavailable" : "Error"}`
  return HttpServerResponse.text(
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
    { status, contentType: "text/html" },
  )
}

/** An answer that breaks off after so many bytes, or in its middle, and never at its end. */
export const cut = Effect.fnUntraced(function* (
  response: HttpServerResponse.HttpServerResponse,
  bytes: number | undefined,
) {
  const { body } = response
  if (body._tag !== "Uint8Array" && body._tag !== "Stream") return response
  const { contentLength = 0 } = body
  const { flush } = yield* Connection
  const request = yield* HttpServerRequest.HttpServerRequest
  const sent = Effect.provideService(flush, HttpServerRequest.HttpServerRequest, request)
  const all = body._tag === "Stream" ? body.stream : Stream.make(body.body)
  const some = Stream.mapAccum(
    all,
    () => Math.min(bytes ?? Math.floor(contentLength / 2), Math.max(contentLength - 1, 0)),
    (left, chunk: Uint8Array) => [left - chunk.length, [chunk.subarray(0, Math.max(left, 0))]],
  ).pipe(
    Stream.takeWhile((chunk) => chunk.length > 0),
    Stream.concat(Stream.drain(Stream.fromEffect(sent))),
    Stream.concat(breakOff),
  )
  return HttpServerResponse.stream(some, {
    status: response.status,
    headers: response.headers,
    contentLength,
  })
})
