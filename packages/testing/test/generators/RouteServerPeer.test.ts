import { assert, describe, it } from "@effect/vitest"
import { Asn, Ipv4Address, ResourceId, RouteServerPeer, Shape, Tag } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { Schema } from "effect"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"

const holdsFor = <A>(arbitrary: fc.Arbitrary<A>, predicate: (value: A) => boolean) =>
  fc.assert(fc.property(arbitrary, (value) => assert.isTrue(predicate(value))))

describe("values", () => {
  it("are valid", () => {
    holdsFor(Generators.routeServerPeerId(), Schema.is(ResourceId.RouteServerPeerId))
    holdsFor(Generators.routeServerEndpointId(), Schema.is(ResourceId.RouteServerEndpointId))
    holdsFor(Generators.routeServerId(), Schema.is(ResourceId.RouteServerId))
    holdsFor(Generators.vpcId(), Schema.is(ResourceId.VpcId))
    holdsFor(Generators.subnetId(), Schema.is(ResourceId.SubnetId))
    holdsFor(Generators.networkInterfaceId(), Schema.is(ResourceId.NetworkInterfaceId))
    holdsFor(Generators.asn(), Schema.is(Asn.Asn))
    holdsFor(Generators.ipv4Address(), Schema.is(Ipv4Address.Ipv4Address))
    holdsFor(Generators.tag(), Schema.is(Tag.Tag))
    holdsFor(Generators.state(), Schema.is(RouteServerPeer.State))
  })

  it("are malformed where they should be", () => {
    const isId = Schema.is(ResourceId.RouteServerPeerId)
    holdsFor(Generators.malformedPeerId(), (id) => !isId(id))
  })

  it("can be carried by XML", () => {
    holdsFor(
      Generators.text(),
      (text) =>
        text.isWellFormed() &&
        /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text),
    )
  })

  it("cover both ranges of private ASNs, public ones, and the edges", () => {
    assertCovers(Generators.asn(), {
      "private, 16 bits": [0.3, (asn) => asn >= 64_512 && asn <= 65_534],
      "private, 32 bits": [0.1, (asn) => asn >= 4_200_000_000 && asn <= 4_294_967_294],
      public: [0.1, (asn) => !Asn.isPrivate(asn)],
      "the least": [0.001, (asn) => asn === 1],
      "the greatest": [0.001, (asn) => asn === 4_294_967_295],
    })
  })

  it("cover IDs of today, of old accounts, and short ones", () => {
    assertCovers(Generators.vpcId(), {
      "17 digits": [0.3, (id) => /^vpc-[0-9a-f]{17}$/.test(id)],
      "8 digits": [0.1, (id) => /^vpc-[0-9a-f]{8}$/.test(id)],
      short: [0.2, (id) => /^vpc-[0-9a-z]{1,2}$/.test(id)],
    })
  })

  it("cover tags of every kind", () => {
    assertCovers(Generators.tag(), {
      "reserved key": [0.05, (tag) => Tag.isReserved(tag)],
      "name of every object": [
        0.01,
        ({ Key }) => ["__proto__", "constructor", "toString", "hasOwnProperty"].includes(Key),
      ],
      "longest key in characters of four bytes": [0.01, ({ Key }) => Key === "𝔘".repeat(127)],
      "longest value": [0.02, (tag) => Array.from(Tag.valueOf(tag)).length === 256],
      "empty value": [0.01, ({ Value }) => Value === ""],
      "pattern in the value": [0.08, (tag) => /[*?\\]/.test(Tag.valueOf(tag))],
    })
  })
})

describe("peer", () => {
  const decode = Schema.decodeUnknownSync(RouteServerPeer.RouteServerPeer)
  const encode = Schema.encodeSync(RouteServerPeer.RouteServerPeer)

  it("survives a trip through JSON", () => {
    fc.assert(
      fc.property(Generators.peer({ unknownMembers: true }), (peer) => {
        const json: unknown = JSON.parse(JSON.stringify(encode(peer)))
        assert.deepStrictEqual(decode(json), peer)
      }),
    )
  })

  it("covers states, absent members and unknown values", () => {
    assertCovers(Generators.peer(), {
      "known state": [
        0.3,
        ({ State }) => State !== undefined && RouteServerPeer.State.isKnown(State),
      ],
      "unknown state": [
        0.02,
        ({ State }) => State !== undefined && !RouteServerPeer.State.isKnown(State),
      ],
      "no state": [0.1, ({ State }) => State === undefined],
      "no tags": [0.1, ({ Tags }) => Tags === undefined],
      "empty tags": [0.05, ({ Tags }) => Tags?.length === 0],
      "empty status": [
        0.05,
        ({ BgpStatus }) => BgpStatus !== undefined && BgpStatus.Status === undefined,
      ],
      failure: [0.1, ({ FailureReason }) => FailureReason !== undefined],
    })
  })

  it("is complete and known when asked to be", () => {
    fc.assert(
      fc.property(Generators.peer({ absentMembers: false, unknownValues: false }), (peer) => {
        assert.hasAllKeys(
          peer,
          Shape.of(RouteServerPeer.RouteServerPeer).members.map(({ name }) => name),
        )
        assert.isTrue(RouteServerPeer.State.isKnown(peer.State ?? ""))
        assert.isTrue(RouteServerPeer.SessionStatus.isKnown(peer.BgpStatus?.Status ?? ""))
        assert.hasAllKeys(peer.BgpOptions, ["PeerAsn", "PeerLivenessDetection"])
      }),
    )
  })

  it("has members that are not known when asked to", () => {
    assertCovers(Generators.peer({ unknownMembers: true }), {
      unknown: [0.04, (peer) => "OwnerId" in peer || "PeerEniId" in peer],
    })
  })

  it("shrinks to an ID", () => {
    assert.deepEqual<unknown>(
      smallest(Generators.peer(), () => true),
      {
        RouteServerPeerId: "rsp-0",
      },
    )
  })
})
