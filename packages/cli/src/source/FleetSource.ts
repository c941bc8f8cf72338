/**
 * Where a command takes the peers of a fleet from: accounts and regions of AWS, out of a
 * file, or out of the AWS CLI's profiles.
 */
import type { AwsAccount } from "@route-server/adapter-aws"
import { Fleet, type PeerSourceError } from "@route-server/core"
import { Effect, Layer, Option, Result } from "effect"
import { checkFlags, firstGiven } from "../arguments/FlagConflict.ts"
import { didYouMean } from "../arguments/Suggestion.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import type * as AwsSettings from "./AwsSettings.ts"
import * as SettingsFile from "./SettingsFile.ts"
import type { Choice } from "./Source.ts"

/** A fleet to ask. */
export interface FleetSource {
  readonly layer: Layer.Layer<Fleet.Fleet, Fleet.DuplicateTarget>
  /** What may be the matter with a failure, if something is known of it. */
  readonly hintOf: (failure: PeerSourceError.PeerSourceError) => string | undefined
  /** Whose peers they are: the file, or the profiles and Regions. */
  readonly origin: string
}

/** What is wrong with a choice, if its flags contradict each other. */
const conflict = (choice: Choice): string | undefined => {
  const { profiles, regions, targets } = choice
  const isFile = Option.isSome(targets)
  const asked = isFile ? "--targets" : profiles.length > 0 ? "--profiles" : "--regions"
  if (Option.contains(choice.source, "memory")) return `${asked} goes with --source aws only`
  if (isFile && profiles.length > 0) return "--targets can't be used with --profiles"
  if (isFile && regions.length > 0) return "--targets can't be used with --regions"
  const given = firstGiven({
    "--fixture": Option.isSome(choice.fixture),
    "--region": Option.isSome(choice.region),
    "--profile": Option.isSome(choice.profile) && asked !== "--regions",
    "--endpoint-url": Option.isSome(choice.endpointUrl) && isFile,
  })
  return given && `${asked} can't be used with ${given}`
}

const shown = (patterns: ReadonlyArray<string>): string => excerpt(patterns.join(","))

const ofFile = Effect.fnUntraced(function* (name: string) {
  const { decode } = yield* Effect.promise(() => import("@route-server/adapter-aws/TargetsFile"))
  const { value: accounts, shown } = yield* SettingsFile.read(name, (text) =>
    Result.mapError(decode(text), ({ faults }) => faults),
  )
  return { accounts, origin: shown }
})

/** The accounts that the flags mean, and how to call them all. */
const accountsOf = Effect.fnUntraced(function* (
  { profiles, regions: given, targets }: Choice,
  { profile, region }: AwsSettings.Settings,
) {
  if (Option.isSome(targets)) return yield* ofFile(targets.value)
  const { environment } = yield* StandardStreams
  const [AwsFleet, { AwsSettingsError }] = yield* Effect.promise(() =>
    Promise.all([import("@route-server/adapter-aws/AwsFleet"), import("./AwsSettings.ts")]),
  )
  if (profiles.length === 0) {
    const [first = region?.value, ...others] = given
    if (first === undefined) {
      return yield* new AwsSettingsError({ message: "no Region is set; give --regions" })
    }
    const account: AwsAccount.AwsAccount = {
      name: profile?.value ?? "default",
      ...(profile && { profile: profile.value }),
      regions: [first, ...others],
    }
    return { accounts: [account], origin: `AWS, ${shown(account.regions)}` }
  }
  const accounts = yield* Effect.mapError(
    AwsFleet.profiles(profiles, { regions: given, environment }),
    ({ message, name, profiles }) => {
      const others = profiles.filter((profile) => profile !== name)
      return new AwsSettingsError({ message: `--profiles: ${message}${didYouMean(name, others)}` })
    },
  )
  const ofRegions = given.length === 0 ? "" : `, ${shown(given)}`
  return { accounts, origin: `AWS, profiles ${shown(profiles)}${ofRegions}` }
})

/**
 * The fleet that the flags choose; fails if they contradict each other, and for what the
 * AWS CLI would refuse before anything is sent. What there is to say of the fleet is told
 * on standard error when it is made.
 */
export const open = Effect.fnUntraced(function* (choice: Choice) {
  yield* checkFlags(conflict(choice))
  const streams = yield* StandardStreams
  // The AWS SDK takes its time to load, so nothing loads it but this.
  const [AwsFleet, AwsClient, AwsSettings] = yield* Effect.promise(() =>
    Promise.all([
      import("@route-server/adapter-aws/AwsFleet"),
      import("./AwsClient.ts"),
      import("./AwsSettings.ts"),
    ]),
  )
  const resolve = (profile: Option.Option<string>, environment = streams.environment) =>
    AwsSettings.resolve({ ...choice, profile, region: Option.none() }, environment)
  const settings = yield* resolve(
    choice.profile,
    // Whoever names the profiles means those and no other.
    choice.profiles.length > 0
      ? { ...streams.environment, AWS_PROFILE: undefined, AWS_DEFAULT_PROFILE: undefined }
      : streams.environment,
  )
  const { accounts, origin } = yield* accountsOf(choice, settings)
  for (const profile of new Set(accounts.flatMap(({ profile }) => profile ?? []))) {
    yield* AwsClient.checkMfa(yield* resolve(Option.some(profile)))
  }
  const { config, hintOf, listening, mfaCode } = yield* AwsClient.open(
    { ...settings, mfaSerial: undefined },
    choice.debug,
  )
  const client = {
    ...config,
    ...Option.match(choice.endpointUrl, {
      onNone: () => ({}),
      onSome: (endpoint) => ({ endpoint }),
    }),
  }
  const layer = Layer.effect(
    Fleet.Fleet,
    Effect.gen(function* () {
      const { fleet, notes } = yield* AwsFleet.make(accounts, {
        client,
        mfaCode,
        unreadable: choice.unreadable,
      })
      yield* streams.report(notes.map((note) => `route-server: note: ${note}`))
      return fleet
    }),
  )
  const source: FleetSource = { layer: Layer.merge(layer, listening), hintOf, origin }
  return source
})
