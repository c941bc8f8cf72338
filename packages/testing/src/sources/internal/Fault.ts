/**
 * What can happen to a request, as data.
 */
import { PeerSourceError } from "@route-server/core"
import { Duration, Option, Result, Schema, SchemaGetter, SchemaIssue } from "effect"
import { strict } from "./strict.ts"

/**
 * What happens to one request.
 *
 * - `None`: nothing
 * - `Fail`: it fails with this error and does not reach the source
 * - `Timeout`: it does not reach the source and is not answered; after so long, by
 *   Effect's `Clock`, it fails with a `TransportError` whose reason is `Timeout`
 * - `Delay`: it reaches the source so much later, by Effect's `Clock`
 * - `EmptyPage`: it is answered with an empty page whose token leads to the page
 *   that was due; legal (docs)
 * - `ShortPage`: it is answered with at most `size` peers of the page that was due,
 *   and a token that leads to the rest of them; legal (docs)
 * - `SuperfluousToken`: the last page has a token, which leads to an empty page;
 *   legal (seen)
 * - `Stale`: it does not reach the source but is answered with the page that the
 *   source gave last to the same request, as caches do; if there is none, nothing
 *   happens. Peers that are in the source all the while are listed as without it.
 * - `RepeatToken`: the page has the token that the request came with, or if it came
 *   with none one that leads to the same page, so that the listing does not advance; a
 *   defect
 *
 * Durations are not negative, and `size` is a whole number from 0 on. A request that
 * the source refuses is refused, whatever its page would have suffered.
 *
 * @category models
 */
export type Fault =
  | { readonly _tag: "None" }
  | { readonly _tag: "Fail"; readonly error: PeerSourceError.PeerSourceError }
  | { readonly _tag: "Timeout"; readonly after: Duration.Input }
  | { readonly _tag: "Delay"; readonly duration: Duration.Input }
  | { readonly _tag: "EmptyPage" }
  | { readonly _tag: "ShortPage"; readonly size: number }
  | { readonly _tag: "SuperfluousToken" }
  | { readonly _tag: "Stale" }
  | { readonly _tag: "RepeatToken" }

const units: ReadonlySet<string> = new Set([
  "weeks",
  "days",
  "hours",
  "minutes",
  "seconds",
  "milliseconds",
  "microseconds",
  "nanoseconds",
])

const isAmount = (value: unknown): boolean => typeof value === "number" && value >= 0

/** Whether all that Effect reads of an input is there and can be meant; it takes NaN and unknown units for 0. */
const isMeant = (input: unknown): boolean => {
  if (typeof input === "number") return isAmount(input)
  if (typeof input !== "object" || input === null || Duration.isDuration(input)) return true
  if (Array.isArray(input)) return input.every(isAmount)
  const amounts = Object.entries(input)
  return amounts.length > 0 && amounts.every(([unit, value]) => units.has(unit) && isAmount(value))
}

const isWait = (input: unknown): input is Duration.Input =>
  isMeant(input) &&
  Option.exists(
    // It gives none for what is no input, whatever its type says.
    Duration.fromInput(input as Duration.Input),
    (duration) => !Duration.isNegative(duration),
  )

const expected = "a duration that is not negative, such as '5 seconds' or a number of milliseconds"

const Wait = Schema.declare(
  (input): input is Duration.Input & (string | number) =>
    (typeof input === "string" || typeof input === "number") && isWait(input),
  { expected },
).pipe(
  Schema.decodeTo(Schema.declare(isWait, { expected }), {
    decode: SchemaGetter.passthroughSubtype(),
    encode: SchemaGetter.transform((input) => {
      const duration = Duration.fromInputUnsafe(input)
      return Duration.isFinite(duration) ? Duration.toMillis(duration) : "Infinity"
    }),
  }),
)

const Size = Schema.Int.check(
  Schema.isGreaterThanOrEqualTo(0, { expected: "a whole number from 0 on" }),
).annotate({ expected: "a whole number from 0 on" })

const faults = Schema.Union([
  Schema.TaggedStruct("None", {}),
  Schema.TaggedStruct("Fail", { error: PeerSourceError.PeerSourceError }),
  Schema.TaggedStruct("Timeout", { after: Wait }),
  Schema.TaggedStruct("Delay", { duration: Wait }),
  Schema.TaggedStruct("EmptyPage", {}),
  Schema.TaggedStruct("ShortPage", { size: Size }),
  Schema.TaggedStruct("SuperfluousToken", {}),
  Schema.TaggedStruct("Stale", {}),
  Schema.TaggedStruct("RepeatToken", {}),
]).annotate({
  expected:
    "a fault whose _tag is None, Fail, Timeout, Delay, EmptyPage, ShortPage, SuperfluousToken, Stale or RepeatToken",
})

/**
 * What happens to one request; encoded, it is JSON, in which a duration is a text
 * such as `"5 seconds"` or a number of milliseconds.
 *
 * @category schemas
 */
export const Fault: Schema.Codec<Fault, unknown> = strict(faults)

/**
 * What happens to one request after the other; encoded, it is JSON, so a script can
 * be kept in a file.
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
export const Script: Schema.Codec<ReadonlyArray<Fault>, unknown> = Schema.Array(Fault)

const decode = Schema.decodeUnknownResult(Schema.toType(faults), {
  onExcessProperty: "error",
  reportInput: true,
})

const format = SchemaIssue.makeFormatterStandardSchemaV1()

/**
 * The fault that a value is, which may come from code that is not type-checked.
 * Throws a `RangeError` that names the member, the value and the rule if it is none.
 */
export const check = (input: unknown, where: string): Fault =>
  Result.getOrThrowWith(decode(input), ({ issue }) => {
    const [first] = format(issue).issues
    const member = (first?.path ?? []).map((segment) => `.${String(segment)}`).join("")
    return new RangeError(`${where}${member}: ${first?.message}`)
  })
