/**
 * A page of peers as a response: of bytes that are made when they are sent, and of
 * a length that is known before.
 *
 * A listing without pages may have any length, and a client may take its answer
 * as slowly as it likes, so no more than a chunk of it is ever held. The page is
 * gone through before it is sent, to be sure that it can be written and to tell
 * its length, without which a client could take an answer that was cut short for
 * a whole one.
 */
import type { DescribeRouteServerPeers, ServiceError } from "@route-server/core"
import { Effect, type Result, Semaphore, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import * as ResponseXml from "./ResponseXml.ts"

/** One chunk in each turn of the event loop, however many clients there are. */
const turns = Semaphore.makeUnsafe(1)

const inTurns = <A, E>(chunks: () => Generator<Result.Result<A, E>>): Stream.Stream<A, E> =>
  Stream.suspend(() =>
    Stream.unfold(chunks(), (rest) =>
      Effect.yieldNow.pipe(
        Effect.andThen(() => {
          const { value, done } = rest.next()
          return done === true
            ? Effect.undefined
            : Effect.map(Effect.fromResult(value), (chunk) => [chunk, rest] as const)
        }),
        Semaphore.withPermits(turns, 1),
      ),
    ),
  )

/** Makes the response. Fails if the page can't be written, of which then nothing is sent. */
export const make = (
  requestId: string,
  page: DescribeRouteServerPeers.Result,
  options: HttpServerResponse.Options,
): Effect.Effect<HttpServerResponse.HttpServerResponse, ServiceError.InternalError> =>
  inTurns(() => ResponseXml.lengths(requestId, page)).pipe(
    Stream.runFold(
      () => 0,
      (sum, length) => sum + length,
    ),
    Effect.map((contentLength) =>
      HttpServerResponse.stream(
        inTurns(() => ResponseXml.chunks(requestId, page)),
        { ...options, contentLength },
      ),
    ),
  )
