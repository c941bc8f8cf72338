/**
 * The laws about requests that are not answered with peers.
 */
import {
  DescribeRouteServerPeers,
  type DescribeRouteServerPeersRequest,
  type PeerSourceError,
} from "@route-server/core"
import { Effect, Result } from "effect"
import fc from "fast-check"
import type { Fleet } from "../generators/Fleet.ts"
import { type Plan, planned } from "../generators/Plan.ts"
import { requestPlan } from "../generators/Request.ts"
import type { Promises } from "./Adapter.ts"
import { fleets } from "./cases.ts"
import { compare, type Difference, law } from "./Law.ts"
import { idsOf, list } from "./listing.ts"
import type { Answer, Opened } from "./subject.ts"

type Request = DescribeRouteServerPeersRequest

const anyRequest = ({ filterNames, limits, coreTokens }: Promises) =>
  requestPlan({ filterNames, limits, coreTokens })

const optionsOf = ({ filterNames, limits }: Promises): DescribeRouteServerPeers.Options => ({
  acceptedNames: filterNames,
  limits,
})

/** What a report shows of an answer. */
const summary = (answer: Answer) =>
  Result.isFailure(answer)
    ? {
        error: answer.failure._tag,
        message: answer.failure.message,
        retryable: answer.failure.retryable,
      }
    : { peers: idsOf(answer.success.RouteServerPeers) }

export const dryRuns = law({
  name: "dry runs",
  statement:
    "A dry run that is well formed is never answered with peers, and alike whatever peers there are.",
  cases: (promises) =>
    planned(
      fleets(promises),
      fc.tuple(anyRequest(promises), fleets(promises)).map(
        ([plan, other]): Plan<{ request: Request; other: Fleet }> =>
          (fleet) => ({ request: { ...plan(fleet), DryRun: true }, other }),
      ),
    ),
  *judge({ open, promises }, fleet, { request, other }) {
    const judgement = DescribeRouteServerPeers.judge(request, optionsOf(promises))
    if (!Result.isFailure(judgement) || judgement.failure._tag !== "DryRunOperation") {
      return undefined
    }
    const one = summary(yield* (yield* open(fleet)).ask(request))
    const another = summary(yield* (yield* open(other)).ask(request))
    const wet = summary(yield* (yield* open(fleet)).ask({ ...request, DryRun: false }))
    // What is refused without a dry run, too, is for the law about refusals, unless it tells what peers there are.
    if (one.error === wet.error && one.error !== "InvalidRouteServerPeerId.NotFound") {
      return undefined
    }
    return one.error === "DryRunOperation" || one.error === "UnauthorizedOperation"
      ? compare(one, another)
      : { expected: "DryRunOperation or UnauthorizedOperation", actual: one }
  },
})

const namings = [
  /^Value \( (.*?)…? \) for parameter (\S+) is invalid/s,
  /^The filter '(.*)' is invalid$/s,
  /^Invalid Id: '(.*?)…?' \(/s,
  /^The route server peer IDs? '(.*)' do/s,
  /^The parameter (\S+) cannot be used with the parameter (\S+)$/,
  /^The number of (\S+)\S* \( (\d+) \)/,
  /^The parameter (\S+) is not recognized$/,
]

/** Requests that have not the form of one, as far as types let them pass. */
const illFormed = (promises: Promises): fc.Arbitrary<Plan<Request>> =>
  fc
    .tuple(
      requestPlan({ ...optionsOf(promises), faults: false, coreTokens: false }),
      fc.constantFrom<Array<object>>(
        { MaxResults: 5.5 },
        { MaxResults: Number.NaN },
        { MaxItems: 5 },
      ),
    )
    .map(
      ([plan, members]) =>
        (fleet) =>
          Object.assign({}, plan(fleet), members),
    )

/** Requests that hold as much as they may. */
const atLimits = ({ filterNames, limits }: Promises): fc.Arbitrary<Plan<Request>> => {
  const { filters, valuesPerFilter, valuesInAll, characters, ids, maxMaxResults } = limits
  const Name = filterNames[0]
  const many = <A>(most: number, item: A): ReadonlyArray<A> => new Array<A>(most).fill(item)
  const full: ReadonlyArray<readonly [most: number, make: Plan<Request>]> = [
    [filters, () => ({ Filters: many(filters, { Name, Values: [] }) })],
    [
      Math.min(valuesPerFilter, valuesInAll),
      () => ({ Filters: [{ Name, Values: many(Math.min(valuesPerFilter, valuesInAll), "*") }] }),
    ],
    [characters, () => ({ Filters: [{ Name, Values: ["𝔘".repeat(characters)] }] })],
    [
      ids,
      ([peer]) =>
        peer === undefined ? {} : { RouteServerPeerIds: many(ids, peer.RouteServerPeerId) },
    ],
    [maxMaxResults, () => ({ MaxResults: maxMaxResults })],
  ]
  return fc.constantFrom(
    ...full.flatMap(([most, make]) => (Number.isFinite(most) ? [make] : [])),
    (): Request => ({}),
  )
}

/** The parameters and values that core's message names. */
const namedIn = ({ message }: PeerSourceError.ServiceError): ReadonlyArray<string> =>
  namings.flatMap((naming) => naming.exec(message)?.slice(1) ?? [])

/** Whether a request is answered, and again if it is asked again, and so are the pages that follow. */
const isAnswered = Effect.fnUntraced(function* (
  source: Opened,
  request: Request,
  maxPages: number,
) {
  const twice = {
    ask: (page: Request) =>
      Effect.flatMap(source.ask(page), (answer) =>
        Result.isSuccess(answer) ? source.ask(page) : Effect.succeed(answer),
      ),
  }
  const { refusal } = yield* list(twice, request, maxPages)
  return (
    refusal && {
      expected: "an answer with peers or none, however often it is asked for",
      actual: summary(Result.fail(refusal)),
    }
  )
})

/** Whether an answer is the refusal that is due. */
const isRefusedAlike = (
  due: PeerSourceError.ServiceError,
  answer: Answer,
): Difference | undefined => {
  // The law about dry runs speaks of these.
  if (due._tag === "DryRunOperation") return undefined
  const names = namedIn(due)
  const alike =
    Result.isFailure(answer) &&
    answer.failure._tag === due._tag &&
    answer.failure.retryable === due.retryable &&
    names.every((name) => answer.failure.message.includes(name))
  if (alike) return undefined
  const { retryable } = due
  return { expected: { error: due._tag, named: names, retryable }, actual: summary(answer) }
}

export const refusals = law({
  name: "refusals",
  statement:
    "What is refused is refused alike, with the same tag and a message that names the parameter and the value; and nothing else is refused, however often it is asked for.",
  cases: (promises) =>
    planned(
      fleets(promises),
      fc
        .array(
          fc.oneof(
            { withCrossShrink: true },
            { weight: 9, arbitrary: anyRequest(promises) },
            { weight: 1, arbitrary: illFormed(promises) },
            { weight: 1, arbitrary: atLimits(promises) },
          ),
          { minLength: 1, maxLength: 4 },
        )
        .map((plans) => (fleet: Fleet) => plans.map((plan) => plan(fleet))),
    ),
  *judge({ open, promises }, fleet, requests) {
    const source = yield* open(fleet)
    for (const request of requests) {
      const due = DescribeRouteServerPeers.evaluate(fleet, request, optionsOf(promises))
      const difference = Result.isSuccess(due)
        ? yield* isAnswered(source, request, promises.maxPages)
        : isRefusedAlike(due.failure, yield* source.ask(request))
      if (difference !== undefined) return { request, ...difference }
    }
    return undefined
  },
})
