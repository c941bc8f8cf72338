/**
 * The life of a peer, as a pure state machine: what becomes of it in the course of
 * time, and what a command does to it.
 *
 * `pending` becomes `available`, `deleting` becomes `deleted`, `failing` becomes
 * `failed`; a session comes up because the appliance brings it up, and goes down when
 * the appliance falls silent. The rules stand in `docs/semantics.md`, each with its
 * evidence. How long things take is AWS's secret and an option here.
 *
 * There is no clock in it and no chance: the time is told with each step.
 *
 * **Example** (A fail-over, without waiting for it)
 *
 * ```ts
 * import { PeerLife, RouteServerPeer } from "@route-server/core"
 * import { Result } from "effect"
 *
 * const peer = RouteServerPeer.make({
 *   RouteServerPeerId: "rsp-1",
 *   BgpOptions: { PeerAsn: 65001, PeerLivenessDetection: "bfd" },
 * })
 * const minute = 60_000
 * const born = PeerLife.create(peer, 0)
 * const up = Result.getOrThrow(PeerLife.step(born, { _tag: "Tick" }, 10 * minute))
 * up.life?.peer.BgpStatus // => { Status: "up" }
 *
 * const silent = Result.getOrThrow(
 *   PeerLife.step(up.life ?? born, { _tag: "Silence" }, 11 * minute),
 * )
 * const down = Result.getOrThrow(
 *   PeerLife.step(silent.life ?? born, { _tag: "Tick" }, 12 * minute),
 * )
 *
 * down.happened.map(({ change, at }) => [change._tag, (at - 11 * minute) / 1000])
 * // => [["BgpChanged", 6], ["BfdChanged", 6]]
 * ```
 */
import * as Duration from "effect/Duration"
import * as Result from "effect/Result"
import type { AskedTag } from "./CreateRouteServerPeer.ts"
import * as DurationInput from "./DurationInput.ts"
import * as PeerChange from "./PeerChange.ts"
import { livenessDetection, type RouteServerPeer } from "./RouteServerPeer.ts"
import { IncorrectState, type InvalidRouteServerPeerIdNotFound } from "./ServiceError.ts"
import * as Tag from "./Tag.ts"
import { notFound } from "./View.ts"

/**
 * How long things take, and what AWS leaves open. AWS documents none of it.
 *
 * @category options
 */
export interface Options {
  /** From `pending` to `available`. Default: 2 minutes (guess; it takes minutes, docs). */
  readonly pending?: Duration.Input | undefined
  /** From `deleting` to `deleted`. Default: 1 minute (guess). */
  readonly deleting?: Duration.Input | undefined
  /** From `failing` to `failed`. Default: 1 minute (guess). */
  readonly failing?: Duration.Input | undefined
  /**
   * How long a `deleted` peer is still listed, before its ID names no peer. Default: 1
   * hour (guess; AWS lists it for a long time, seen).
   */
  readonly retention?: Duration.Input | undefined
  /**
   * How long an appliance that is awake takes to bring BGP up on a peer that is
   * `available`. Default: 10 seconds (guess).
   */
  readonly establish?: Duration.Input | undefined
  /** How long BFD then takes. Default: 1 second (guess). */
  readonly establishBfd?: Duration.Input | undefined
  /**
   * How long after the appliance has fallen silent the hold timer takes BGP down.
   * Default: 33 seconds, what a fail-over with keepalive took in a lab (seen).
   */
  readonly holdTime?: Duration.Input | undefined
  /**
   * How long after the appliance has fallen silent BFD goes down, and BGP with it.
   * Default: 6 seconds; a fail-over with BFD took 5 to 7 in a lab (seen).
   */
  readonly detection?: Duration.Input | undefined
  /**
   * Whether a peer that does not use BFD shows a BfdStatus, which is then `down`. It is
   * not known what AWS does. Default: `false` (guess).
   */
  readonly alwaysShowsBfd?: boolean | undefined
}

/**
 * What is to happen by itself: when, in milliseconds since 1970, and to what a session
 * changes. What is absent won't happen.
 *
 * @category models
 */
