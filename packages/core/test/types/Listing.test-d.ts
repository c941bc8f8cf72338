import {
  type DescribeRouteServerPeers,
  Listing,
  type PeerSource,
  type PeerSourceError,
  Permission,
  type RouteServerPeer,
} from "@route-server/core"
import type { Effect, Result, Stream } from "effect"
import { describe, expectTypeOf, it } from "vitest"

type Peer = RouteServerPeer.RouteServerPeer
type Failure = PeerSourceError.PeerSourceError
type Source = PeerSource.PeerSource

describe("A listing", () => {
  it("wants a source, and fails as one does", () => {
    expectTypeOf(Listing.pages()).toEqualTypeOf<
      Stream.Stream<DescribeRouteServerPeers.Result, Failure, Source>
    >()
    expectTypeOf(Listing.stream()).toEqualTypeOf<Stream.Stream<Peer, Failure, Source>>()
    expectTypeOf(Listing.results()).toEqualTypeOf<
      Stream.Stream<Result.Result<Peer, PeerSourceError.MalformedResponse>, Failure, Source>
    >()
    expectTypeOf(Listing.collect()).toEqualTypeOf<Effect.Effect<Array<Peer>, Failure, Source>>()
    expectTypeOf(Listing.get("rsp-1")).toEqualTypeOf<Effect.Effect<Peer, Failure, Source>>()
  })
})

describe("Permission.canDescribe", () => {
  it("has the two answers to a dry run for an answer, and not for an error", () => {
    expectTypeOf(Permission.canDescribe()).toEqualTypeOf<
      Effect.Effect<
        boolean,
        Exclude<Failure, { readonly _tag: "DryRunOperation" | "UnauthorizedOperation" }>,
        Source
      >
    >()
  })
})
