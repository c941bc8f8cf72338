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
import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Stream from "effect/Stream"
import * as ResponseXml from "./ResponseXml.ts"
import { turn } from "./turn.ts"

/** The greatest length of a page, in bytes, that is kept and not written again: some 300 peers. */
const KEPT = 262_144

/** The next chunk, in a turn of its own. */
const nextOf = (
  chunks: ReturnType<typeof ResponseXml.page>,
): Effect.Effect<ResponseXml.Chunk | undefined, ServiceError.InternalError> =>
  Effect.andThen(turn, () => {
    const { value, done } = chunks.next()
    return done === true ? Effect.undefined : Effect.fromResult(value)
  })

/** Makes the response. Fails if the page can't be written, of which then nothing is sent. */
export const make = Effect.fnUntraced(function* (
  requestId: string,
  page: DescribeRouteServerPeers.Result,
  options: HttpServerResponse.Options,
): Effect.fn.Return<HttpServerResponse.HttpServerResponse, ServiceError.InternalError> {
  const write = () => ResponseXml.page(requestId, page)
  const kept: Array<ResponseXml.Chunk> = []
  let contentLength = 0
  const chunks = write()
  for (let chunk = yield* nextOf(chunks); chunk !== undefined; chunk = yield* nextOf(chunks)) {
    contentLength += chunk.length
    if (contentLength <= KEPT) kept.push(chunk)
  }
  if (contentLength <= KEPT) {
    const pieces = kept.flatMap((chunk) => chunk.pieces)
    return HttpServerResponse.uint8Array(ResponseXml.join({ pieces, length: contentLength }), {
      ...options,
    })
  }
  const again = Stream.suspend(() =>
    Stream.unfold(write(), (chunks) =>
      Effect.map(nextOf(chunks), (chunk) => chunk && ([ResponseXml.join(chunk), chunks] as const)),
    ),
  )
  return HttpServerResponse.stream(again, { ...options, contentLength })
})