export interface Timers {
  /** The state goes on: to `available`, `failed` or `deleted`, or the peer is gone. */
  readonly state?: number
  readonly bgp?: { readonly at: number; readonly to: "up" | "down" }
  readonly bfd?: { readonly at: number; readonly to: "up" | "down" }
}

/**
 * A peer that is not gone, what is known of its appliance, and what is to come.
 *
 * @category models
 */
export interface Life {
  /** The peer as it is described. */
  readonly peer: RouteServerPeer
  /** Whether the appliance keeps silent. */
  readonly isSilent: boolean
  readonly timers: Timers
}

/**
 * What is done to a peer.
 *
 * - `Tick`: nothing; time passes
 * - `Delete`: as DeleteRouteServerPeer does
 * - `Tag`, `Untag`: as CreateTags and DeleteTags do. A tag that has the key of one that
 *   is there takes its place; an untagging with a value only takes that value away.
 * - `Fail`: the peer fails, for a reason
 * - `Silence`, `Wake`: the appliance stops to speak, and speaks again
 *
 * @category models
 */
export type Command =
  | { readonly _tag: "Tick" | "Delete" | "Silence" | "Wake" }
  | { readonly _tag: "Tag"; readonly tags: ReadonlyArray<Tag.Tag> }
  | { readonly _tag: "Untag"; readonly tags: ReadonlyArray<AskedTag> }
  | { readonly _tag: "Fail"; readonly reason: string }

/**
 * Something that became of a peer, and when, in milliseconds since 1970.
 *
 * @category models
 */
export interface Happened {
  readonly change: PeerChange.PeerChange
  readonly at: number
}

/**
 * A life after a step, `undefined` if the peer is gone, and what happened on the way.
 *
 * @category models
 */
export interface Step {
  readonly life: Life | undefined
  readonly happened: ReadonlyArray<Happened>
}

const defaults = {
  pending: "2 minutes",
  deleting: "1 minute",
  failing: "1 minute",
  retention: "1 hour",
  establish: "10 seconds",
  establishBfd: "1 second",
  holdTime: "33 seconds",
  detection: "6 seconds",
} as const satisfies Options

/** When something is due that begins now. */
const due = (now: number, what: keyof typeof defaults, options: Options): number =>
  now + Duration.toMillis(DurationInput.make(what, options[what] ?? defaults[what]))

const usesBfd = (peer: RouteServerPeer): boolean => livenessDetection(peer) === "bfd"

const isUp = (peer: RouteServerPeer, session: "BgpStatus" | "BfdStatus"): boolean =>
  peer[session]?.Status === "up"

/** The timers of an appliance that speaks, of a peer whose state goes on by itself no more. */
const speaking = (peer: RouteServerPeer, now: number, options: Options): Timers => {
  if (peer.State !== "available") return {}
  if (!isUp(peer, "BgpStatus")) return { bgp: { at: due(now, "establish", options), to: "up" } }
  return usesBfd(peer) && !isUp(peer, "BfdStatus")
    ? { bfd: { at: due(now, "establishBfd", options), to: "up" } }
    : {}
}

/** The timers of an appliance that has just fallen silent. */
const falling = (peer: RouteServerPeer, now: number, options: Options): Timers => ({
  ...(isUp(peer, "BgpStatus")
    ? { bgp: { at: due(now, "holdTime", options), to: "down" } as const }
    : {}),
  ...(isUp(peer, "BfdStatus")
    ? { bfd: { at: due(now, "detection", options), to: "down" } as const }
    : {}),
})

const withSession = (
  peer: RouteServerPeer,
  session: "BgpStatus" | "BfdStatus",
  Status: "up" | "down",
): RouteServerPeer => ({ ...peer, [session]: { ...peer[session], Status } })

/** A peer whose sessions are down, as far as it shows any. */
const withoutSessions = (peer: RouteServerPeer): RouteServerPeer => ({
  ...peer,
  ...(peer.BgpStatus === undefined ? {} : { BgpStatus: { ...peer.BgpStatus, Status: "down" } }),
  ...(peer.BfdStatus === undefined ? {} : { BfdStatus: { ...peer.BfdStatus, Status: "down" } }),
})

