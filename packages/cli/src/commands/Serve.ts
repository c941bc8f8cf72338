/**
 * `route-server serve`: an EC2 endpoint over a fixture, for the AWS CLI, any AWS
 * SDK, and other code that speaks the EC2 Query protocol.
 */
import { LivingPeerSource, MemoryPeerSource } from "@route-server/adapter-memory"
import { FilterNames, type PeerSource } from "@route-server/core"
import { Effect, Layer, Logger, Option } from "effect"
import { Command, Flag } from "effect/cli"
import * as Flags from "../arguments/Flags.ts"
import { NotListening } from "../output/Failure.ts"
import * as FixtureFile from "../source/FixtureFile.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import { AwsFilterNames } from "./AwsFilterNames.ts"

/** The columns of a host to show in a warning. */
const LONGEST_HOST = 100

/** The Region to write in the ready-to-paste lines; the endpoint does not care. */
const REGION = "us-east-1"

const flags = {
  port: Flag.String("port").pipe(
    Flag.filterMap(
      (text) =>
        /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535
          ? Option.some(Number(text))
          : Option.none(),
      () => "expected a port from 0 to 65535",
    ),
    Flag.withMetavar("PORT"),
    Flag.withDescription("The port to listen on; 0 (default) picks a free one"),
    Flag.withDefault(0),
  ),
  host: Flag.String("host").pipe(
    // To listen on nothing is, to Node, to listen on everything.
    Flag.filterMap(
      // An IPv6 address may stand in brackets, as it does in a URL.
      (text) =>
        text.trim() === "" ? Option.none() : Option.some(text.replace(/^\[(.*)\]$/, "$1")),
      () => "expected a host name or an address",
    ),
    Flag.withMetavar("HOST"),
    Flag.withDescription("The address to listen on; 127.0.0.1 by default"),
    Flag.withDefault("127.0.0.1"),
  ),
  fixture: Flags.fixture,
  filterNames: Flag.Literals("filter-names", ["aws", "all"]).pipe(
    Flag.withMetavar("NAMES"),
    Flag.withDescription("aws (default): those that AWS accepts; or all"),
    Flag.withDefault("aws"),
  ),
  living: Flag.Boolean("living").pipe(
    Flag.withDescription("Let peers be created, deleted and tagged, and go through their states"),
    Flag.withDefault(false),
  ),
  logRequests: Flag.Boolean("log-requests").pipe(
    Flag.withDescription("Log each request to standard error"),
    Flag.withDefault(false),
  ),
}

const description = `Serve route server peers over HTTP, as Amazon EC2 does.

  The endpoint answers DescribeRouteServerPeers over the peers of --fixture or,
  without it, of a sample fleet. It refuses the filter names that AWS is taken
  to refuse, unless told otherwise. With --living it also answers
  CreateRouteServerPeer, DeleteRouteServerPeer, CreateTags and DeleteTags, and
  time passes for the peers: what is pending becomes available, what is deleting
  goes. How long that takes is made up. No signature is verified, so any
  credentials do. The first line printed is the URL. Ctrl-C and SIGTERM end it,
  after what is under way has been answered; a second one ends it at once.`

const examples = [
  { command: "route-server serve", description: "The sample fleet, on a free port" },
  {
    command: "route-server serve --port 8080 --fixture peers.json --log-requests",
    description: "A listing of one's own",
  },
  {
    command: "route-server serve --living",
    description: "A stage for tests: peers can be created and deleted over HTTP",
  },
]

const readyToPaste = (url: string): string => `${url}

# AWS CLI
aws ec2 describe-route-server-peers --no-sign-request --region ${REGION} --endpoint-url ${url}

# boto3
boto3.client("ec2", region_name="${REGION}", endpoint_url="${url}", aws_access_key_id="any", aws_secret_access_key="any").describe_route_server_peers()

# JavaScript SDK
new EC2Client({ region: "${REGION}", endpoint: "${url}", credentials: { accessKeyId: "any", secretAccessKey: "any" } }).send(new DescribeRouteServerPeersCommand({}))
`

/** What the operating system says of an address that can't be listened on. */
const reasonOf = ({ cause }: { readonly cause?: unknown }): string =>
  cause instanceof Error ? cause.message : String(cause)

const logger = Logger.layer([Logger.withConsoleError(Logger.formatLogFmt)])

/** The command. */
export const serve = Command.make(
  "serve",
  flags,
  Effect.fnUntraced(function* ({ port, host, fixture, filterNames, living, logRequests }) {
    const streams = yield* StandardStreams
    const { peers } = yield* FixtureFile.load(Option.getOrUndefined(fixture))
    const { NodeEc2Endpoint } = yield* Effect.promise(() => import("@route-server/endpoint/node"))
    const source: Layer.Layer<PeerSource.PeerSource> = living
      ? LivingPeerSource.layer(peers)
      : MemoryPeerSource.layer(peers)
    const endpoint = NodeEc2Endpoint.layer({
      host,
      port,
      acceptedNames:
        filterNames === "all"
          ? FilterNames.all
          : new AwsFilterNames((name) => {
              Effect.runFork(
                streams.report([
                  `route-server: note: the filter '${name}' is refused, as AWS is taken to refuse it; with --filter-names all it works`,
                ]),
              )
            }),
      logLevel: logRequests ? "Info" : "Debug",
    }).pipe(Layer.provide(source), Layer.provideMerge(logger))
    const announce = Effect.fnUntraced(function* () {
      const { url, isLoopback } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      if (!isLoopback) {
        yield* streams.report([
          `route-server: warning: whoever reaches ${excerpt(host, LONGEST_HOST)} can read these peers; no signature is verified`,
        ])
      }
      yield* streams.write(readyToPaste(url))
    })
    yield* announce().pipe(
      Effect.andThen(Effect.never),
      Effect.provide(endpoint),
      Effect.catchTag("ServeError", (error) =>
        Effect.fail(
          new NotListening({
            message: `can't listen on ${host}, port ${port}: ${reasonOf(error)}`,
          }),
        ),
      ),
    )
  }),
).pipe(
  Command.withDescription(description),
  Command.withShortDescription("Serve route server peers over HTTP, as Amazon EC2 does"),
  Command.withExamples(examples),
)
