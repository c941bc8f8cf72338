/**
 * From a request to its answer, if there is one that is no error.
 */
import {
  FilterNames,
  Judgement,
  PeerControl,
  PeerSource,
  type PeerSourceError,
  Refusal,
  ServiceError,
} from "@route-server/core"
import * as Fault from "@route-server/core/Fault"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type * as Ec2Endpoint from "../Ec2Endpoint.ts"
import type * as Faults from "../Faults.ts"
import * as Action from "./Action.ts"
import * as Befallen from "./Befallen.ts"
import * as ControlActions from "./ControlActions.ts"
import * as Cors from "./Cors.ts"
import * as DescribeRouteServerPeersQuery from "./DescribeRouteServerPeersQuery.ts"
import * as PageResponse from "./PageResponse.ts"
import * as RequestForm from "./RequestForm.ts"
import * as Signature from "./Signature.ts"
import * as Strike from "./Strike.ts"
import { turn } from "./turn.ts"
import * as Wait from "./Wait.ts"

/** Code without types may answer anything, which must not be taken for a permission. */
const isAuthorized = (
  { authorize }: Ec2Endpoint.Options,
  call: Ec2Endpoint.Call,
): Effect.Effect<boolean> =>
  authorize === undefined
    ? Effect.succeed(true)
    : Effect.suspend(() => {
        const answer = authorize(call)
        return Effect.isEffect(answer) ? answer : Effect.succeed(answer)
      }).pipe(
        Effect.filterOrElse(Predicate.isBoolean, (answer) =>
          Effect.die(
            new TypeError(
              `authorize must answer true, false, or an Effect of one of them, not ${String(answer)}`,
            ),
          ),
        ),
      )

/** The headers of a document. */
export const headersOf = (requestId: string) => ({
  ...Cors.headers,
  "content-type": "text/xml;charset=UTF-8",
  "x-amzn-requestid": requestId,
})

/** What is known of a request while it is answered. */
export interface Asked {
  /** The action, if it came to that. */
  action?: string | undefined
  /** The faults that made a difference. */
  readonly faults: Array<string>
  /** What it is told instead of that it is not permitted. */
  denial?: ServiceError.ServiceError
  /** What befalls its answer, whatever that is. */
  cut?: Extract<Faults.Rule, { readonly fault: "CutBody" }>
  /** Whether it is not answered at all. */
  isReset?: boolean
}

/** What an application keeps from request to request. */
export interface Kept {
  readonly bounds: RequestForm.Bounds
  readonly describeOf: (source: PeerSource.PeerSource["Service"]) => Describe
}

type Describe = ReturnType<typeof Fault.strike>

/** How a source answers: with what befalls its pages, where there are faults, which remember pages. */
export const describeWith = (faults: Faults.Injector | undefined): Kept["describeOf"] => {
  if (faults === undefined) {
    return (source) => (request) =>
      Effect.map(source.describe(request), (page) => ({ page, acted: false }))
  }
  const made = new WeakMap<object, Describe>()
  return (source) => {
    const describe = made.get(source) ?? Fault.strike(source)
    made.set(source, describe)
    return describe
  }
}

/** The error that a request is told, which says otherwise of a denial on purpose. */
export const told = (
  asked: Asked,
  error: PeerSourceError.PeerSourceError,
): PeerSourceError.PeerSourceError => {
  if (error._tag !== "UnauthorizedOperation" || asked.denial === undefined) return error
  asked.faults.push(error._tag)
  return asked.denial
}

/**
 * Does to a request what befalls it before it is looked at. If that is an answer, there
 * is no other.
 */
