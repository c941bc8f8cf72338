/**
 * What a file says, read again when the file has changed.
 */
import { statSync } from "node:fs"
import { Effect, Result, Schedule, type Scope, Semaphore } from "effect"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import type { TextFileError } from "./TextFile.ts"

/** How often somebody looks at the file, if nobody asks for what it says. */
const INTERVAL = "1 second"

/** What changes when a file does: whatever was written, renamed, or put in its place. */
const stampOf = (path: string): string =>
  Result.match(
    Result.try(() => statSync(path, { bigint: true })),
    {
      onFailure: String,
      onSuccess: ({ dev, ino, size, mtimeNs, ctimeNs }) =>
        [dev, ino, size, mtimeNs, ctimeNs].join(),
    },
  )

/**
 * What a file says, for as long as the scope is open. Each time that it is asked for, the
 * file is looked at first, so whoever has written the file gets what is in it. It is
 * looked at every second besides.
 *
 * A version that can't be read or understood changes nothing: that is told on standard
 * error, and what was there before stays, whole. The first one fails.
 */
export const make = Effect.fnUntraced(function* <A, R>(
  path: string,
  load: Effect.Effect<A, TextFileError, R>,
  describe: (value: A) => string,
): Effect.fn.Return<Effect.Effect<A>, TextFileError, R | StandardStreams | Scope.Scope> {
  const streams = yield* StandardStreams
  const context = yield* Effect.context<R>()
  let stamp = stampOf(path)
  let current = yield* load
  const look = Effect.gen(function* () {
    const now = stampOf(path)
    if (now === stamp) return current
    // Whatever is written from now on is another change.
    stamp = now
    yield* load.pipe(
      Effect.matchEffect({
        onSuccess: (value) => {
          current = value
          return streams.report([`route-server: note: read again: ${describe(value)}`])
        },
        onFailure: ({ message }) =>
          streams.report([
            `route-server: warning: not read again, all stays as it was: ${message}`,
          ]),
      }),
    )
    return current
  }).pipe(Semaphore.withPermits(Semaphore.makeUnsafe(1), 1), Effect.provideContext(context))
  yield* Effect.forkScoped(Effect.repeat(look, Schedule.spaced(INTERVAL)))
  return look
})
