/**
 * Where a command takes its peers from: a fixture in memory, or AWS.
 */
import type { EC2ClientConfig } from "@aws-sdk/client-ec2"
import { withoutSecrets } from "@route-server/adapter-aws/EndpointUrl"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import type { DescribeRouteServerPeers, PeerSource, PeerSourceError } from "@route-server/core"
import { Effect, Layer, Option } from "effect"
import { type Command, Flag } from "effect/cli"
import { checkFlags, firstGiven } from "../arguments/FlagConflict.ts"
import * as Flags from "../arguments/Flags.ts"
import * as Targets from "../arguments/Targets.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import type * as AwsSettings from "./AwsSettings.ts"
import * as FixtureFile from "./FixtureFile.ts"
import * as FixturePeers from "./FixturePeers.ts"

const ofAws = (
  name: string,
  metavar: string,
  description: string,
  isValid: (text: string) => boolean,
  expected: string,
) =>
  Flag.String(name).pipe(
    Flag.withMetavar(metavar),
    Flag.withDescription(description),
    Flag.filter(isValid, () => expected),
    Flag.optional,
  )

const isName = (text: string): boolean => text.trim() !== ""

const isHttpUrl = (text: string): boolean => /^https?:\/\/[^/]/i.test(text) && URL.canParse(text)

const howUnreadable = Flag.Literals("unreadable", ["fail", "report"]).pipe(Flag.withMetavar("HOW"))

/** What becomes of the rest, for who goes on watching it: it is watched. */
export const reporting = {
  unreadable: howUnreadable.pipe(
    Flag.withDescription("report (default) a bad peer, or fail its target"),
    Flag.withDefault("report"),
  ),
}

/** The flags that choose a source. */
export const flags = {
  source: Flag.Literals("source", ["memory", "aws"]).pipe(
    Flag.withMetavar("SOURCE"),
    Flag.withDescription("memory (default) or aws"),
    Flag.optional,
  ),
  ...Targets.flags,
  fixture: Flags.fixture,
  unreadable: howUnreadable.pipe(
    Flag.withDescription("fail (default) on a bad peer, or report it"),
    Flag.withDefault("fail"),
  ),
  region: ofAws("region", "REGION", "With aws: the Region", isName, "expected a Region"),
  profile: ofAws(
    "profile",
    "NAME",
    "With aws: the profile in the AWS CLI's files",
    isName,
    "expected the name of a profile",
  ),
  endpointUrl: ofAws(
    "endpoint-url",
    "URL",
    "With aws: the endpoint to ask instead of AWS",
    isHttpUrl,
    "expected a URL that begins with http:// or https://",
  ),
  caBundle: Flags.file("ca-bundle", "With aws: certificates to trust, in PEM"),
  debug: Flag.Boolean("debug").pipe(
    Flag.withoutNegation,
    Flag.withDescription("With aws: tell of settings and requests"),
    Flag.withDefault(false),
  ),
}

/** What the flags choose. */
export type Choice = Command.Command.Config.Infer<typeof flags>

/** Whether the peers are those of AWS. */
export const isOfAws = (choice: Pick<Choice, "source" | keyof Targets.Choice>): boolean =>
  Option.contains(choice.source, "aws") || Targets.areChosen(choice)

/** What is wrong with a choice, if its flags contradict each other. */
const conflict = ({ fixture, debug, ...ofAws }: Choice) => {
  if (isOfAws(ofAws)) {
    return Option.isSome(fixture) ? "--fixture goes with --source memory only" : undefined
  }
  const given = firstGiven({
    "--region": Option.isSome(ofAws.region),
    "--profile": Option.isSome(ofAws.profile),
    "--endpoint-url": Option.isSome(ofAws.endpointUrl),
    "--ca-bundle": Option.isSome(ofAws.caBundle),
    "--debug": debug,
  })
  return given && `${given} goes with --source aws only`
}

/** The peers of a fixture to ask for at a time: so many that they are short-lived in V8. */
const PIECE = 200

