/**
 * Reading what AWS answered: a peer, and a page of them, from what `JSON.parse` gives.
 *
 * Everybody checks the same: the ID is there and not empty, an ASN is a whole number, a
 * tag has a key, every member that is there is of its type, and members that nobody
 * knows are let through and kept. Ajv, ArkType and TypeBox look at the value and leave
 * it as it is, zod and valibot copy it.
 */
import { DescribeRouteServerPeers, RouteServerPeer } from "@route-server/core"
import { Fleet } from "@route-server/testing"
import { Ajv } from "ajv"
import { type } from "arktype"
import { Result, Schema } from "effect"
import * as TypeBox from "typebox"
import { Compile } from "typebox/compile"
import * as v from "valibot"
import * as z from "zod"
import type { Contest, Suite } from "../Suite.ts"

const text = z.string()
const some = z.optional(text)
const zodStatus = z.optional(z.looseObject({ Status: some }))
const zodPeer = z.looseObject({
  RouteServerPeerId: text.min(1),
  RouteServerEndpointId: some,
  RouteServerId: some,
  VpcId: some,
  SubnetId: some,
  State: some,
  FailureReason: some,
  EndpointEniId: some,
  EndpointEniAddress: some,
  PeerAddress: some,
  BgpOptions: z.optional(
    z.looseObject({ PeerAsn: z.optional(z.int()), PeerLivenessDetection: some }),
  ),
  BgpStatus: zodStatus,
  BfdStatus: zodStatus,
  Tags: z.optional(z.array(z.looseObject({ Key: text, Value: some }))),
})
const zodPage = z.looseObject({ RouteServerPeers: z.array(zodPeer), NextToken: some })

const vSome = v.optional(v.string())
const vStatus = v.optional(v.looseObject({ Status: vSome }))
const valibotPeer = v.looseObject({
  RouteServerPeerId: v.pipe(v.string(), v.minLength(1)),
  RouteServerEndpointId: vSome,
  RouteServerId: vSome,
  VpcId: vSome,
  SubnetId: vSome,
  State: vSome,
  FailureReason: vSome,
  EndpointEniId: vSome,
  EndpointEniAddress: vSome,
  PeerAddress: vSome,
  BgpOptions: v.optional(
    v.looseObject({
      PeerAsn: v.optional(v.pipe(v.number(), v.safeInteger())),
      PeerLivenessDetection: vSome,
    }),
  ),
  BgpStatus: vStatus,
  BfdStatus: vStatus,
  Tags: v.optional(v.array(v.looseObject({ Key: v.string(), Value: vSome }))),
})
const valibotPage = v.looseObject({ RouteServerPeers: v.array(valibotPeer), NextToken: vSome })

const arkPeer = type({
  RouteServerPeerId: "string > 0",
  "RouteServerEndpointId?": "string",
  "RouteServerId?": "string",
  "VpcId?": "string",
  "SubnetId?": "string",
  "State?": "string",
  "FailureReason?": "string",
  "EndpointEniId?": "string",
  "EndpointEniAddress?": "string",
  "PeerAddress?": "string",
  "BgpOptions?": { "PeerAsn?": "number.integer", "PeerLivenessDetection?": "string" },
  "BgpStatus?": { "Status?": "string" },
  "BfdStatus?": { "Status?": "string" },
  "Tags?": type({ Key: "string", "Value?": "string" }).array(),
})
const arkPage = type({ RouteServerPeers: arkPeer.array(), "NextToken?": "string" })

const { Object: struct, Optional: optional } = TypeBox
const boxSome = optional(TypeBox.String())
const boxStatus = optional(struct({ Status: boxSome }))
// A JSON schema, which is what Ajv reads, too.
const boxPeer = struct({
  RouteServerPeerId: TypeBox.String({ minLength: 1 }),
  RouteServerEndpointId: boxSome,
  RouteServerId: boxSome,
  VpcId: boxSome,
  SubnetId: boxSome,
  State: boxSome,
  FailureReason: boxSome,
  EndpointEniId: boxSome,
  EndpointEniAddress: boxSome,
  PeerAddress: boxSome,
  BgpOptions: optional(
    struct({ PeerAsn: optional(TypeBox.Integer()), PeerLivenessDetection: boxSome }),
  ),
  BgpStatus: boxStatus,
  BfdStatus: boxStatus,
  Tags: optional(TypeBox.Array(struct({ Key: TypeBox.String(), Value: boxSome }))),
})
const boxPage = struct({ RouteServerPeers: TypeBox.Array(boxPeer), NextToken: boxSome })

const decodePeer = Schema.decodeUnknownSync(RouteServerPeer.RouteServerPeer)

const wrong = (): never => {
  throw new Error("What is fine is taken for wrong")
}

const peers = JSON.parse(JSON.stringify(Fleet.make({ seed: 3, size: 1000 })))
const page = { RouteServerPeers: peers, NextToken: "token" }

/** Contests of the page, or of its peers one by one. */
const contests = (): ReadonlyArray<Contest> => {
  const ajv = new Ajv()
  const ajvPeer = ajv.compile(boxPeer)
  const ajvPage = ajv.compile(boxPage)
  const compiledPeer = Compile(boxPeer)
  const compiledPage = Compile(boxPage)
  const each = (decode: (peer: unknown) => unknown) => () => {
    let last: unknown
    for (const peer of peers) last = decode(peer)
    return last
  }
  return [
    {
      work: "decode and validate one peer, 1,000 times",
      ours: each((peer) => decodePeer(peer)),
      against: [
        { name: "zod 4", run: each((peer) => zodPeer.parse(peer)), limit: 0.5 },
        { name: "valibot", run: each((peer) => v.parse(valibotPeer, peer)), limit: 0.5 },
        { name: "arktype", run: each((peer) => arkPeer.assert(peer)), limit: 1 },
        {
          name: "typebox, compiled",
          run: each((peer) => (compiledPeer.Check(peer) ? peer : wrong())),
          limit: 4,
        },
        { name: "ajv", run: each((peer) => (ajvPeer(peer) ? peer : wrong())), limit: 4 },
      ],
    },
    {
      work: "decode and validate a page of 1,000",
      ours: () => Result.getOrThrow(DescribeRouteServerPeers.decodeResult(page)),
      against: [
        { name: "zod 4", run: () => zodPage.parse(page), limit: 0.5 },
        { name: "valibot", run: () => v.parse(valibotPage, page), limit: 0.5 },
        { name: "arktype", run: () => arkPage.assert(page), limit: 1.5 },
        {
          name: "typebox, compiled",
          run: () => (compiledPage.Check(page) ? page : wrong()),
          limit: 1.5,
        },
        { name: "ajv", run: () => (ajvPage(page) ? page : wrong()), limit: 1.5 },
      ],
    },
  ]
}

export const decode: Suite = {
  name: "decode",
  seconds: 15,
  isQuick: true,
  prepare: async () => ({ contests: contests() }),
}
