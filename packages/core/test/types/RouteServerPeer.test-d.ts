import type * as Sdk from "@aws-sdk/client-ec2"
import {
  type Asn,
  Filter,
  Health,
  type Ipv4Address,
  Listing,
  type OpenFormat,
  type ResourceId,
  RouteServerPeer,
} from "@route-server/core"
import type { PeerClient } from "@route-server/core/PeerClient"
import type { Effect } from "effect"
import { describe, expectTypeOf, it } from "vitest"

type Peer = RouteServerPeer.RouteServerPeer
declare const peer: Peer
declare const sdkPeer: Sdk.RouteServerPeer
declare const client: PeerClient

/** The members that a peer must have. */
type Required<Members> = {
  [Name in keyof Members]-?: Record<never, never> extends Pick<Members, Name> ? never : Name
}[keyof Members]

/** A member that is there. */
type Present<T> = Exclude<T, undefined>

describe("A peer", () => {
  it("has the members of the SDK's RouteServerPeer, and no other", () => {
    expectTypeOf<keyof Peer>().toEqualTypeOf<keyof Sdk.RouteServerPeer>()
    expectTypeOf<keyof RouteServerPeer.BgpOptions>().toEqualTypeOf<
      keyof Sdk.RouteServerBgpOptions
    >()
    expectTypeOf<keyof RouteServerPeer.BgpStatus>().toEqualTypeOf<keyof Sdk.RouteServerBgpStatus>()
    expectTypeOf<keyof RouteServerPeer.BfdStatus>().toEqualTypeOf<keyof Sdk.RouteServerBfdStatus>()
  })

  it("has the SDK's values of enumerations, and those that are not known yet", () => {
    expectTypeOf<
      Exclude<RouteServerPeer.State, OpenFormat.UnknownValue>
    >().toEqualTypeOf<Sdk.RouteServerPeerState>()
    expectTypeOf<
      Exclude<RouteServerPeer.PeerLivenessDetection, OpenFormat.UnknownValue>
    >().toEqualTypeOf<Sdk.RouteServerPeerLivenessMode>()
    expectTypeOf<Exclude<RouteServerPeer.SessionStatus, OpenFormat.UnknownValue>>().toEqualTypeOf<
      Sdk.RouteServerBgpState & Sdk.RouteServerBfdState
    >()
  })

  it("must have an ID, and nothing else", () => {
    expectTypeOf<Required<Peer>>().toEqualTypeOf<"RouteServerPeerId">()
    expectTypeOf<Required<RouteServerPeer.Encoded>>().toEqualTypeOf<"RouteServerPeerId">()
  })

  it("leaves a member out rather than holding undefined in it", () => {
    // @ts-expect-error: a member that is there has a value.
    const withUndefined: Peer = { ...peer, State: undefined }
    return withUndefined
  })

  it("can't be changed", () => {
    expectTypeOf<Peer>().toEqualTypeOf<Readonly<Peer>>()
    // @ts-expect-error: members can't be written.
    peer.State = "failed"
    // @ts-expect-error: lists can't grow.
    peer.Tags?.push({ Key: "env", Value: "prod" })
  })

  it("has IDs, addresses and an ASN of their own forms, or of one that nobody expects", () => {
    type Unknown = OpenFormat.UnknownValue
    expectTypeOf<Peer["RouteServerPeerId"]>().toEqualTypeOf<
      ResourceId.RouteServerPeerId | Unknown
    >()
    expectTypeOf<Present<Peer["VpcId"]>>().toEqualTypeOf<ResourceId.VpcId | Unknown>()
    expectTypeOf<Present<Peer["PeerAddress"]>>().toEqualTypeOf<Ipv4Address.Ipv4Address | Unknown>()
    expectTypeOf<Present<RouteServerPeer.BgpOptions["PeerAsn"]>>().toEqualTypeOf<
      Asn.Asn | OpenFormat.UnknownValue<number>
    >()
  })

  it("does not let a misspelt member compile", () => {
    // @ts-expect-error: it is RouteServerPeerId.
    return peer.RouteServerPeerID
  })

  it("is its own encoded form", () => {
    expectTypeOf<Peer>().toExtend<RouteServerPeer.Encoded>()
  })

  it("is not quite the SDK's, which knows no other states and may have no ID", () => {
    expectTypeOf<Peer>().not.toExtend<Sdk.RouteServerPeer>()
    expectTypeOf<Sdk.RouteServerPeer>().not.toExtend<Peer>()
  })

  it("is a type by the module's own name, as people write it", () => {
    const peers: Array<RouteServerPeer> = [RouteServerPeer.make({ RouteServerPeerId: "rsp-1" })]
    expectTypeOf<RouteServerPeer>().toEqualTypeOf<Peer>()
    expectTypeOf<RouteServerPeer.State>().toExtend<string>()
    return peers
  })

  it("comes in lists that may be changed", async () => {
    const collected: Effect.Effect<Array<RouteServerPeer>, unknown, unknown> = Listing.collect()
    const listed: Array<RouteServerPeer> = await client.list()
    return [collected, listed]
  })
})

