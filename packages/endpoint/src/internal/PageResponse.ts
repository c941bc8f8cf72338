/**
 * A page of peers as a response: of bytes that are made when they are sent, and of
 * a length that is known before.
 *
 * A listing without pages may have any length, and a client may take its answer
 * as slowly as it likes, so not much of it is ever held. A long one is written
 * twice: once to be sure that it can be and to tell its length, without which a
 * client could take an answer that was cut short for a whole one; and once to be
 * sent.
 */
import type { DescribeRouteServerPeers, ServiceError } from "@route-server/core"
import { Effect, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import * as ResponseXml from "./ResponseXml.ts"
import { turn } from "./turn.ts"

/** The greatest length of a page, in bytes, that is kept and not written again: some 300 peers. */
const KEPT = 262_144

const nextOf = (chunks: Generator<ResponseXml.Chunk>) =>
  Effect.andThen(turn, () => {
    const { value, done } = chunks.next()
    return done === true
      ? Effect.undefined
      : Effect.map(Effect.fromResult(value), (chunk) => [chunk, chunks] as const)
  })

/** Makes the response. Fails if the page can't be written, of which then nothing is sent. */
export const make = Effect.fnUntraced(function* (
  requestId: string,
  page: DescribeRouteServerPeers.Result,
  options: HttpServerResponse.Options,
): Effect.fn.Return<HttpServerResponse.HttpServerResponse, ServiceError.InternalError> {
  const body = Stream.suspend(() => Stream.unfold(ResponseXml.page(requestId, page), nextOf))
  let contentLength = 0
  let kept: Array<Uint8Array> = []
  yield* Stream.runForEach(body, (chunk) =>
    Effect.sync(() => {
      contentLength += chunk.length
      kept = contentLength > KEPT ? [] : [...kept, chunk]
    }),
  )
  return HttpServerResponse.stream(contentLength > KEPT ? body : Stream.fromIterable(kept), {
    ...options,
    contentLength,
  })
})
