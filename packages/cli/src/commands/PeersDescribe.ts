/**
 * `route-server peers describe`: the operation DescribeRouteServerPeers with
 * the flags of the AWS CLI.
 */
import { type DescribeRouteServerPeers, type Filter, Listing, PeerSource } from "@route-server/core"
import { Effect, Option, Stream } from "effect"
import { Command, Flag } from "effect/cli"
import * as FilterArgument from "../arguments/FilterArgument.ts"
import * as Flags from "../arguments/Flags.ts"
import { PeersLeftOut } from "../output/Failure.ts"
import * as Json from "../output/Json.ts"
import * as Ndjson from "../output/Ndjson.ts"
import type { Renderer } from "../output/Renderer.ts"
import * as Table from "../output/Table.ts"
import * as Text from "../output/Text.ts"
import * as Source from "../source/Source.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import { type Screen, screenOf } from "../terminal/Screen.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"

/** The flags of the command that take a list. */
export const listFlags = ["--route-server-peer-ids", "--filters"]

/** The columns of an ID to show in a message. */
const LONGEST_ID = 100

/** The characters that are gathered before they are written. */
const WRITE_SIZE = 65_536

const flags = {
  ids: Flag.String("route-server-peer-ids").pipe(
    Flag.withMetavar("ID ..."),
    Flag.withDescription("Only these peers; several may follow"),
    Flag.atLeast(0),
  ),
  filters: Flag.String("filters").pipe(
    Flag.withMetavar("FILTER ..."),
    Flag.withDescription("All of these must match; several may follow"),
    Flag.atLeast(0),
  ),
  maxResults: Flags.wholeNumber("max-results").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("One page of at most N peers, 5 to 1000"),
    Flag.optional,
  ),
  nextToken: Flag.String("next-token").pipe(
    Flag.withMetavar("TOKEN"),
    Flag.withDescription("Go on where this token says"),
    Flag.optional,
  ),
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDescription("Only check permissions; also --no-dry-run"),
    Flag.optional,
  ),
  output: Flags.choice("output", ["table", "json", "ndjson", "text"]).pipe(
    Flag.withMetavar("FORMAT"),
    Flag.withDescription("table (default), json, ndjson or text"),
    Flag.withDefault("table"),
  ),
  ...Source.flags,
}

const description = `List, filter and page through route server peers.

  The peers are those of --fixture or, without it, of a sample fleet; with
  --source aws, those of the account. Without --max-results the whole listing
  is printed; with it, one page and the token of the next.

  A FILTER is Name=NAME,Values=VALUE,VALUE or JSON. The names are those of the
  answer (VpcId, BgpStatus.Status) or in EC2's style (vpc-id,
  bgp-status.status), tag:KEY, tag-key and tag-value. In a value, * stands for
  any characters and ? for one or none.

  A FILE that holds nothing, as a command leaves it that failed, is no listing;
  one without peers is [] or {"RouteServerPeers": []}.

  A peer that can't be understood fails the listing. With --unreadable report it
  is left out and told on standard error, and the exit status is 1.

  The exit status is 0, or 1 for an error of the service, 2 for wrong usage or
  a FILE that can't be read.`

const examples = [
  {
    command: "route-server peers describe --filters Name=state,Values=failing,failed",
    description: "What has failed",
  },
  {
    command: `route-server peers describe \\
    --filters Name=tag:env,Values=prod Name=bgp-status.status,Values=down`,
    description: "Which sessions are down in production",
  },
  {
    command: "aws ec2 describe-route-server-peers | route-server peers describe --fixture -",
    description: "A real answer as a table",
  },
]

const renderers = {
  json: Json.make,
  ndjson: Ndjson.make,
  table: Table.make,
  text: Text.make,
} satisfies Readonly<Record<string, (screen: Screen) => Renderer>>

/** What to say of filters that have no values: an OR over nothing matches nothing. */
const notes = (filters: ReadonlyArray<Filter.Filter>): ReadonlyArray<string> =>
  filters
    .filter(({ Values = [] }) => Values.length === 0)
    .map(({ Name }) => `route-server: note: the filter '${Name}' has no Values, so no peer matches`)

/** The command. */
export const peersDescribe = Command.make(
  "describe",
  flags,
  Effect.fnUntraced(function* ({ ids, filters, maxResults, nextToken, dryRun, output, ...choice }) {
    const parsed = (yield* Effect.forEach(filters, (filter) =>
      Effect.fromResult(FilterArgument.parse(filter)),
    )).flat()
    const request: DescribeRouteServerPeers.Request = {
      RouteServerPeerIds: ids,
      Filters: parsed,
      MaxResults: Option.getOrUndefined(maxResults),
      NextToken: Option.getOrUndefined(nextToken),
      DryRun: Option.getOrUndefined(dryRun),
    }
    const source = yield* Source.open(choice)
    const isOnePage = request.MaxResults !== undefined
    const streams = yield* StandardStreams
    const renderer = renderers[output](screenOf(streams))
    const pages = isOnePage
      ? Stream.fromEffect(PeerSource.describe(request))
      : Listing.pages(request)
    let token: string | undefined
    let { leftOut } = source
    yield* pages.pipe(
      Stream.runForEach((page) => {
        token = page.NextToken || undefined
        const { unreadable = [] } = page
        leftOut += unreadable.length
        return Effect.andThen(
          streams.report(
            unreadable.map(
              ({ message, routeServerPeerId = "a peer" }) =>
                `route-server: left out: ${excerpt(routeServerPeerId, LONGEST_ID)}: ${message}`,
            ),
          ),
          write(renderer.page(page)),
        )
      }),
      Effect.provide(source.layer),
    )
    yield* write(renderer.end(token))
    yield* streams.report(notes(parsed))
    if (token !== undefined && output === "ndjson") {
      yield* streams.report([`route-server: more peers follow; go on with --next-token ${token}`])
    }
    if (leftOut > 0) return yield* new PeersLeftOut({ count: leftOut })
  }),
).pipe(
  Command.withDescription(description),
  Command.withShortDescription("List, filter and page through route server peers"),
  Command.withExamples(examples),
)

const write = Effect.fnUntraced(function* (pieces: Iterable<string>) {
  const streams = yield* StandardStreams
  let text = ""
  for (const piece of pieces) {
    text += piece
    if (text.length < WRITE_SIZE) continue
    yield* streams.write(text)
    text = ""
    // A pipe may take all at once, and an interruption must find its turn.
    yield* Effect.yieldNow
  }
  if (text !== "") yield* streams.write(text)
})