describe("What the SDK answers", () => {
  it("can be asked what a peer can be asked, with no reading before", () => {
    expectTypeOf<Sdk.RouteServerPeer>().toExtend<RouteServerPeer.PeerLike>()
    expectTypeOf<Peer>().toExtend<RouteServerPeer.PeerLike>()
    expectTypeOf<RouteServerPeer.Encoded>().toExtend<RouteServerPeer.PeerLike>()
    const peers: Array<Sdk.RouteServerPeer> = [sdkPeer]
    expectTypeOf(peers.map(Health.of)).toEqualTypeOf<Array<Health>>()
    expectTypeOf(peers.map(RouteServerPeer.livenessDetection)).toEqualTypeOf<
      Array<Sdk.RouteServerPeerLivenessMode>
    >()
    expectTypeOf(peers.filter(Filter.matches([Filter.make("VpcId", "vpc-1")]))).toEqualTypeOf<
      Array<Sdk.RouteServerPeer>
    >()
    expectTypeOf(RouteServerPeer.byEndpoint(peers)).toEqualTypeOf<
      Map<string | undefined, Array<Sdk.RouteServerPeer>>
    >()
    return [
      peers.filter(RouteServerPeer.isLive),
      peers.map(RouteServerPeer.tags),
      peers.filter(Health.isBgpDown),
    ]
  })

  it("is a peer only when it has been read", () => {
    // @ts-expect-error: it may have no ID.
    RouteServerPeer.make(sdkPeer)
  })

  it("is told from what is no peer at all", () => {
    // @ts-expect-error: the state is a text.
    return Health.of({ State: 1 })
  })
})

describe("RouteServerPeer.toSdk", () => {
  it("gives what code for the SDK takes", () => {
    expectTypeOf<RouteServerPeer.SdkPeer>().toExtend<Sdk.RouteServerPeer>()
    const forSdk = (peers: Array<Sdk.RouteServerPeer>) => peers
    return forSdk([peer].map(RouteServerPeer.toSdk))
  })

  it("has the SDK's own values and members that may be changed", () => {
    expectTypeOf<
      Present<RouteServerPeer.SdkPeer["State"]>
    >().toEqualTypeOf<Sdk.RouteServerPeerState>()
    expectTypeOf<Present<RouteServerPeer.SdkPeer["VpcId"]>>().toEqualTypeOf<string>()
    const copy = RouteServerPeer.toSdk(peer)
    copy.Tags?.push({ Key: "env", Value: "prod" })
  })
})

describe("RouteServerPeer.make", () => {
  it("takes plain strings and numbers", () => {
    expectTypeOf(
      RouteServerPeer.make({
        RouteServerPeerId: "rsp-0e1c240ae33a4f642",
        State: "draining",
        BgpOptions: { PeerAsn: 65001 },
      }),
    ).toEqualTypeOf<Peer>()
  })

  it("wants the ID", () => {
    // @ts-expect-error: it has no ID.
    RouteServerPeer.make({ State: "available" })
  })

  it("does not let a misspelt member compile", () => {
    // @ts-expect-error: it is State.
    RouteServerPeer.make({ RouteServerPeerId: "rsp-1", Sate: "available" })
  })
})

describe("RouteServerPeer.tags", () => {
  it("says that a tag may be absent", () => {
    expectTypeOf(RouteServerPeer.tags(peer)["env"]).toEqualTypeOf<string | undefined>()
  })
})
