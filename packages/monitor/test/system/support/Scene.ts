/**
 * Targets at endpoints of their own on loopback, whose peers the test changes, and a
 * memory of when each was asked.
 */
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { PeerChange, PeerSource, PeerUpdate, RouteServerPeer } from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Clock, Effect, Layer } from "effect"

/** A target of the scene. */
export interface Place {
  readonly account: string
  readonly region: string
  /** What it is called. */
  readonly name: string
  /** Where its EC2 is. */
  readonly endpoint: string
  /** When it was asked, in milliseconds of the monotonic clock. */
  readonly asked: ReadonlyArray<number>
  readonly peers: Effect.Effect<ReadonlyArray<RouteServerPeer.RouteServerPeer>>
  /** Changes a peer, and gives what has become of the peers by that. */
  readonly apply: (
    update: PeerUpdate.PeerUpdate,
  ) => Effect.Effect<ReadonlyArray<PeerChange.PeerChange>>
}

const REGION = "eu-west-1"

export const now = Effect.map(Clock.monotonicTimeNanos, (nanos) => Number(nanos / 1_000_000n))

const place = Effect.fnUntraced(function* (account: string) {
  const asked: Array<number> = []
  const memory = MemoryPeerSource.layer([])
  const noting = Layer.effect(
    PeerSource.PeerSource,
    Effect.map(PeerSource.PeerSource, (source) =>
      PeerSource.PeerSource.of({
        ...source,
        describe: (request) =>
          Effect.andThen(
            Effect.map(now, (at) => asked.push(at)),
            source.describe(request),
          ),
      }),
    ),
  )
  const context = yield* Layer.build(
    NodeEc2Endpoint.layer().pipe(Layer.provide(noting), Layer.provideMerge(memory)),
  )
  return yield* Effect.gen(function* () {
    const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
    const { peers, apply } = yield* MemoryPeerSource.MemoryPeerSource
    return {
      account,
      region: REGION,
      name: `${account}/${REGION}`,
      endpoint: url,
      asked,
      peers,
      apply: (update) =>
        Effect.gen(function* () {
          const before = yield* peers
          yield* apply(update)
          return PeerChange.diff(before, yield* peers)
        }),
    } satisfies Place
  }).pipe(Effect.provideContext(context))
})

/** A scene of so many targets. */
export const make = (size: number) =>
  Effect.forEach(
    Array.from({ length: size }, (_, index) => `account-${index}`),
    place,
  )

const ids = ["rsp-0e1c240ae33a4f642", "rsp-0e1c240ae33a4f643"]

/** The n-th thing that happens to the peers of a target: they come, go up and down, and go. */
export const deed = (n: number): PeerUpdate.PeerUpdate => {
  const id = ids[Math.floor(n / 4) % ids.length] ?? ""
  if (n % 4 === 3) return PeerUpdate.remove(id)
  return PeerUpdate.put(
    RouteServerPeer.make({
      RouteServerPeerId: id,
      State: "available",
      BgpStatus: { Status: n % 4 === 1 ? "down" : "up" },
    }),
  )
}

/** The longest time between two questions to a place, from a time on. */
export const longestGap = ({ asked }: Place, since: number, until: number): number => {
  const times = asked.filter((at) => at <= until)
  return times.reduce(
    (longest, at, index) =>
      at < since ? longest : Math.max(longest, at - (times[index - 1] ?? at)),
    until - (times.at(-1) ?? since),
  )
}
