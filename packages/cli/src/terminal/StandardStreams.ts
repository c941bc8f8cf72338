/**
 * Standard input, output and error, as a Unix tool uses them.
 */
import { Context, Data, Effect, Layer } from "effect"
import { type InputFailed, standardInput } from "./Input.ts"
import { visible } from "./Visible.ts"

/** Nobody reads the output any more. */
export class OutputClosed extends Data.TaggedError("OutputClosed") {}

/** The output can't be written: the disk is full, for one. */
export class OutputFailed extends Data.TaggedError("OutputFailed")<{
  readonly message: string
}> {}

const ask = async (question: string): Promise<string> => {
  const { createInterface } = await import("node:readline/promises")
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question(question)).trim()
  } finally {
    terminal.close()
  }
}

/** The three streams, and what is known of the terminal behind them. */
export class StandardStreams extends Context.Service<
  StandardStreams,
  {
    /** Writes to standard output; done when the text is taken, so a slow reader slows the writer. */
    readonly write: (text: string) => Effect.Effect<void, OutputClosed | OutputFailed>
    /** Writes lines to standard error, made visible. There is nobody to tell if that fails. */
    readonly report: (lines: ReadonlyArray<string>) => Effect.Effect<void>
    /** All of standard input. */
    readonly read: Effect.Effect<Uint8Array, InputFailed>
    /** Asks whoever sits at the terminal; `undefined` where nobody does. */
    readonly ask: ((question: string) => Promise<string>) | undefined
    /** The width of the terminal that standard output is, if it is one. */
    readonly terminalColumns: number | undefined
    /** Whether standard output is a terminal. */
    readonly isTerminal: boolean
    /** The environment. */
    readonly environment: Readonly<Record<string, string | undefined>>
  }
>()("@route-server/cli/StandardStreams") {
  /**
   * The streams of this process.
   *
   * **Details**
   *
   * Each write is awaited through its own callback: a reader that has gone
   * away shows there. The listener for `error` is never taken off, since the
   * same fault is emitted a second time, possibly after the last write, and
   * would end the process with a stack trace.
   *
   * **Gotchas**
   *
   * A standard output that is closed from the start (`>&-`) can't be told: Node
   * opens `/dev/null` in its place, just as callers do that want no output.
   */
  static readonly layer: Layer.Layer<StandardStreams> = Layer.sync(StandardStreams, () => {
    for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {})
    return {
      write: (text) =>
        Effect.callback<void, OutputClosed | OutputFailed>((resume) => {
          process.stdout.write(text, (error) => {
            if (!error) return resume(Effect.void)
            const isClosed = "code" in error && (error.code === "EPIPE" || error.code === "EOF")
            resume(isClosed ? new OutputClosed() : new OutputFailed({ message: error.message }))
          })
        }),
      report: (lines) =>
        Effect.callback((resume) => {
          const text = lines.map((line) => `${visible(line)}\n`).join("")
          process.stderr.write(text, () => resume(Effect.void))
        }),
      read: standardInput,
      ask: process.stdin.isTTY && process.stderr.isTTY ? ask : undefined,
      terminalColumns: process.stdout.isTTY ? process.stdout.columns : undefined,
      isTerminal: process.stdout.isTTY === true,
      environment: process.env,
    }
  })
}
