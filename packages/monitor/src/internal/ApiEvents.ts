/**
 * The log of changes as server-sent events. The ID of an event is its place in the log,
 * so who comes back with the last one goes on without a loss or a repetition.
 */
import { Effect, Schema, Stream } from "effect"
import { HttpApiError } from "effect/http-api"
import { Event } from "../Api.ts"
import type { StoreError } from "../MonitorStore.ts"
import type { MonitorView } from "../MonitorView.ts"
import * as EventStream from "./EventStream.ts"

/** From where to where a log goes. */
interface Range {
  readonly first: number
  readonly last: number
}

/**
 * Whether changes that came after a place are not in the log any more, or the place is
 * one that the log never had. After 0 is everything that is kept.
 */
export const isGone = (after: number, { first, last }: Range): boolean =>
  after > 0 && (after + 1 < first || after > last)

/** The place to go on from, of a reader that comes back or says one; `undefined` is the end. */
export const placeOf = (
  lastEventId: string | undefined,
  after: number | undefined,
): Effect.Effect<number | undefined, HttpApiError.BadRequestProblem> => {
  if (lastEventId === undefined || lastEventId === "") return Effect.succeed(after)
  if (/^[0-9]{1,15}$/.test(lastEventId)) return Effect.succeed(Number(lastEventId))
  const message = "is not the ID of an event"
  return Effect.fail(
    new HttpApiError.BadRequestProblem({
      detail: `Last-Event-ID: ${message}`,
      errors: [{ path: ["headers", "last-event-id"], message }],
    }),
  )
}

const encode = Schema.encodeEffect(Event)

const write = (event: typeof Event.Type) =>
  Effect.map(Effect.orDie(encode(event)), EventStream.write)

/** The events after a place, as bytes. A log that can't be read any more ends them. */
export const from = (
  view: MonitorView["Service"],
  after: number | undefined,
): Effect.Effect<Stream.Stream<Uint8Array>, StoreError> =>
  Effect.map(view.log({ after: after ?? 0, limit: 1 }), ({ first, last }) => {
    const isLost = after !== undefined && isGone(after, { first, last })
    const start = isLost ? 0 : (after ?? last)
    let place = Math.max(start, first - 1)
    const told = view.changes(start).pipe(
      Stream.mapEffect((change) => {
        const { sequence } = change
        const gap = { after: place, first: sequence, last: Math.max(last, sequence) }
        const isMissing = place < sequence - 1
        place = sequence
        const event = write({ id: String(sequence), event: "change", data: change })
        return isMissing
          ? Effect.zipWith(write({ event: "gap", data: gap }), event, (a, b) => a + b)
          : event
      }),
      Stream.catch(() => Stream.empty),
    )
    const events = isLost
      ? Stream.concat(
          Stream.fromEffect(write({ event: "gap", data: { after, first, last } })),
          told,
        )
      : told
    return EventStream.make(Stream.encodeText(events))
  })
