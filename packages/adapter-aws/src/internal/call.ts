/**
 * One call to the service.
 */
import type { DescribeRouteServerPeers, PeerSourceError } from "@route-server/core"
import { Config, Effect, Option } from "effect"
import { type Connection, Exchange } from "./Exchange.ts"
import { fromRejection, readPublicly } from "./failure.ts"
import { observe } from "./telemetry.ts"

type Input = Parameters<Exchange["send"]>[0]

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

const readExchange = (exchange: Exchange) => {
  const { answer, redactor } = exchange
  return answer === undefined
    ? fromRejection(new Error("The client reported success without an answer"), exchange)
    : readPublicly(answer, redactor)
}

const variable = (name: string) => Config.option(Config.String(name))

/** What the environment holds that a provider of credentials may send before anything is signed. */
const environmentSecrets = Config.all([
  variable("AWS_SECRET_ACCESS_KEY"),
  variable("AWS_SESSION_TOKEN"),
  variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"),
]).pipe(
  Effect.map((secrets) => secrets.map(Option.getOrUndefined)),
  // The settings of a program need not be in its environment.
  Effect.orElseSucceed(() => []),
)

/**
 * Sends a request and reads the answer. Fails with a typed error and nothing
 * else; an interruption closes the connection.
 */
export const call = (
  connection: Connection,
  request: DescribeRouteServerPeers.Request,
): Effect.Effect<DescribeRouteServerPeers.Result, PeerSourceError.PeerSourceError> =>
  Effect.flatMap(environmentSecrets, (secrets) => {
    const exchange = new Exchange(connection)
    exchange.redactor.learn(secrets)
    return Effect.tryPromise({
      try: (signal) => exchange.send(toInput(request), signal),
      catch: (error) => error,
    }).pipe(
      Effect.matchEffect({
        onFailure: (error) => fromRejection(error, exchange),
        onSuccess: () => readExchange(exchange),
      }),
      observe(connection.client, request, exchange),
      Effect.map(({ result }) => result),
    )
  })
