/**
 * When watching ends by itself: after a change of some kind, or when all peers are as
 * they are wanted.
 */
import { type Changes, Health, RouteServerPeer } from "@route-server/core"
import { Option } from "effect"
import { type Command, Flag } from "effect/cli"
import * as DurationFlag from "./DurationFlag.ts"
import * as Goal from "./Goal.ts"

/** What a session that counts has become. */
const session = ({ change, peer }: Changes.Changed): string | undefined => {
  if (change._tag === "BgpChanged") return change.after?.Status
  return change._tag === "BfdChanged" && RouteServerPeer.livenessDetection(peer) === "bfd"
    ? change.after?.Status
    : undefined
}

/** What a state has become. */
const state = ({ change }: Changes.Changed): string | undefined =>
  change._tag === "StateChanged" ? change.after : undefined

/** The kinds of changes, and what is one. */
const kinds = {
  any: () => true,
  down: (changed) => session(changed) === "down" && RouteServerPeer.isLive(changed.peer),
  up: (changed) =>
    (session(changed) === "up" || state(changed) === "available") && Health.isUp(changed.peer),
  failed: (changed) => state(changed) === "failing" || state(changed) === "failed",
  gone: (changed) => changed.change._tag === "Disappeared" || state(changed) === "deleted",
  new: ({ change }) => change._tag === "Appeared",
} satisfies Readonly<Record<string, (changed: Changes.Changed) => boolean>>

const words = ["any", "down", "up", "failed", "gone", "new"] as const

/** The flags. */
export const flags = {
  exitOn: Flag.Literals("exit-on", words).pipe(
    Flag.withMetavar("CHANGE ..."),
    Flag.withDescription("End after the first such change; several may follow"),
    Flag.atLeast(0),
  ),
  until: Flag.Literals("until", Goal.goals).pipe(
    Flag.withMetavar("GOAL"),
    Flag.withDescription("End when all are available, established or gone"),
    Flag.optional,
  ),
  deadline: DurationFlag.make("deadline").pipe(
    Flag.withDescription("How long to watch at most; for ever by default"),
    Flag.optional,
  ),
}

/** What the flags ask for. */
export type Ending = Pick<Command.Command.Config.Infer<typeof flags>, "exitOn" | "until">

/** Whether anything but the deadline ends it. */
export const isOpen = ({ exitOn, until }: Ending): boolean =>
  exitOn.length === 0 && Option.isNone(until)

/** Whether it ends with this. What was there when it began is no change. */
export const isReached = (
  { exitOn, until }: Ending,
  event: Changes.Event,
  isInitial: boolean,
): boolean => {
  if (event._tag === "Changed") return !isInitial && exitOn.some((kind) => kinds[kind](event))
  return event._tag === "Polled" && Option.exists(until, (goal) => Goal.isMet[goal](event.peers))
}
