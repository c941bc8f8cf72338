/**
 * `route-server serve`: an EC2 endpoint over a fixture, for the AWS CLI, any AWS
 * SDK, and other code that speaks the EC2 Query protocol.
 */
import { LivingPeerSource, MemoryPeerSource } from "@route-server/adapter-memory"
import { FilterNames, PeerSource } from "@route-server/core"
import type { Faults } from "@route-server/endpoint"
import { Effect, Layer, Option } from "effect"
import { Command, Flag } from "effect/cli"
import * as FaultShorthand from "../arguments/FaultShorthand.ts"
import { checkFlags } from "../arguments/FlagConflict.ts"
import * as Flags from "../arguments/Flags.ts"
import * as Listen from "../arguments/Listen.ts"
import { count } from "../output/Count.ts"
import { readyToPaste } from "../output/ReadyToPaste.ts"
import * as Certificate from "../source/Certificate.ts"
import * as FaultsFile from "../source/FaultsFile.ts"
import * as FixtureFile from "../source/FixtureFile.ts"
import * as Reloaded from "../source/Reloaded.ts"
import * as TextFile from "../source/TextFile.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import { AwsFilterNames } from "./AwsFilterNames.ts"

/** The flags. */
export const flags = {
  port: Listen.port(0),
  host: Listen.host,
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
  reload: Flag.Boolean("reload").pipe(
    Flag.withDescription("Read the files of --fixture and --faults again when they change"),
    Flag.withDefault(false),
  ),
  fault: FaultShorthand.flag,
  faults: Flags.file("faults", "Faults in YAML or JSON, after those of --fault"),
  seed: Flags.wholeNumber("seed").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Which requests a share such as 1/3 falls on; 0 by default"),
    Flag.optional,
  ),
  requireSignature: Flag.Boolean("require-signature").pipe(
    Flag.withDescription("Refuse requests that are not signed, with AuthFailure"),
    Flag.withDefault(false),
  ),
  oldApiVersions: Flag.Boolean("old-api-versions").pipe(
    Flag.withDescription("Accept API versions before 2016-11-15, as old clients send them"),
    Flag.withDefault(false),
  ),
  tlsSelfSigned: Flags.file(
    "tls-self-signed",
    "Speak HTTPS; the new certificate to trust goes to FILE",
  ),
  tlsCert: Flags.file("tls-cert", "Speak HTTPS with this certificate, in PEM"),
  tlsKey: Flags.file("tls-key", "The private key of --tls-cert, in PEM"),
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
  after what is under way has been answered; a second one ends it at once.

  For tests, --fault NAME, NAME=VALUE or NAME=VALUE@REQUESTS lets requests fail:

    RequestLimitExceeded  refused with this error or another one of EC2's, such
                          as UnauthorizedOperation, Unavailable, InternalError
    Delay=200ms           answered so much later
    Timeout=30s           not answered; so much later the connection is reset
    ShortPage=2           at most two peers, and a token for the rest
    EmptyPage             no peers, and a token for all
    SuperfluousToken      the last page has a token, which leads to nothing
    Stale                 the answer to the same request before
    RepeatToken           the token of the request again: a defect
    HtmlPage=503          a page of HTML, as load balancers send
    CutBody=100           breaks off after so many bytes; by default half-way
    Reset                 the connection is reset

  REQUESTS are counted from 1: 3, 1,4, 2-4 or 3-, or a share that is drawn by
  --seed: 1/3. Without it all are meant. --faults has rules in a file, such as

    - { fault: RequestLimitExceeded, requests: 3 }
    - { fault: ShortPage, size: 2, action: DescribeRouteServerPeers }

  Of the faults of one request all delays count, and of the others the first:
  --fault in the order given, then --faults. --log-requests tells them.`

const examples = [
  { command: "route-server serve", description: "The sample fleet, on a free port" },
  {
    command: "route-server serve --port 8080 --fixture peers.json --log-requests",
    description: "A listing of one's own",
  },
  {
    command: "route-server serve --fault RequestLimitExceeded@1/3 ShortPage=2 --seed 7",
    description: "A third of the requests throttled, the others answered in short pages",
  },
  {
    command: "route-server serve --tls-self-signed ca.pem",
    description: "HTTPS, with a certificate for clients to trust",
  },
  {
    command: "route-server serve --living",
    description: "A stage for tests: peers can be created and deleted over HTTP",
  },
]

type Choice = Command.Command.Config.Infer<typeof flags>

/** What is wrong with the flags, if they contradict each other. */
const conflict = ({ fault, faults, fixture, living, reload, seed, ...tls }: Choice) => {
  const hasFaults = fault.length > 0 || Option.isSome(faults)
  if (Option.isSome(seed) && !hasFaults) return "--seed goes with --fault or --faults only"
  if (reload && Option.isNone(fixture) && Option.isNone(faults)) {
    return "--reload goes with --fixture or --faults only"
  }
  if (reload && [fixture, faults].some(Option.contains("-"))) {
    return "standard input can't be read again"
  }
  if (reload && living && Option.isSome(fixture)) {
    return "--reload and --living don't go together with --fixture: peers that live are no longer those of the file"
  }
  if (Option.isSome(tls.tlsCert) !== Option.isSome(tls.tlsKey)) {
    return "--tls-cert and --tls-key go together"
  }
  if (Option.isSome(tls.tlsSelfSigned) && Option.isSome(tls.tlsCert)) {
    return "--tls-self-signed makes a certificate, so --tls-cert does not go with it"
  }
  return undefined
}

/** Where the peers come from. */
const sourceOf = Effect.fnUntraced(function* ({ fixture, living, reload }: Choice) {
  const path = Option.getOrUndefined(fixture)
  const load = FixtureFile.load(path)
  if (path === undefined || !reload) {
    const { peers } = yield* load
    return living ? LivingPeerSource.layer(peers) : MemoryPeerSource.layer(peers)
  }
  const read = Effect.flatMap(load, ({ origin, peers }) =>
    Effect.map(Effect.provide(PeerSource.PeerSource, MemoryPeerSource.layer(peers)), (source) => ({
      source,
      shown: `${origin}: ${count(peers.length, "peer")}`,
    })),
  )
  const latest = yield* Reloaded.make(path, read, ({ shown }) => shown)
  return Layer.succeed(PeerSource.PeerSource, {
    describe: (request) => Effect.flatMap(latest, ({ source }) => source.describe(request)),
  })
})

/** What goes wrong on purpose, if anything does. */
const faultsOf = Effect.fnUntraced(function* ({ fault, faults, reload, seed }: Choice) {
  if (fault.length === 0 && Option.isNone(faults)) return undefined
  const { Faults } = yield* Effect.promise(() => import("@route-server/endpoint"))
  const typed = yield* Effect.fromResult(FaultShorthand.rulesOf(fault, Faults))
  const options = { seed: Option.getOrElse(seed, () => 0) }
  const path = Option.getOrUndefined(faults)
  if (path === undefined) return Faults.injector(typed, options)
  const load = Effect.map(FaultsFile.load(path, Faults), (rules) => ({
    injector: Faults.injector([...typed, ...rules], options),
    shown: `${TextFile.nameOf(path)}: ${count(rules.length, "fault")}`,
  }))
  if (!reload) return (yield* load).injector
  const latest = yield* Reloaded.make(path, load, ({ shown }) => shown)
  return {
    draw: (action) => Effect.flatMap(latest, ({ injector }) => injector.draw(action)),
  } satisfies Faults.Injector
})

/** The certificate to show, and the file with what clients have to trust. */
const tlsOf = Effect.fnUntraced(function* ({ host, tlsCert, tlsKey, tlsSelfSigned }: Choice) {
  if (Option.isSome(tlsSelfSigned)) {
    const path = tlsSelfSigned.value
    return { tls: yield* Certificate.selfSigned(path, host), trusted: path }
  }
  if (Option.isNone(tlsCert) || Option.isNone(tlsKey)) return {}
  const path = tlsCert.value
  return { tls: yield* Certificate.load(path, tlsKey.value), trusted: path }
})

/** The command. */
export const serve = Command.make(
  "serve",
  flags,
  Effect.fnUntraced(function* (choice) {
    yield* checkFlags(conflict(choice))
    const { filterNames, host, logRequests, oldApiVersions, port, requireSignature } = choice
    const streams = yield* StandardStreams
    const faults = yield* faultsOf(choice)
    const { tls, trusted } = yield* tlsOf(choice)
    const source: Layer.Layer<PeerSource.PeerSource> = yield* sourceOf(choice)
    const { NodeEc2Endpoint } = yield* Effect.promise(() => import("@route-server/endpoint/node"))
    const endpoint = NodeEc2Endpoint.layer({
      host,
      port,
      faults,
      requireSignature,
      oldVersions: oldApiVersions,
      tls,
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
    }).pipe(Layer.provide(source), Layer.provideMerge(Listen.logger))
    const announce = Effect.fnUntraced(function* () {
      const { url, isLoopback } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      if (!isLoopback) {
        yield* streams.report([
          `route-server: warning: whoever reaches ${excerpt(host)} can read these peers; no signature is verified`,
        ])
      }
      yield* streams.write(readyToPaste(url, trusted))
    })
    yield* announce().pipe(
      Effect.andThen(Effect.never),
      Effect.provide(endpoint),
      Effect.catchTag("ServeError", (error) => Effect.fail(Listen.refused({ host, port }, error))),
    )
  }, Effect.scoped),
).pipe(
  Command.withDescription(description),
  Command.withShortDescription("Serve route server peers over HTTP, as Amazon EC2 does"),
  Command.withExamples(examples),
)
