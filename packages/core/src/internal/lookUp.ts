/**
 * Looking peers up by their IDs, of which some may be unknown.
 *
 * One unknown ID fails a whole request (seen for a sibling), so the IDs are asked for
 * in parts until only unknown ones are refused. What the refusal says is not public,
 * so it is taken for a hint at how to part them, never for the truth.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Result } from "../DescribeRouteServerPeersResult.ts"
import * as Listing from "../Listing.ts"
import type { PeerSource } from "../PeerSource.ts"
import type { PeerSourceError } from "../PeerSourceError.ts"

type Pages = ReadonlyArray<Result>

const halves = (ids: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> => {
  const middle = Math.ceil(ids.length / 2)
  return [ids.slice(0, middle), ids.slice(middle)]
}

const parts = (ids: ReadonlyArray<string>, hint: string): ReadonlyArray<ReadonlyArray<string>> => {
  const named = ids.filter((id) => hint.includes(id))
  if (named.length === 0 || named.length === ids.length) return halves(ids)
  return [ids.filter((id) => !named.includes(id)), ...named.map((id) => [id])]
}

/** The pages of some IDs, of which there has to be one, without those that name no peer. */
export const lookUp = (
  ids: ReadonlyArray<string>,
  options: Listing.Options,
): Effect.Effect<Pages, PeerSourceError, PeerSource> =>
  Stream.runCollect(Listing.pages({ RouteServerPeerIds: ids }, options)).pipe(
    Effect.catchTag("InvalidRouteServerPeerId.NotFound", ({ message }) =>
      ids.length === 1
        ? Effect.succeed<Pages>([])
        : Effect.map(
            Effect.forEach(parts(ids, message), (part) => lookUp(part, options)),
            (pages) => pages.flat(),
          ),
    ),
  )
