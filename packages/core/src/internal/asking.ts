/**
 * How the members of a fleet are asked, so that none is a burden to the others.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as DurationInput from "../DurationInput.ts"
import type { Effort, Member } from "../Fleet.ts"
import * as Gate from "../Gate.ts"
import type { PeerSource } from "../PeerSource.ts"
import { TransportError } from "../PeerSourceError.ts"

/** The gate of an effort, one for each run. Throws a `RangeError` for an effort that is none. */
export const gateOf = ({ concurrency = 16, patience = "5 seconds" }: Effort) => {
  if (!(concurrency >= 1)) {
    throw new RangeError(`concurrency must be a number of requests from 1, not ${concurrency}`)
  }
  const longest = DurationInput.make("patience", patience)
  return () => Gate.make(concurrency, longest)
}

/**
 * The same member behind a gate, with a source whose defects are failures too: a fault in
 * one adapter is no reason to end the others.
 */
export const contained = ({ source, target }: Member, gate: Gate.Gate): Member => ({
  target,
  source: {
    ...source,
    describe: (request) =>
      gate(Effect.suspend(() => source.describe(request))).pipe(
        Effect.catchCauseIf(
          (cause) => !Cause.hasFails(cause),
          (cause) =>
            Effect.fail(
              new TransportError({
                message: "The source of the target broke off",
                reason: { _tag: Cause.hasDies(cause) ? "Other" : "Aborted" },
                cause: Cause.squash(cause),
              }),
            ),
        ),
      ),
  },
})

/** A source that answers nothing after a time, in milliseconds since 1970. */
export const until = (
  source: PeerSource["Service"],
  end: number,
  deadline: Duration.Duration,
): PeerSource["Service"] => ({
  ...source,
  describe: (request) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Effect.timeoutOrElse(source.describe(request), {
        duration: Math.max(end - now, 0),
        orElse: () =>
          new TransportError({
            message: `The target did not answer to the end within ${Duration.format(deadline)}`,
            reason: { _tag: "Timeout" },
          }),
      }),
    ),
})
