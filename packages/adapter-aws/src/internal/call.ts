/**
 * One call to the service.
 */
import type { EC2Client } from "@aws-sdk/client-ec2"
import type {
  DescribeRouteServerPeersRequest,
  DescribeRouteServerPeersResult,
  PeerSourceError,
} from "@route-server/core"
import { Effect } from "effect"
import { Exchange } from "./Exchange.ts"
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
}: DescribeRouteServerPeersRequest): Input => ({
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

/**
 * Sends a request and reads the answer. Fails with a typed error and nothing
 * else; an interruption closes the connection.
 */
export const call = (
  client: EC2Client,
  request: DescribeRouteServerPeersRequest,
  maxResponseBytes: number,
): Effect.Effect<DescribeRouteServerPeersResult, PeerSourceError.PeerSourceError> =>
  Effect.suspend(() => {
    const exchange = new Exchange(client, maxResponseBytes)
    return Effect.tryPromise({
      try: (signal) => exchange.send(toInput(request), signal),
      catch: (error) => error,
    }).pipe(
      Effect.matchEffect({
        onFailure: (error) => fromRejection(error, exchange),
        onSuccess: () => readExchange(exchange),
      }),
      observe(client, request, exchange),
      Effect.map(({ result }) => result),
    )
  })