/**
 * The beginning of a life: a peer that is `pending`, with its sessions down, and an
 * appliance that is awake. Of the members given, state, reason and statuses don't
 * matter; without tags it has none.
 *
 * @category constructors
 */
export const create = (peer: RouteServerPeer, now: number, options: Options = {}): Life => {
  const { FailureReason: _0, BfdStatus: _1, Tags = [], ...rest } = peer
  const showsBfd = usesBfd(peer) || options.alwaysShowsBfd === true
  return {
    peer: {
      ...rest,
      State: "pending",
      BgpStatus: { Status: "down" },
      ...(showsBfd ? { BfdStatus: { Status: "down" } as const } : {}),
      Tags,
    },
    isSilent: false,
    timers: { state: due(now, "pending", options) },
  }
}

/**
 * The life of a peer that is there already. What is to happen to it begins now, and an
 * `available` peer whose BGP session is down has an appliance that keeps silent, or it
 * would be up.
 *
 * @category constructors
 */
export const of = (peer: RouteServerPeer, now: number, options: Options = {}): Life => ({
  peer,
  isSilent: peer.State === "available" && !isUp(peer, "BgpStatus"),
  timers: stateTimer(peer, now, options),
})

/** What the states last that go on by themselves. */
const lasting: ReadonlyMap<string | undefined, keyof typeof defaults> = new Map([
  ["pending", "pending"],
  ["failing", "failing"],
  ["deleting", "deleting"],
  ["deleted", "retention"],
])

const stateTimer = ({ State }: RouteServerPeer, now: number, options: Options): Timers => {
  const what = lasting.get(State)
  return what === undefined ? {} : { state: due(now, what, options) }
}

/**
 * When the next thing happens to a peer by itself, in milliseconds since 1970; infinite
 * if nothing does.
 *
 * @category getters
 */
export const nextAt = ({ timers: { state, bgp, bfd } }: Life): number =>
  Math.min(
    state ?? Number.POSITIVE_INFINITY,
    bgp?.at ?? Number.POSITIVE_INFINITY,
    bfd?.at ?? Number.POSITIVE_INFINITY,
  )

/** A life after its state has gone on by itself; none after that of a deleted peer. */
const goOn = ({ peer, isSilent }: Life, now: number, options: Options): Life | undefined => {
  switch (peer.State) {
    case "pending": {
      const available: RouteServerPeer = { ...peer, State: "available" }
      return {
        peer: available,
        isSilent,
        timers: isSilent ? {} : speaking(available, now, options),
      }
    }
    case "failing":
      return { peer: { ...peer, State: "failed" }, isSilent, timers: {} }
    case "deleting": {
      const deleted: RouteServerPeer = { ...peer, State: "deleted" }
      return { peer: deleted, isSilent, timers: stateTimer(deleted, now, options) }
    }
    default:
      return undefined
  }
}

/** A life after the next thing that happens by itself. */
const next = (life: Life, now: number, options: Options): Life | undefined => {
  const { peer, isSilent, timers } = life
  if (timers.state === now) return goOn(life, now, options)
  if (timers.bfd?.at === now) {
    const { bfd, ...others } = timers
    const changed = withSession(peer, "BfdStatus", bfd.to)
    // That is what BFD is for: the routes go, and do not wait for the hold timer.
    return bfd.to === "down" && isUp(peer, "BgpStatus")
      ? { peer: withSession(changed, "BgpStatus", "down"), isSilent, timers: {} }
      : { peer: changed, isSilent, timers: others }
  }
  const { bgp, ...others } = timers
  const changed = withSession(peer, "BgpStatus", bgp?.to ?? "down")
  return {
    peer: changed,
    isSilent,
    timers: isSilent ? others : { ...others, ...speaking(changed, now, options) },
  }
}

const moved = (before: Life, after: Life | undefined, at: number): ReadonlyArray<Happened> =>
  after === undefined
    ? [{ change: PeerChange.disappeared(before.peer), at }]
    : PeerChange.between(before.peer, after.peer).map((change) => ({ change, at }))