const hintOf = () => undefined

const memory = Effect.fnUntraced(function* ({ fixture, unreadable }: Choice) {
  const { peers, ...rest } = yield* FixtureFile.load(Option.getOrUndefined(fixture), { unreadable })
  return { layer: MemoryPeerSource.layer(peers), hintOf, ...rest }
})

/** The fixture without what a request is not about. */
const file = Effect.fnUntraced(function* (
  { fixture, unreadable }: Choice,
  request: DescribeRouteServerPeers.Request,
) {
  const file = yield* FixtureFile.open(Option.getOrUndefined(fixture))
  const { layer, rest } = yield* FixturePeers.open(file, { unreadable }, request)
  yield* FixtureFile.report(file, rest)
  const { length: leftOut } = rest.unreadable
  return { layer, hintOf, leftOut, origin: file.origin, piece: PIECE }
})

/** What an account is called where its peers are shown. */
const originOf = ({ endpoint, profile, region }: AwsSettings.Settings): string =>
  [
    endpoint === undefined ? "AWS" : excerpt(withoutSecrets(endpoint.value)),
    ...(region === undefined ? [] : [excerpt(region.value)]),
    ...(profile === undefined ? [] : [`profile ${excerpt(profile.value)}`]),
  ].join(", ")

const aws = Effect.fnUntraced(function* ({ debug, unreadable, ...choice }: Choice) {
  const { environment } = yield* StandardStreams
  // The AWS SDK takes its time to load, so nothing loads it but this.
  const [{ AwsPeerSource }, { defaultProvider }, AwsClient, AwsSettings] = yield* Effect.promise(
    () =>
      Promise.all([
        import("@route-server/adapter-aws"),
        import("@aws-sdk/credential-provider-node"),
        import("./AwsClient.ts"),
        import("./AwsSettings.ts"),
      ]),
  )
  const settings = yield* AwsSettings.resolve(choice, environment)
  const { endpoint, profile, region } = settings
  const { config, hintOf, listening, mfaCode } = yield* AwsClient.open(settings, debug)
  const ofAccount: EC2ClientConfig = {
    ...config,
    ...(region && { region: region.value }),
    // It goes before credentials of the environment, as in the AWS CLI.
    ...(profile && { profile: profile.value }),
    ...(endpoint && { endpoint: endpoint.value }),
    credentialDefaultProvider: (init) =>
      defaultProvider({ ...init, ...(mfaCode && { mfaCodeProvider: mfaCode }) }),
  }
  const layer = Layer.merge(AwsPeerSource.layer(ofAccount, { unreadable }), listening)
  return { layer, hintOf, leftOut: 0, origin: originOf(settings) }
})

/** Where the peers of a command come from. */
export interface Source {
  readonly layer: Layer.Layer<PeerSource.PeerSource, PeerSourceError.TransportError>
  /** The number of peers that were left out before anything was asked. */
  readonly leftOut: number
  /** What may be the matter with a failure, if something is known of it. */
  readonly hintOf: (failure: PeerSourceError.PeerSourceError) => string | undefined
  /** Whose peers they are: the file, or the Region and the profile. */
  readonly origin: string
  /** The peers to ask for at a time where all are wanted: it does not have them in memory. */
  readonly piece?: number
}

/** The source that the flags choose; fails if they contradict each other. */
export const open = Effect.fnUntraced(function* (choice: Choice) {
  yield* checkFlags(conflict(choice))
  const source: Source = yield* isOfAws(choice) ? aws(choice) : memory(choice)
  return source
})

/**
 * The same for one request and its pages, which it answers without all peers in memory,
 * for as long as the scope is open.
 */
export const openFor = Effect.fnUntraced(function* (
  choice: Choice,
  request: DescribeRouteServerPeers.Request,
) {
  yield* checkFlags(conflict(choice))
  const source: Source = yield* isOfAws(choice) ? aws(choice) : file(choice, request)
  return source
})
