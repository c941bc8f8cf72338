/**
 * Which regions the patterns of an account stand for.
 */
import type { EC2ClientConfig } from "@aws-sdk/client-ec2"
import { FilterPattern } from "@route-server/core"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { AwsAccount } from "../AwsAccount.ts"
import { partitionOf } from "./partitions.ts"
import { profileEndpoint } from "./profileEndpoint.ts"

/** Whether it stands for any number of regions. */
export const isPattern = (region: string): boolean => /[*?]/.test(region)

/** The names that match any of some patterns, each once, in the order of the patterns. */
export const matching = (
  patterns: ReadonlyArray<string>,
  names: ReadonlyArray<string>,
): ReadonlyArray<string> => [
  ...new Set(
    patterns.flatMap((pattern) =>
      isPattern(pattern) ? names.filter(FilterPattern.compile(pattern)) : pattern,
    ),
  ),
]

/** The region that is asked for what concerns an account as a whole. */
export const homeOf = ({ discovery_region, regions, role_arn }: AwsAccount): string =>
  discovery_region ?? partitionOf([role_arn, ...regions]).home

/** What patterns come to, and what there is to say of it. */
export interface Expansion {
  readonly regions: ReadonlyArray<string>
  readonly notes: ReadonlyArray<string>
}

/** Why nobody was told, without a word of what strangers wrote. */
const reasonOf = (cause: unknown): string => {
  const name = cause instanceof Error ? cause.name : ""
  return /^[A-Za-z.]{1,60}$/.test(name) && name !== "Error" ? name : "no answer"
}

/** The regions that are enabled for an account, as EC2 tells (docs); fails with a word for why it did not. */
const enabled = (config: EC2ClientConfig) =>
  Effect.gen(function* () {
    const { DescribeRegionsCommand, EC2Client } = yield* Effect.promise(
      () => import("@aws-sdk/client-ec2"),
    )
    const { endpoint: given, profile } = config
    const { Regions = [] } = yield* Effect.tryPromise({
      try: async (abortSignal) => {
        const endpoint =
          given ?? (profile === undefined ? undefined : await profileEndpoint(profile))
        const client = new EC2Client({ ...config, ...(endpoint && { endpoint }) })
        return client.send(new DescribeRegionsCommand({}), { abortSignal })
      },
      catch: reasonOf,
    })
    const names = Regions.flatMap(({ RegionName }) => RegionName ?? []).sort()
    // The SDK takes an answer that is none for one without regions (run).
    return names.length === 0 ? yield* Effect.fail("an answer without regions") : names
  })

/** The regions of an account. Where EC2 does not tell which are enabled, those that are known. */
export const expand = Effect.fnUntraced(function* (
  account: AwsAccount,
  config: EC2ClientConfig,
  patience: Duration.Duration,
): Effect.fn.Return<Expansion> {
  const patterns = account.regions.filter(isPattern)
  if (patterns.length === 0) return { regions: matching(account.regions, []), notes: [] }
  const region = homeOf(account)
  const asked = yield* Effect.result(
    enabled({ ...config, region }).pipe(
      Effect.timeoutOrElse({
        duration: patience,
        orElse: () => Effect.fail("no answer in time"),
      }),
    ),
  )
  const names = Result.getOrElse(asked, () => partitionOf([account.role_arn, region]).regions)
  return {
    // A pattern that stands for nothing stays, as a target that nobody can read.
    regions: [
      ...matching(account.regions, names),
      ...patterns.filter((pattern) => matching([pattern], names).length === 0),
    ],
    notes: Result.isSuccess(asked)
      ? []
      : [
          `${account.name}: which regions are enabled can't be told (DescribeRegions in ${region}: ${asked.failure}), so ${patterns.join(", ")} stands for all that the AWS SDK knows; those that are not enabled may show as unknown`,
        ],
  }
})
