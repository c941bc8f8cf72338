/**
 * How failures are worded, and the exit status that each ends the process with.
 */
import { withoutSecrets } from "@route-server/adapter-aws/EndpointUrl"
import type {
  FilterShorthand,
  Fleet,
  FleetWaiter,
  PeerSourceError,
  Target,
  Waiter,
} from "@route-server/core"
import { Data, Runtime } from "effect"
import type { CliError } from "effect/cli"
import type { FlagConflict } from "../arguments/FlagConflict.ts"
import { didYouMean } from "../arguments/Suggestion.ts"
import type { AwsSettingsError } from "../source/AwsSettings.ts"
import type { TextFileError } from "../source/TextFile.ts"
import { excerpt, width } from "../terminal/DisplayText.ts"
import type { OutputClosed, OutputFailed } from "../terminal/StandardStreams.ts"
import { visible } from "../terminal/Visible.ts"
import { count } from "./Count.ts"
import * as ExitStatus from "./ExitStatus.ts"
import type { Unknown } from "./FleetForm.ts"
import type { QueryError } from "./Query.ts"

/** Ends the process with a status; what there was to say has been said. */
export class Exited extends Data.TaggedError("Exited")<{ readonly status: number }> {
  override readonly [Runtime.errorExitCode] = this.status
}

/** A fault of this program itself. */
export class Unexpected extends Data.TaggedError("Unexpected")<{ readonly cause: unknown }> {}

/** The endpoint can't be served where it was to be. */
export class NotListening extends Data.TaggedError("NotListening")<{ readonly message: string }> {}

/** What is remembered can't be kept, or not where it was to be. */
export class StoreFailed extends Data.TaggedError("StoreFailed")<{ readonly message: string }> {}

/** Peers could not be understood and were left out; each was told, and the rest was listed. */
export class PeersLeftOut extends Data.TaggedError("PeersLeftOut")<{ readonly count: number }> {}

/** What asking for peers, once or until they are as they are wanted, can fail with. */
export type Unanswered =
  | PeerSourceError.PeerSourceError
  | Waiter.WaiterError
  | FleetWaiter.FleetWaiterError

/** What a source said, where that is why there is no answer. */
export const saidBySource = (failure: Unanswered): PeerSourceError.PeerSourceError | undefined => {
  switch (failure._tag) {
    case "WaiterTimedOut":
      return failure.lastFailure
    case "FleetTimedOut":
      return failure.targets.flatMap(({ lastFailure }) => lastFailure ?? [])[0]
    case "TargetFailed":
      return saidBySource(failure.error)
    case "RouteServerPeerFailed":
    case "RouteServerPeerDeleted":
    case "RouteServerPeerNotFound":
    case "FleetPeersNotFound":
      return undefined
    default:
      return failure
  }
}

/** A failure, and what may be done about it. */
export class Hinted extends Data.TaggedError("Hinted")<{
  readonly failure: Unanswered
  readonly hint: string
}> {}

/** Targets of a fleet could not be read; each was told, and the rest was shown. */
export class TargetsUnknown extends Data.TaggedError("TargetsUnknown")<{
  readonly targets: number
  readonly unknown: ReadonlyArray<Unknown>
}> {}

/** Peers that were asked for by their IDs are at no target. */
export class NotAtAnyTarget extends Data.TaggedError("NotAtAnyTarget")<{
  readonly ids: ReadonlyArray<string>
}> {}

/** The columns of an ID to show in a message. */
const LONGEST_ID = 100

/** What to say of a peer that could not be understood and was left out. */
export const leftOutLine = (
  { message, routeServerPeerId = "a peer" }: PeerSourceError.MalformedResponse,
  target?: Target.Target,
): string =>
  `route-server: left out: ${target === undefined ? "" : `${target.name}: `}${excerpt(routeServerPeerId, LONGEST_ID)}: ${message}`

/** What was looked or waited for is not so, as far as that can be told. */
export class NotMet extends Data.TaggedError("NotMet")<{ readonly message: string }> {}