/** Lets time pass, one thing after the other, each at its own time. */
const pass = (life: Life, now: number, options: Options): Step => {
  const happened: Array<Happened> = []
  let current: Life | undefined = life
  while (current !== undefined) {
    const at = nextAt(current)
    if (at > now) break
    const after: Life | undefined = next(current, at, options)
    happened.push(...moved(current, after, at))
    current = after
  }
  return { life: current, happened }
}

const incorrectState = ({ RouteServerPeerId, State }: RouteServerPeer, what: string) =>
  new IncorrectState({
    message: `The route server peer '${RouteServerPeerId}' is in the state '${State}' and can't be ${what}`,
  })

const withTags = (peer: RouteServerPeer, tags: ReadonlyArray<Tag.Tag>): RouteServerPeer => {
  const byKey = new Map<string, Tag.Tag>()
  for (const tag of [...(peer.Tags ?? []), ...tags]) byKey.set(tag.Key, tag)
  return { ...peer, Tags: [...byKey.values()] }
}

const withoutTags = (peer: RouteServerPeer, tags: ReadonlyArray<AskedTag>): RouteServerPeer => {
  const goes = (tag: Tag.Tag) =>
    tags.some(
      ({ Key, Value }) => Key === tag.Key && (Value ?? Tag.valueOf(tag)) === Tag.valueOf(tag),
    )
  return { ...peer, Tags: (peer.Tags ?? []).filter((tag) => !goes(tag)) }
}

const obey = (
  life: Life,
  command: Command,
  now: number,
  options: Options,
): Result.Result<Life, IncorrectState> => {
  const { peer, isSilent, timers } = life
  const { State } = peer
  switch (command._tag) {
    case "Tick":
      return Result.succeed(life)
    case "Delete": {
      if (State !== "available" && State !== "failed") {
        return Result.fail(incorrectState(peer, "deleted"))
      }
      const deleting: RouteServerPeer = { ...withoutSessions(peer), State: "deleting" }
      return Result.succeed({
        peer: deleting,
        isSilent,
        timers: stateTimer(deleting, now, options),
      })
    }
    case "Fail": {
      if (State !== "pending" && State !== "available") {
        return Result.fail(incorrectState(peer, "made to fail"))
      }
      const { reason: FailureReason } = command
      const failing: RouteServerPeer = { ...withoutSessions(peer), State: "failing", FailureReason }
      return Result.succeed({ peer: failing, isSilent, timers: stateTimer(failing, now, options) })
    }
    case "Tag":
    case "Untag": {
      if (State === "deleted") return Result.fail(incorrectState(peer, "tagged"))
      const tagged =
        command._tag === "Tag" ? withTags(peer, command.tags) : withoutTags(peer, command.tags)
      return Result.succeed({ ...life, peer: tagged })
    }
    case "Silence":
    case "Wake": {
      const isSilenced = command._tag === "Silence"
      if (isSilenced === isSilent) return Result.succeed(life)
      const { bgp: _0, bfd: _1, ...others } = timers
      const sessions = (isSilenced ? falling : speaking)(peer, now, options)
      return Result.succeed({ peer, isSilent: isSilenced, timers: { ...others, ...sessions } })
    }
  }
}

/**
 * A life some time later, and after a command: first all happens that was due until
 * then, each thing at its own time, then the command is obeyed. Fails with
 * `IncorrectState` if the state of the peer does not allow it, and with
 * `InvalidRouteServerPeerId.NotFound` if the peer is gone by then. Of the past it
 * knows nothing: a time before the last step is as good as that of the last step.
 *
 * @category semantics
 */
export const step = (
  life: Life,
  command: Command,
  now: number,
  options: Options = {},
): Result.Result<Step, IncorrectState | InvalidRouteServerPeerIdNotFound> => {
  const passed = pass(life, now, options)
  const { life: current } = passed
  if (current === undefined) {
    return command._tag === "Tick"
      ? Result.succeed(passed)
      : Result.fail(notFound([life.peer.RouteServerPeerId]))
  }
  return Result.map(obey(current, command, now, options), (after) => ({
    life: after,
    happened: [...passed.happened, ...moved(current, after, now)],
  }))
}
