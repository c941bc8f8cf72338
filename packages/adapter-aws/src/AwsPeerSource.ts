/**
 * The `PeerSource` of the real service: DescribeRouteServerPeers through the AWS
 * SDK's EC2 client.
 *
 * Region, credentials, endpoint, proxies and retries are the SDK's, so the
 * environment variables and files of the AWS CLI work as they do there. What
 * the adapter adds: every filter name of the catalogue works, since filters
 * that AWS refuses are evaluated here, page by page; answers are validated; and
 * every failure is a typed error that holds no credential.
 *
 * **Example** (Listing the peers whose session is down)
 *
 * ```ts
 * import { Effect } from "effect"
 * import { AwsPeerSource } from "@route-server/adapter-aws"
 * import { Filter, Listing } from "@route-server/core"
 *
 * const down = Listing.collect({
 *   Filters: [Filter.make("VpcId", "vpc-571faf2e"), Filter.make("BgpStatus.Status", "down")],
 * }).pipe(Effect.provide(AwsPeerSource.layer({ region: "eu-west-1" })))
 * ```
 */
import { EC2Client, type EC2ClientConfig } from "@aws-sdk/client-ec2"
import {
  type DescribeRouteServerPeers,
  FilterNames,
  Limits,
  PeerSource,
  type PeerSourceError,
} from "@route-server/core"
import { Config, Effect, Layer, Option } from "effect"
import { CredentialTrail } from "./internal/CredentialTrail.ts"
import { call } from "./internal/call.ts"
import { invalidConfiguration } from "./internal/failure.ts"
import * as filters from "./internal/filters.ts"
import { profileEndpoint } from "./internal/profileEndpoint.ts"
import { Redactor } from "./internal/redact.ts"

/**
 * What AWS leaves open, and what the user bounds.
 *
 * @category options
 */
export interface AwsOptions {
  /**
   * The filter names that AWS accepts. A filter that one of these names selects goes to AWS, any other is evaluated
   * here. Default: `FilterNames.acceptedByAws`.
   */
  readonly acceptedNames?: FilterNames.FilterNames | undefined
  /**
   * What to do when AWS refuses a name of `acceptedNames` after all: `fail` with
   * an `InvalidParameterValue` that names it, or `evaluate` the filter here, now
   * and for as long as the layer lives. Default: `fail`.
   */
  readonly onRefusedFilter?: "fail" | "evaluate" | undefined
  /** How much one request may ask of filters. Default: `Limits.ec2`. */
  readonly limits?: Limits.Limits | undefined
  /**
   * The greatest length of an answer, in bytes; a longer one fails with
   * `MalformedResponse`. A page of 1,000 peers takes about one million. Default:
   * 67108864 (64 MiB). A greater number than 268435456 (256 MiB), `Infinity`
   * included, stands for that one. Throws a `RangeError`, when the layer is made,
   * for a number below 0.
   */
  readonly maxResponseBytes?: number | undefined
}

const DEFAULT_MAX_RESPONSE_BYTES = 67_108_864

/** What is read becomes a string, which in V8 has fewer than 2 ** 29 characters. */
const READABLE_RESPONSE_BYTES = 268_435_456

const complete = ({
  acceptedNames = FilterNames.acceptedByAws,
  onRefusedFilter = "fail",
  limits = Limits.ec2,
  maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES,
}: AwsOptions) => {
  if (!(maxResponseBytes >= 0)) {
    throw new RangeError(
      `maxResponseBytes must be a number of bytes from 0, not ${maxResponseBytes}`,
    )
  }
  return {
    acceptedNames,
    onRefusedFilter,
    limits,
    maxResponseBytes: Math.min(maxResponseBytes, READABLE_RESPONSE_BYTES),
  }
}

type Complete = ReturnType<typeof complete>

/**
 * A source over a client of the AWS SDK that the caller already has, and goes
 * on to own: it is not destroyed with the layer, and nothing is added to it.
 *
 * @category layers
 */
export const layerClient = (
  client: EC2Client,
  options: AwsOptions = {},
): Layer.Layer<PeerSource.PeerSource> => {
  const settings = complete(options)
  return Layer.sync(PeerSource.PeerSource, () => make(client, settings, undefined))
}

/**
 * How long to wait for the beginning of an answer, the connection included, and
 * for any more of it, in milliseconds: as long as the AWS CLI. (A time-out of the
 * SDK's for the connection alone would keep a process from ending, run.)
 */
const TIMEOUTS = {
  requestTimeout: 60_000,
  socketTimeout: 60_000,
  throwOnRequestTimeout: true,
}

/** What the SDK would not find by itself: the endpoint of a profile that was chosen in code. */
const configuredEndpoint = ({
  profile,
  endpoint,
  ignoreConfiguredEndpointUrls,
}: EC2ClientConfig) =>
  profile === undefined || endpoint !== undefined || ignoreConfiguredEndpointUrls
    ? Effect.succeed({})
    : Effect.map(
        Effect.tryPromise({
          try: () => profileEndpoint(profile),
          catch: (error) => invalidConfiguration(error, new Redactor()),
        }),
        (endpoint) => (endpoint === undefined ? {} : { endpoint }),
      )

