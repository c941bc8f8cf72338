/**
 * One call to the service.
 */
import type { DescribeRouteServerPeers, Filter, PeerSourceError } from "@route-server/core"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Tracer from "effect/Tracer"
import type { Page } from "./answer.ts"
import { type Connection, Exchange, type Input } from "./Exchange.ts"
import { fromRejection, invalidRegion } from "./failure.ts"
import { observe } from "./telemetry.ts"

/** A request with the filters that go to AWS. */
export interface Sent extends DescribeRouteServerPeers.Request {
  readonly Filters: ReadonlyArray<Filter.Filter>
}

/**
 * The request as the SDK takes it. Half a surrogate pair can't be sent; what
 * stands for it in an ID or a token is refused by AWS just the same.
 */
const toInput = ({ Filters, RouteServerPeerIds, NextToken, ...rest }: Sent): Input => {
  const input: Input = rest
  if (NextToken !== undefined) input.NextToken = NextToken.toWellFormed()
  if (RouteServerPeerIds !== undefined) {
    input.RouteServerPeerIds = RouteServerPeerIds.map((id) => id.toWellFormed())
  }
  // The SDK writes no list that is empty (run).
  input.Filters = Filters.map(({ Name, Values = [] }) => ({ Name, Values: [...Values] }))
  return input
}

/** A call that failed. */
export interface Failed {
  readonly error: PeerSourceError.PeerSourceError
  /** The message of an error of EC2 as it came, which may hold anything. */
  readonly said: string | undefined
}

/**
 * Sends a request and reads the answer. Fails with a typed error and nothing
 * else; an interruption closes the connection.
 */
export const call = (connection: Connection, request: Sent): Effect.Effect<Page, Failed> =>
  Effect.contextWith((context: Context.Context<never>) => {
    const exchange = new Exchange(connection, context)
    const answered = observe(request, exchange, (span) =>
      Effect.callback((resume) => {
        answerOf(exchange, request, span).then(resume, (defect) => resume(Effect.die(defect)))
        return Effect.sync(() => exchange.hangUp())
      }),
    )
    return Effect.mapError(answered, (error) => ({ error, said: exchange.noPage?.raw?.message }))
  })

/** The page that a request is answered with, or why there is none. */
const answerOf = async (
  exchange: Exchange,
  request: Sent,
  span: Tracer.Span,
): Promise<Exit.Exit<Page, PeerSourceError.PeerSourceError>> => {
  const { connection } = exchange
  try {
    // The SDK would ask for it next, and say no more of it than in a text like any other.
    span.attribute("cloud.region", await connection.client.config.region())
  } catch (error) {
    return Exit.fail(invalidRegion(error, connection))
  }
  let failure: unknown
  try {
    await exchange.send(toInput(request))
    if (exchange.page !== undefined) return Exit.succeed(exchange.page)
  } catch (error) {
    failure = error
  }
  return Exit.fail(fromRejection(failure, exchange))
}
