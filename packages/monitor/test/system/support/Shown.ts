/**
 * What a process shows of the fleet, beside what is true.
 */
import { Effect, Schema } from "effect"
import type { Place } from "./Scene.ts"

const Answer = Schema.Struct({
  peers: Schema.Array(
    Schema.Struct({
      target: Schema.Struct({ name: Schema.String }),
      peer: Schema.Struct({
        RouteServerPeerId: Schema.String,
        BgpStatus: Schema.Struct({ Status: Schema.String }),
      }),
    }),
  ),
})

/** Asks a process for all peers. */
export const shownBy = Effect.fnUntraced(function* (origin: string, places: ReadonlyArray<Place>) {
  const answer = yield* Effect.promise(async () => (await fetch(`${origin}/api/v1/peers`)).json())
  const { peers } = yield* Effect.orDie(Schema.decodeUnknownEffect(Answer)(answer))
  const shown = peers.map(
    ({ target, peer }) => `${target.name} ${peer.RouteServerPeerId} ${peer.BgpStatus.Status}`,
  )
  const all = yield* Effect.forEach(places, ({ name, peers }) =>
    Effect.map(peers, (each) =>
      each.map((peer) => `${name} ${peer.RouteServerPeerId} ${peer.BgpStatus?.Status}`),
    ),
  )
  const truth = all.flat()
  return {
    shown,
    isTrue: shown.toSorted().join() === truth.toSorted().join(),
  }
})
