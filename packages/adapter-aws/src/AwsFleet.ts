/**
 * A fleet over accounts and regions of AWS: a target for each region of each account,
 * with a client of its own that is made when it is first asked.
 *
 * - **A role is assumed once for each account**, not once for each region, and again
 *   before its credentials expire.
 * - **Patterns of regions** stand for those that are enabled, as DescribeRegions tells
 *   (one request for each account). Where it may not be called, or does not answer, they
 *   stand for all that the SDK knows (model), and a note says so: a region that is not
 *   enabled then shows as unknown (guess: EC2 refuses requests there), and none is passed
 *   over.
 * - **Requests are spread out**: EC2 counts them by account and region, in a bucket of
 *   100 that is refilled with 20 a second (docs). A fleet takes half of both at most, so
 *   that who else works in the account finds room.
 * - **What keeps an account from being asked** fails the requests to its targets, and
 *   nothing else.
 *
 * It needs Node, for the AWS CLI's files, so it stands at a subpath of its own.
 *
 * **Example** (All regions of two accounts)
 *
 * ```ts
 * import { AwsAccount } from "@route-server/adapter-aws"
 * import * as AwsFleet from "@route-server/adapter-aws/AwsFleet"
 * import { Fleet } from "@route-server/core"
 * import { Effect } from "effect"
 *
 * const accounts: ReadonlyArray<AwsAccount.AwsAccount> = [
 *   { name: "prod", role_arn: "arn:aws:iam::111122223333:role/Reader", regions: ["eu-*"] },
 *   { name: "lab", profile: "lab", regions: ["us-east-1"] },
 * ]
 *
 * const listing = Fleet.collect().pipe(Effect.provide(AwsFleet.layer(accounts)))
 * ```
 */
import type { EC2ClientConfig } from "@aws-sdk/client-ec2"
import { Fleet, Limits, PeerSource, PeerSourceError, type Target } from "@route-server/core"
import * as DurationInput from "@route-server/core/DurationInput"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RateLimiter from "effect/persistence/RateLimiter"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { type AwsAccount, accountOfRole, idOf } from "./AwsAccount.ts"
import * as AwsPeerSource from "./AwsPeerSource.ts"
import * as credentials from "./internal/credentials.ts"
import { sharedProfiles } from "./internal/profiles.ts"
import { expand, homeOf, isPattern, matching } from "./internal/regions.ts"
import { TIMEOUTS } from "./internal/timeouts.ts"

/**
 * How to ask the accounts.
 *
 * @category options
 */
export interface Options extends AwsPeerSource.AwsOptions {
  /**
   * What all clients have in common, such as `requestHandler` and `maxAttempts`. Their
   * region, profile and credentials are those of the accounts. Default: one request
   * handler, and so one set of connections, for all.
   */
  readonly client?:
    | Omit<EC2ClientConfig, "region" | "profile" | "credentials" | "credentialDefaultProvider">
    | undefined
  /** Gives the code of a device for a profile with `mfa_serial`. Default: such a profile fails. */
  readonly mfaCode?: ((serial: string) => Promise<string>) | undefined
  /**
   * How many requests an account and region is sent at once after a pause, and how many
   * a second from then on. Default: 50 and 10, half of what EC2 allows (docs).
   */
  readonly requests?: { readonly burst: number; readonly perSecond: number } | undefined
  /** How long to wait for DescribeRegions, before the regions that the SDK knows are taken. Default: 10 seconds. */
  readonly discoveryPatience?: Duration.Input | undefined
}

/**
 * No accounts can be made of profiles: the files can't be read, no profile is meant, or
 * nobody says which region.
 *
 * @category errors
 */
export class ProfilesError extends Schema.TaggedError<ProfilesError>()("ProfilesError", {
  message: Schema.String,
  /** The pattern or the profile that it is about. */
  name: Schema.String,
  /** The profiles that there are. */
  profiles: Schema.Array(Schema.String),
}) {}

/** Variables by their names. */
type Environment = Readonly<Record<string, string | undefined>>

/**
 * An account for each profile in the AWS CLI's files that one of these names or
 * patterns means, called like the profile. Its regions are the given ones, or else
 * `AWS_REGION` or that of the profile.
 *
 * @category constructors
 */
export const profiles = Effect.fnUntraced(function* (
  patterns: ReadonlyArray<string>,
  {
    regions: [first, ...others] = [],
    environment = {},
  }: {
    /** Names of regions, or patterns. Default: none. */
    readonly regions?: ReadonlyArray<string> | undefined
    /** Where `AWS_CONFIG_FILE`, `AWS_SHARED_CREDENTIALS_FILE`, `AWS_REGION` and `AWS_DEFAULT_REGION` are looked up. Default: empty. */
    readonly environment?: Environment | undefined
  } = {},
): Effect.fn.Return<ReadonlyArray<AwsAccount>, ProfilesError> {
  const sections = yield* Effect.tryPromise({
    try: () => sharedProfiles(environment),
    catch: () =>
      new ProfilesError({
        message: "The files of the AWS CLI can't be read",
        name: patterns.join(","),
        profiles: [],
      }),
  })
  const { AWS_REGION, AWS_DEFAULT_REGION } = environment
  const names = [...sections.keys()]
  const chosen = matching(patterns, names)
  for (const pattern of patterns) {
    if (matching([pattern], names).some((name) => sections.has(name))) continue
    const message = isPattern(pattern)
      ? `No profile matches '${pattern}'`
      : `The profile '${pattern}' does not exist`
    return yield* new ProfilesError({ message, name: pattern, profiles: names })
  }
  return yield* Effect.forEach(chosen, (name) => {
    const section = sections.get(name) ?? {}
    const region = first ?? (AWS_REGION || AWS_DEFAULT_REGION || section["region"])
    if (region === undefined) {
      const message = `The profile '${name}' has no region, and none is given`
      return Effect.fail(new ProfilesError({ message, name, profiles: names }))
    }
    const account = section["sso_account_id"] ?? accountOfRole(section["role_arn"])
    return Effect.succeed<AwsAccount>({
      name,
      profile: name,
      ...(account === undefined ? {} : { account }),
      regions: [region, ...others],
    })
  })
})

