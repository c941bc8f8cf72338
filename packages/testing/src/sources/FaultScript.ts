/**
 * Scripts of faults: what happens to one request after the other. They are plain lists,
 * so they can be written, put together, generated, and kept in a file.
 */
import { ServiceError } from "@route-server/core"
import * as Fault from "@route-server/core/Fault"
import { Duration, Schema } from "effect"
import fc from "fast-check"
import { random } from "../generators/internal/random.ts"
import { checkWholeNumber } from "../internal/wholeNumber.ts"
import { checkEach } from "./internal/fault.ts"
import { strict } from "./internal/strict.ts"

/**
 * What happens to one request after the other; encoded, it is JSON, so a script can
 * be kept in a file. Members that a fault does not have are refused.
 *
 * **Example** (Faults from a file)
 *
 * ```ts
 * import { Schema } from "effect"
 * import { FaultyPeerSource } from "@route-server/testing"
 *
 * const file = `[{ "_tag": "Delay", "duration": "5 seconds" }, { "_tag": "ShortPage", "size": 2 }]`
 * const script = Schema.decodeUnknownSync(FaultyPeerSource.Script)(JSON.parse(file))
 *
 * script.map(({ _tag }) => _tag) // => ["Delay", "ShortPage"]
 * ```
 *
 * @category schemas
 */
export const Script: Schema.Codec<ReadonlyArray<Fault.Fault>, unknown> = Schema.Array(
  strict(Fault.Fault),
)

/**
 * A script in which so many requests suffer nothing, and the next ones these
 * faults: a listing that fails on its third page, say. Throws a `RangeError` if the
 * number is not a whole one from 0 on, or if a fault is none.
 *
 * **Example** (Failing after two pages)
 *
 * ```ts
 * import { PeerSourceError, ServiceError } from "@route-server/core"
 * import { FaultyPeerSource } from "@route-server/testing"
 *
 * const error = new ServiceError.Unavailable({ message: "The service is overloaded." })
 *
 * FaultyPeerSource.after(2, { _tag: "Fail", error }).map(({ _tag }) => _tag)
 * // => ["None", "None", "Fail"]
 * ```
 *
 * @category scripts
 */
export const after = (
  requests: number,
  ...faults: ReadonlyArray<Fault.Fault>
): ReadonlyArray<Fault.Fault> => {
  checkWholeNumber("requests", requests, 0)
  return [
    ...Array.from({ length: requests }, (): Fault.Fault => ({ _tag: "None" })),
    ...checkEach(faults, "faults"),
  ]
}

/**
 * An endless script: these faults, over and over. Throws a `RangeError` if there are
 * no faults, or if one is none.
 *
 * @category scripts
 */
export const forever = (
  ...faults: readonly [Fault.Fault, ...ReadonlyArray<Fault.Fault>]
): Iterable<Fault.Fault> => {
  const checked = checkEach(faults, "faults")
  if (checked.length === 0) throw new RangeError("faults must be at least one, not none")
  return {
    *[Symbol.iterator]() {
      while (true) yield* checked
    },
  }
}

/**
 * What a random script is to be like.
 *
 * @category options
 */
export interface ScriptOptions {
  /** Says which of all such scripts to make: a whole number of 32 bits. */
  readonly seed: number
  /** The number of requests that it has something to say about. Default: 20. */
  readonly length?: number | undefined
  /** The share of these requests that suffer a fault, from 0 to 1. Default: 0.5. */
  readonly share?: number | undefined
}

const passing = (next: () => number): ReadonlyArray<Fault.Fault> => [
  {
    _tag: "Fail",
    error: new ServiceError.RequestLimitExceeded({ message: "Request limit exceeded." }),
  },
  {
    _tag: "Fail",
    error: new ServiceError.Unavailable({ message: "The service is overloaded." }),
  },
  { _tag: "Fail", error: new ServiceError.InternalError({ message: "The service failed." }) },
  { _tag: "Timeout", after: Duration.seconds(1 + Math.floor(next() * 10)) },
  { _tag: "Delay", duration: Duration.seconds(1 + Math.floor(next() * 10)) },
  { _tag: "EmptyPage" },
  { _tag: "ShortPage", size: Math.floor(next() * 5) },
  { _tag: "SuperfluousToken" },
  { _tag: "Stale" },
]

/**
 * A random script of faults that pass: errors for which a retry helps, time-outs
 * and delays of up to ten seconds, and everything legal that can happen to a page.
 * Whoever retries and follows tokens to the end finds all peers.
 *
 * **Details**
 *
 * The same options give the same script. Throws a `RangeError` that names the
 * option if one is out of its range.
 *
 * **Example** (Bad weather that can be repeated)
 *
 * ```ts
 * import { FaultyPeerSource } from "@route-server/testing"
 *
 * const weather = FaultyPeerSource.script({ seed: 8, length: 6 })
 *
 * weather.map(({ _tag }) => _tag)
 * // => ["EmptyPage", "Fail", "None", "None", "Fail", "ShortPage"]
 * ```
 *
 * @category scripts
 */
export const script = ({
  seed,
  length = 20,
  share = 0.5,
}: ScriptOptions): ReadonlyArray<Fault.Fault> => {
  checkWholeNumber("length", length, 0)
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`share must be a number from 0 to 1, not ${share}`)
  }
  const next = random(seed)
  return Array.from({ length }, (): Fault.Fault => {
    const faults = next() < share ? passing(next) : []
    return faults[Math.floor(next() * faults.length)] ?? { _tag: "None" }
  })
}

/**
 * Scripts of up to twenty legal things that happen to pages: empty and short ones,
 * superfluous tokens, and stale answers. Whoever follows tokens to the end finds
 * the same peers as without them. Shrinks towards no faults.
 *
 * @category generators
 */
export const legalScript = (): fc.Arbitrary<ReadonlyArray<Fault.Fault>> =>
  fc.array(
    fc.oneof(
      fc.constant<Fault.Fault>({ _tag: "None" }),
      fc.constant<Fault.Fault>({ _tag: "EmptyPage" }),
      fc.nat(6).map((size): Fault.Fault => ({ _tag: "ShortPage", size })),
      fc.constant<Fault.Fault>({ _tag: "SuperfluousToken" }),
      fc.constant<Fault.Fault>({ _tag: "Stale" }),
    ),
    { maxLength: 20 },
  )