const strike = Effect.fnUntraced(function* (
  { delay, error, names, wire }: Befallen.Befallen,
  asked: Asked,
): Effect.fn.Return<
  HttpServerResponse.HttpServerResponse | undefined,
  ServiceError.ServiceError,
  HttpServerRequest.HttpServerRequest
> {
  asked.faults.push(...names)
  if (!Duration.isZero(delay)) yield* Effect.sleep(delay)
  if (error?._tag === "UnauthorizedOperation") asked.denial = error
  else if (error !== undefined) return yield* error
  if (wire?.fault === "HtmlPage") return Strike.htmlPage(wire.status ?? 503)
  if (wire?.fault === "Timeout" || wire?.fault === "Reset") {
    asked.isReset = true
    if (wire.fault === "Timeout") yield* Effect.sleep(Wait.toDuration(wire.after))
    return yield* Strike.reset
  }
  if (wire?.fault === "CutBody") asked.cut = wire
  return undefined
})

/**
 * Answers a request with a page or what was done, and writes down what is known of it on
 * the way.
 */
export const answer = Effect.fnUntraced(function* (
  requestId: string,
  httpRequest: HttpServerRequest.HttpServerRequest,
  { bounds, describeOf }: Kept,
  options: Ec2Endpoint.Options,
  asked: Asked,
): Effect.fn.Return<
  HttpServerResponse.HttpServerResponse,
  PeerSourceError.PeerSourceError,
  PeerSource.PeerSource | HttpServerRequest.HttpServerRequest
> {
  const { acceptedNames = FilterNames.acceptedByAws, limits, oldVersions = false } = options
  const context = yield* Effect.context<PeerSource.PeerSource>()
  const parameters = yield* RequestForm.read(httpRequest, bounds)
  asked.action = Action.nameOf(parameters)
  let befallen = Befallen.nothing
  if (options.faults !== undefined) {
    befallen = yield* Befallen.draw(options.faults, parameters.get("Action"))
    const struck = yield* strike(befallen, asked)
    if (struck !== undefined) return struck
  }
  const accessKeyId = Signature.accessKeyId(httpRequest.headers["authorization"], parameters)
  if (options.requireSignature === true && accessKeyId === undefined) {
    return yield* new ServiceError.AuthFailure({ message: Refusal.texts.AuthFailure })
  }
  const control = Context.getOption(context, PeerControl.PeerControl)
  const canChange = Option.isSome(control)
  const selected = Action.select(parameters, { canChange, oldVersions })
  if (Result.isFailure(selected)) return yield* selected.failure
  const { action, parameters: own } = selected.success
  const permit = (call: Ec2Endpoint.Call): Effect.Effect<boolean> =>
    asked.denial === undefined ? isAuthorized(options, call) : Effect.succeed(false)
  if (action !== Action.DESCRIBE && Option.isSome(control)) {
    const xml = yield* ControlActions.perform(action, requestId, own, (change) =>
      permit({ accessKeyId, ...change }),
    ).pipe(Effect.provideService(PeerControl.PeerControl, control.value))
    return HttpServerResponse.text(xml, { headers: headersOf(requestId) })
  }
  const decoded = DescribeRouteServerPeersQuery.decode(own)
  if (Result.isFailure(decoded)) return yield* decoded.failure
  const request = decoded.success
  const authorized = yield* permit({ accessKeyId, action: Action.DESCRIBE, request })
  // What a page token means only the source knows that issued it, and the IDs are judged after it.
  const through = request.NextToken === undefined ? "ids" : "range"
  const judged = Judgement.judge(request, { acceptedNames, limits, authorized, through })
  if (Result.isFailure(judged)) return yield* judged.failure
  yield* turn
  const describe = describeOf(Context.get(context, PeerSource.PeerSource))
  const { page, acted } = yield* describe(judged.success.request, befallen.page)
  if (acted) asked.faults.push(befallen.page._tag)
  for (const { message } of page.unreadable ?? []) {
    yield* Effect.logWarning(
      "The endpoint leaves out a peer that its source could not read",
      message,
    )
  }
  return yield* PageResponse.make(requestId, page, { headers: headersOf(requestId) })
})