/** All that a command can fail with. */
export type Failure =
  | Unanswered
  | CliError.CliError
  | FilterShorthand.FilterSyntaxError
  | AwsSettingsError
  | TextFileError
  | Fleet.DuplicateTarget
  | FlagConflict
  | Hinted
  | QueryError
  | NotListening
  | StoreFailed
  | PeersLeftOut
  | TargetsUnknown
  | NotAtAnyTarget
  | NotMet
  | OutputClosed
  | OutputFailed
  | Unexpected

/** What to say of a failure on standard error, and the exit status. */
export interface Outcome {
  readonly lines: ReadonlyArray<string>
  readonly status: number
}

const serviceError = (code: string, message: string): Outcome => ({
  lines: [
    `An error occurred (${code}) when calling the DescribeRouteServerPeers operation: ${message}`,
  ],
  status: ExitStatus.SERVICE,
})

const plain = (message: string, status: number): Outcome => ({
  lines: [`route-server: ${message}`],
  status,
})

/** The columns of what somebody typed to show in a message. */
const LONGEST_EXCERPT = 100

const typed = (text: string): string =>
  excerpt(text.includes("://") ? withoutSecrets(text) : text, LONGEST_EXCERPT)

/** The characters of a filter to show on either side of the place that is wrong. */
const AROUND = 36

const filterSyntax = ({ message, input, offset }: FilterShorthand.FilterSyntaxError): Outcome => {
  const start = Math.max(offset - AROUND, 0)
  const before = `${start > 0 ? "…" : ""}${visible(input.slice(start, offset))}`
  const after = `${visible(input.slice(offset, offset + AROUND))}${offset + AROUND < input.length ? "…" : ""}`
  return {
    lines: [
      `route-server: --filters: ${excerpt(message, 2 * LONGEST_EXCERPT)}`,
      `  ${before}${after}`,
      `  ${" ".repeat(width(before))}^`,
      hint(["route-server", "peers", "describe"]),
    ],
    status: ExitStatus.USAGE,
  }
}

const hint = (command: ReadonlyArray<string>): string => `Try '${command.join(" ")} --help'.`

const suggestion = (suggestions: ReadonlyArray<string>): string =>
  suggestions.length === 0 ? "" : `; did you mean ${suggestions.join(" or ")}?`

/** How `effect/cli` says that a flag that takes one value was given several times. */
const GIVEN_TWICE = "at most 1 value"

/** How `effect/cli` lists the words that a flag takes. */
const WORDS = /^"[^"]*"(?: \| "[^"]*")*$/

const expected = ({ expected, value }: CliError.InvalidValue): string => {
  if (!WORDS.test(expected)) return expected
  const words = expected.slice(1, -1).split('" | "')
  return `expected ${words.join(" or ")}${didYouMean(value, words)}`
}

const usageMessage = (error: CliError.CliError): string => {
  switch (error._tag) {
    case "UnrecognizedOption":
      return `there is no flag ${typed(error.option)}${suggestion(error.suggestions)}`
    case "UnknownSubcommand":
      return `there is no command '${typed(error.subcommand)}'${suggestion(error.suggestions)}`
    case "UnexpectedArgument":
      return `unexpected argument '${typed(error.arguments[0] ?? "")}'`
    case "InvalidValue": {
      if (error.value === "") return `--${error.option} needs a value: ${error.expected}`
      if (error.expected === GIVEN_TWICE) return `--${error.option} is given more than once`
      // What was to be a URL may have its password even where it has no scheme.
      const value = error.option === "endpoint-url" ? withoutSecrets(error.value) : error.value
      return `--${error.option} ${typed(value)}: ${expected(error)}`
    }
    default:
      return error.message
  }
}

/** What to say of wrong usage of a command: the first thing that is wrong with it. */
export const wrongUsage = (
  command: ReadonlyArray<string>,
  errors: ReadonlyArray<CliError.CliError>,
): ReadonlyArray<string> => [
  ...errors.slice(0, 1).map((error) => `route-server: ${usageMessage(error)}`),
  hint(command),
]

