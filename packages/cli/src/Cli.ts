/**
 * The command `route-server`.
 */
import { readFileSync } from "node:fs"
import { Effect, Layer, Schema } from "effect"
import { CliConfig, CliOutput, Command, GlobalFlag } from "effect/cli"
import { repeatListFlags } from "./arguments/Argv.ts"
import { peers } from "./commands/Peers.ts"
import { listFlags } from "./commands/PeersDescribe.ts"
import { serve } from "./commands/Serve.ts"
import { Exited, type Failure, outcome, Unexpected, wrongUsage } from "./output/Failure.ts"
import { screenOf } from "./terminal/Screen.ts"
import { OutputClosed, OutputFailed, StandardStreams } from "./terminal/StandardStreams.ts"

const routeServer = Command.make("route-server").pipe(
  Command.withDescription("Amazon VPC Route Server on the command line."),
  Command.withSubcommands([peers, serve]),
)

const Manifest = Schema.fromJsonString(Schema.Struct({ version: Schema.String }))

const { version } = Schema.decodeUnknownSync(Manifest)(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
)

/** What is asked for goes to standard output, what went wrong to standard error. */
const presenter = Layer.effect(
  CliOutput.Presenter,
  Effect.gen(function* () {
    const streams = yield* StandardStreams
    const { formatHelpDoc } = CliOutput.defaultFormatter({ colors: screenOf(streams).colors })
    const plain = CliOutput.defaultFormatter({ colors: false })
    // A presenter can't fail; `run` makes the defect a failure again.
    const write = (text: string) => Effect.orDie(streams.write(`${text}\n`))
    return {
      present: (event) => {
        switch (event._tag) {
          case "Help":
            return event.reason === "Requested"
              ? write(formatHelpDoc(event.helpDoc))
              : streams.report(plain.formatHelpDoc(event.helpDoc).split("\n"))
          case "Version":
            return write(`${event.name} ${event.version}`)
          case "InvalidInvocation":
            return streams.report(wrongUsage(event.commandPath, event.errors))
        }
      },
    }
  }),
)

const config = CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version] })

/**
 * Runs the command with the arguments after its name.
 *
 * **Details**
 *
 * Every failure was told on standard error when this fails with {@link Exited},
 * which carries the exit status: 1 for an error of the service, 2 for wrong
 * usage and for fixtures that can't be read, 141 for a closed pipe. An
 * interruption stays one; the process makes it 128 and the number of the signal.
 */
export const run = (args: ReadonlyArray<string>) =>
  Command.runWith(routeServer, { version })(repeatListFlags(args, listFlags)).pipe(
    Effect.provide(Layer.mergeAll(presenter, config)),
    Effect.catchDefect((defect) => Effect.fail(fromDefect(defect))),
    Effect.catch(
      Effect.fnUntraced(function* (failure) {
        const { lines, status } = outcome(failure)
        const streams = yield* StandardStreams
        yield* streams.report(lines)
        return yield* new Exited({ status })
      }),
    ),
  )

/** A presenter's failure to write is no defect; any other defect is a fault of this program. */
const fromDefect = (defect: unknown): Failure =>
  defect instanceof OutputClosed || defect instanceof OutputFailed
    ? defect
    : new Unexpected({ cause: defect })
