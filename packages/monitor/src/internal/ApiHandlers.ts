/**
 * What the API answers.
 */
import { Filter, FilterShorthand, Health } from "@route-server/core"
import { Clock, Effect, Layer, Result, Struct } from "effect"
import { HttpApiBuilder, HttpApiError } from "effect/http-api"
import {
  Api,
  ChangesGone,
  DEFAULT_LIMIT,
  type FleetPeer,
  PeerNotFound,
  StoreUnavailable,
  TargetNotFound,
  type TargetReport,
} from "../Api.ts"
import type { StoreError } from "../MonitorStore.ts"
import type { FleetState } from "../MonitorView.ts"
import * as TargetState from "../TargetState.ts"
import * as ApiEvents from "./ApiEvents.ts"
import * as Cursor from "./Cursor.ts"
import * as EventStream from "./EventStream.ts"
import * as HealthCounts from "./HealthCounts.ts"
import type { Live } from "./Live.ts"

const badQuery = (parameter: string, message: string) =>
  new HttpApiError.BadRequestProblem({
    detail: `${parameter}: ${message}`,
    errors: [{ path: ["query", parameter], message }],
  })

const unavailable = ({ message }: StoreError) => new StoreUnavailable({ detail: message })

/** The targets of these names, or all. */
const chosen = (
  { targets }: FleetState,
  names: ReadonlyArray<string> | undefined,
): Effect.Effect<ReadonlyArray<TargetState.TargetState>, TargetNotFound> => {
  if (names === undefined) return Effect.succeed(targets)
  const known = new Set(targets.map(({ target }) => target.name))
  const unknown = names.find((name) => !known.has(name))
  return unknown === undefined
    ? Effect.succeed(targets.filter(({ target }) => names.includes(target.name)))
    : Effect.fail(new TargetNotFound({ detail: `There is no target ${JSON.stringify(unknown)}` }))
}

const unreadOf = (targets: ReadonlyArray<TargetState.TargetState>): ReadonlyArray<string> =>
  targets
    .filter((state) => TargetState.condition(state) !== "current")
    .map(({ target }) => target.name)

const toPeer = (
  state: TargetState.TargetState,
  peer: FleetPeer["peer"],
  now: number,
): FleetPeer => {
  const history = TargetState.historyOf(state, peer)
  return {
    target: state.target,
    peer,
    health: Health.of(peer),
    ...(history && { history }),
    ageSeconds: (TargetState.age(state, now) ?? 0) / 1000,
  }
}

const toReport = (state: TargetState.TargetState, now: number): TargetReport => {
  const { version: _0, history: _1, peers, ...rest } = state
  const age = TargetState.age(state, now)
  return {
    ...rest,
    condition: TargetState.condition(state),
    ...(peers && { peers: HealthCounts.of(peers) }),
    ...(age === undefined ? {} : { ageSeconds: age / 1000 }),
  }
}

const filterOf = (texts: ReadonlyArray<string>) =>
  Result.gen(function* () {
    const filters: Array<Filter.Filter> = []
    for (const text of texts) filters.push(yield* FilterShorthand.parse(text))
    return yield* Filter.compile(filters)
  })

/** Where a page begins: the number of the target, and the peer before. */
const placeOf = (
  targets: ReadonlyArray<TargetState.TargetState>,
  cursor: string | undefined,
): Effect.Effect<
  { readonly target: number; readonly peer?: string | undefined },
  HttpApiError.BadRequestProblem
> => {
  if (cursor === undefined) return Effect.succeed({ target: 0 })
  const place = Cursor.read(cursor)
  if (place === undefined) return Effect.fail(badQuery("after", "is not the `next` of a page"))
  const target = targets.findIndex((state) => state.target.name === place.target)
  return target < 0
    ? Effect.fail(
        badQuery(
          "after",
          `there is no target ${JSON.stringify(place.target)} any more: begin anew`,
        ),
      )
    : Effect.succeed({ target, peer: place.peer })
}

