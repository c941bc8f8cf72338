/**
 * An account, as somebody writes it down who wants its route server peers seen: how it
 * is called, how to get into it, and which of its regions count.
 *
 * The names of members are those of the AWS CLI's files where these have them.
 */
import { Judgement, Target } from "@route-server/core"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text = (pattern: RegExp, expected: string) =>
  Schema.String.check(Schema.isPattern(pattern, { expected }))

const ROLE_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]+$/

/**
 * The ID of the account that a role is of, if it is the ARN of one.
 *
 * @category getters
 */
export const accountOfRole = (arn: string | undefined): string | undefined =>
  arn?.match(ROLE_ARN)?.[1]

const isHttpUrl = (url: string): boolean => /^https?:\/\/[^/]/i.test(url) && URL.canParse(url)

const members = Schema.Struct({
  /** How it is called; the targets are called after it, as in `prod/eu-west-1`. */
  name: Schema.NonEmptyString,
  /** The ID of the account, 12 digits. Default: that of the role, where there is one. */
  account: Schema.optionalKey(text(/^\d{12}$/, "the 12 digits of an account")),
  /** The role to assume, once for all regions. Default: none, so the credentials are used as they are. */
  role_arn: Schema.optionalKey(text(ROLE_ARN, "the ARN of a role")),
  /** What the role wants to be told beside who assumes it. */
  external_id: Schema.optionalKey(
    text(/^[\w+=,.@:/-]{2,1224}$/, "2 to 1224 letters, digits and +=,.@:/-"),
  ),
  /** How the session is called in CloudTrail. Default: `route-server`. */
  role_session_name: Schema.optionalKey(
    text(/^[\w+=,.@-]{2,64}$/, "2 to 64 letters, digits and +=,.@-"),
  ),
  /** The profile in the AWS CLI's files that has the credentials. Default: what the SDK finds by itself. */
  profile: Schema.optionalKey(Schema.NonEmptyString),
  /**
   * The regions, by name or as patterns in which `*` stands for any characters and `?`
   * for one or none.
   */
  regions: Schema.NonEmptyArray(text(/^[a-z0-9*?-]+$/, "a region or a pattern of regions")),
  /** The region that is asked which regions are enabled. Default: that of the partition, as `us-east-1`. */
  discovery_region: Schema.optionalKey(text(/^[a-z0-9-]+$/, "a region")),
  /** The endpoint to ask instead of EC2, for trying things out. */
  endpoint_url: Schema.optionalKey(
    Schema.String.check(
      Schema.makeFilter(isHttpUrl, { expected: "a URL that begins with http:// or https://" }),
    ),
  ),
  /** What else people say of it. */
  labels: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
  /** Which of its peers are looked at. Default: all. */
  request: Schema.optionalKey(Target.Selection),
})

type Members = typeof members.Type

/** What is wrong with members beside each other. */
const faults = function* (members: Members) {
  const { account, role_arn, external_id, role_session_name } = members
  if (role_arn === undefined) {
    const given = Object.entries({ external_id, role_session_name })
    for (const [name, value] of given) {
      if (value !== undefined) yield { path: [name], issue: `${name} goes with a role_arn` }
    }
  } else if (account !== undefined && account !== accountOfRole(role_arn)) {
    yield { path: ["account"], issue: "the role_arn is of another account" }
  }
  const judged = Judgement.judge(Target.requestOf(members))
  if (Result.isFailure(judged)) yield { path: ["request"], issue: judged.failure.message }
}

/**
 * An account.
 *
 * @category schemas
 */
export const AwsAccount = members.check(Schema.makeFilter((account) => [...faults(account)]))
/** @category models */
export interface AwsAccount extends Schema.Schema.Type<typeof AwsAccount> {}

/**
 * The ID of an account, as far as it is written down.
 *
 * @category getters
 */
export const idOf = ({ account, role_arn }: AwsAccount): string | undefined =>
  account ?? accountOfRole(role_arn)
