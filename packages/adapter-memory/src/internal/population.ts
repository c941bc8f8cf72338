/**
 * The lives of all peers of a service in memory.
 */
import {
  CreateRouteServerPeer,
  Judgement,
  PeerChange,
  PeerLife,
  PeerUpdate,
  Refusal,
  ResourceId,
  type RouteServerPeer,
  ServiceError,
  Tag,
  View,
} from "@route-server/core"
import * as Arr from "effect/Array"
import * as Result from "effect/Result"
import type { Options } from "../LivingPeerSource.ts"
import { idBody } from "./chance.ts"
import { declare, makeUp, type Place, placeOf } from "./endpoints.ts"

type Peer = RouteServerPeer.RouteServerPeer

type Answer<A> = Result.Result<A, ServiceError.ServiceError>

/** What became of a peer, and when, in milliseconds since 1970. */
export interface Update {
  readonly at: number
  readonly update: PeerUpdate.PeerUpdate
}

/** The quota of AWS for the sessions of one network interface (docs). */
const MOST_PEERS = 20

/** The tags of a user's that a resource may have (model). */
const MOST_TAGS = 50

/** One update for each thing that happened to a peer. */
const updatesOf = (
  before: Peer,
  happened: ReadonlyArray<PeerLife.Happened>,
): ReadonlyArray<Update> => {
  let current: ReadonlyArray<Peer> = [before]
  return happened.map(({ change, at }) => {
    current = PeerChange.apply(current, [change])
    const [peer] = current
    const update =
      peer === undefined ? PeerUpdate.remove(before.RouteServerPeerId) : PeerUpdate.put(peer)
    return { at, update }
  })
}

const refusal = (code: string, message: string) =>
  Result.fail(ServiceError.fromCode(code, { message, httpStatus: 400 }))

/** Refuses more tags than a resource may have; the code and the text are a guess. */
const judgeCount = ({ RouteServerPeerId, Tags = [] }: Peer): Answer<void> =>
  Tags.filter((tag) => !Tag.isReserved(tag)).length > MOST_TAGS
    ? refusal(
        "TagLimitExceeded",
        `The route server peer '${RouteServerPeerId}' may have no more than ${MOST_TAGS} tags.`,
      )
    : Result.void

