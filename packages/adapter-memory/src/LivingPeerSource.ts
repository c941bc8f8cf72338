/**
 * A `PeerSource` in memory whose peers live: they are created, become available, have
 * sessions that come up and go down, fail, are deleted, and are listed as tombstones
 * for a while, as `PeerLife` says.
 *
 * Effect's `Clock` drives them. Nothing runs by itself: what was due is done when
 * somebody asks, as of the time when it was due, so a day under `TestClock` takes no
 * time and nothing is left behind when the scope closes.
 *
 * **Example** (A fail-over, in a test)
 *
 * ```ts vitest
 * import { assert, it } from "@effect/vitest"
 * import { LivingPeerSource } from "@route-server/adapter-memory"
 * import { Waiter } from "@route-server/core"
 * import { Effect, Fiber } from "effect"
 * import { TestClock } from "effect/testing"
 *
 * it.effect("notices that the appliance is silent", () =>
 *   Effect.gen(function* () {
 *     const service = yield* LivingPeerSource.LivingPeerSource
 *     const { RouteServerPeerId } = yield* service.create({
 *       RouteServerEndpointId: "rse-0b3aab44fa6f0bb15",
 *       PeerAddress: "10.0.2.3",
 *       BgpOptions: { PeerAsn: 65001, PeerLivenessDetection: "bfd" },
 *     })
 *     const waiting = yield* Effect.forkChild(Waiter.untilEstablished(RouteServerPeerId))
 *     yield* TestClock.adjust("5 minutes")
 *     yield* Fiber.join(waiting)
 *
 *     yield* service.silence(RouteServerPeerId)
 *     yield* TestClock.adjust("6 seconds")
 *     const [peer] = yield* service.peers
 *     assert.strictEqual(peer?.BgpStatus?.Status, "down")
 *   }).pipe(Effect.provide(LivingPeerSource.layer())),
 * )
 * ```
 */
import {
  CreateRouteServerPeer,
  Judgement,
  PeerControl,
  type PeerLife,
  PeerSource,
  type PeerUpdate,
  Permission,
  type RouteServerPeer,
  type ServiceError,
  Tag,
} from "@route-server/core"
import * as DurationInput from "@route-server/core/DurationInput"
import * as Arr from "effect/Array"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import { mix } from "./internal/chance.ts"
import type { Endpoint } from "./internal/endpoints.ts"
import { populationOf, type Update } from "./internal/population.ts"
import * as MemoryPeerSource from "./MemoryPeerSource.ts"

export type { Endpoint } from "./internal/endpoints.ts"

type Peer = RouteServerPeer.RouteServerPeer

/**
 * What AWS leaves open, or leaves to the account.
 *
 * @category options
 */
export interface Options extends MemoryPeerSource.Options {
  /** How long things take in the life of a peer. Default: as `PeerLife.Options` says. */
  readonly life?: PeerLife.Options | undefined
  /** The endpoints that are known beside those of the peers. Default: none. */
  readonly endpoints?: Iterable<Endpoint> | undefined
  /**
   * What to do when a peer is created on an endpoint that is not known: `make` one up,
   * always the same one for an ID, or `refuse` with `InvalidRouteServerEndpointId.NotFound`
   * (guess). Default: `make`.
   */
  readonly unknownEndpoints?: "make" | "refuse" | undefined
  /**
   * How many peers of an endpoint, which has one network interface, may hold an address.
   * Default: 20, the quota of AWS (docs). One more is refused with
   * `RouteServerPeerLimitExceeded` (guess).
   */
  readonly peersPerEndpoint?: number | undefined
  /** Says which IDs new peers get: a whole number of 32 bits. Default: 0. */
  readonly seed?: number | undefined
  /**
   * Makes answers consistent eventually, as those of AWS are: several copies answer in
   * an order that looks random, each as of some time ago. So a new peer is not found for
   * a while, and may be found and then not. Default: every answer is as of now.
   */
  readonly consistency?:
    | {
        /** Says in which order the copies answer, and how late each is. */
        readonly seed: number
        /** How late an answer may be at most. */
        readonly lag: Duration.Input
      }
    | undefined
}

/**
 * The handle to a service whose peers live: what AWS lets a user do, and what happens
 * to appliances and peers in the world. All of it fails with AWS's errors where AWS
 * would refuse it.
 *
 * @category services
 */
export class LivingPeerSource extends Context.Service<
  LivingPeerSource,
  PeerControl.PeerControl["Service"] & {
    /** All peers as they are now in truth, in the order of their IDs. */
    readonly peers: Effect.Effect<ReadonlyArray<Peer>>
    /**
     * Puts a peer in as it is, to live from now on, or takes one out without a trace; not
     * as AWS lets anyone.
     */
    readonly apply: (update: PeerUpdate.PeerUpdate) => Effect.Effect<void>
    /** Makes a peer fail, for this FailureReason. */
    readonly fail: (
      routeServerPeerId: string,
      reason: string,
    ) => Effect.Effect<Peer, ServiceError.ServiceError>
    /** Makes the appliance of a peer fall silent. */
    readonly silence: (routeServerPeerId: string) => Effect.Effect<Peer, ServiceError.ServiceError>
    /** Makes the appliance of a peer speak again. */
    readonly wake: (routeServerPeerId: string) => Effect.Effect<Peer, ServiceError.ServiceError>
  }
>()("@route-server/adapter-memory/LivingPeerSource") {}

/** The tags that a user may take away. */
const usersTags = ({ Tags = [] }: Peer) => Tags.filter((tag) => !Tag.isReserved(tag))

