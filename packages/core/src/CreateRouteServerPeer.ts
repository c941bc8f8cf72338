/**
 * The request of CreateRouteServerPeer, and how it is judged.
 *
 * The members are those of the service model. What AWS answers to a request that is
 * wrong is not public, so codes and texts are those of its siblings (guess).
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Asn } from "./Asn.ts"
import { Ipv4Address } from "./Ipv4Address.ts"
import { judgePermission } from "./internal/permission.ts"
import { requestForm } from "./internal/requestForm.ts"
import * as Refusal from "./Refusal.ts"
import { RouteServerEndpointId } from "./ResourceId.ts"
import { PeerLivenessDetection } from "./RouteServerPeer.ts"
import * as SchemaFault from "./SchemaFault.ts"
import type { MissingParameter, ServiceError } from "./ServiceError.ts"
import * as Tag from "./Tag.ts"

/**
 * A tag as a request asks for it; what it may be is judged by {@link judgeTags}.
 *
 * @category schemas
 */
export const AskedTag = Schema.Struct({
  Key: Schema.optional(Schema.String),
  Value: Schema.optional(Schema.String),
})
/** @category models */
export interface AskedTag extends Schema.Schema.Type<typeof AskedTag> {}

const Specification = Schema.Struct({
  /** The kind of resource to tag: `route-server-peer`. */
  ResourceType: Schema.optional(Schema.String),
  Tags: Schema.optional(Schema.Array(AskedTag)),
})

/**
 * A request to create a peer, member by member as in the AWS reference. There is no
 * ClientToken (model).
 *
 * @category schemas
 */
export const Request = Schema.Struct({
  /** The endpoint that is to hold the other end of the session; required. */
  RouteServerEndpointId: Schema.optional(Schema.String),
  /** The IPv4 address of the appliance; required. */
  PeerAddress: Schema.optional(Schema.String),
  /** The ASN of the appliance, which is required, and the liveness protocol. */
  BgpOptions: Schema.optional(
    Schema.Struct({
      PeerAsn: Schema.optional(Schema.Int),
      PeerLivenessDetection: Schema.optional(Schema.String),
    }),
  ),
  /** The tags of the new peer. */
  TagSpecifications: Schema.optional(Schema.Array(Specification)),
  /** Whether only to check the permissions; the answer is then an error that tells. */
  DryRun: Schema.optional(Schema.Boolean),
})
/** @category models */
export interface Request extends Schema.Schema.Type<typeof Request> {}

/**
 * What is to be created.
 *
 * @category models
 */
export interface Draft {
  readonly RouteServerEndpointId: RouteServerEndpointId
  readonly PeerAddress: Ipv4Address
  readonly BgpOptions: {
    readonly PeerAsn: Asn
    readonly PeerLivenessDetection: PeerLivenessDetection
  }
  readonly Tags: ReadonlyArray<Tag.Tag>
}

const form = requestForm(Request)

const required = (value: unknown, parameter: string): Result.Result<void, MissingParameter> =>
  value === undefined || value === "" ? Result.fail(Refusal.missing(parameter)) : Result.void

const valid =
  <A>(schema: Schema.Decoder<A>) =>
  (value: unknown, parameter: string) =>
    Result.mapError(Schema.decodeUnknownResult(schema)(value), ({ issue }) =>
      Refusal.invalidValue(parameter, value, `${SchemaFault.first(issue).message}.`),
    )

const validEndpointId = valid(RouteServerEndpointId)
const validAddress = valid(Ipv4Address)
const validAsn = valid(Asn)
const validLiveness = valid(Schema.Literals(PeerLivenessDetection.known))
const validResourceType = valid(Schema.Literal("route-server-peer"))
const validTagKey = valid(Tag.UserTag.schema.fields.Key)
const validTagValue = valid(Tag.TagValue)

/**
 * Refuses a tag without a key, as those that name what to take away.
 *
 * @category semantics
 */
export const judgeTagKeys = (
  tags: ReadonlyArray<AskedTag>,
  parameter: string,
): Result.Result<void, MissingParameter> =>
  Result.gen(function* () {
    for (const [index, { Key }] of tags.entries()) {
      yield* required(Key, `${parameter}[${index}].Key`)
    }
  })

/**
 * The tags that a user writes: keys of at most 127 and values of at most 256 Unicode
 * characters, no key that begins with `aws:` (model), and none twice (guess). A tag
 * without a value has the empty one (guess).
 *
 * @category semantics
 */
export const judgeTags = (
  tags: ReadonlyArray<AskedTag>,
  parameter: string,
): Result.Result<ReadonlyArray<Tag.Tag>, ServiceError> =>
  Result.gen(function* () {
    yield* judgeTagKeys(tags, parameter)
    const judged: Array<Tag.Tag> = []
    for (const [index, { Key, Value = "" }] of tags.entries()) {
      const place = `${parameter}[${index}]`
      const tag = {
        Key: yield* validTagKey(Key, `${place}.Key`),
        Value: yield* validTagValue(Value, `${place}.Value`),
      }
      if (judged.some((other) => other.Key === tag.Key)) {
        return yield* Result.fail(
          Refusal.invalidValue(`${place}.Key`, Key, "Expected each tag key once."),
        )
      }
      judged.push(tag)
    }
    return judged
  })

/**
 * Judges a request without looking at any endpoint or peer: its form, what it must
 * have, the permission and the dry run, and its values (the order is a guess).
 *
 * **Example** (An address that is none)
 *
 * ```ts
 * import { CreateRouteServerPeer } from "@route-server/core"
 * import { Result } from "effect"
 *
 * const refused = CreateRouteServerPeer.judge({
 *   RouteServerEndpointId: "rse-0b3aab44fa6f0bb15",
 *   PeerAddress: "10.0.2",
 *   BgpOptions: { PeerAsn: 65001 },
 * })
 *
 * Result.getOrThrow(Result.flip(refused))._tag // => "InvalidParameterValue"
 * ```
 *
 * @category semantics
 */
export const judge = (
  request: Request,
  options: { readonly authorized?: boolean | undefined } = {},
): Result.Result<Draft, ServiceError> =>
  Result.gen(function* () {
    const asked = yield* form.judge(request)
    const { BgpOptions = {}, TagSpecifications = [] } = asked
    yield* required(asked.RouteServerEndpointId, "RouteServerEndpointId")
    yield* required(asked.PeerAddress, "PeerAddress")
    yield* required(BgpOptions.PeerAsn, "BgpOptions.PeerAsn")
    yield* judgePermission(asked, options)
    const endpoint = yield* validEndpointId(asked.RouteServerEndpointId, "RouteServerEndpointId")
    const address = yield* validAddress(asked.PeerAddress, "PeerAddress")
    const PeerAsn = yield* validAsn(BgpOptions.PeerAsn, "BgpOptions.PeerAsn")
    const liveness = yield* validLiveness(
      BgpOptions.PeerLivenessDetection ?? "bgp-keepalive",
      "BgpOptions.PeerLivenessDetection",
    )
    for (const [index, { ResourceType }] of TagSpecifications.entries()) {
      yield* validResourceType(ResourceType, `TagSpecifications[${index}].ResourceType`)
    }
    const tags = TagSpecifications.flatMap(({ Tags = [] }) => Tags)
    return {
      RouteServerEndpointId: endpoint,
      PeerAddress: address,
      BgpOptions: { PeerAsn, PeerLivenessDetection: liveness },
      Tags: yield* judgeTags(tags, "TagSpecifications.Tags"),
    }
  })
