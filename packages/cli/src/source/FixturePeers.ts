/**
 * The peers of a fixture as a source of peers, which may be more than what fits into
 * memory: it is read once to find out whether it is a fixture and where its peers lie,
 * and those of a page are read again when they are asked for.
 *
 * The order of pages is that of IDs. In a file that is in this order, as those that the
 * command writes, two peers have one ID only if one comes right after the other, so no
 * IDs are kept. Any other file is read once more, with all of its IDs in memory.
 */
import {
  type DescribeRouteServerPeers,
  type Fixture,
  Judgement,
  PeerSource,
  PeerSourceError,
  type RouteServerPeer,
  View,
} from "@route-server/core"
import { Data, Effect, Layer, Result } from "effect"
import type { FixtureFile, Rest } from "./FixtureFile.ts"
import { PeerPlaces } from "./PeerPlaces.ts"
import type { TextFileError } from "./TextFile.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** The peers that are read before an interruption can take effect. */
const BATCH = 1000

/** Whether a peer counts for the answer to a request, whatever its page. */
const wantedBy = (request: DescribeRouteServerPeers.Request): ((peer: Peer) => boolean) => {
  const judged = Judgement.judge(request)
  // It is refused when it is asked.
  if (Result.isFailure(judged)) return () => false
  const { ids, matches } = judged.success
  return ids === undefined ? matches : (peer) => ids.has(peer.RouteServerPeerId)
}

/** Reads a fixture to its end, and tells where the wanted peers lie, in the order of IDs. */
type Survey<E = never> = (
  file: FixtureFile,
  options: Fixture.Options,
  isWanted: (peer: Peer) => boolean,
) => Effect.Effect<{ readonly places: PeerPlaces; readonly rest: Rest }, TextFileError | E>

/** The peers of a fixture are not in the order of their IDs. */
class OutOfOrder extends Data.TaggedError("OutOfOrder") {}

const inOrder: Survey<OutOfOrder> = Effect.fnUntraced(function* (file, options, isWanted) {
  const places = new PeerPlaces()
  let last: { readonly id: string; readonly line: number } | undefined
  let reason: OutOfOrder | undefined
  const rest = yield* file.read({
    ...options,
    stop: () => reason,
    take: (found) => {
      const id = found.peer.RouteServerPeerId
      if (last?.id === id) return last.line
      if (last !== undefined && id < last.id) reason ??= new OutOfOrder()
      last = { id, line: found.line }
      if (isWanted(found.peer)) places.add(found)
      return undefined
    },
  })
  return { places, rest }
})

const inAnyOrder: Survey = Effect.fnUntraced(function* (file, options, isWanted) {
  const places = new PeerPlaces()
  const ids: Array<string> = []
  const lines = new Map<string, number>()
  const rest = yield* file.read({
    ...options,
    take: (found) => {
      const id = found.peer.RouteServerPeerId
      const earlier = lines.get(id)
      lines.set(id, found.line)
      if (isWanted(found.peer)) {
        places.add(found)
        ids.push(id)
      }
      return earlier
    },
  })
  places.sortBy(ids)
  return { places, rest }
})

/**
 * The peers of a fixture that a request is about, as a source that answers it and its
 * pages; and what there is to tell beside them.
 */
export const open = Effect.fnUntraced(function* (
  file: FixtureFile,
  options: Fixture.Options,
  request: DescribeRouteServerPeers.Request,
) {
  const isWanted = wantedBy(request)
  const { places, rest } = yield* inOrder(file, options, isWanted).pipe(
    Effect.catchTag("OutOfOrder", () => inAnyOrder(file, options, isWanted)),
  )
  const peersAt = (from: number, to: number) =>
    Effect.try({
      try: () => places.read(file, rest.encoding, from, to),
      catch: (cause) =>
        new PeerSourceError.TransportError({
          message: `can't read ${file.shown}: ${cause instanceof Error ? cause.message : cause}`,
          reason: { _tag: "Other" },
          cause,
        }),
    })
  /** Where the page begins that comes after the one that was answered last. */
  let next: { readonly after: string | undefined; readonly at: number } = {
    after: undefined,
    at: 0,
  }

  const describe = Effect.fnUntraced(function* (request: DescribeRouteServerPeers.Request) {
    const selection = yield* Effect.fromResult(Judgement.judge(request))
    const { after, ids, matches, size } = selection
    const counts = (peer: Peer): boolean =>
      ids !== undefined ||
      ((after === undefined || peer.RouteServerPeerId > after) && matches(peer))
    const found: Array<Peer> = []
    /** Where the last peer of the page lies, if there are more. */
    let lastAt = 0
    for (let at = after === next.after ? next.at : 0; at < places.size && found.length <= size; ) {
      const most = Math.min(BATCH, size + 1 - found.length)
      for (const peer of yield* peersAt(at, Math.min(places.size, at + most))) {
        if (counts(peer) && found.push(peer) === size) lastAt = at
        at += 1
      }
      yield* Effect.yieldNow
    }
    const view: View.View =
      ids === undefined ? { get: () => undefined, after: () => found } : View.make(found)
    const page = yield* Effect.fromResult(View.page(view, selection))
    if (page.NextToken !== undefined) {
      next = { after: page.RouteServerPeers.at(-1)?.RouteServerPeerId, at: lastAt + 1 }
    }
    return page
  })

  return { layer: Layer.succeed(PeerSource.PeerSource, { describe }), rest }
})
