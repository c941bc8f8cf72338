/**
 * Files of accounts: YAML, and so JSON too, read strictly and with the place of each
 * fault. It stands at a subpath of its own, for the reader of YAML.
 *
 * A file is a list of `AwsAccount`s:
 *
 * ```yaml
 * accounts:
 *   - name: prod
 *     role_arn: arn:aws:iam::111122223333:role/RouteServerReader
 *     external_id: monitoring
 *     regions: [eu-*, us-east-1]
 *     labels: { team: network }
 *   - name: lab
 *     profile: lab
 *     regions: [eu-west-1]
 *     request:
 *       Filters: [{ Name: VpcId, Values: [vpc-571faf2e] }]
 * ```
 *
 * Every value is a text, whatever YAML would make of it otherwise: an account
 * `012345678901` keeps its zero, and a label `on` is no truth value.
 *
 * **Example** (A fault, and where it is)
 *
 * ```ts
 * import * as TargetsFile from "@route-server/adapter-aws/TargetsFile"
 * import { Result } from "effect"
 *
 * const text = "accounts:\n  - name: prod\n    region: eu-west-1\n    regions: [eu-west-1]\n"
 * const { faults } = Result.getOrThrow(Result.flip(TargetsFile.decode(text)))
 *
 * faults.map(({ line, path, fault }) => `${line}: ${path}: ${fault}`)
 * // => ["3: accounts[0].region: it is regions, a list"]
 * ```
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { AwsAccount } from "./AwsAccount.ts"
import * as YamlFile from "./YamlFile.ts"

/**
 * A file that is none of accounts.
 *
 * @category errors
 */
export class TargetsFileError extends Schema.TaggedError<TargetsFileError>()("TargetsFileError", {
  /** The first fault, with its place, and how many there are beside it. */
  message: Schema.String,
  /** All of them, in the order of the file; of what is no YAML, what its reader found. */
  faults: Schema.NonEmptyArray(YamlFile.Fault),
}) {}

/** Members that people expect, since the AWS CLI has them, and what to write instead. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["region", "it is regions, a list"],
  ["source_profile", "it is profile: the one with the credentials that assume the role"],
  [
    "credential_source",
    "without a profile, credentials are looked for in the environment, a container and an instance",
  ],
  ["mfa_serial", "a code is asked for a profile only: write it there, and name that as profile"],
  ["duration_seconds", "a session lasts as long as it does by default, and is renewed"],
])

const File = Schema.Struct({ accounts: Schema.NonEmptyArray(AwsAccount) })

const decodeFile = YamlFile.bySchema(File, {
  instead: INSTEAD,
  // What the role wants to be told is for the two accounts alone to know, and an endpoint may
  // stand there with its password.
  isSecret: (path) => path.at(-1) === "external_id" || path.at(-1) === "endpoint_url",
})

const repeatedNames = (accounts: ReadonlyArray<AwsAccount>) => {
  const names = new Set<string>()
  return accounts.flatMap(({ name }, index): ReadonlyArray<YamlFile.Misfit> => {
    const isNew = !names.has(name)
    names.add(name)
    const fault = `another account is called '${name}'`
    return isNew ? [] : [{ path: ["accounts", index, "name"], fault }]
  })
}

const decodeAccounts = (value: unknown) =>
  Result.flatMap(decodeFile(value), ({ accounts }) => {
    const repeated = repeatedNames(accounts)
    return repeated.length > 0 ? Result.fail(repeated) : Result.succeed(accounts)
  })

/**
 * Reads a text. Fails with all faults and their places. What is pure here stays so:
 * nothing is looked up, and no account is asked.
 *
 * @category decoding
 */
export const decode = (text: string): Result.Result<ReadonlyArray<AwsAccount>, TargetsFileError> =>
  Result.mapError(
    YamlFile.read(text, { scalars: "text", expected: "accounts, a list", decode: decodeAccounts }),
    (faults) => {
      const more = faults.length === 1 ? "" : ` (and ${faults.length - 1} more)`
      return new TargetsFileError({ message: `${YamlFile.format(faults[0])}${more}`, faults })
    },
  )
