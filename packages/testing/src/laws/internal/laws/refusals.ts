/**
 * The laws about requests that are not answered with peers.
 */
import {
  type DescribeRouteServerPeers,
  FilterNames,
  Judgement,
  PeerSourceError,
  type ServiceError,
  View,
} from "@route-server/core"
import { Effect, Result, Schema } from "effect"
import fc from "fast-check"
import type { Fleet } from "../../../generators/Fleet.ts"
import { oneOf } from "../../../generators/internal/filterNames.ts"
import { filtersWithValues, requestTemplate } from "../../../generators/Request.ts"
import { constantly, type Template, withFleet } from "../../../generators/Template.ts"
import type { Promises } from "../../Adapter.ts"
import { compare, type Difference, law, silent } from "../../Law.ts"
import { casesFor, fleets } from "../cases.ts"
import { idsOf, list } from "../listing.ts"
import type { Answer, Opened } from "../subject.ts"

type Request = DescribeRouteServerPeers.Request
type Requests = ReadonlyArray<Request>

const anyRequest = ({ filterNames, limits, coreTokens }: Promises) =>
  requestTemplate({ filterNames, limits, coreTokens })

const optionsOf = ({ filterNames, limits }: Promises): Judgement.Options => ({
  acceptedNames: filterNames,
  limits,
})

/** What the definition makes of a request, as far as the adapter promises to follow it. */
const dueOf = (fleet: Fleet, request: Request, promises: Promises) => {
  // No token of the requests is the adapter's own.
  const acceptsToken = promises.coreTokens ? undefined : () => false
  const options = { ...optionsOf(promises), acceptsToken }
  return Result.flatMap(Judgement.judge(request, options), (selection) =>
    View.page(View.make(fleet), selection),
  )
}

/** What a report shows of an answer. */
const summary = (answer: Answer) =>
  Result.isFailure(answer)
    ? {
        error: answer.failure._tag,
        message: answer.failure.message,
        ofCore: isOfCore(answer.failure),
        isRetryable: answer.failure.isRetryable,
        httpStatus: statusOf(answer.failure),
      }
    : { peers: idsOf(answer.success.RouteServerPeers) }

