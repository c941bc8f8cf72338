/**
 * The `PeerSource` of the real service: DescribeRouteServerPeers through the AWS
 * SDK's EC2 client.
 *
 * Region, credentials, endpoint and retries are the SDK's, so most environment
 * variables and files of the AWS CLI work as they do there (not those for
 * proxies and certificate bundles, which the SDK does not read). What the
 * adapter adds: every filter name of the catalogue works, since filters that AWS
 * refuses are evaluated here, page by page; answers are validated, and judged
 * against their request; and every failure is a typed error that holds no
 * credential.
 *
 * **Example** (Listing the peers whose session is down)
 *
 * ```ts
 * import { Effect } from "effect"
 * import { AwsPeerSource } from "@route-server/adapter-aws"
 * import { Filter, Listing } from "@route-server/core"
 *
 * const down = Listing.collect({
 *   Filters: [
 *     Filter.make("VpcId", "vpc-571faf2e"),
 *     Filter.make("State", "available"),
 *     Filter.make("BgpStatus.Status", "down"),
 *   ],
 * }).pipe(Effect.provide(AwsPeerSource.layer({ region: "eu-west-1" })))
 * ```
 */
import type { EC2Client, EC2ClientConfig } from "@aws-sdk/client-ec2"
import {
  type DescribeRouteServerPeers,
  Filter,
  FilterNames,
  Limits,
  PeerSource,
  type PeerSourceError,
} from "@route-server/core"
import * as DurationInput from "@route-server/core/DurationInput"
import * as Config from "effect/Config"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CredentialTrail } from "./internal/CredentialTrail.ts"
import { call } from "./internal/call.ts"
import { breachIn } from "./internal/contract.ts"
import { exits } from "./internal/exits.ts"
import { invalidConfiguration } from "./internal/failure.ts"
import * as filters from "./internal/filters.ts"
import { Redactor } from "./internal/redact.ts"
import type { Telling } from "./internal/Told.ts"
import { TIMEOUTS } from "./internal/timeouts.ts"

/**
 * What an answer is instead of a result, as `found` of the reason `NotAResult`
 * tells it.
 *
 * - `Empty`: it has no body.
 * - `Html`: it is a page of HTML, as proxies and load balancers send.
 * - `NotXml`: it is something else that is not XML in UTF-8.
 * - `InvalidXml`: it is XML that is not well formed, or that has a document type.
 * - `UnexpectedDocument`: it is XML, and neither the operation's result nor an
 *   error of EC2.
 *
 * @category schemas
 */
export const Found = Schema.Literals([
  "Empty",
  "Html",
  "NotXml",
  "InvalidXml",
  "UnexpectedDocument",
])
/** @category models */
export type Found = typeof Found.Type

/**
 * What AWS leaves open, and what the user bounds.
 *
 * @category options
 */
export interface AwsOptions {
  /**
   * The filter names that AWS accepts. A filter that one of these names selects
   * goes to AWS, any other is evaluated here. Default: `FilterNames.acceptedByAws`.
   */
  readonly acceptedNames?: FilterNames.FilterNames | undefined
  /**
   * What to do when AWS refuses a name of `acceptedNames` after all: `fail` with
   * an `InvalidParameterValue` that names it, or `evaluate` the filter here, now
   * and for as long as the layer lives; a listing that is under way meanwhile goes
   * on with the filters that it began with. Default: `fail`.
   */
  readonly onRefusedFilter?: "fail" | "evaluate" | undefined
  /** How much one request may ask of filters. Default: `Limits.ec2`. */
  readonly limits?: Limits.Limits | undefined
  /**
   * The greatest length of an answer, in bytes; a longer one, or one with more
   * elements than one in 12 bytes of that, fails with `MalformedResponse`. A page of
   * 1,000 peers takes about one million, and a few times as many where each has
   * dozens of tags. Default: 8388608 (8 MiB). A greater number than 268435456 (256
   * MiB), `Infinity` included, stands for that one. Throws a `RangeError`, when the
   * layer is made, for a number below 0.
   */
  readonly maxResponseBytes?: number | undefined
  /**
   * How long one attempt may wait for the whole of its answer; one that takes
   * longer fails with the reason `Timeout`. Default: 5 minutes.
   */
  readonly responseTimeout?: Duration.Input | undefined
  /**
   * What to do with an answer that breaks the contract: a peer twice in a page,
   * more peers than `MaxResults`, peers that were not asked for by ID, peers that a
   * filter must have left out, or peers for a dry run. `fail` with a
   * `MalformedResponse` whose reason is `ContractBroken`, or `report` it in a warning
   * and pass the page on as it is. Default: `fail`.
   */
  readonly onContractBreach?: "fail" | "report" | undefined
  /**
   * What to do about a peer that can't be understood: `fail` the page with its ID
   * and the path of what is at fault, or leave it out and `report` it in the page's
   * `unreadable`, while the rest comes through. Default: `fail`.
   */
  readonly unreadable?: DescribeRouteServerPeers.Unreadable | undefined
  /**
   * Shows in errors what servers, providers of credentials and middlewares wrote,
   * word for word, and what was thrown as their cause. **That can be a credential**:
   * of a signed request, of a process that gives them out, of a file. So it is for
   * an hour of searching at one's own desk, not for logs. Default: `false`.
   */
  readonly rawErrors?: boolean | undefined
}

/** Eight times what a page of 1,000 peers takes. */
const DEFAULT_MAX_RESPONSE_BYTES = 8_388_608

