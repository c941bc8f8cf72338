/**
 * A rehearsal: a fleet in memory that something happens to, so that whoever has no
 * AWS at hand sees sessions flap, an endpoint fail over, a peer fail and another take
 * its place. All of it is invented, and told to be. The same seed gives the same
 * rehearsal.
 */
import { LivingPeerSource } from "@route-server/adapter-memory"
import {
  Health,
  Listing,
  type PeerLife,
  type RouteServerPeer,
  type ServiceError,
} from "@route-server/core"
import { Duration, Effect, Layer, Option, Random } from "effect"
import { type Command, Flag } from "effect/cli"
import { checkFlags } from "../arguments/FlagConflict.ts"
import * as Flags from "../arguments/Flags.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import * as Source from "./Source.ts"

/** The flags that choose a source, with a rehearsal. */
export const flags = {
  ...Source.flags,
  rehearse: Flag.Boolean("rehearse").pipe(
    Flag.withDescription("Let invented things happen; also --no-rehearse"),
    Flag.optional,
  ),
  seed: Flags.wholeNumber("seed").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Which rehearsal; 1 by default"),
    Flag.optional,
  ),
}

/** What help says of the two flags. */
export const help = `The sample fleet is moved by a rehearsal: sessions flap, an endpoint fails over,
  peers fail, go and come. It is invented data, at more than life's speed.
  --rehearse does the same to a --fixture; --no-rehearse leaves the fleet alone.`

const NOTE =
  "route-server: note: this is a rehearsal; the peers and all that happens to them are invented"

type Peer = RouteServerPeer.RouteServerPeer
type Living = LivingPeerSource.LivingPeerSource["Service"]

const REASON = "Rehearsed: the appliance was taken away."

/** How long things take: far less than AWS takes, since somebody is looking. */
const life: PeerLife.Options = {
  pending: "5 seconds",
  deleting: "4 seconds",
  failing: "4 seconds",
  retention: "1 minute",
  establish: "3 seconds",
  holdTime: "4 seconds",
  detection: "1 second",
}

/** Waits for some seconds, more or less. */
const pause = (seconds: number): Effect.Effect<void> =>
  Effect.flatMap(Random.nextBetween(0.5, 1.5), (factor) =>
    Effect.sleep(Duration.seconds(seconds * factor)),
  )

/** Something that happens to one of the peers that it can happen to. */
type Scene = (living: Living) => Effect.Effect<unknown, ServiceError.ServiceError>

const withOne =
  (
    can: (peer: Peer) => boolean,
    happens: (living: Living, peer: Peer) => ReturnType<Scene>,
  ): Scene =>
  (living) =>
    Effect.gen(function* () {
      const able = (yield* living.peers).filter(can)
      const chance = yield* Random.next
      const peer = able[Math.floor(chance * able.length)]
      if (peer !== undefined) yield* happens(living, peer)
    })

/** The appliances of some peers fall silent, one after the other, and come back. */
const outage = Effect.fnUntraced(function* (living: Living, peers: ReadonlyArray<Peer>) {
  for (const { RouteServerPeerId } of peers) {
    yield* living.silence(RouteServerPeerId)
    yield* pause(0.5)
  }
  yield* pause(6)
  for (const { RouteServerPeerId } of peers) yield* living.wake(RouteServerPeerId)
})

const flap = withOne(Health.isUp, (living, peer) => outage(living, [peer]))

const failOver = withOne(Health.isUp, (living, { RouteServerEndpointId }) =>
  Effect.flatMap(living.peers, (peers) =>
    outage(
      living,
      peers.filter(
        (peer) => Health.isUp(peer) && peer.RouteServerEndpointId === RouteServerEndpointId,
      ),
    ),
  ),
)

const fail = withOne(Health.isUp, (living, { RouteServerPeerId }) =>
  living.fail(RouteServerPeerId, REASON),
)

/** A peer that failed is deleted, and a new one takes its place. */
const replace = withOne(
  ({ State }) => State === "failed",
  Effect.fnUntraced(function* (living, peer) {
    const { BgpOptions, PeerAddress, RouteServerEndpointId, RouteServerPeerId, Tags } = peer
    yield* living.delete(RouteServerPeerId)
    yield* pause(10)
    yield* living.create({
      RouteServerEndpointId,
      PeerAddress,
      BgpOptions,
      TagSpecifications: [{ ResourceType: "route-server-peer", Tags }],
    })
  }),
)

const scenes: ReadonlyArray<Scene> = [flap, failOver, fail, flap, replace]

/** What happens to a fleet, for ever, by Effect's `Clock`. */
export const perform = (seed: number) =>
  LivingPeerSource.LivingPeerSource.use((living) =>
    Effect.forEach(
      scenes,
      // What the service refuses, such as an address that is taken again, does not happen.
      (scene) => Effect.andThen(pause(3), Effect.ignore(scene(living))),
      { discard: true },
    ).pipe(Effect.forever, Random.withSeed(seed)),
  )

/** The service that a rehearsal happens to. */
export const service = (peers: Iterable<Peer>, seed: number) =>
  LivingPeerSource.layer(peers, { life, seed: seed >>> 0 })

/** The peers of a source, to which something happens as long as somebody looks. */
const moved = (source: Source.Source, seed: number): Source.Source["layer"] =>
  Layer.unwrap(
    Listing.collect().pipe(
      Effect.provide(source.layer),
      // A fixture in memory has nothing to refuse.
      Effect.orDie,
      Effect.map((peers) =>
        Layer.provideMerge(
          Layer.effectDiscard(Effect.forkScoped(perform(seed))),
          service(peers, seed),
        ),
      ),
    ),
  )

/** What the flags choose. */
export type Choice = Command.Command.Config.Infer<typeof flags>

/** Fails if the flags ask for a rehearsal, where there can be none. */
export const refuse = ({ rehearse, seed }: Pick<Choice, "rehearse" | "seed">) => {
  if (Option.contains(rehearse, true)) {
    return checkFlags("--rehearse goes with --source memory only")
  }
  return checkFlags(Option.isSome(seed) ? "--seed goes with a rehearsal only" : undefined)
}

/**
 * The source that the flags choose, and whether what happens to it is a rehearsal,
 * which is then told on standard error. Fails if the flags contradict each other.
 */
export const open = Effect.fnUntraced(function* (choice: Choice) {
  const { fixture, rehearse, seed } = choice
  const isOfAws = Source.isOfAws(choice)
  const isRehearsal = Option.getOrElse(rehearse, () => !isOfAws && Option.isNone(fixture))
  if (isOfAws || !isRehearsal) yield* refuse({ rehearse, seed })
  const opened = yield* Source.open(choice)
  if (!isRehearsal) return { ...opened, isRehearsal }
  const streams = yield* StandardStreams
  yield* streams.report([NOTE])
  return {
    ...opened,
    layer: moved(
      opened,
      Option.getOrElse(seed, () => 1),
    ),
    isRehearsal,
  }
})
