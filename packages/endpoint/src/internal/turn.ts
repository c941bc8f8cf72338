import * as Effect from "effect/Effect"
import * as Scheduler from "effect/Scheduler"

/** Of its own, so that what a caller does to the scheduler of its effects holds up nobody. */
const dispatcher = new Scheduler.MixedScheduler().makeDispatcher()

const waiting = new Set<() => void>()

let isTaken = false

const pass = (): void => {
  const [next] = waiting
  isTaken = next !== undefined
  if (next === undefined) return
  waiting.delete(next)
  dispatcher.scheduleTask(pass, 0)
  next()
}

/**
 * Takes a turn of the event loop that no other request has. What a request does in one go
 * is short, but not what hundreds of them do that go on in the same turn. Whoever comes
 * first goes on at once, as it nearly always is, and the others wait in a row.
 */
export const turn: Effect.Effect<void> = Effect.suspend(() => {
  if (isTaken) {
    return Effect.callback<void>((resume) => {
      const go = () => resume(Effect.void)
      waiting.add(go)
      return Effect.sync(() => waiting.delete(go))
    })
  }
  isTaken = true
  dispatcher.scheduleTask(pass, 0)
  return Effect.void
})
