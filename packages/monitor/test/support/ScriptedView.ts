/**
 * A view that shows what a test tells it to: a fleet, and a log that changes are added
 * to, that forgets and that can't be read.
 */
import { Health, PeerChange, type RouteServerPeer, type Target } from "@route-server/core"
import { type ChangeRecord, MonitorStore, MonitorView, TargetState } from "@route-server/monitor"
import { Fleet } from "@route-server/testing"
import { Context, Effect, Layer, Stream, SubscriptionRef } from "effect"

type Peer = RouteServerPeer.RouteServerPeer
type State = TargetState.TargetState

/** When the fleets of the tests are looked at, which is past on every clock. */
export const NOW = Date.UTC(2025, 5, 1, 12, 0, 0)

export const target = (name: string, region = "eu-west-1"): Target.Target => ({
  name,
  region,
  account: "123456789012",
})

/** A target that was read so many seconds ago. */
export const read = (
  name: string,
  peers: ReadonlyArray<Peer>,
  { secondsAgo = 10, now = NOW }: { readonly secondsAgo?: number; readonly now?: number } = {},
): State => {
  const at = now - secondsAgo * 1000
  return {
    ...TargetState.unknown(target(name)),
    version: 1,
    peers: peers.toSorted((a, b) => (a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1)),
    history: Object.fromEntries(
      peers.map((peer, index) => [
        peer.RouteServerPeerId,
        {
          seenSince: at - 86_400_000,
          stateSince: at - 86_400_000,
          bgpSince: at - index * 60_000,
          bfdSince: at - index * 60_000,
          bgpChanges: index % 3,
          bfdChanges: 0,
        },
      ]),
    ),
    polledAt: at,
    succeededAt: at,
    nextPollAt: at + 30_000,
    pollMillis: 120,
  }
}

/** The same target after polls have failed for so many seconds. */
export const failing = (
  state: State,
  {
    code = "UnauthorizedOperation",
    message = "You are not authorized to perform this operation.",
    forSeconds = 300,
    now = NOW,
  } = {},
): State => ({
  ...state,
  version: state.version + 1,
  failure: { code, message, since: now - forSeconds * 1000, polls: Math.ceil(forSeconds / 30) },
  polledAt: now - 5000,
  nextPollAt: now + 25_000,
  errors: { [code]: Math.ceil(forSeconds / 30) },
})

/** A fleet of so many peers over so many targets. */
export const fleetOf = (size: number, targets: number, now = NOW): ReadonlyArray<State> => {
  const peers = Fleet.make({ seed: 7, size })
  const share = Math.ceil(size / targets)
  return Array.from({ length: targets }, (_, index) =>
    read(`team-${index}/eu-west-1`, peers.slice(index * share, (index + 1) * share), {
      secondsAgo: 3 + (index % 20),
      now,
    }),
  )
}

/** The peer with its BGP session in another status. */
export const withBgp = (peer: Peer, Status: "up" | "down"): Peer => ({
  ...peer,
  State: "available",
  BgpStatus: { Status },
})

export const isGood = (peer: Peer): boolean => Health.of(peer) === "good"

/** What a test does to the view. */
export class ScriptedView extends Context.Service<
  ScriptedView,
  {
    /** Shows other targets. */
    readonly show: (targets: ReadonlyArray<State>) => Effect.Effect<void>
    /** Replaces a peer of a target, and logs what became of it. */
    readonly put: (name: string, peer: Peer, at?: number) => Effect.Effect<void>
    /** Logs that peers appeared at a target. */
    readonly log: (name: string, peers: ReadonlyArray<Peer>) => Effect.Effect<void>
    /** Shows anything else of the fleet. */
    readonly set: (change: Partial<MonitorView.FleetState>) => Effect.Effect<void>
    /** Forgets what is in the log up to a place. */
    readonly forget: (sequence: number) => Effect.Effect<void>
    /** Damages what the log has at a place. */
    readonly damage: (sequence: number) => Effect.Effect<void>
    /** Whether the log can't be read. */
    readonly breakLog: (isBroken: boolean) => Effect.Effect<void>
    /** How many follow the log at the moment. */
    readonly followers: Effect.Effect<number>
    readonly fleet: Effect.Effect<MonitorView.FleetState>
  }
>()("test/ScriptedView") {}

interface Log {
  readonly records: ReadonlyArray<ChangeRecord.ChangeRecord>
  readonly last: number
  readonly isBroken: boolean
}

