/**
 * The command `route-server`.
 */
import { Effect, Layer, Option } from "effect"
import { CliConfig, CliOutput, Command, Completions, Flag, GlobalFlag } from "effect/cli"
import { listFlagsOf, repeatListFlags } from "./arguments/Argv.ts"
import * as Monitor from "./commands/Monitor.ts"
import { peers } from "./commands/Peers.ts"
import * as PeersDescribe from "./commands/PeersDescribe.ts"
import * as PeersWatch from "./commands/PeersWatch.ts"
import * as Serve from "./commands/Serve.ts"
import { Exited, type Failure, outcome, Unexpected, wrongUsage } from "./output/Failure.ts"
import * as Help from "./output/Help.ts"
import { version } from "./Package.ts"
import { screenOf } from "./terminal/Screen.ts"
import { OutputClosed, OutputFailed, StandardStreams } from "./terminal/StandardStreams.ts"

const routeServer = Command.make("route-server").pipe(
  Command.withDescription("Amazon VPC Route Server on the command line."),
  Command.withSubcommands([peers, Serve.serve, Monitor.monitor]),
)

/** The flags that take a list; those of the other commands are among them. */
const listFlags = [PeersDescribe, PeersWatch, Serve, Monitor].flatMap(({ flags }) =>
  listFlagsOf(flags),
)

/** What is asked for goes to standard output, what went wrong to standard error. */
const presenter = Layer.effect(
  CliOutput.Presenter,
  Effect.gen(function* () {
    const streams = yield* StandardStreams
    const { colors, columns } = screenOf(streams)
    const help = CliOutput.defaultFormatter({ colors })
    const plain = CliOutput.defaultFormatter({ colors: false })
    // A presenter can't fail; `run` makes the defect a failure again.
    const write = (text: string) => Effect.orDie(streams.write(`${text}\n`))
    return {
      present: (event) => {
        switch (event._tag) {
          case "Help":
            return event.reason === "Requested"
              ? write(help.formatHelpDoc(Help.fitted(event.helpDoc, columns)))
              : streams.report(plain.formatHelpDoc(Help.fitted(event.helpDoc, columns)).split("\n"))
          case "Version":
            return write(`${event.name} ${event.version}`)
          case "InvalidInvocation":
            return streams.report(wrongUsage(event.commandPath, event.errors))
        }
      },
    }
  }),
)

/** Prints what makes a shell complete the flags. */
const completions = (streams: StandardStreams["Service"]) =>
  GlobalFlag.Action({
    flag: Flag.Literals("completions", ["bash", "zsh", "fish"]).pipe(
      Flag.withMetavar("SHELL"),
      Flag.withDescription("Print what completes flags in bash, zsh or fish"),
      Flag.optional,
    ),
    run: (shell, { command }) =>
      Option.match(shell, {
        onNone: () => Effect.void,
        // An action can't fail; `run` makes the defect a failure again.
        onSome: (shell) =>
          Effect.orDie(
            streams.write(
              `${Completions.generate(command.name, shell, Completions.fromCommand(command))}\n`,
            ),
          ),
      }),
  })

const config = CliConfig.layer({
  builtIns: [GlobalFlag.Help, GlobalFlag.Version],
})

/**
 * Runs the command with the arguments after its name.
 *
 * **Details**
 *
 * Every failure was told on standard error when this fails with {@link Exited},
 * which carries the exit status, one of those in `ExitStatus`. An interruption
 * stays one; the process makes it 128 and the number of the signal.
 */
export const run = (
  args: ReadonlyArray<string>,
): Effect.Effect<void, Exited, StandardStreams | Command.Environment> =>
  StandardStreams.pipe(
    Effect.flatMap((streams) => {
      const command = Command.withGlobalFlags(routeServer, [completions(streams)])
      return Command.runWith(command, { version })(repeatListFlags(args, listFlags))
    }),
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
