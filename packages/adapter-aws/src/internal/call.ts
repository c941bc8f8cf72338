/**
 * One call to the service.
 */
import type { DescribeRouteServerPeers, PeerSourceError } from "@route-server/core"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Page } from "./answer.ts"
import { type Connection, Exchange, type Input } from "./Exchange.ts"
import { fromRejection, invalidRegion } from "./failure.ts"
import { observe } from "./telemetry.ts"

/**
 * The request as the SDK takes it. Half a surrogate pair can't be sent; what
 * stands for it in an ID or a token is refused by AWS just the same.
 */
const toInput = ({
  Filters = [],
  RouteServerPeerIds,
  NextToken,
  ...rest
}: DescribeRouteServerPeers.Request): Input => ({
  ...rest,
  ...(NextToken === undefined ? {} : { NextToken: NextToken.toWellFormed() }),
  ...(RouteServerPeerIds === undefined
    ? {}
    : { RouteServerPeerIds: RouteServerPeerIds.map((id) => id.toWellFormed()) }),
  ...(Filters.length === 0
    ? {}
    : { Filters: Filters.map(({ Name, Values }) => ({ Name, Values: Values && [...Values] })) }),
})

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
export const call = (
  connection: Connection,
  request: DescribeRouteServerPeers.Request,
): Effect.Effect<Page, Failed> =>
  Effect.contextWith((context: Context.Context<never>) => {
    const exchange = new Exchange(connection)
    // The SDK would ask for it next, and say no more of it than in a text like any other.
    const region = Effect.tryPromise({
      try: async () => connection.client.config.region(),
      catch: (error) => invalidRegion(error, connection),
    })
    const answered = Effect.tryPromise({
      try: (signal) => exchange.send(toInput(request), signal, Effect.runPromiseWith(context)),
      catch: (error) => error,
    }).pipe(
      Effect.result,
      Effect.flatMap((sent) => {
        const { page } = exchange
        return page !== undefined && Result.isSuccess(sent)
          ? Effect.succeed(page)
          : Effect.fail(fromRejection(Option.getOrUndefined(Result.getFailure(sent)), exchange))
      }),
    )
    return region.pipe(
      Effect.flatMap((name) => Effect.annotateCurrentSpan("cloud.region", name)),
      Effect.andThen(answered),
      observe(request, exchange),
      Effect.mapError((error) => ({ error, said: exchange.noPage?.raw?.message })),
    )
  })