/** A copy of the peers, which knows of what happened some time later. */
interface Copy {
  readonly source: PeerSource.PeerSource["Service"]
  readonly memory: MemoryPeerSource.MemoryPeerSource["Service"]
  /** In milliseconds. */
  readonly lag: number
  /** What it has not been told yet, in order of time. */
  untold: ReadonlyArray<Update>
}

/** How many copies answer where answers are consistent eventually. */
const COPIES = 3

/** How late each of the copies is, in milliseconds. */
const lagsOf = ({ consistency }: Options): ReadonlyArray<number> => {
  if (consistency === undefined) return [0]
  const { seed, lag } = consistency
  const most = Duration.toMillis(DurationInput.make("lag", lag))
  return Arr.makeBy(COPIES, (copy) => Math.round((most * mix(mix(seed) ^ copy)) / 0xffff_ffff))
}

/**
 * A service whose peers live, beginning with these. An `available` one whose session is
 * down has an appliance that keeps silent; what else is under way begins anew. Of several
 * peers with one ID the last one counts.
 *
 * Throws a `RangeError` for a lag that is no duration, or a lifetime of tokens that is none.
 *
 * It is there under three names: for whoever reads, `PeerSource`; for whoever changes
 * peers as AWS lets them, `PeerControl`; and as a whole.
 *
 * @category layers
 */
export const layer = (
  peers: Iterable<Peer> = [],
  options: Options = {},
): Layer.Layer<LivingPeerSource | PeerControl.PeerControl | PeerSource.PeerSource> => {
  const beginning = [...peers]
  const lags = lagsOf(options)
  const copyLayer = Layer.fresh(MemoryPeerSource.layer(beginning, options))
  return Layer.effectContext(
    Effect.gen(function* () {
      const population = populationOf(beginning, options, yield* Clock.currentTimeMillis)
      const copies = yield* Effect.forEach(
        lags,
        Effect.fnUntraced(function* (lag) {
          const built = yield* Layer.build(copyLayer)
          const copy: Copy = {
            source: Context.get(built, PeerSource.PeerSource),
            memory: Context.get(built, MemoryPeerSource.MemoryPeerSource),
            lag,
            untold: [],
          }
          return copy
        }),
      )
      const lock = yield* Semaphore.make(1)

      /** Does something as of now, when all that was due has happened and is told. */
      const now = <A>(does: (now: number) => A): Effect.Effect<A> =>
        Effect.gen(function* () {
          const time = yield* Clock.currentTimeMillis
          population.pass(time)
          const done = does(time)
          const untold = population.takeUntold()
          for (const copy of copies) {
            const [known, unknown] = Arr.span(
              [...copy.untold, ...untold],
              ({ at }) => at + copy.lag <= time,
            )
            copy.untold = unknown
            for (const { update } of known) yield* copy.memory.apply(update)
          }
          return done
        }).pipe(Effect.uninterruptible, lock.withPermits(1))

      const attempt = <A>(
        does: (now: number) => Result.Result<A, ServiceError.ServiceError>,
      ): Effect.Effect<A, ServiceError.ServiceError> => Effect.flatMap(now(does), Effect.fromResult)

      /** What happens to one peer. */
      const befall = (id: string, command: PeerLife.Command) => (time: number) =>
        Result.map(
          population.command([id], () => command, time),
          (peers) => Arr.getUnsafe(peers, 0),
        )

      /** What a user may do who has the permission. */
      const allowed = <A>(
        trial: PeerControl.Trial = {},
        does: (now: number) => Result.Result<A, ServiceError.ServiceError>,
      ) => attempt((time) => Result.flatMap(Permission.judge(trial, options), () => does(time)))

      const living = LivingPeerSource.of({
        create: (request) => attempt((time) => population.create(request, time)),
        delete: (id, trial) => allowed(trial, befall(id, { _tag: "Delete" })),
        tag: (ids, asked, trial) =>
          Effect.asVoid(
            allowed(trial, (time) =>
              Result.flatMap(CreateRouteServerPeer.judgeTags(asked, "Tags"), (tags) =>
                population.command(ids, () => ({ _tag: "Tag", tags }), time),
              ),
            ),
          ),
        untag: (ids, tags, trial) =>
          Effect.asVoid(
            allowed(trial, (time) =>
              Result.flatMap(CreateRouteServerPeer.judgeTagKeys(tags ?? [], "Tags"), () =>
                population.command(
                  ids,
                  (peer) => ({ _tag: "Untag", tags: tags ?? usersTags(peer) }),
                  time,
                ),
              ),
            ),
          ),
        fail: (id, reason) => attempt(befall(id, { _tag: "Fail", reason })),
        silence: (id) => attempt(befall(id, { _tag: "Silence" })),
        wake: (id) => attempt(befall(id, { _tag: "Wake" })),
        peers: now(population.peers),
        apply: (update) => now((time) => population.apply(update, time)),
      })

      let asked = 0
      const source = PeerSource.PeerSource.of({
        supports: {
          ...Arr.getUnsafe(copies, 0).source.supports,
          staleAnswers: options.consistency?.lag ?? false,
        },
        describe: (request) => {
          // What becomes of the request later is nobody's answer.
          const normal = Judgement.normalize(request)
          return now(() => {
            asked += 1
            const chance = mix(asked ^ mix(options.consistency?.seed ?? 0))
            return Arr.getUnsafe(copies, chance % copies.length)
          }).pipe(
            Effect.flatMap((copy) =>
              Effect.flatMap(Effect.fromResult(normal), copy.source.describe),
            ),
          )
        },
      })
      return Context.make(LivingPeerSource, living).pipe(
        Context.add(PeerControl.PeerControl, living),
        Context.add(PeerSource.PeerSource, source),
      )
    }),
  )
}
