/**
 * A fleet whose peers live, whose sources fail, and whose monitors are stopped, broken
 * off and started again, over one store: its log is held to what the sources answered.
 *
 * - of each target the changes so far, made on nothing, give the peers that the store
 *   shows: none is lost and none told twice;
 * - each change begins where the one before it of the same peer ended;
 * - a peer is shown as some answer had it: nothing is made up;
 * - when all is quiet, what the store shows is what is true.
 */

import { LivingPeerSource } from "@route-server/adapter-memory"
import { Fleet, PeerChange, PeerSource, type RouteServerPeer } from "@route-server/core"
import type * as Fault from "@route-server/core/Fault"
import { type ChangeRecord, Monitor, MonitorStore, SqlMonitorStore } from "@route-server/monitor"
import { FaultyPeerSource } from "@route-server/testing"
import { Context, Effect, Equal, Exit, Layer, Random, References, Scope } from "effect"
import { TestClock } from "effect/testing"
import { chanceOf } from "./chance.ts"
import { statesOf } from "./statesOf.ts"
import { logAfter, type Store } from "./storeLaws.ts"

type Peer = RouteServerPeer.RouteServerPeer

const SECOND = 1000
const MINUTE = 60 * SECOND

/** A target: what is done to its peers, what it answers, and all that it has answered. */
interface World {
  readonly living: LivingPeerSource.LivingPeerSource["Service"]
  readonly member: Fleet.Member
  readonly answered: Set<string>
  readonly calm: { is: boolean }
}

const makeWorld = Effect.fnUntraced(function* (name: string, seed: number) {
  const context = yield* Layer.build(Layer.fresh(LivingPeerSource.layer([], { seed })))
  const inner = Context.get(context, PeerSource.PeerSource)
  const answered = new Set<string>()
  const recording = PeerSource.PeerSource.of({
    ...inner,
    describe: (request) =>
      Effect.tap(inner.describe({ MaxResults: 5, ...request }), ({ RouteServerPeers }) => {
        for (const peer of RouteServerPeers) answered.add(JSON.stringify(peer))
        return Effect.void
      }),
  })
  const faults: Iterable<Fault.Fault> = {
    *[Symbol.iterator]() {
      for (let script = seed; ; script += 1) {
        yield* FaultyPeerSource.script({ seed: script, length: 50, share: 0.2 })
      }
    },
  }
  const faulty = Context.get(
    yield* Layer.build(
      Layer.provide(
        Layer.fresh(FaultyPeerSource.layer(faults)),
        Layer.succeed(PeerSource.PeerSource, recording),
      ),
    ),
    PeerSource.PeerSource,
  )
  const calm = { is: false }
  const source = PeerSource.PeerSource.of({
    ...faulty,
    describe: (request) => Effect.suspend(() => (calm.is ? recording : faulty).describe(request)),
  })
  const world: World = {
    living: Context.get(context, LivingPeerSource.LivingPeerSource),
    member: { target: { name, region: "eu-west-1" }, source },
    answered,
    calm,
  }
  return world
})

/** What a simulation saw. */
export interface Figures {
  readonly changes: number
  readonly restarts: number
  readonly accidents: number
  readonly polls: number
  readonly failures: number
  /** What the monitors did that they may not do; none, if all is well. */
  readonly breaches: ReadonlyArray<string>
}

/** A store at which accidents happen: what it was to write is not written, or nobody hears that it was. */
const accidental = (store: Store, chance: () => number, count: () => void): Store => ({
  ...store,
  commit: (commit) =>
    Effect.suspend(() => {
      const failed = new MonitorStore.StoreError({ message: "The disk is full", isRetryable: true })
      const what = chance()
      if (what > 0.04) return store.commit(commit)
      count()
      if (what < 0.01) return Effect.fail(failed)
      if (what < 0.02) return Effect.andThen(store.commit(commit), Effect.fail(failed))
      if (what < 0.03) return Effect.interrupt
      return Effect.andThen(store.commit(commit), Effect.die(new Error("broken off")))
    }),
})

const partOf = {
  StateChanged: "State",
  BgpChanged: "BgpStatus",
  BfdChanged: "BfdStatus",
  TagsChanged: "Tags",
} as const

/** Whether a change begins with what was known before it. */
const isFrom = (change: PeerChange.PeerChange, before: Peer | undefined): boolean => {
  switch (change._tag) {
    case "Appeared":
      return before === undefined
    case "Disappeared":
      return Equal.equals(change.peer, before)
    case "MembersChanged":
      return change.members.every((member) =>
        Equal.equals(Reflect.get(change.before, member), before && Reflect.get(before, member)),
      )
    default:
      return Equal.equals(change.before, before?.[partOf[change._tag]])
  }
}

/** Holds a log to what the store shows, and to what was answered. */
const judge = (
  worlds: ReadonlyArray<World>,
  log: ReadonlyArray<ChangeRecord.ChangeRecord>,
  shown: ReadonlyMap<string, ReadonlyArray<Peer>>,
): ReadonlyArray<string> => {
  const breaches: Array<string> = []
  const ids = new Set<string>()
  const folded = new Map<string, Map<string, Peer>>()
  for (const { target, id, sequence, change, peer } of log) {
    const breach = (what: string) =>
      breaches.push(
        `${sequence} ${target.name}: ${change._tag} of ${peer.RouteServerPeerId}: ${what}`,
      )
    if (ids.has(id)) breach("its ID is another's")
    ids.add(id)
    const peers = folded.get(target.name) ?? new Map<string, Peer>()
    folded.set(target.name, peers)
    const before = peers.get(change.routeServerPeerId)
    if ((change._tag === "Appeared") !== (before === undefined)) breach("told twice, or of nobody")
    const [after] = PeerChange.apply(before === undefined ? [] : [before], [change])
    if (!isFrom(change, before)) breach("it was not like that before")
    if (before !== undefined && Equal.equals(before, after)) breach("nothing changed")
    if (after === undefined) peers.delete(change.routeServerPeerId)
    else peers.set(change.routeServerPeerId, after)
    const world = worlds.find(({ member }) => member.target.name === target.name)
    if (world?.answered.has(JSON.stringify(peer)) !== true) breach("no answer had it")
  }
  for (const [name, peers] of shown) {
    const told = PeerChange.snapshotOf(folded.get(name) ?? new Map())
    const difference = PeerChange.diff(told, peers)
    for (const { _tag, routeServerPeerId } of difference) {
      breaches.push(`${name}: ${_tag} of ${routeServerPeerId} was not told`)
    }
  }
  return breaches
}