/** How many accounts are asked for their regions at the same time. */
const DISCOVERIES = 16

/** A source that is made when it is first asked, and goes with the scope. */
const lazily = (
  layer: Layer.Layer<PeerSource.PeerSource, PeerSourceError.TransportError>,
  limits: Limits.Limits,
  scope: Scope.Scope,
): PeerSource.PeerSource["Service"] => {
  const lock = Semaphore.makeUnsafe(1)
  let made: PeerSource.PeerSource["Service"] | undefined
  const source = Effect.suspend(() =>
    made === undefined
      ? Effect.map(Layer.buildWithScope(layer, scope), (context) => {
          made = Context.get(context, PeerSource.PeerSource)
          return made
        })
      : Effect.succeed(made),
  )
  return {
    supports: { limits },
    describe: (request) =>
      Effect.flatMap(Semaphore.withPermit(lock, source), ({ describe }) => describe(request)),
  }
}

/** The source of a pattern that stands for no region. */
const nowhere = (pattern: string): PeerSource.PeerSource["Service"] => ({
  describe: () =>
    new PeerSourceError.TransportError({
      message: `No region matches '${pattern}'`,
      reason: { _tag: "InvalidConfiguration" },
    }),
})

/**
 * The fleet of some accounts, for as long as the scope is open, and what there is to say
 * of it in words: whose regions could not be told. Fails with `DuplicateTarget` if two
 * accounts of one name have the same region.
 *
 * @category constructors
 */
export const make = Effect.fnUntraced(function* (
  accounts: ReadonlyArray<AwsAccount>,
  {
    client = {},
    mfaCode,
    requests: { burst, perSecond } = { burst: 50, perSecond: 10 },
    discoveryPatience = "10 seconds",
    ...options
  }: Options = {},
) {
  const patience = DurationInput.make("discoveryPatience", discoveryPatience)
  const scope = yield* Effect.scope
  const context = yield* Layer.build(
    RateLimiter.layer.pipe(Layer.provide(RateLimiter.layerStoreMemory)),
  )
  const limiter = Context.get(context, RateLimiter.RateLimiter)
  const requestHandler = client.requestHandler ?? new NodeHttpHandler(TIMEOUTS)
  const common: EC2ClientConfig = { ...client, requestHandler }
  const providers = yield* Effect.promise(() => import("@aws-sdk/credential-providers"))
  const credentialsOf = credentials.make(providers, {
    mfaCode,
    client: {
      requestHandler,
      ...(client.maxAttempts === undefined ? {} : { maxAttempts: client.maxAttempts }),
    },
  })

  /** What the clients of an account have in common. */
  const configOf = (account: AwsAccount): EC2ClientConfig => ({
    ...common,
    ...(account.profile === undefined ? {} : { profile: account.profile }),
    ...(account.endpoint_url === undefined ? {} : { endpoint: account.endpoint_url }),
    credentialDefaultProvider: credentialsOf(account, homeOf(account)),
  })

  const spread = (
    account: AwsAccount,
    region: string,
    source: PeerSource.PeerSource["Service"],
  ): PeerSource.PeerSource["Service"] => {
    const turn = limiter.consume({
      key: `${idOf(account) ?? account.name}/${region}`,
      algorithm: "token-bucket",
      onExceeded: "delay",
      limit: burst,
      window: Duration.seconds(burst / perSecond),
    })
    return {
      ...source,
      describe: (request) =>
        Effect.andThen(
          // In memory nothing can fail that is told to wait.
          Effect.flatMap(Effect.orDie(turn), ({ delay }) => Effect.sleep(delay)),
          source.describe(request),
        ),
    }
  }

  const memberOf = (account: AwsAccount, region: string): Fleet.Member => {
    const { labels, name, request } = account
    const id = idOf(account)
    const target: Target.Target = {
      name: `${name}/${region}`,
      region,
      ...(id === undefined ? {} : { account: id }),
      ...(labels === undefined ? {} : { labels }),
      ...(request === undefined ? {} : { request }),
    }
    if (isPattern(region)) return { target, source: nowhere(region) }
    const layer = AwsPeerSource.layer({ ...configOf(account), region }, options)
    const source = lazily(layer, options.limits ?? Limits.ec2, scope)
    return { target, source: spread(account, region, source) }
  }

  const expanded = yield* Effect.forEach(
    accounts,
    (account) =>
      Effect.map(expand(account, configOf(account), patience), ({ regions, notes }) => ({
        notes,
        members: regions.map((region) => memberOf(account, region)),
      })),
    { concurrency: DISCOVERIES },
  )
  return {
    fleet: yield* Effect.fromResult(Fleet.make(expanded.flatMap(({ members }) => members))),
    notes: expanded.flatMap(({ notes }) => notes),
  }
})

/**
 * The layer of {@link make}. What there is to say is logged as a warning.
 *
 * @category layers
 */
export const layer = (
  accounts: ReadonlyArray<AwsAccount>,
  options: Options = {},
): Layer.Layer<Fleet.Fleet, Fleet.DuplicateTarget> =>
  Layer.effect(
    Fleet.Fleet,
    Effect.gen(function* () {
      const { fleet, notes } = yield* make(accounts, options)
      yield* Effect.forEach(notes, (note) => Effect.logWarning(note), { discard: true })
      return fleet
    }),
  )
