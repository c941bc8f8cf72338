import type { PeerUpdate } from "@route-server/core"
import * as DurationInput from "@route-server/core/DurationInput"
import * as Duration from "effect/Duration"

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
  Array.from(scenes, ({ at, updates }) => ({
    at: Duration.toMillis(DurationInput.make("at", at)),
    updates: [...updates],
  })).sort((one, other) => one.at - other.at)

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
