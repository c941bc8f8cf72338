/**
 * What goes wrong at an endpoint on purpose, as data: which fault befalls which request.
 *
 * A rule is plain JSON, so it is the same in code, in a file, and in other languages. A
 * fault is either an error of EC2, by its code, or has a name of its own.
 *
 * **Example** (A client that is throttled once, and then gets short pages)
 *
 * ```ts
 * import { MemoryPeerSource } from "@route-server/adapter-memory"
 * import { Ec2Endpoint, Faults } from "@route-server/endpoint"
 *
 * const faults = Faults.injector([
 *   { fault: "RequestLimitExceeded", requests: 1 },
 *   { fault: "ShortPage", size: 2 },
 * ])
 * const { handler, dispose } = Ec2Endpoint.toWebHandler(MemoryPeerSource.layer([]), { faults })
 *
 * const ask = () =>
 *   handler(new Request("http://localhost/?Action=DescribeRouteServerPeers&Version=2016-11-15"))
 * const first = await ask()
 * const second = await ask()
 * first.status // => 503
 * second.status // => 200
 *
 * await dispose()
 * ```
 */
import { PeerSourceError, ServiceError } from "@route-server/core"
import * as SchemaFault from "@route-server/core/SchemaFault"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Action from "./internal/Action.ts"
import * as Requests from "./internal/Requests.ts"
import * as Wait from "./internal/Wait.ts"

/** A whole number within bounds, with one word for whatever is none. */
const whole = (minimum: number, maximum: number, expected: string) =>
  Schema.Number.check(
    Schema.makeFilter(
      (value) => Number.isSafeInteger(value) && value >= minimum && value <= maximum,
      { expected },
    ),
  )

const Size = whole(0, Number.MAX_SAFE_INTEGER, "a whole number from 0 on")

const ErrorStatus = whole(400, 599, "an HTTP status from 400 to 599")

/** Which requests a rule is about. */
const about = {
  /**
   * Which of the requests: by their numbers, which count from 1 (`3`, `"1,4"`, `"2-4"`,
   * `"3-"` from the third on), or a share of them (`"1/3"`), drawn by the seed.
   * Default: all.
   */
  requests: Schema.optionalKey(Requests.Requests),
  /** The action that they ask for, of which alone they are counted then. Default: any. */
  action: Schema.optionalKey(Schema.Literals(Action.names)),
}

const rule = <const Name extends string, Members extends Schema.Struct.Fields>(
  name: Name,
  members: Members,
) => Schema.Struct({ fault: Schema.Literal(name), ...members, ...about })

/** The errors of EC2, by their codes. */
const coded = ServiceError.known.map(({ fields }) =>
  rule(fields._tag.schema.literal, { message: Schema.optionalKey(Schema.String) }),
)

/** The faults that are no errors of EC2, each with what more it says. */
const plain = [
  rule("Error", { code: Schema.NonEmptyString, httpStatus: ErrorStatus, message: Schema.String }),
  rule("Delay", { duration: Wait.Wait }),
  rule("Timeout", { after: Wait.Wait }),
  rule("EmptyPage", {}),
  rule("ShortPage", { size: Size }),
  rule("SuperfluousToken", {}),
  rule("Stale", {}),
  rule("RepeatToken", {}),
  rule("HtmlPage", { status: Schema.optionalKey(ErrorStatus) }),
  rule("CutBody", { bytes: Schema.optionalKey(Size) }),
  rule("Reset", {}),
] as const

/**
 * The names of the faults that are no errors of EC2.
 *
 * @category constants
 */
export const named: ReadonlyArray<string> = plain.map(({ fields }) => fields.fault.literal)

/**
 * The names of all faults: those of their own, and the codes of EC2's errors.
 *
 * @category constants
 */
export const names: ReadonlyArray<string> = [...plain, ...coded].map(
  ({ fields }) => fields.fault.literal,
)

/**
 * A fault, and which requests it befalls.
 *
 * - a code of EC2's, such as `RequestLimitExceeded` or `UnauthorizedOperation`: the
 *   request is refused with that error, and `message` if there is one.
 *   `UnauthorizedOperation` comes where permission is judged, all others before
 *   anything is
 * - `Error`: refused with any other error: `code`, `httpStatus` and `message`
 * - `Delay`: answered so much later, `duration`
 * - `Timeout`: never answered; the connection is reset `after` so long
 * - `EmptyPage`, `ShortPage` with `size`, `SuperfluousToken`, `Stale`, `RepeatToken`: the
 *   faults of a page, as core's `Fault` has them
 * - `HtmlPage`: answered by a load balancer, with a page of HTML and `status`, by
 *   default 503
 * - `CutBody`: the answer breaks off after so many `bytes` of its body, by default half
 *   of it; its Content-Length tells of all
 * - `Reset`: the connection is reset, without an answer. What answers by itself, as
 *   `Ec2Endpoint.toWebHandler`, has no connection; its answer breaks off at once
 *
 * Durations are a number and its unit, such as `200ms`, `1.5s` or `2m`, or a number of
 * milliseconds.
 *
 * @category schemas
 */
