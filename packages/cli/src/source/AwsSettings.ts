/**
 * What the AWS CLI would go by: the flags, then the environment, then the profile in
 * its files, and where each setting was found.
 *
 * What the AWS CLI refuses and the SDK passes over is refused here, before anything
 * is sent: a profile that does not exist, a section of services that does not, a
 * number of attempts that is none.
 */
import { withoutSecrets } from "@route-server/adapter-aws/EndpointUrl"
import { CONFIG_PREFIX_SEPARATOR, loadSharedConfigFiles } from "@smithy/core/config"
import { Data, Effect, Option } from "effect"
import { nearest } from "../arguments/Suggestion.ts"
import { excerpt } from "../terminal/DisplayText.ts"

/** A setting that is not one. */
export class AwsSettingsError extends Data.TaggedError("AwsSettingsError")<{
  readonly message: string
}> {}

type Environment = Readonly<Record<string, string | undefined>>
type Section = Readonly<Record<string, string | undefined>>

/** A setting, and what it comes from. */
export interface Setting {
  readonly value: string
  readonly origin: string
}

/** What the flags say. */
export interface Flags {
  readonly region: Option.Option<string>
  readonly profile: Option.Option<string>
  readonly endpointUrl: Option.Option<string>
  readonly caBundle: Option.Option<string>
}

/** The settings that were found. */
export interface Settings {
  /** The profile, if one was chosen. */
  readonly profile: Setting | undefined
  readonly region: Setting | undefined
  readonly endpoint: Setting | undefined
  readonly caBundle: Setting | undefined
  readonly maxAttempts: Setting | undefined
  /** The device that credentials of the profile need a code of. */
  readonly mfaSerial: string | undefined
}

/** The columns of a setting to show. */
const LONGEST_VALUE = 60

const shown = (value: string): string => excerpt(value, LONGEST_VALUE)

const fail = (message: string) => new AwsSettingsError({ message })

/** What a flag, the first variable that is set, or the profile says. */
const look = (
  environment: Environment,
  flag: readonly [name: string, value: Option.Option<string>] | undefined,
  variables: ReadonlyArray<string>,
  inProfile: Setting | undefined,
): Setting | undefined => {
  if (flag !== undefined && Option.isSome(flag[1])) return { value: flag[1].value, origin: flag[0] }
  for (const name of variables) {
    const value = environment[name]
    if (value) return { value, origin: name }
  }
  return inProfile
}

/** The device whose code a profile, or one that it builds on, wants. */
const mfaSerialOf = (sections: Readonly<Record<string, Section>>, name: string) => {
  const seen = new Set<string>()
  for (let at: string | undefined = name; at !== undefined && !seen.has(at); ) {
    seen.add(at)
    const section: Section = sections[at] ?? {}
    if (section["role_arn"] && section["mfa_serial"]) return section["mfa_serial"]
    at = section["source_profile"]
  }
  return undefined
}

/** The settings for a call. */
export const resolve = Effect.fnUntraced(function* (flags: Flags, environment: Environment) {
  const paths = {
    ...(environment["AWS_CONFIG_FILE"] && { configFilepath: environment["AWS_CONFIG_FILE"] }),
    ...(environment["AWS_SHARED_CREDENTIALS_FILE"] && {
      filepath: environment["AWS_SHARED_CREDENTIALS_FILE"],
    }),
  }
  const { configFile, credentialsFile } = yield* Effect.tryPromise({
    try: () => loadSharedConfigFiles({ ...paths, ignoreCache: true }),
    catch: (cause) =>
      fail(
        `the files of the AWS CLI can't be read: ${cause instanceof Error ? cause.message : ""}`,
      ),
  })
  const profile = look(
    environment,
    ["--profile", flags.profile],
    ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
    undefined,
  )
  const name = profile?.value ?? "default"
  const names = Object.keys({ ...configFile, ...credentialsFile }).filter(
    (name) => !name.includes(CONFIG_PREFIX_SEPARATOR),
  )
  if (
    profile !== undefined &&
    configFile[name] === undefined &&
    credentialsFile[name] === undefined
  ) {
    const near = nearest(name, names)
    return yield* fail(
      `the profile '${shown(name)}' of ${profile.origin} does not exist${near === undefined ? "" : `; did you mean ${shown(near)}?`}`,
    )
  }
  const section: Section = { ...configFile[name], ...credentialsFile[name] }
  const of = (member: string, from = section): Setting | undefined => {
    const value = from[member]
    return value ? { value, origin: `profile ${shown(name)}` } : undefined
  }
  const ignored = look(
    environment,
    undefined,
    ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"],
    of("ignore_configured_endpoint_urls"),
  )
  const isIgnored = ignored?.value.toLowerCase() === "true"
  const services = of("services")
  const ofServices = configFile[["services", services?.value].join(CONFIG_PREFIX_SEPARATOR)]
  if (
    services !== undefined &&
    ofServices === undefined &&
    !isIgnored &&
    Option.isNone(flags.endpointUrl)
  ) {
    return yield* fail(
      `${services.origin} uses the services section '${shown(services.value)}', which does not exist`,
    )
  }
  const endpoint = look(
    environment,
    ["--endpoint-url", flags.endpointUrl],
    isIgnored ? [] : ["AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL"],
    isIgnored
      ? undefined
      : (of(["ec2", "endpoint_url"].join(CONFIG_PREFIX_SEPARATOR), ofServices ?? {}) ??
          of("endpoint_url")),
  )
  const maxAttempts = look(environment, undefined, ["AWS_MAX_ATTEMPTS"], of("max_attempts"))
  if (maxAttempts !== undefined && !/^[1-9][0-9]{0,8}$/.test(maxAttempts.value)) {
    return yield* fail(
      `${maxAttempts.origin}: expected a number of attempts from 1, got '${shown(maxAttempts.value)}'`,
    )
  }
  const isOfEnvironment = profile === undefined && environment["AWS_ACCESS_KEY_ID"]
  const settings: Settings = {
    profile,
    region: look(
      environment,
      ["--region", flags.region],
      ["AWS_REGION", "AWS_DEFAULT_REGION"],
      of("region"),
    ),
    endpoint,
    caBundle: look(
      environment,
      ["--ca-bundle", flags.caBundle],
      ["AWS_CA_BUNDLE"],
      of("ca_bundle"),
    ),
    maxAttempts,
    mfaSerial: isOfEnvironment
      ? undefined
      : mfaSerialOf({ ...configFile, ...credentialsFile }, name),
  }
  return settings
})

/** The settings as lines for somebody who wonders; none of them is a secret. */
export const lines = (settings: Settings): ReadonlyArray<string> => {
  const { caBundle, endpoint, maxAttempts, profile, region } = settings
  return Object.entries({
    profile,
    region,
    endpoint: endpoint && { ...endpoint, value: withoutSecrets(endpoint.value) },
    "CA bundle": caBundle,
    "attempts at most": maxAttempts,
  }).map(([name, setting]) =>
    setting === undefined
      ? `${name}: not set`
      : `${name}: ${shown(setting.value)} (${setting.origin})`,
  )
}
