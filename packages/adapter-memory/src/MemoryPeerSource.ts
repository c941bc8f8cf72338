/**
 * A `PeerSource` in memory, which answers as `DescribeRouteServerPeers.evaluate`
 * defines, and a handle to change the peers while listings run.
 *
 * **Example** (Testing without AWS)
 *
 * ```ts
 * import { Effect } from "effect"
 * import { MemoryPeerSource } from "@route-server/adapter-memory"
 * import { Filter, Listing, PeerUpdate, RouteServerPeer } from "@route-server/core"
 *
 * const peer = RouteServerPeer.make({
 *   RouteServerPeerId: "rsp-0e1c240ae33a4f642",
 *   State: "available",
 * })
 *
 * const program = Effect.gen(function* () {
 *   const memory = yield* MemoryPeerSource.MemoryPeerSource
 *   yield* memory.apply(PeerUpdate.put({ ...peer, State: "failed" }))
 *   return yield* Listing.collect({ Filters: [Filter.make("State", "failed")] })
 * })
 *
 * const failed = await Effect.runPromise(program.pipe(Effect.provide(MemoryPeerSource.layer([peer]))))
 * failed.length // => 1
 * ```
 */
import {
  Judgement,
  PeerSource,
  type PeerUpdate,
  type RouteServerPeer,
  View,
} from "@route-server/core"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { Table } from "./internal/Table.ts"

/**
 * What AWS leaves open, or leaves to the account.
 *
 * @category options
 */
export interface Options extends Omit<Judgement.Options, "tokens"> {
  /** How long a page token is good for, by Effect's `Clock`. Default: for ever. */
  readonly tokenLifetime?: Duration.Input | undefined
}

type Peer = RouteServerPeer.RouteServerPeer

/**
 * The handle to the peers in memory. Each update takes effect at once and as a
 * whole, for listings under way too.
 *
 * @category services
 */
export class MemoryPeerSource extends Context.Service<
  MemoryPeerSource,
  {
    /** All peers as they are now, in the order of their IDs. */
    readonly peers: Effect.Effect<ReadonlyArray<Peer>>
    /** Puts a peer in, or takes one out. */
    readonly apply: (update: PeerUpdate.PeerUpdate) => Effect.Effect<void>
  }
>()("@route-server/adapter-memory/MemoryPeerSource") {}

/**
 * A `PeerSource` over these peers, with the handle to change them. Of several peers
 * with one ID the last one counts. The peers are read once, now; each time that the
 * layer is built it begins with them.
 *
 * @category layers
 */
export const layer = (
  peers: Iterable<Peer>,
  options: Options = {},
): Layer.Layer<MemoryPeerSource | PeerSource.PeerSource> => {
  const beginning = [...peers]
  return Layer.effectContext(
    Effect.sync(() => {
      const table = new Table(beginning)
      return Context.make(
        MemoryPeerSource,
        MemoryPeerSource.of({
          peers: Effect.sync(() => table.after(undefined)),
          apply: (update) => Effect.sync(() => table.apply(update)),
        }),
      ).pipe(Context.add(PeerSource.PeerSource, source(table, options)))
    }),
  )
}

const source = (table: Table, { tokenLifetime, ...options }: Options) => {
  const { acceptedNames: filterNames, limits } = options
  return PeerSource.PeerSource.of({
    supports: { filterNames, limits },
    describe: (request) => {
      // What becomes of the request later is nobody's answer.
      const normal = Judgement.normalize(request)
      const answer = (tokens?: Judgement.Options["tokens"]) =>
        Effect.fromResult(
          normal.pipe(
            Result.flatMap((asked) => Judgement.judge(asked, { ...options, tokens })),
            Result.flatMap((selection) => View.page(table, selection, { tokens })),
          ),
        )
      if (tokenLifetime === undefined) return Effect.suspend(answer)
      const lifetime = Duration.toMillis(tokenLifetime)
      return Effect.flatMap(Clock.currentTimeMillis, (now) => answer({ now, lifetime }))
    },
  })
}