export const layer = (
  targets: ReadonlyArray<State>,
): Layer.Layer<ScriptedView | MonitorView.MonitorView> =>
  Layer.effectContext(
    Effect.gen(function* () {
      const fleet = yield* SubscriptionRef.make<MonitorView.FleetState>({ targets, sequence: 0 })
      const log = yield* SubscriptionRef.make<Log>({ records: [], last: 0, isBroken: false })
      let followers = 0
      const broken = new MonitorStore.StoreError({ message: "The disk is full", isRetryable: true })
      const readable = Effect.flatMap(SubscriptionRef.get(log), (now) =>
        now.isBroken ? Effect.fail(broken) : Effect.succeed(now),
      )
      const after = (records: Log["records"], place: number) =>
        records.filter(({ sequence }) => sequence > place)

      const view = MonitorView.MonitorView.of({
        current: SubscriptionRef.get(fleet),
        updates: SubscriptionRef.changes(fleet),
        log: ({ after: place, limit }) =>
          Effect.map(readable, ({ records, last }) => ({
            changes: after(records, place).slice(0, limit),
            first: records[0]?.sequence ?? last + 1,
            last,
          })),
        changes: (start) =>
          Stream.suspend(() => {
            followers += 1
            let place = start
            return SubscriptionRef.changes(log).pipe(
              Stream.mapEffect((now) => (now.isBroken ? Effect.fail(broken) : Effect.succeed(now))),
              Stream.flatMap(({ records }) => {
                const fresh = after(records, place)
                place = fresh.at(-1)?.sequence ?? place
                return Stream.fromIterable(fresh)
              }),
              Stream.ensuring(
                Effect.sync(() => {
                  followers -= 1
                }),
              ),
            )
          }),
      })

      const set = (change: Partial<MonitorView.FleetState>) =>
        SubscriptionRef.update(fleet, (before) => ({ ...before, ...change }))

      const scripted = ScriptedView.of({
        fleet: SubscriptionRef.get(fleet),
        set,
        show: (targets) => set({ targets }),
        put: Effect.fnUntraced(function* (name, peer, at = NOW) {
          const before = yield* SubscriptionRef.get(fleet)
          const state = before.targets.find(({ target }) => target.name === name)
          if (state === undefined) return yield* Effect.die(new Error(`no target ${name}`))
          const id = peer.RouteServerPeerId
          const peers = state.peers ?? []
          const old = peers.find(({ RouteServerPeerId }) => RouteServerPeerId === id)
          const changes =
            old === undefined ? [PeerChange.appeared(peer)] : PeerChange.between(old, peer)
          yield* SubscriptionRef.update(log, ({ records, last, isBroken }) => ({
            isBroken,
            last: last + changes.length,
            records: [
              ...records,
              ...changes.map((change, index) => ({
                sequence: last + index + 1,
                id: `${name}:${last + index + 1}`,
                target: state.target,
                at,
                change,
                peer,
              })),
            ],
          }))
          const { last } = yield* SubscriptionRef.get(log)
          yield* set({
            sequence: last,
            targets: before.targets.map((each) =>
              each === state
                ? {
                    ...state,
                    version: state.version + 1,
                    polledAt: at,
                    succeededAt: at,
                    peers: PeerChange.apply(peers, changes),
                    history: {
                      ...state.history,
                      [id]: {
                        seenSince: at,
                        stateSince: at,
                        bfdSince: at,
                        ...state.history[id],
                        bgpSince: at,
                        bgpChanges: (state.history[id]?.bgpChanges ?? 0) + 1,
                        bfdChanges: 0,
                      },
                    },
                  }
                : each,
            ),
          })
        }),
        log: (name, peers) =>
          SubscriptionRef.update(log, (before) => ({
            ...before,
            last: before.last + peers.length,
            records: [
              ...before.records,
              ...peers.map((peer, index) => ({
                sequence: before.last + index + 1,
                id: `${name}:${before.last + index + 1}`,
                target: target(name),
                at: NOW,
                change: PeerChange.appeared(peer),
                peer,
              })),
            ],
          })),
        damage: (place) =>
          SubscriptionRef.update(log, (now) => ({
            ...now,
            records: now.records.filter(({ sequence }) => sequence !== place),
          })),
        forget: (sequence) =>
          SubscriptionRef.update(log, (before) => ({
            ...before,
            records: after(before.records, sequence),
          })),
        breakLog: (isBroken) => SubscriptionRef.update(log, (before) => ({ ...before, isBroken })),
        followers: Effect.sync(() => followers),
      })
      return Context.make(MonitorView.MonitorView, view).pipe(Context.add(ScriptedView, scripted))
    }),
  )
