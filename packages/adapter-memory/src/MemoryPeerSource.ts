/**
 * A `PeerSource` in memory, which answers as `DescribeRouteServerPeers.evaluate`
 * defines, and a handle to change the peers while listings run.
 *
 * **Example** (Testing without AWS)
 *
 * ```ts
 * import { Effect } from "effect"
 * import { MemoryPeerSource } from "@route-server/adapter-memory"
 * import { Filter, PeerSource, RouteServerPeer } from "@route-server/core"
 *
 * const peer = RouteServerPeer.make({
 *   RouteServerPeerId: "rsp-0e1c240ae33a4f642",
 *   State: "available",
 * })
 *
 * const program = Effect.gen(function* () {
 *   const memory = yield* MemoryPeerSource
 *   yield* memory.replace({ ...peer, State: "failed" })
 *   return yield* PeerSource.collect({ Filters: [Filter.state("failed")] })
 * })
 *
 * const failed = await Effect.runPromise(program.pipe(Effect.provide(MemoryPeerSource.layer([peer]))))
 * failed.length // => 1
 * ```
 */
import {
  DescribeRouteServerPeers,
  PeerSource,
  type RouteServerPeer,
  ServiceError,
} from "@route-server/core"
import { Clock, Context, Duration, Effect, Layer, Schema } from "effect"

/**
 * A peer can't be put in because there is one with its ID already.
 *
 * @category errors
 */
export class DuplicatePeer extends Schema.TaggedError<DuplicatePeer>()("DuplicatePeer", {
  /** Which peer. */
  message: Schema.String,
  /** The ID of which there would be two. */
  routeServerPeerId: Schema.String,
}) {}

/**
 * What AWS leaves open, or leaves to the account.
 *
 * @category options
 */
export interface MemoryOptions extends Omit<DescribeRouteServerPeers.Options, "tokens"> {
  /** How long a page token is good for, by Effect's `Clock`. Default: for ever. */
  readonly tokenLifetime?: Duration.Input | undefined
}

type Peer = RouteServerPeer.RouteServerPeer

const notFound = (id: string) =>
  new ServiceError.InvalidRouteServerPeerIdNotFound({
    message: `The route server peer ID '${id}' does not exist`,
  })

/**
 * The handle to the peers in memory. Each change takes effect at once and as a
 * whole, for listings under way too.
 *
 * @category services
 */
export class MemoryPeerSource extends Context.Service<
  MemoryPeerSource,
  {
    /** All peers, in the order of their IDs. */
    readonly peers: Effect.Effect<ReadonlyArray<Peer>>
    /** Puts a peer in; fails with `DuplicatePeer` if its ID is taken. */
    readonly add: (peer: Peer) => Effect.Effect<void, DuplicatePeer>
    /** Puts a peer in the place of the one with its ID; fails if there is none. */
    readonly replace: (
      peer: Peer,
    ) => Effect.Effect<void, ServiceError.InvalidRouteServerPeerIdNotFound>
    /** Takes the peer with an ID out, leaving no trace; fails if there is none. */
    readonly remove: (
      id: string,
    ) => Effect.Effect<void, ServiceError.InvalidRouteServerPeerIdNotFound>
  }
>()("@route-server/adapter-memory/MemoryPeerSource") {
  /**
   * A `PeerSource` over these peers, with the handle to change them. Fails with
   * `DuplicatePeer` if two of them have one ID.
   *
   * @category layers
   */
  static readonly layer = (
    peers: Iterable<Peer>,
    options: MemoryOptions = {},
  ): Layer.Layer<MemoryPeerSource | PeerSource, DuplicatePeer> =>
    Layer.effectContext(
      Effect.gen(function* () {
        const table = new Table()
        for (const peer of peers) yield* table.add(peer)
        return Context.make(
          MemoryPeerSource,
          MemoryPeerSource.of({
            peers: Effect.sync(() => table.sorted()),
            add: (peer) => table.add(peer),
            replace: (peer) => table.replace(peer),
            remove: (id) => table.remove(id),
          }),
        ).pipe(Context.add(PeerSource, source(table, options)))
      }),
    )
}

class Table {
  readonly #byId = new Map<string, Peer>()
  #sorted: ReadonlyArray<Peer> | undefined

  /** The peers in the order of their IDs; sorted once for all pages between two changes. */
  sorted(): ReadonlyArray<Peer> {
    this.#sorted ??= [...this.#byId.values()].sort((a, b) =>
      a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1,
    )
    return this.#sorted
  }

  add(peer: Peer) {
    return Effect.suspend(() => {
      if (this.#byId.has(peer.RouteServerPeerId)) {
        return new DuplicatePeer({
          message: `There is a route server peer with the ID '${peer.RouteServerPeerId}' already`,
          routeServerPeerId: peer.RouteServerPeerId,
        })
      }
      return this.#put(peer)
    })
  }

  replace(peer: Peer) {
    return Effect.suspend(() =>
      this.#byId.has(peer.RouteServerPeerId) ? this.#put(peer) : notFound(peer.RouteServerPeerId),
    )
  }

  remove(id: string) {
    return Effect.suspend(() => {
      if (!this.#byId.delete(id)) return notFound(id)
      this.#sorted = undefined
      return Effect.void
    })
  }

  #put(peer: Peer) {
    this.#byId.set(peer.RouteServerPeerId, peer)
    this.#sorted = undefined
    return Effect.void
  }
}

const source = (table: Table, { tokenLifetime, ...options }: MemoryOptions) =>
  PeerSource.of({
    describe: (request) => {
      const answer = (tokens?: DescribeRouteServerPeers.Options["tokens"]) =>
        Effect.fromResult(
          DescribeRouteServerPeers.evaluate(table.sorted(), request, { ...options, tokens }),
        )
      if (tokenLifetime === undefined) return Effect.suspend(answer)
      const lifetime = Duration.toMillis(tokenLifetime)
      return Effect.flatMap(Clock.currentTimeMillis, (now) => answer({ now, lifetime }))
    },
  })
