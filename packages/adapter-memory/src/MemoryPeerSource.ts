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
import * as DurationInput from "@route-server/core/DurationInput"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { play, type Scene, scriptOf } from "./internal/Script.ts"
import { Table } from "./internal/Table.ts"

export type { Scene } from "./internal/Script.ts"

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
 * layer is built it begins with them. Throws a `RangeError` for a lifetime that is none.
 *
 * @category layers
 */
export const layer = (
  peers: Iterable<Peer>,
  options: Options = {},
): Layer.Layer<MemoryPeerSource | PeerSource.PeerSource> => {
  const beginning = [...peers]
  const make = maker(options)
  return Layer.effectContext(Effect.sync(() => make(new Table(beginning), Effect.void)))
}

/**
 * A `PeerSource` over these peers, to which happens what a script says: a scene, which
 * the code under test is to notice. Times count from when the layer is built, by Effect's
 * `Clock`; scenes may stand in any order, and those of one time happen in theirs. What
 * was due is done when somebody asks, so a day under `TestClock` takes no time and no
 * timer is left behind. The handle changes the peers beside the script. All is read once,
 * now; each time that the layer is built it begins anew. Throws a `RangeError` for a time
 * that is none.
 *
 * **Example** (A session goes down, and its peer is deleted)
 *
 * ```ts vitest
 * import { assert, it } from "@effect/vitest"
 * import { MemoryPeerSource } from "@route-server/adapter-memory"
 * import { Changes, PeerUpdate, RouteServerPeer } from "@route-server/core"
 * import { Effect, Fiber, Stream } from "effect"
 * import { TestClock } from "effect/testing"
 *
 * const peer = RouteServerPeer.make({
 *   RouteServerPeerId: "rsp-1",
 *   State: "available",
 *   BgpStatus: { Status: "up" },
 * })
 * const scenes = [
 *   { at: "1 minute", updates: [PeerUpdate.put({ ...peer, BgpStatus: { Status: "down" } })] },
 *   { at: "1 hour", updates: [PeerUpdate.remove("rsp-1")] },
 * ] as const
 *
 * it.effect("is told of each", () =>
 *   Effect.gen(function* () {
 *     const watcher = yield* Changes.changes().pipe(
 *       Stream.map(({ change }) => change._tag),
 *       Stream.take(3),
 *       Stream.runCollect,
 *       Effect.forkChild,
 *     )
 *     yield* TestClock.adjust("2 hours")
 *     assert.deepStrictEqual(yield* Fiber.join(watcher), ["Appeared", "BgpChanged", "Disappeared"])
 *   }).pipe(Effect.provide(MemoryPeerSource.timeline([peer], scenes))),
 * )
 * ```
 *
 * @category layers
 */
export const timeline = (
  peers: Iterable<Peer>,
  scenes: Iterable<Scene>,
  options: Options = {},
): Layer.Layer<MemoryPeerSource | PeerSource.PeerSource> => {
  const beginning = [...peers]
  const script = scriptOf(scenes)
  const make = maker(options)
  return Layer.effectContext(
    Effect.map(Clock.currentTimeMillis, (began) => {
      const table = new Table(beginning)
      const pass = play(script, began, (update) => table.apply(update))
      return make(table, Effect.map(Clock.currentTimeMillis, pass))
    }),
  )
}

/** Makes sources over tables, with the handles to them; before either is used, what was due is done. */
const maker = ({ tokenLifetime, ...options }: Options) => {
  const { acceptedNames: filterNames, limits } = options
  const lifetime =
    tokenLifetime === undefined
      ? undefined
      : Duration.toMillis(DurationInput.make("tokenLifetime", tokenLifetime))
  const source = (table: Table, passed: Effect.Effect<void>) =>
    PeerSource.PeerSource.of({
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
        if (lifetime === undefined) return Effect.flatMap(passed, () => answer())
        return Effect.flatMap(passed, () =>
          Effect.flatMap(Clock.currentTimeMillis, (now) => answer({ now, lifetime })),
        )
      },
    })
  return (table: Table, passed: Effect.Effect<void>) =>
    Context.make(
      MemoryPeerSource,
      MemoryPeerSource.of({
        peers: Effect.map(passed, () => table.after(undefined)),
        apply: (update) => Effect.map(passed, () => table.apply(update)),
      }),
    ).pipe(Context.add(PeerSource.PeerSource, source(table, passed)))
}