/** The handlers, over what is seen. */
export const layer = (live: Live) => {
  const fleet = HttpApiBuilder.group(Api, "fleet", (handlers) =>
    handlers.handleAll({
      peers: Effect.fnUntraced(function* ({ query }) {
        const now = yield* Clock.currentTimeMillis
        const { limit = DEFAULT_LIMIT, health } = query
        const targets = yield* chosen(yield* live.view.current, query.target)
        const matches = filterOf(query.filter ?? [])
        if (Result.isFailure(matches)) return yield* badQuery("filter", matches.failure.message)
        const from = yield* placeOf(targets, query.after)
        const peers: Array<FleetPeer> = []
        for (const [index, state] of targets.entries()) {
          if (index < from.target) continue
          for (const peer of state.peers ?? []) {
            if (index === from.target && peer.RouteServerPeerId <= (from.peer ?? "")) continue
            if (!matches.success(peer)) continue
            if (health !== undefined && !health.includes(Health.of(peer))) continue
            const last = peers.at(-1)
            if (peers.length === limit && last !== undefined) {
              const next = Cursor.write({
                target: last.target.name,
                peer: last.peer.RouteServerPeerId,
              })
              return { peers, next, unread: unreadOf(targets) }
            }
            peers.push(toPeer(state, peer, now))
          }
        }
        return { peers, unread: unreadOf(targets) }
      }),
      peer: Effect.fnUntraced(function* ({ params: { routeServerPeerId }, query }) {
        const now = yield* Clock.currentTimeMillis
        const targets = yield* chosen(yield* live.view.current, query.target)
        const unread = unreadOf(targets)
        const peers = targets.flatMap((state) =>
          (state.peers ?? [])
            .filter((peer) => peer.RouteServerPeerId === routeServerPeerId)
            .map((peer) => toPeer(state, peer, now)),
        )
        if (peers.length > 0) return { peers, unread }
        return yield* new PeerNotFound({
          detail: `No target that can be read shows the peer ${JSON.stringify(routeServerPeerId)}`,
          unread,
        })
      }),
      targets: Effect.fnUntraced(function* ({ query }) {
        const now = yield* Clock.currentTimeMillis
        const { targets } = yield* live.view.current
        const { limit = DEFAULT_LIMIT } = query
        const from =
          query.after === undefined ? 0 : (yield* placeOf(targets, query.after)).target + 1
        const page = targets.slice(from, from + limit)
        const last = page.at(-1)
        return {
          targets: page.map((state) => toReport(state, now)),
          ...(last === undefined || from + limit >= targets.length
            ? {}
            : { next: Cursor.write({ target: last.target.name }) }),
        }
      }),
      health: Effect.fnUntraced(function* () {
        const now = yield* Clock.currentTimeMillis
        const { targets, sequence, storeFailure } = yield* live.view.current
        const conditions: Record<TargetState.Condition, number> = {
          current: 0,
          failing: 0,
          unknown: 0,
        }
        for (const state of targets) conditions[TargetState.condition(state)] += 1
        const ages = targets.flatMap((state) => TargetState.age(state, now) ?? [])
        return {
          peers: HealthCounts.of(targets.flatMap(({ peers = [] }) => peers)),
          targets: conditions,
          sequence,
          ...(ages.length > 0 && {
            oldestSeconds: ages.reduce((oldest, age) => Math.max(oldest, age)) / 1000,
          }),
          ...(storeFailure && { storeFailure: Struct.pick(storeFailure, ["message", "since"]) }),
        }
      }),
    }),
  )

  const changes = HttpApiBuilder.group(Api, "changes", (handlers) =>
    handlers
      .handle(
        "changes",
        Effect.fnUntraced(function* ({ query: { after = 0, limit = DEFAULT_LIMIT } }) {
          const log = yield* Effect.mapError(live.view.log({ after, limit }), unavailable)
          if (ApiEvents.isGone(after, log)) {
            const { first, last } = log
            return yield* new ChangesGone({
              detail: `The log goes from ${first} to ${last}, and has nothing of what came right after ${after}`,
              first,
              last,
            })
          }
          return { ...log, next: log.changes.at(-1)?.sequence ?? Math.max(after, log.last) }
        }),
      )
      .handleRaw(
        "events",
        Effect.fnUntraced(function* ({ query, headers }) {
          const after = yield* ApiEvents.placeOf(headers["last-event-id"], query.after)
          const events = yield* Effect.mapError(ApiEvents.from(live.view, after), unavailable)
          return yield* EventStream.answer(live, events)
        }),
      ),
  )
  return Layer.mergeAll(fleet, changes)
}