/** What is read becomes a string, which in V8 has fewer than 2 ** 29 characters. */
const READABLE_RESPONSE_BYTES = 268_435_456

const complete = ({
  acceptedNames = FilterNames.acceptedByAws,
  onRefusedFilter = "fail",
  limits = Limits.ec2,
  maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES,
  responseTimeout = Duration.minutes(5),
  onContractBreach = "fail",
  unreadable = "fail",
  rawErrors = false,
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
    responseTimeout: DurationInput.make("responseTimeout", responseTimeout),
    onContractBreach,
    unreadable,
    rawErrors,
  }
}

type Complete = ReturnType<typeof complete>

/**
 * A source over a client of the AWS SDK that the caller already has, and goes
 * on to own: it is not destroyed with the layer, and nothing is added to it.
 *
 * **Gotchas**
 *
 * A middleware of the client's that reads answers sees those of this source
 * without a body, or of an error of EC2 with no more than its code: the adapter
 * reads them before it.
 *
 * @category layers
 */
export const layerClient = (
  client: EC2Client,
  options: AwsOptions = {},
): Layer.Layer<PeerSource.PeerSource> => {
  const settings = complete(options)
  return Layer.sync(PeerSource.PeerSource, () => make(client, settings, undefined, () => false))
}

/** What the SDK would not find by itself: the endpoint of a profile that was chosen in code. */
const configuredEndpoint = (
  { profile, endpoint, ignoreConfiguredEndpointUrls }: EC2ClientConfig,
  telling: Telling,
) =>
  profile === undefined || endpoint !== undefined || ignoreConfiguredEndpointUrls
    ? Effect.succeed({})
    : Effect.map(
        Effect.tryPromise({
          try: async () => {
            const { profileEndpoint } = await import("./internal/profileEndpoint.ts")
            return profileEndpoint(profile)
          },
          catch: (error) => invalidConfiguration(error, telling),
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
 * (run). In any case it fails if its answer takes longer than `responseTimeout`.
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
      const programs = yield* exits
      const environment = yield* Effect.forEach(SETTINGS, (name) =>
        Effect.orElseSucceed(variable(name), Option.none),
      )
      const { endpoint: url, profile, region } = config
      const own = new Set<unknown>([url, profile, region, ...environment.flatMap(Option.toArray)])
      const telling = {
        rawErrors: settings.rawErrors,
        isSetting: (text: string) => own.has(text) || programs.has(text),
      }
      const trail = new CredentialTrail(programs)
      const logger = trail.logger(config.logger)
      const endpoint = yield* configuredEndpoint(config, telling)
      // The SDK takes longer to load than all else; who needs no client needn't wait for it.
      const { EC2Client } = yield* Effect.promise(() => import("@aws-sdk/client-ec2"))
      const client = yield* Effect.acquireRelease(
        Effect.try({
          try: () => new EC2Client({ requestHandler: TIMEOUTS, ...endpoint, ...config, logger }),
          catch: (error) => invalidConfiguration(error, telling),
        }),
        (client) => Effect.sync(() => client.destroy()),
      )
      return make(client, settings, trail, telling.isSetting)
    }),
  )
}

/** The settings of the environment that errors may show. */
const SETTINGS = ["AWS_PROFILE", "AWS_REGION", "AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL"]

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
  isSetting: Telling["isSetting"],
) => {
  const { onRefusedFilter, onContractBreach, limits } = options
  const redactor = new Redactor()
  const connection = { client, ...options, redactor, credentialTrail, isSetting }
  const acceptedNames = new filters.AcceptedNames(options.acceptedNames)

  const ask = (
    request: DescribeRouteServerPeers.Request,
    names: FilterNames.FilterNames,
  ): Effect.Effect<DescribeRouteServerPeers.Result, PeerSourceError.PeerSourceError> => {
    const { Filters = [] } = request
    const { pushed, residual } = Filter.pushdown(Filters, names)
    const compiled = Filter.compile(residual)
    if (Result.isFailure(compiled)) return Effect.fail(compiled.failure)
    const sent = { ...request, Filters: pushed }
    return Effect.matchEffect(call(connection, sent), {
      onSuccess: (page) => {
        const breach = breachIn(sent, page)
        if (breach !== undefined && onContractBreach === "fail") return Effect.fail(breach)
        if (onRefusedFilter === "evaluate") acceptedNames.remember(page.result.NextToken, names)
        const { result } = page
        const answer =
          residual.length === 0
            ? result
            : { ...result, RouteServerPeers: result.RouteServerPeers.filter(compiled.success) }
        return breach === undefined
          ? Effect.succeed(answer)
          : Effect.as(Effect.logWarning(breach.message), answer)
      },
      onFailure: (failure) => {
        const name = filters.refusedName(failure, pushed)
        if (name === undefined) return Effect.fail(failure.error)
        if (onRefusedFilter === "fail") return filters.withRemedy(failure.error, name)
        // Each turn takes at least one name away, so this comes to an end.
        return ask(request, acceptedNames.refuse(names, name))
      },
    })
  }

  return PeerSource.PeerSource.of({
    supports: { limits },
    describe: (given) => {
      // What becomes of the request later is nobody's answer.
      const refused = filters.refuse(given, limits)
      return Result.isFailure(refused)
        ? Effect.fail(refused.failure)
        : Effect.suspend(() => ask(refused.success, acceptedNames.for(refused.success.NextToken)))
    },
  })
}
