/**
 * A page of peers as a response, of a length that is known before, without which a
 * client could take an answer that was cut short for a whole one.
 *
 * A listing without pages may have any length, and a client may take its answer
 * as slowly as it likes, so not much of it is ever held. A short page is a text, which
 * goes out with its head at once. One of up to some 1,300 peers is held as pieces of what
 * is kept of its peers, which all who ask for them share. Of a longer one no more is held
 * than is being sent, so it is written twice: once to be sure that it can be and to tell
 * its length, and once to be sent.
 */
import type { DescribeRouteServerPeers, ServiceError } from "@route-server/core"
import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import * as Bytes from "./Bytes.ts"
import { Connection } from "./Connection.ts"
import * as ResponseXml from "./ResponseXml.ts"
import { turn } from "./turn.ts"

/** The bytes that are written, copied and sent in one go, which takes a fraction of a millisecond; a shorter page is a text. */
const CHUNK = 65_536

/** The bytes, written before, that are gone through in one go, and the most of a page that is held. */
const HELD = 1_048_576

/** The least length of a piece, in bytes, that is sent as it lies: to send one costs as much as to copy so much. */
const LONG_PIECE = 16_384

/** Pieces as they lie, but for short ones, which are copied together. */
function* portions(pieces: ReadonlyArray<Bytes.Piece>): Generator<Uint8Array> {
  let short: Array<Bytes.Piece> = []
  let length = 0
  for (const piece of pieces) {
    const size = piece.to - piece.from
    if (size < LONG_PIECE) {
      short.push(piece)
      length += size
      if (length < CHUNK) continue
    }
    if (length > 0) yield Bytes.join(short)
    if (size >= LONG_PIECE) yield Bytes.view(piece)
    short = []
    length = 0
  }
  if (length > 0) yield Bytes.join(short)
}

/** A function of its own, for a stream is kept until it is sent, and all that its function knows. */
const asItLies = (pieces: ReadonlyArray<Bytes.Piece>): Stream.Stream<Uint8Array> =>
  Stream.suspend(() => Stream.fromIterable(portions(pieces), { chunkSize: 1 }))

/** Writes a page chunk by chunk, each in a turn of its own. */
const writtenAgain = (
  requestId: string,
  page: DescribeRouteServerPeers.Result,
): Stream.Stream<Uint8Array, ServiceError.InternalError> => {
  const chunk = ({ parts, isLast }: ResponseXml.Chunk) =>
    [Bytes.join(parts.map(ResponseXml.pieceOf)), !isLast] as const
  return Stream.suspend(() => {
    const write = ResponseXml.page(requestId, page)
    const next = Effect.suspend(() => Effect.fromResult(write({ written: CHUNK, all: CHUNK })))
    return Stream.unfold(true, (isMore) =>
      isMore ? Effect.map(Effect.andThen(turn, next), chunk) : Effect.undefined,
    )
  })
}

/**
 * Makes the response, of which the first chunk is written in the caller's turn. Fails if
 * the page can't be written, of which then nothing is sent.
 */
export const make = Effect.fnUntraced(function* (
  requestId: string,
  page: DescribeRouteServerPeers.Result,
  options: HttpServerResponse.Options,
): Effect.fn.Return<HttpServerResponse.HttpServerResponse, ServiceError.InternalError> {
  const write = ResponseXml.page(requestId, page)
  const pieces: Array<Bytes.Run> = []
  let contentLength = 0
  for (let isMore = true; isMore; ) {
    const written = write({ written: CHUNK, all: HELD })
    if (Result.isFailure(written)) return yield* written.failure
    const { parts, length, isLast } = written.success
    if (isLast && contentLength === 0 && length <= CHUNK) {
      return HttpServerResponse.text(parts.map(ResponseXml.textOf).join(""), options)
    }
    for (const part of parts) {
      const piece = ResponseXml.pieceOf(part)
      contentLength += piece.to - piece.from
      if (contentLength <= HELD) Bytes.add(pieces, piece)
    }
    isMore = !isLast
    if (isMore) yield* turn
  }
  const { onlyReads } = yield* Connection
  const body = onlyReads && contentLength <= HELD ? asItLies(pieces) : writtenAgain(requestId, page)
  return HttpServerResponse.stream(body, { ...options, contentLength })
})
