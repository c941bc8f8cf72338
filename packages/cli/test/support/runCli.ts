import * as NodeServices from "@effect/platform-node/NodeServices"
import { Cause, Effect, Exit, Layer, Stream } from "effect"
import { run } from "../../src/Cli.ts"
import { Exited } from "../../src/output/Failure.ts"
import type { InputFailed } from "../../src/terminal/Input.ts"
import {
  type OutputClosed,
  type OutputFailed,
  type Size,
  StandardStreams,
} from "../../src/terminal/StandardStreams.ts"

/** What the command is run with; by default nothing on standard input and no terminal. */
export interface Surroundings {
  readonly input?: Effect.Effect<Uint8Array, InputFailed>
  readonly environment?: Readonly<Record<string, string>>
  readonly terminalColumns?: number
  /** Is told what is shown while it goes on. */
  readonly onProgress?: (line: string) => void
  /** The sizes that the terminal has, one after the other. */
  readonly sizes?: Stream.Stream<Size>
  /** What writing to standard output comes to. */
  readonly written?: Effect.Effect<void, OutputClosed | OutputFailed>
}

/** Runs the command within this process. */
export const runCli = Effect.fnUntraced(function* (
  args: ReadonlyArray<string>,
  surroundings: Surroundings = {},
) {
  let stdout = ""
  let stderr = ""
  const streams = Layer.succeed(StandardStreams, {
    write: (text) =>
      Effect.suspend(() => {
        stdout += text
        return surroundings.written ?? Effect.void
      }),
    report: (lines) =>
      Effect.sync(() => {
        stderr += lines.map((line) => `${line}\n`).join("")
      }),
    progress: (line) => Effect.sync(() => surroundings.onProgress?.(line)),
    fullScreen: Effect.void,
    sizes: surroundings.sizes ?? Stream.empty,
    read: surroundings.input ?? Effect.succeed(new Uint8Array()),
    ask: undefined,
    terminalColumns: surroundings.terminalColumns,
    isTerminal: surroundings.terminalColumns !== undefined,
    environment: surroundings.environment ?? {},
  })
  const exit = yield* run(args).pipe(
    Effect.provide(Layer.mergeAll(NodeServices.layer, streams)),
    Effect.exit,
  )
  if (Exit.isSuccess(exit)) return { status: 0, stdout, stderr }
  const failure = Cause.squash(exit.cause)
  return {
    status: failure instanceof Exited ? failure.status : undefined,
    stdout,
    stderr,
  }
})

/** Standard input with a text in it. */
export const inputOf = (text: string) => Effect.succeed(new TextEncoder().encode(text))
