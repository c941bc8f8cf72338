/**
 * Reading a fleet once, for commands that look once.
 */
import { Fleet, type PeerSourceError, type Target } from "@route-server/core"
import { Effect, Stream } from "effect"
import type { Row } from "../output/Columns.ts"
import { leftOutLine, NotAtAnyTarget, PeersLeftOut, TargetsUnknown } from "../output/Failure.ts"
import { reasonOf, type Unknown } from "../output/FleetForm.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import type { FleetSource } from "./FleetSource.ts"

interface OfTarget {
  readonly target: Target.Target
}

/** What was read. */
export interface Reading {
  readonly targets: number
  /** The peers in the order of the targets, with those that were seen before a listing broke off. */
  readonly rows: ReadonlyArray<Row>
  readonly unknown: ReadonlyArray<Unknown>
  readonly unreadable: ReadonlyArray<{
    readonly target: Target.Target
    readonly error: PeerSourceError.MalformedResponse
  }>
}

/** The most targets that are named while they are waited for. */
const MOST_NAMED = 3

/**
 * Reads all targets to the end, and shows meanwhile how far it is. What comes is handed
 * out at once, too.
 */
export const read = <E = never, R = never>(
  request: Fleet.Request,
  { hintOf }: Pick<FleetSource, "hintOf">,
  options: Fleet.Options = {},
  onRows: (rows: ReadonlyArray<Row>) => Effect.Effect<void, E, R> = () => Effect.void,
) =>
  Effect.gen(function* () {
    const streams = yield* StandardStreams
    const { members } = yield* Fleet.Fleet
    const places = new Map(members.map(({ target }, place) => [target.name, place]))
    const open = new Set(places.keys())
    const rows: Array<Row & OfTarget> = []
    const unknown: Array<Unknown> = []
    const unreadable: Array<Reading["unreadable"][number]> = []
    yield* Fleet.parts(request, options).pipe(
      Stream.runForEach(
        Effect.fnUntraced(function* (part) {
          const { target } = part
          if (part._tag === "Page") {
            const { RouteServerPeers, unreadable: errors = [] } = part.page
            const more = RouteServerPeers.map((peer) => ({ peer, target }))
            for (const row of more) rows.push(row)
            for (const error of errors) unreadable.push({ target, error })
            yield* onRows(more)
          } else {
            open.delete(target.name)
          }
          if (part._tag === "Unknown") {
            unknown.push({ target, error: part.error, hint: hintOf(part.error) })
          }
          const names = [...open].slice(0, MOST_NAMED).join(", ")
          const more = open.size > MOST_NAMED ? " …" : ""
          yield* streams.progress(
            `${members.length - open.size} of ${members.length} targets, ${rows.length} peers; waiting for ${names}${more}`,
          )
        }),
      ),
      Effect.ensuring(streams.progress("")),
    )
    const inOrder = <A extends OfTarget>(items: ReadonlyArray<A>): ReadonlyArray<A> => {
      const placeOf = ({ target }: A) => places.get(target.name) ?? 0
      return items.toSorted((a, b) => placeOf(a) - placeOf(b))
    }
    const reading: Reading = {
      targets: members.length,
      rows: inOrder(rows),
      unknown: inOrder(unknown),
      unreadable: inOrder(unreadable),
    }
    return reading
  })

/** Tells on standard error what is not in a reading; the targets only where nothing else does. */
export const report = Effect.fnUntraced(function* (
  { unknown, unreadable }: Reading,
  { isFoot }: { readonly isFoot: boolean },
) {
  const streams = yield* StandardStreams
  yield* streams.report([
    ...unreadable.map(({ error, target }) => leftOutLine(error, target)),
    ...(isFoot
      ? []
      : unknown.map((each) => `route-server: ${each.target.name}: ${reasonOf(each)}`)),
  ])
})

/** Fails if a reading is not whole: targets could not be read, peers not understood, or IDs not found. */
export const checkWhole = (
  { rows, targets, unknown, unreadable }: Reading,
  ids: ReadonlyArray<string> = [],
): Effect.Effect<void, NotAtAnyTarget | PeersLeftOut | TargetsUnknown> => {
  if (unknown.length > 0) return Effect.fail(new TargetsUnknown({ targets, unknown }))
  if (unreadable.length > 0) return Effect.fail(new PeersLeftOut({ count: unreadable.length }))
  const found = new Set<string>(rows.map(({ peer }) => peer.RouteServerPeerId))
  const missing = ids.filter((id) => !found.has(id))
  return missing.length > 0 ? Effect.fail(new NotAtAnyTarget({ ids: missing })) : Effect.void
}
