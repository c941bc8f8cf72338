/**
 * A source whose peers, and whose failures, depend on the time of `TestClock`.
 */
import {
  DescribeRouteServerPeers,
  Judgement,
  Limits,
  PeerSource,
  type PeerSourceError,
  RouteServerPeer,
  ServiceError,
} from "@route-server/core"
import { Clock, Effect, Layer, Predicate } from "effect"

type Peer = RouteServerPeer.RouteServerPeer

export const peer = (
  id: string,
  members: Omit<RouteServerPeer.Encoded, "RouteServerPeerId"> = {},
) => RouteServerPeer.make({ RouteServerPeerId: id, ...members })

export const throttled = new ServiceError.RequestLimitExceeded({
  message: "Request limit exceeded.",
})

export const unauthorized = new ServiceError.UnauthorizedOperation({ message: "No." })

/** What a request meets: peers, a whole page, or a failure. */
export type Scene =
  | ReadonlyArray<Peer>
  | DescribeRouteServerPeers.Result
  | PeerSourceError.PeerSourceError

const isError = (scene: Scene): scene is PeerSourceError.PeerSourceError =>
  Predicate.hasProperty(scene, "_tag")

const isPeers = (scene: Scene): scene is ReadonlyArray<Peer> => Array.isArray(scene)

/** Answers as the definition does, over what `at` has for the seconds that have passed. */
export const moving = (
  at: (seconds: number, request: DescribeRouteServerPeers.Request) => Scene,
  { ids = Limits.ec2.ids, takes = 0 }: { readonly ids?: number; readonly takes?: number } = {},
) => {
  const requests: Array<DescribeRouteServerPeers.Request> = []
  /** When each was asked, in seconds. */
  const times: Array<number> = []
  const limits = { ...Limits.ec2, ids }
  let running = 0
  const describe = Effect.fnUntraced(function* (request: DescribeRouteServerPeers.Request) {
    const seconds = (yield* Clock.currentTimeMillis) / 1000
    requests.push(request)
    times.push(seconds)
    running += 1
    if (running > 1) return yield* Effect.die(new Error("two requests at once"))
    yield* Effect.sleep(takes).pipe(Effect.ensuring(Effect.sync(() => (running -= 1))))
    const scene = at(seconds, request)
    if (isError(scene)) return yield* Effect.fail(scene)
    if (!isPeers(scene)) return yield* Effect.as(Effect.fromResult(Judgement.judge(request)), scene)
    return yield* Effect.fromResult(DescribeRouteServerPeers.evaluate(scene, request, { limits }))
  })
  const source = PeerSource.PeerSource.of({ supports: { limits }, describe })
  return { requests, times, layer: Layer.succeed(PeerSource.PeerSource, source) }
}
