import type { PeerUpdate } from "@route-server/core"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"

/** What happens at one time, in this order. */
export interface Scene {
  /** How long after the layer is built. */
  readonly at: Duration.Input
  readonly updates: ReadonlyArray<PeerUpdate.PeerUpdate>
}

/** What happens, in order of time. */
export type Script = ReadonlyArray<{
  /** In milliseconds. */
  readonly at: number
  readonly updates: ReadonlyArray<PeerUpdate.PeerUpdate>
}>

/** Throws a `RangeError` for a time that is none. */
export const scriptOf = (scenes: Iterable<Scene>): Script =>
  Array.from(scenes, ({ at, updates }) => {
    const millis = Option.map(Duration.fromInput(at), Duration.toMillis)
    // Effect takes what is no number for no time at all.
    if (Number.isNaN(at) || Option.isNone(millis) || !(millis.value >= 0)) {
      throw new RangeError(`at must be a duration from 0 on, not ${at}`)
    }
    return { at: millis.value, updates: [...updates] }
  }).sort((one, other) => one.at - other.at)

/** Goes through a script that began at some time, given in milliseconds. */
export const play = (
  script: Script,
  began: number,
  apply: (update: PeerUpdate.PeerUpdate) => void,
) => {
  const coming = script.values()
  let scene = coming.next().value
  /** Does all that was due by now. */
  return (now: number): void => {
    for (; scene !== undefined && began + scene.at <= now; scene = coming.next().value) {
      for (const update of scene.updates) apply(update)
    }
  }
}
