/**
 * Server-sent events on the wire.
 *
 * Each reader is sent what comes as fast as it takes it, and no faster: what it does not
 * take is not read from the log, so a slow reader costs no more memory than another.
 */
import { Stream } from "effect"
import { Sse } from "effect/encoding"

/** How long a reader that was cut off waits before it comes back, in milliseconds. */
const RETRY = 2000

/**
 * How often something is sent at least: who hears nothing for longer has lost the
 * connection, and proxies close one that is silent for a minute.
 */
const HEARTBEAT = "15 seconds"

/** The headers of a stream of events: nobody between may keep, change or hold it back. */
export const headers = {
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
}

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