export const Rule = Schema.Union([...plain, ...coded]).annotate({
  expected: `a rule whose fault is ${named.join(", ")} or the code of an error of EC2`,
})

/** @category models */
export type Rule = typeof Rule.Type

/**
 * What befalls a request.
 *
 * @category models
 */
export interface Befalls {
  /** How much later it is answered. */
  readonly delay: Duration.Duration
  /** What else befalls it. */
  readonly rule: Exclude<Rule, { readonly fault: "Delay" }> | undefined
}

/**
 * Decides what befalls each request.
 *
 * @category models
 */
export interface Injector {
  /** What befalls the next request, which asks for this action. */
  readonly draw: (action: string | undefined) => Effect.Effect<Befalls>
}

/**
 * How faults are drawn.
 *
 * @category options
 */
export interface InjectorOptions {
  /** Says which requests of a share it is, a whole number: the same seed, the same requests. Default: 0. */
  readonly seed?: number | undefined
}

const decode = Schema.decodeUnknownResult(Schema.Array(Rule), {
  onExcessProperty: "error",
  reportInput: true,
})

/**
 * Data that is no list of rules.
 *
 * @category errors
 */
export class RulesError extends Data.TaggedError("RulesError")<{
  /** Where in the data: numbers of items, and names of members. */
  readonly path: ReadonlyArray<string | number>
  /** What was expected there, and what is there. */
  readonly fault: string
}> {
  /** The place and the fault. */
  override get message(): string {
    const place = PeerSourceError.formatPath(this.path)
    return place === "" ? this.fault : `${place}: ${this.fault}`
  }
}

/**
 * Rules out of data that may come from anywhere, such as a file.
 *
 * **Example** (A rule that is none)
 *
 * ```ts
 * import { Result } from "effect"
 * import { Faults } from "@route-server/endpoint"
 *
 * const error = Result.getOrThrow(
 *   Result.flip(Faults.decodeRules([{ fault: "ShortPage", size: -1 }])),
 * )
 *
 * error.path // => [0, "size"]
 * error.fault // => "Expected a whole number from 0 on, got -1"
 * ```
 *
 * @category schemas
 */
export const decodeRules = (input: unknown): Result.Result<ReadonlyArray<Rule>, RulesError> =>
  Result.mapError(decode(input), ({ issue }) => {
    const { path, message } = SchemaFault.first(issue)
    return new RulesError({ path, fault: message })
  })

/**
 * An injector over rules. Every rule counts the requests that it is about, from now on.
 *
 * **Details**
 *
 * Of several rules that a request meets, all delays count; of the others the first one.
 * Throws a `RangeError` that names the place, the value and the rule if one of them is
 * none, or if the seed is no whole number.
 *
 * @category constructors
 */
export const injector = (
  rules: ReadonlyArray<Rule>,
  { seed = 0 }: InjectorOptions = {},
): Injector => {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}`)
  const checked = Result.getOrThrowWith(
    decodeRules(rules),
    ({ message }) => new RangeError(`rules${message}`),
  )
  const counted = checked.map((rule, index) => ({
    rule,
    includes: Requests.includes(rule.requests),
    // Drawn from the number alone, so that requests at the same time take nothing from each other.
    draw: (count: number) => Random.withSeed(Random.next, `${seed} ${index} ${count}`),
    count: 0,
  }))
  return {
    draw: Effect.fnUntraced(function* (action) {
      let delay = Duration.zero
      let found: Befalls["rule"]
      const due = counted
        .filter(({ rule }) => rule.action === undefined || rule.action === action)
        .map((each) => {
          each.count += 1
          return { ...each }
        })
      for (const { rule, includes, draw, count } of due) {
        if (!(yield* includes(count, draw(count)))) continue
        if (rule.fault === "Delay") delay = Duration.sum(delay, Wait.toDuration(rule.duration))
        else found ??= rule
      }
      return { delay, rule: found }
    }),
  }
}