/**
 * A source over a client of its own, which is destroyed with the layer.
 *
 * **Details**
 *
 * `config` is whatever the SDK takes; with none, region and credentials come
 * from the environment and the files of the AWS CLI. Fails with a
 * `TransportError` whose reason is `InvalidConfiguration` if the SDK makes no
 * client from it; what the SDK finds out later fails the first call.
 *
 * Unless `requestHandler` is given, an attempt fails with the reason `Timeout` if
 * its answer does not begin within 60 seconds, or then is silent for as long; the
 * SDK by itself would wait far longer, and for ever after an answer of HTTP 101
 * (run). In any case it fails if its answer takes more than 300 seconds to arrive.
 *
 * **Gotchas**
 *
 * A call that is interrupted hangs up at once, but a timer of the SDK's for a
 * retry that was due can keep the process from ending for up to 20 seconds.
 *
 * @category layers
 */
export const layer = (
  config: EC2ClientConfig = {},
  options: AwsOptions = {},
): Layer.Layer<PeerSource.PeerSource, PeerSourceError.TransportError> => {
  const settings = complete(options)
  return Layer.effect(
    PeerSource.PeerSource,
    Effect.gen(function* () {
      const trail = new CredentialTrail()
      const logger = trail.logger(config.logger)
      const endpoint = yield* configuredEndpoint(config)
      const client = yield* Effect.acquireRelease(
        Effect.try({
          try: () => new EC2Client({ requestHandler: TIMEOUTS, ...endpoint, ...config, logger }),
          catch: (error) => invalidConfiguration(error, new Redactor()),
        }),
        (client) => Effect.sync(() => client.destroy()),
      )
      return make(client, settings, trail)
    }),
  )
}

const variable = (name: string) => Config.option(Config.NonEmptyString(name))

/**
 * The settings of the AWS CLI that Effect's `Config` reads: `AWS_REGION`,
 * `AWS_PROFILE`, and `AWS_ENDPOINT_URL_EC2` or else `AWS_ENDPOINT_URL` unless
 * `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is `true`; each optional.
 *
 * @category configuration
 */
export const clientConfig: Config.Config<EC2ClientConfig> = Config.all({
  region: variable("AWS_REGION"),
  profile: variable("AWS_PROFILE"),
  ignored: variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"),
  ec2: variable("AWS_ENDPOINT_URL_EC2"),
  all: variable("AWS_ENDPOINT_URL"),
}).pipe(
  Config.map(({ region, profile, ignored, ec2, all }) => {
    const config: EC2ClientConfig = {}
    if (Option.isSome(region)) config.region = region.value
    if (Option.isSome(profile)) config.profile = profile.value
    const endpoint = Option.orElse(ec2, () => all)
    if (Option.exists(ignored, (value) => value.toLowerCase() === "true")) {
      config.ignoreConfiguredEndpointUrls = true
    } else if (Option.isSome(endpoint)) {
      config.endpoint = endpoint.value
    }
    return config
  }),
)

/**
 * Like {@link layer}, with the client's configuration from Effect's `Config`,
 * by default {@link clientConfig}. Credentials still come from the SDK's chain.
 *
 * **Example** (A region under a name of one's own)
 *
 * ```ts
 * import { Config } from "effect"
 * import { AwsPeerSource } from "@route-server/adapter-aws"
 *
 * const live = AwsPeerSource.layerConfig(Config.all({ region: Config.String("NETWORK_REGION") }))
 * ```
 *
 * @category layers
 */
export const layerConfig = (
  config: Config.Config<EC2ClientConfig> = clientConfig,
  options: AwsOptions = {},
): Layer.Layer<PeerSource.PeerSource, PeerSourceError.TransportError | Config.ConfigError> => {
  const settings = complete(options)
  return Layer.unwrap(Effect.map(config, (clientConfig) => layer(clientConfig, settings)))
}

const make = (
  client: EC2Client,
  options: Complete,
  credentialTrail: CredentialTrail | undefined,
) => {
  const { onRefusedFilter, limits, maxResponseBytes } = options
  const connection = { client, maxResponseBytes, credentialTrail }
  let { acceptedNames } = options

  const describe = (
    asked: DescribeRouteServerPeers.Request,
  ): Effect.Effect<DescribeRouteServerPeers.Result, PeerSourceError.PeerSourceError> => {
    // What becomes of the request later is nobody's answer.
    const judged = filters.refuse(asked, limits)
    return Effect.gen(function* () {
      const request = yield* Effect.fromResult(judged)
      const { pushed, matches } = yield* Effect.fromResult(
        filters.plan(request.Filters ?? [], acceptedNames),
      )
      const page = yield* call(connection, { ...request, Filters: pushed }).pipe(
        Effect.catch((error) => {
          const name = filters.refusedName(error, pushed)
          if (name === undefined) return Effect.fail(error)
          if (onRefusedFilter === "fail") return Effect.fail(filters.withRemedy(error, name))
          // Each turn takes at least one name away, so this comes to an end.
          acceptedNames = acceptedNames.without(name)
          return describe(request)
        }),
      )
      return matches === undefined
        ? page
        : { ...page, RouteServerPeers: page.RouteServerPeers.filter(matches) }
    })
  }

  return PeerSource.PeerSource.of({ describe })
}