export const dryRuns = law({
  name: "dry runs",
  statement:
    "A dry run that is well formed is never answered with peers, and alike whatever peers there are.",
  cases: (promises) =>
    casesFor(
      fleets(promises),
      fc.tuple(anyRequest(promises), fleets(promises)),
      (fleet, [template, other]) => ({ request: { ...template(fleet), DryRun: true }, other }),
    ),
  *judge({ open, promises }, fleet, { request, other }) {
    const due = dueOf(fleet, request, promises)
    if (!Result.isFailure(due) || due.failure._tag !== "DryRunOperation") return silent
    const one = summary(yield* (yield* open(fleet)).ask(request))
    const another = summary(yield* (yield* open(other)).ask(request))
    // What is refused without a dry run, too, and should not be, is for the law about refusals.
    const wetRequest = { ...request, DryRun: false }
    const wet = summary(yield* (yield* open(fleet)).ask(wetRequest))
    if (Result.isSuccess(dueOf(fleet, wetRequest, promises)) && one.error === wet.error) {
      return silent
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
  /^The parameter (\S+) cannot be used with the parameter (\S+)$/,
  /^The number of (\S+)\S* \( (\d+) \)/,
  /^The parameter (\S+) is not recognized$/,
]

/** What requests have that have not the form of one, as far as types let them pass. */
const formless: ReadonlyArray<object> = [
  { MaxResults: 5.5 },
  { MaxResults: Number.NaN },
  { MaxResults: "5" },
  { MaxItems: 5 },
  { Filters: null },
  { Filters: { Name: "VpcId" } },
  { Filters: ["VpcId"] },
  { RouteServerPeerIds: "rsp-0" },
  { RouteServerPeerIds: [1] },
  { NextToken: null },
  { NextToken: 5 },
  { DryRun: "true" },
]

/** Requests that have not the form of one. */
const illFormed = (promises: Promises): fc.Arbitrary<Template<Requests>> =>
  fc
    .tuple(
      requestTemplate({ ...optionsOf(promises), refused: false, coreTokens: false }),
      fc.subarray([...formless], { minLength: 1 }),
    )
    .map(
      ([template, some]) =>
        (fleet) =>
          some.map((members) => Object.assign({}, template(fleet), members)),
    )

/** Requests that hold as much as they may. */
const atLimits = ({ filterNames, limits }: Promises): fc.Arbitrary<Template<Request>> => {
  const { filters, valuesPerFilter, valuesInAll, characters, ids, maxMaxResults } = limits
  const Name = oneOf(filterNames)
  const valuesInMost = Math.min(valuesInAll, filters * valuesPerFilter)
  const many = <A>(most: number, item: A): ReadonlyArray<A> => new Array<A>(most).fill(item)
  const full: ReadonlyArray<readonly [most: number, make: Template<Request>]> = [
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
    [valuesInMost, () => ({ Filters: filtersWithValues(Name, valuesInMost, limits) })],
  ]
  return fc.constantFrom(
    ...full.flatMap(([most, make]) => (Number.isFinite(most) ? [make] : [])),
    (): Request => ({}),
  )
}

/** The parameters and values that core's message names. */
const namedIn = ({ message }: ServiceError.ServiceError): ReadonlyArray<string> =>
  namings.flatMap((naming) => naming.exec(message)?.slice(1) ?? [])

/** Whether a request is answered, and so are the pages that follow, and all of them if they are asked for again. */
const isAnswered = Effect.fnUntraced(function* (
  source: Opened,
  request: Request,
  { tokens }: Promises,
) {
  const asked: Array<Request> = []
  const noting = {
    ...source,
    ask: (page: Request) => {
      asked.push(page)
      return source.ask(page)
    },
  }
  const refused = (page: Request | undefined, refusal: PeerSourceError.PeerSourceError) => ({
    request: page,
    expected: "an answer with peers or none, however often it is asked for",
    actual: summary(Result.fail(refusal)),
  })
  const { refusal } = yield* list(noting, request)
  if (refusal !== undefined) return refused(asked.at(-1), refusal)
  for (const page of asked) {
    if (page.NextToken !== undefined && tokens.uses < 2) continue
    const again = yield* source.ask(page)
    if (Result.isFailure(again)) return refused(page, again.failure)
  }
  return undefined
})

const isOfCore = Schema.is(PeerSourceError.PeerSourceError)

const statusOf = (error: PeerSourceError.PeerSourceError): number | undefined =>
  "httpStatus" in error ? error.httpStatus : undefined

/** Whether one status says that the caller is at fault, and the other that the service is. */
const contradicts = (one: number | undefined, other: number | undefined): boolean =>
  one !== undefined && other !== undefined && Math.floor(one / 100) !== Math.floor(other / 100)

/** What a message must name: of each list one at least. */
const dueNames = (
  due: ServiceError.ServiceError,
  fleet: Fleet,
  { RouteServerPeerIds: asked = [] }: Request,
): ReadonlyArray<ReadonlyArray<string>> => {
  if (due._tag !== "InvalidRouteServerPeerId.NotFound") return namedIn(due).map((name) => [name])
  const known = new Set<string>(fleet.map((peer) => peer.RouteServerPeerId))
  return [asked.filter((id) => !known.has(id))]
}

/** Whether an answer is the refusal that is due. */
const isRefusedAlike = (
  due: ServiceError.ServiceError,
  names: ReadonlyArray<ReadonlyArray<string>>,
  answer: Answer,
): Difference | undefined => {
  // The law about dry runs speaks of these.
  if (due._tag === "DryRunOperation") return undefined
  const { isRetryable, httpStatus } = due
  const alike =
    Result.isFailure(answer) &&
    answer.failure._tag === due._tag &&
    isOfCore(answer.failure) &&
    answer.failure.isRetryable === isRetryable &&
    !contradicts(statusOf(answer.failure), httpStatus) &&
    names.every((some) => some.some((name) => answer.failure.message.includes(name)))
  if (alike) return undefined
  return {
    expected: { error: due._tag, ofCore: true, named: names, isRetryable, httpStatus },
    actual: summary(answer),
  }
}

/** Whether a request is refused as is due, and once more if it is asked again. */
const isRefused = Effect.fnUntraced(function* (
  source: Opened,
  request: Request,
  due: ServiceError.ServiceError,
  names: ReadonlyArray<ReadonlyArray<string>>,
) {
  return (
    isRefusedAlike(due, names, yield* source.ask(request)) ??
    isRefusedAlike(due, names, yield* source.ask(request))
  )
})

const someRequests = (promises: Promises): fc.Arbitrary<Template<Requests>> =>
  fc
    .array(
      fc.oneof(
        { withCrossShrink: true },
        { weight: 9, arbitrary: anyRequest(promises) },
        { weight: 1, arbitrary: atLimits(promises) },
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((templates) => (fleet) => templates.map((template) => template(fleet)))

/** Requests with each name of the catalogue, accepted or not, for what no peer has. */
const everyName = (): fc.Arbitrary<Requests> =>
  fc
    .subarray([...FilterNames.all.single, "tag:env"], { minLength: 1 })
    .map((names) => names.map((Name) => ({ Filters: [{ Name, Values: ["rsp-nosuchpeer"] }] })))

/** More requests than somebody who keeps count would let pass. */
const oftenTheSame = (): fc.Arbitrary<Requests> =>
  fc.noBias(fc.integer({ min: 1, max: 60 })).map((times) => new Array<Request>(times).fill({}))

export const refusals = law({
  name: "refusals",
  statement:
    "What is refused is refused alike, with the same tag and a message that names the parameter and the value; and nothing else is refused, however often it is asked for.",
  cases: (promises) =>
    withFleet(
      fleets(promises),
      fc.oneof(
        { withCrossShrink: true },
        { weight: 14, arbitrary: someRequests(promises) },
        { weight: 1, arbitrary: illFormed(promises) },
        { weight: 1, arbitrary: constantly(everyName()) },
        { weight: 1, arbitrary: constantly(oftenTheSame()) },
      ),
    ),
  *judge({ open, promises }, fleet, requests) {
    const source = yield* open(fleet)
    for (const request of requests) {
      const due = dueOf(fleet, request, promises)
      const difference = Result.isSuccess(due)
        ? yield* isAnswered(source, request, promises)
        : yield* isRefused(source, request, due.failure, dueNames(due.failure, fleet, request))
      if (difference !== undefined) return { request, ...difference }
    }
    return undefined
  },
})