/** Peers that live, beginning with these. */
export const populationOf = (beginning: Iterable<Peer>, options: Options, from: number) => {
  const { authorized, peersPerEndpoint = MOST_PEERS, seed = 0 } = options
  const lives = new Map<string, PeerLife.Life>()
  const places = new Map<string, Place>()
  /** When something is due next. */
  let nextAt = Number.POSITIVE_INFINITY
  let born = 0
  /** What was not taken yet, in order of time. */
  let untold: Array<Update> = []

  const settle = (life: PeerLife.Life): void => {
    const { RouteServerPeerId, RouteServerEndpointId } = life.peer
    lives.set(RouteServerPeerId, life)
    nextAt = Math.min(nextAt, PeerLife.nextAt(life))
    if (RouteServerEndpointId !== undefined && !places.has(RouteServerEndpointId)) {
      places.set(RouteServerEndpointId, placeOf(life.peer))
    }
  }

  /** Makes a step of a life the truth. */
  const take = ({ peer }: PeerLife.Life, { life, happened }: PeerLife.Step) => {
    if (life === undefined) lives.delete(peer.RouteServerPeerId)
    else settle(life)
    return updatesOf(peer, happened)
  }

  for (const endpoint of options.endpoints ?? []) {
    places.set(endpoint.RouteServerEndpointId, declare(endpoint))
  }
  for (const peer of beginning) settle(PeerLife.of(peer, from, options.life))

  const placeFor = ({
    RouteServerEndpointId,
    PeerAddress,
  }: CreateRouteServerPeer.Draft): Answer<Place> => {
    const known = places.get(RouteServerEndpointId)
    if (known === undefined && options.unknownEndpoints === "refuse") {
      return refusal(
        "InvalidRouteServerEndpointId.NotFound",
        `The route server endpoint ID '${RouteServerEndpointId}' does not exist`,
      )
    }
    const holders = [...lives.values()].filter(
      ({ peer }) =>
        peer.RouteServerEndpointId === RouteServerEndpointId && peer.State !== "deleted",
    )
    if (holders.some(({ peer }) => peer.PeerAddress === PeerAddress)) {
      const rule = `A peer of the route server endpoint '${RouteServerEndpointId}' has it.`
      return Result.fail(Refusal.invalidValue("PeerAddress", PeerAddress, rule))
    }
    if (holders.length >= peersPerEndpoint) {
      return refusal(
        "RouteServerPeerLimitExceeded",
        `The route server endpoint '${RouteServerEndpointId}' has ${holders.length} peers, and its network interface may have no more than ${peersPerEndpoint}.`,
      )
    }
    return Result.succeed(known ?? makeUp(RouteServerEndpointId))
  }

  const newId = (): ResourceId.RouteServerPeerId => {
    for (;;) {
      born += 1
      const id = ResourceId.RouteServerPeerId.make(`rsp-${idBody(seed, born)}`)
      if (!lives.has(id)) return id
    }
  }

  return {
    /** What happened since this was asked last. */
    takeUntold: (): ReadonlyArray<Update> => {
      const taken = untold
      untold = []
      return taken
    },

    peers: (): ReadonlyArray<Peer> =>
      Array.from(View.make(Array.from(lives.values(), ({ peer }) => peer)).after(undefined)),

    /** Lets time pass. */
    pass: (now: number): void => {
      if (now < nextAt) return
      nextAt = Number.POSITIVE_INFINITY
      const updates: Array<Update> = []
      for (const life of [...lives.values()]) {
        // The passing of time is never refused.
        const step = Result.getOrThrow(PeerLife.step(life, { _tag: "Tick" }, now, options.life))
        updates.push(...take(life, step))
      }
      untold.push(...updates.sort((a, b) => a.at - b.at))
    },

    apply: (update: PeerUpdate.PeerUpdate, now: number): void => {
      if (update._tag === "Put") settle(PeerLife.of(update.peer, now, options.life))
      else lives.delete(update.routeServerPeerId)
      untold.push({ at: now, update })
    },

    create: (request: CreateRouteServerPeer.Request, now: number): Answer<Peer> =>
      Result.gen(function* () {
        const draft = yield* CreateRouteServerPeer.judge(request, { authorized })
        const place = yield* placeFor(draft)
        const { PeerAddress, BgpOptions, Tags } = draft
        const peer = { RouteServerPeerId: newId(), ...place, PeerAddress, BgpOptions, Tags }
        yield* judgeCount(peer)
        const life = PeerLife.create(peer, now, options.life)
        settle(life)
        untold.push({ at: now, update: PeerUpdate.put(life.peer) })
        return life.peer
      }),

    /** Gives all of the peers a command or, if one can't obey, none. */
    command: (
      ids: ReadonlyArray<string>,
      commandOf: (peer: Peer) => PeerLife.Command,
      now: number,
    ): Answer<ReadonlyArray<Peer>> =>
      Result.gen(function* () {
        yield* Judgement.judge({ RouteServerPeerIds: ids })
        const [named, unknown] = Arr.partition(new Set(ids), (id) =>
          Result.fromNullishOr(lives.get(id), () => id),
        )
        if (unknown.length > 0) return yield* Result.fail(View.notFound(unknown))
        const steps: Array<readonly [PeerLife.Life, PeerLife.Step]> = []
        const peers: Array<Peer> = []
        for (const life of named) {
          const step = yield* PeerLife.step(life, commandOf(life.peer), now, options.life)
          const { peer } = step.life ?? life
          yield* judgeCount(peer)
          steps.push([life, step])
          peers.push(peer)
        }
        for (const [life, step] of steps) untold.push(...take(life, step))
        return peers
      }),
  }
}