const statusOf = ({ _tag }: PeerSourceError.TransportReason): number =>
  _tag === "InvalidConfiguration" || _tag === "CredentialsNotFound" || _tag === "CredentialsExpired"
    ? ExitStatus.CONFIGURATION
    : ExitStatus.OTHER

/** What to say of a failure, and the exit status that it has. */
export const outcome = (failure: Failure): Outcome => {
  switch (failure._tag) {
    case "FilterSyntaxError":
      return filterSyntax(failure)
    case "TextFileError":
      return {
        lines: failure.message.split("\n").map((line) => `route-server: ${line}`),
        status: ExitStatus.USAGE,
      }
    case "DuplicateTarget":
    case "FlagConflict":
      return plain(failure.message, ExitStatus.USAGE)
    case "AwsSettingsError":
      return plain(failure.message, ExitStatus.CONFIGURATION)
    case "QueryError":
      return plain(`--query: ${excerpt(failure.message, 2 * LONGEST_EXCERPT)}`, ExitStatus.USAGE)
    case "Hinted": {
      const { lines, status } = outcome(failure.failure)
      return { lines: [...lines, `route-server: ${failure.hint}`], status }
    }
    case "NotListening":
    case "StoreFailed":
      return plain(excerpt(failure.message, 3 * LONGEST_EXCERPT), ExitStatus.OTHER)
    case "PeersLeftOut":
      return plain(
        `${failure.count} ${failure.count === 1 ? "peer that can't be understood is" : "peers that can't be understood are"} left out`,
        ExitStatus.PARTIAL,
      )
    case "TargetsUnknown": {
      const { targets, unknown } = failure
      const [first] = unknown
      const message = `${unknown.length} of ${count(targets, "target")} can't be read`
      // What is not known at all is no part.
      return first === undefined || unknown.length < targets
        ? plain(message, ExitStatus.PARTIAL)
        : plain(message, outcome(first.error).status)
    }
    case "NotAtAnyTarget":
      return plain(
        `no target has ${excerpt(failure.ids.join(", "), 2 * LONGEST_EXCERPT)}`,
        ExitStatus.PARTIAL,
      )
    case "NotMet":
      return plain(failure.message, ExitStatus.NOT_MET)
    case "WaiterTimedOut":
    case "FleetTimedOut": {
      const unanswered = saidBySource(failure)
      // Nobody can tell what is so now.
      return plain(
        failure.message,
        unanswered === undefined ? ExitStatus.NOT_MET : outcome(unanswered).status,
      )
    }
    case "RouteServerPeerFailed":
    case "RouteServerPeerDeleted":
    case "RouteServerPeerNotFound":
    case "FleetPeersNotFound":
      return plain(failure.message, ExitStatus.HOPELESS)
    case "TargetFailed":
      return plain(failure.message, outcome(failure.error).status)
    case "OutputClosed":
      return { lines: [], status: ExitStatus.CLOSED_PIPE }
    case "OutputFailed":
      return plain(`can't write the output: ${failure.message}`, ExitStatus.OTHER)
    case "Unexpected": {
      const { cause } = failure
      return plain(
        `unexpected failure: ${cause instanceof Error ? cause.message : String(cause)}`,
        ExitStatus.OTHER,
      )
    }
    case "TransportError":
      return plain(failure.message, statusOf(failure.reason))
    case "MalformedResponse":
    case "ListingStalled":
      return plain(failure.message, ExitStatus.OTHER)
    case "OtherServiceError":
      return serviceError(failure.code, failure.message)
    case "ShowHelp":
      // What was wrong was presented, with the help or the hint, when it was found.
      return { lines: [], status: ExitStatus.USAGE }
    case "UnrecognizedOption":
    case "DuplicateOption":
    case "MissingOption":
    case "MissingArgument":
    case "UnexpectedArgument":
    case "InvalidValue":
    case "UnknownSubcommand":
    case "ValidationError":
    case "UserError":
      return { lines: wrongUsage(["route-server"], [failure]), status: ExitStatus.USAGE }
    default:
      return serviceError(failure._tag, failure.message)
  }
}
