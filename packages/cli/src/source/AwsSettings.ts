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
import { didYouMean } from "../arguments/Suggestion.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import type { Choice } from "./Source.ts"

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
export type Flags = Pick<Choice, "region" | "profile" | "endpointUrl" | "caBundle">

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

const fail = (message: string) => new AwsSettingsError({ message })

const ofFlag = (origin: string, value: Option.Option<string>): Setting | undefined =>
  Option.getOrUndefined(Option.map(value, (value) => ({ value, origin })))

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
  const ofVariable = (...names: ReadonlyArray<string>): Setting | undefined =>
    names.flatMap((origin) => {
      const value = environment[origin]
      return value ? { value, origin } : []
    })[0]
  const profile =
    ofFlag("--profile", flags.profile) ?? ofVariable("AWS_PROFILE", "AWS_DEFAULT_PROFILE")
  const name = profile?.value ?? "default"
  const sections = { ...configFile, ...credentialsFile }
  if (profile !== undefined && sections[name] === undefined) {
    const names = Object.keys(sections).filter((name) => !name.includes(CONFIG_PREFIX_SEPARATOR))
    return yield* fail(
      `the profile '${excerpt(name)}' of ${profile.origin} does not exist${didYouMean(name, names)}`,
    )
  }
  const section: Section = { ...configFile[name], ...credentialsFile[name] }
  const ofProfile = (member: string, from = section): Setting | undefined => {
    const value = from[member]
    return value ? { value, origin: `profile ${excerpt(name)}` } : undefined
  }
  const ignored =
    ofVariable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ??
    ofProfile("ignore_configured_endpoint_urls")
  const isIgnored = ignored?.value.toLowerCase() === "true"
  const services = ofProfile("services")
  const ofServices = configFile[["services", services?.value].join(CONFIG_PREFIX_SEPARATOR)]
  if (
    services !== undefined &&
    ofServices === undefined &&
    !isIgnored &&
    Option.isNone(flags.endpointUrl)
  ) {
    return yield* fail(
      `${services.origin} uses the services section '${excerpt(services.value)}', which does not exist`,
    )
  }
  const configured =
    ofVariable("AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL") ??
    ofProfile(["ec2", "endpoint_url"].join(CONFIG_PREFIX_SEPARATOR), ofServices ?? {}) ??
    ofProfile("endpoint_url")
  const maxAttempts = ofVariable("AWS_MAX_ATTEMPTS") ?? ofProfile("max_attempts")
  if (maxAttempts !== undefined && !/^[1-9][0-9]{0,8}$/.test(maxAttempts.value)) {
    return yield* fail(
      `${maxAttempts.origin}: expected a number of attempts from 1, got '${excerpt(maxAttempts.value)}'`,
    )
  }
  const isOfEnvironment = profile === undefined && environment["AWS_ACCESS_KEY_ID"]
  const settings: Settings = {
    profile,
    region:
      ofFlag("--region", flags.region) ??
      ofVariable("AWS_REGION", "AWS_DEFAULT_REGION") ??
      ofProfile("region"),
    endpoint: ofFlag("--endpoint-url", flags.endpointUrl) ?? (isIgnored ? undefined : configured),
    caBundle:
      ofFlag("--ca-bundle", flags.caBundle) ??
      ofVariable("AWS_CA_BUNDLE") ??
      ofProfile("ca_bundle"),
    maxAttempts,
    mfaSerial: isOfEnvironment ? undefined : mfaSerialOf(sections, name),
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
      : `${name}: ${excerpt(setting.value)} (${setting.origin})`,
  )
}
