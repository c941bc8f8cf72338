/**
 * A target that answers as a test says, page by page.
 */
import {
  DescribeRouteServerPeers,
  type Fleet,
  PeerSource,
  type PeerSourceError,
  RouteServerPeer,
  type Target,
} from "@route-server/core"
import { Effect } from "effect"

export type Peer = RouteServerPeer.RouteServerPeer

export const peerOf = (
  index: number,
  status: "up" | "down" = "up",
  State: "available" | "pending" | "deleting" = "available",
): Peer =>
  RouteServerPeer.make({
    RouteServerPeerId: `rsp-${index.toString(16).padStart(17, "0")}`,
    State,
    BgpStatus: { Status: status },
  })

export class Scripted {
  peers: ReadonlyArray<Peer> = []
  /** How many peers a page has. */
  pageSize = 5
  /** What to do before the page of so many is given, counted over all polls. */
  readonly before = new Map<number, Effect.Effect<unknown, PeerSourceError.PeerSourceError>>()
  /** How many pages were asked for. */
  asked = 0
  readonly member: Fleet.Member

  constructor(target: Target.Target) {
    this.member = {
      target,
      source: PeerSource.PeerSource.of({
        describe: (request) =>
          Effect.suspend(() => {
            this.asked += 1
            return this.before.get(this.asked) ?? Effect.void
          }).pipe(
            Effect.andThen(
              Effect.suspend(() =>
                Effect.fromResult(
                  DescribeRouteServerPeers.evaluate(this.peers, {
                    MaxResults: this.pageSize,
                    ...request,
                  }),
                ),
              ),
            ),
          ),
      }),
    }
  }
}
