/**
 * Server-sent events on the wire.
 *
 * Each reader is sent what comes as fast as it takes it, and no faster: what it does not
 * take is not read from the log, so a slow reader costs no more memory than another.
 */
import { Effect, Stream } from "effect"
import { Sse } from "effect/encoding"
import { HttpServerResponse } from "effect/http"
import { TooManyReaders } from "../Api.ts"
import type { Live } from "./Live.ts"

/** How long a reader that was cut off waits before it comes back, in milliseconds. */
const RETRY = 2000

/**
 * How often something is sent at least: who hears nothing for longer has lost the
 * connection, and proxies close one that is silent for a minute.
 */
const HEARTBEAT = "15 seconds"

/** Nobody between may keep a stream of events, change it or hold it back. */
const headers = {
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
}

/** Answers with a stream of events, unless so many readers follow already that no other can. */
export const answer = Effect.fnUntraced(function* (live: Live, events: Stream.Stream<Uint8Array>) {
  const body = yield* live.following(events)
  if (body === undefined) return yield* new TooManyReaders({})
  return HttpServerResponse.stream(body, { contentType: "text/event-stream", headers })
})

/** An event as text. */
export const write = ({
  event,
  id,
  data,
}: {
  readonly event: string
  readonly id?: string | undefined
  readonly data: string
}): string => Sse.encoder.write({ _tag: "Event", event, id, data })

const encoder = new TextEncoder()
const beginning = encoder.encode(`retry: ${RETRY}\n\n`)
/** A comment, which may stand between any two lines, also of one event. */
const beat = encoder.encode(":\n")

/** Events as bytes, with a beat while there are none. */
export const make = <E>(events: Stream.Stream<Uint8Array, E>): Stream.Stream<Uint8Array, E> =>
  Stream.merge(
    Stream.concat(Stream.make(beginning), events),
    Stream.as(Stream.tick(HEARTBEAT), beat),
    { haltStrategy: "left" },
  )
