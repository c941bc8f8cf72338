/**
 * The laws about requests that are not answered with peers.
 */
import {
  DescribeRouteServerPeers,
  type DescribeRouteServerPeersRequest,
  type PeerSourceError,
} from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import type { Fleet } from "../generators/Fleet.ts"
import { type Plan, planned } from "../generators/Plan.ts"
import { requestPlan } from "../generators/Request.ts"
import type { Promises } from "./Adapter.ts"
import { fleets } from "./cases.ts"
import { compare, law } from "./Law.ts"
import { idsOf } from "./listing.ts"
import type { Answer } from "./subject.ts"

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
    ? { error: answer.failure._tag, message: answer.failure.message }
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
]

/** The parameters and values that core's message names. */
const namedIn = ({ message }: PeerSourceError.ServiceError): ReadonlyArray<string> =>
  namings.flatMap((naming) => naming.exec(message)?.slice(1) ?? [])

export const refusals = law({
  name: "refusals",
  statement:
    "What is refused is refused alike, with the same tag and a message that names the parameter and the value; and nothing else is refused.",
  cases: (promises) => planned(fleets(promises), anyRequest(promises)),
  *judge({ open, promises }, fleet, request) {
    const due = DescribeRouteServerPeers.evaluate(fleet, request, optionsOf(promises))
    if (Result.isFailure(due) && due.failure._tag === "DryRunOperation") return undefined
    const source = yield* open(fleet)
    const answer = yield* source.ask(request)
    if (Result.isSuccess(due)) {
      return Result.isSuccess(answer)
        ? undefined
        : { expected: "an answer with peers or none", actual: summary(answer) }
    }
    const names = namedIn(due.failure)
    const alike =
      Result.isFailure(answer) &&
      answer.failure._tag === due.failure._tag &&
      names.every((name) => answer.failure.message.includes(name))
    return alike
      ? undefined
      : { expected: { error: due.failure._tag, named: names }, actual: summary(answer) }
  },
})