/** Simulates so many targets for so many minutes, with a seed. */
const simulate = Effect.fnUntraced(function* (targets: number, minutes: number, seed: number) {
  const chance = chanceOf(seed)
  const store = Context.get(
    yield* Layer.build(SqlMonitorStore.layerSqlite({ filename: ":memory:" })),
    MonitorStore.MonitorStore,
  )
  const worlds = yield* Effect.forEach(Array.from({ length: targets }), (_, index) =>
    makeWorld(`target ${index}`, seed * 1000 + index),
  )
  let accidents = 0
  let restarts = 0
  const layer = Monitor.layer({ concurrency: 10 }).pipe(
    Layer.provide([
      Layer.succeed(Fleet.Fleet, { members: worlds.map(({ member }) => member) }),
      Layer.succeed(
        MonitorStore.MonitorStore,
        accidental(store, chance, () => {
          accidents += 1
        }),
      ),
    ]),
  )
  const start = Effect.gen(function* () {
    const scope = yield* Scope.fork(yield* Effect.scope)
    yield* Layer.buildWithScope(Layer.fresh(layer), scope)
    return Scope.close(scope, Exit.void)
  })
  const shown = Effect.map(
    statesOf(
      store,
      worlds.map(({ member }) => member.target.name),
    ),
    (states) => new Map(states.map(({ target, peers = [] }) => [target.name, peers])),
  )

  /** Something happens to a peer of a target. */
  const act = Effect.fnUntraced(function* ({ living }: World) {
    const peers = yield* living.peers
    const peer = peers[Math.floor(chance() * peers.length)]
    const what = chance()
    if (peer === undefined || (what < 0.2 && peers.length < 12)) {
      const octet = () => Math.floor(chance() * 250)
      yield* living.create({
        RouteServerEndpointId: "rse-0123456789abcdef0",
        PeerAddress: `10.0.${octet()}.${octet()}`,
        BgpOptions: { PeerAsn: 65_001 },
      })
    } else if (what < 0.3) yield* living.delete(peer.RouteServerPeerId)
    else if (what < 0.4) {
      yield* living.tag(
        [peer.RouteServerPeerId],
        [{ Key: "a", Value: `${Math.floor(chance() * 9)}` }],
      )
    } else if (what < 0.5) yield* living.fail(peer.RouteServerPeerId, "?")
    else if (what < 0.75) yield* living.silence(peer.RouteServerPeerId)
    else yield* living.wake(peer.RouteServerPeerId)
  })

  /** Lets time pass, and what is due in it. */
  const pass = Effect.fnUntraced(function* (millis: number) {
    yield* TestClock.adjust(millis)
  })

  const breaches: Array<string> = []
  const check = Effect.gen(function* () {
    breaches.push(...judge(worlds, yield* logAfter(store, 0, 1000), yield* shown))
  })
  let stop = yield* start
  for (let second = 0; second < minutes * 60; ) {
    const step = 1 + Math.floor(chance() * 20)
    second += step
    for (const world of worlds) if (chance() < 0.3) yield* Effect.ignore(act(world))
    yield* pass(step * SECOND - Math.floor(chance() * SECOND))
    const what = chance()
    if (what < 0.05) {
      restarts += 1
      yield* stop
      if (chance() < 0.5) yield* pass(Math.floor(chance() * MINUTE))
      stop = yield* start
    } else if (what < 0.07) {
      // Somebody else watches the same for a while, as a runner does that was frozen.
      const rival = yield* start
      yield* pass(Math.floor(chance() * MINUTE))
      yield* rival
    }
    if (breaches.length === 0 && chance() < 0.05) yield* check
  }
  for (const { calm } of worlds) calm.is = true
  yield* pass(10 * MINUTE)
  yield* stop
  yield* check
  const quiet = yield* shown
  for (const { living, member } of worlds) {
    const truth = yield* living.peers
    const difference = PeerChange.diff(quiet.get(member.target.name) ?? [], truth)
    if (difference.length > 0) breaches.push(`${member.target.name} is shown as it is not`)
  }
  const states = yield* statesOf(
    store,
    worlds.map(({ member }) => member.target.name),
  )
  const figures: Figures = {
    changes: (yield* store.range).last,
    restarts,
    accidents,
    polls: states.reduce((sum, { version }) => sum + version, 0),
    failures: states.reduce(
      (sum, { errors }) => sum + Object.values(errors).reduce((all, each) => all + each, 0),
      0,
    ),
    breaches,
  }
  return figures
})

export const run = (targets: number, minutes: number, seed: number): Promise<Figures> =>
  simulate(targets, minutes, seed).pipe(
    Effect.scoped,
    Effect.provide(TestClock.layer()),
    Random.withSeed(seed),
    // The accidents are meant.
    Effect.provideService(References.MinimumLogLevel, "None"),
    Effect.runPromise,
  )
