/**
 * Where a command takes its peers from: a fixture in memory, or AWS.
 */
import { MemoryPeerSource } from "@route-server/adapter-memory"
import type { DescribeRouteServerPeers, PeerSource, PeerSourceError } from "@route-server/core"
import { Effect, type Layer, Option } from "effect"
import { Flag } from "effect/cli"
import { FlagConflict } from "../arguments/FlagConflict.ts"
import * as Flags from "../arguments/Flags.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import * as FixtureFile from "./FixtureFile.ts"

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
    Flag.filterMap(
      (text) => (isValid(text) ? Option.some(text) : Option.none()),
      () => expected,
    ),
    Flag.optional,
  )

const isName = (text: string): boolean => text.trim() !== ""

const isHttpUrl = (text: string): boolean => /^https?:\/\/[^/]/i.test(text) && URL.canParse(text)

/** The flags that choose a source. */
export const flags = {
  source: Flag.Literals("source", ["memory", "aws"]).pipe(
    Flag.withMetavar("SOURCE"),
    Flag.withDescription("memory (default) or aws"),
    Flag.withDefault("memory"),
  ),
  fixture: Flags.fixture,
  unreadable: Flag.Literals("unreadable", ["fail", "report"]).pipe(
    Flag.withMetavar("HOW"),
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
}

/** The columns of a setting to show. */
const LONGEST_PART = 60

interface Choice {
  readonly source: "memory" | "aws"
  readonly fixture: Option.Option<string>
  readonly unreadable: DescribeRouteServerPeers.Unreadable
  readonly region: Option.Option<string>
  readonly profile: Option.Option<string>
  readonly endpointUrl: Option.Option<string>
}

/** What is wrong with a choice, if its flags contradict each other. */
const conflict = ({ source, fixture, region, profile, endpointUrl }: Choice) => {
  if (source === "aws") {
    return Option.isSome(fixture) ? "--fixture goes with --source memory only" : undefined
  }
  const ofAws = { "--region": region, "--profile": profile, "--endpoint-url": endpointUrl }
  const given = Object.entries(ofAws).find(([, value]) => Option.isSome(value))
  return given && `${given[0]} goes with --source aws only`
}

const memory = Effect.fnUntraced(function* ({ fixture, unreadable }: Choice) {
  const { peers, ...rest } = yield* FixtureFile.load(Option.getOrUndefined(fixture), { unreadable })
  return { layer: MemoryPeerSource.layer(peers), ...rest }
})

/** Not warned is whoever names a profile that it goes before credentials of the environment. */
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const aws = Effect.fnUntraced(function* ({ unreadable, region, profile, endpointUrl }: Choice) {
  // The AWS SDK takes its time to load, so nothing loads it but this.
  const { AwsPeerSource } = yield* Effect.promise(() => import("@route-server/adapter-aws"))
  // The AWS CLI takes a Region from here too, the SDK does not.
  const chosen =
    Option.getOrUndefined(region) ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"]
  const layer = AwsPeerSource.layer(
    {
      ...(chosen ? { region: chosen } : {}),
      // It goes before credentials of the environment, as in the AWS CLI.
      ...Option.match(profile, {
        onNone: () => ({}),
        onSome: (profile) => ({ profile, logger: quiet }),
      }),
      ...Option.match(endpointUrl, { onNone: () => ({}), onSome: (endpoint) => ({ endpoint }) }),
    },
    { unreadable },
  )
  const named = Option.match(profile, {
    onNone: () => "",
    onSome: (name) => `, profile ${excerpt(name, LONGEST_PART)}`,
  })
  const origin = Option.match(endpointUrl, {
    onNone: () =>
      `AWS, ${chosen ? excerpt(chosen, LONGEST_PART) : "the Region of the profile"}${named}`,
    onSome: (url) => `${excerpt(url, LONGEST_PART)}${named}`,
  })
  return { layer, leftOut: 0, origin }
})

/** Where the peers of a command come from. */
export interface Source {
  readonly layer: Layer.Layer<PeerSource.PeerSource, PeerSourceError.TransportError>
  /** The number of peers that were left out before anything was asked. */
  readonly leftOut: number
  /** Whose peers they are: the file, or the Region and the profile. */
  readonly origin: string
}

/** The source that the flags choose; fails if they contradict each other. */
export const open = Effect.fnUntraced(function* (choice: Choice) {
  const message = conflict(choice)
  if (message !== undefined) return yield* new FlagConflict({ message })
  const source: Source = yield* choice.source === "aws" ? aws(choice) : memory(choice)
  return source
})
