/**
 * Standard input, output and error, as a Unix tool uses them.
 */
import { writeSync } from "node:fs"
import { Context, Data, Effect, Layer, Queue, type Scope, Stream } from "effect"
import { shorten } from "./DisplayText.ts"
import * as FullScreen from "./FullScreen.ts"
import { InputFailed, standardInput } from "./Input.ts"
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
  // It takes the key that is a signal elsewhere; without an answer this ends with the process.
  terminal.on("SIGINT", () => {
    process.stderr.write("\n")
    process.kill(process.pid, "SIGINT")
  })
  try {
    return (await terminal.question(question)).trim()
  } finally {
    terminal.close()
  }
}

/** The size of a terminal, in characters. */
export interface Size {
  readonly columns: number
  readonly rows: number
}

/** The three streams, and what is known of the terminal behind them. */
export class StandardStreams extends Context.Service<
  StandardStreams,
  {
    /** Writes to standard output; done when the text is taken, so a slow reader slows the writer. */
    readonly write: (text: string) => Effect.Effect<void, OutputClosed | OutputFailed>
    /** Writes lines to standard error, made visible. There is nobody to tell if that fails. */
    readonly report: (lines: ReadonlyArray<string>) => Effect.Effect<void>
    /** Shows a line on the terminal that standard error is, in place of the one before; nothing elsewhere. */
    readonly progress: (line: string) => Effect.Effect<void>
    /** Takes the whole screen of the terminal that standard output is, and gives it back however this ends. */
    readonly fullScreen: Effect.Effect<void, never, Scope.Scope>
    /** The size of that terminal, now and whenever it changes; nothing if it is none. */
    readonly sizes: Stream.Stream<Size>
    /** All of standard input; fails the second time. */
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
    const showsProgress = process.stderr.isTTY && process.env["TERM"] !== "dumb"
    let isProgressShown = false
    let screen: TakenScreen | undefined
    /** Done when nobody is being asked. */
    let asked: Promise<unknown> = Promise.resolve()
    let isAsking = false
    let isRead = false
    /** Asks on the first screen, and lets nothing be drawn over the question. */
    const askAside = async (question: string): Promise<string> => {
      isAsking = true
      screen?.leave()
      const answer = ask(question).finally(() => {
        isAsking = false
        screen?.enter()
      })
      asked = answer.catch(() => {})
      return answer
    }
    const replaceProgress = (line: string): string => {
      const before = isProgressShown || line !== "" ? FullScreen.replaceLine(line) : ""
      isProgressShown = line !== ""
      return before
    }
    return {
      write: (text) =>
        Effect.andThen(
          Effect.suspend(() => (isAsking ? Effect.promise(() => asked) : Effect.void)),
          Effect.callback<void, OutputClosed | OutputFailed>((resume) => {
            if (isProgressShown) process.stderr.write(replaceProgress(""))
            process.stdout.write(text, (error) => {
              if (!error) return resume(Effect.void)
              const isClosed = "code" in error && (error.code === "EPIPE" || error.code === "EOF")
              resume(isClosed ? new OutputClosed() : new OutputFailed({ message: error.message }))
            })
          }),
        ),
      report: (lines) =>
        Effect.callback((resume) => {
          const text = lines.map((line) => `${visible(line)}\n`).join("")
          process.stderr.write(replaceProgress("") + text, () => resume(Effect.void))
        }),
      progress: (line) =>
        Effect.sync(() => {
          if (!showsProgress || isAsking) return
          process.stderr.write(replaceProgress(shorten(visible(line), process.stderr.columns - 1)))
        }),
      fullScreen: Effect.acquireRelease(
        Effect.sync(() => {
          screen = takeScreen()
          return screen
        }),
        (taken) =>
          Effect.sync(() => {
            screen = undefined
            taken.giveBack()
          }),
      ).pipe(Effect.asVoid),
      sizes: process.stdout.isTTY
        ? Stream.callback<Size>((queue) =>
            Effect.acquireRelease(
              Effect.sync(() => {
                const tell = () => {
                  const { columns, rows } = process.stdout
                  Queue.offerUnsafe(queue, { columns, rows })
                }
                tell()
                process.stdout.on("resize", tell)
                return tell
              }),
              (tell) => Effect.sync(() => process.stdout.off("resize", tell)),
            ),
          )
        : Stream.empty,
      read: Effect.suspend(() => {
        if (isRead) return new InputFailed({ message: "it can be read only once" })
        isRead = true
        return standardInput
      }),
      ask: process.stdin.isTTY && process.stderr.isTTY ? askAside : undefined,
      terminalColumns: process.stdout.isTTY ? process.stdout.columns : undefined,
      isTerminal: process.stdout.isTTY === true,
      environment: process.env,
    }
  })
}

/** The screen, while it is taken. */
interface TakenScreen {
  /** Shows the first screen for a while, until `enter`. */
  readonly leave: () => void
  readonly enter: () => void
  readonly giveBack: () => void
}

const takeScreen = (): TakenScreen => {
  const send = (text: string) => {
    try {
      writeSync(1, text)
    } catch {
      // The terminal has gone, and with it what there was to put in order.
    }
  }
  const leave = () => send(FullScreen.leave)
  const enter = () => send(FullScreen.enter)
  const suspend = () => {
    leave()
    process.kill(process.pid, "SIGSTOP")
    // Here it goes on, before anything is drawn.
    enter()
  }
  enter()
  // A second signal ends the process at once, and no scope is closed then.
  process.on("exit", leave).on("SIGTSTP", suspend)
  const giveBack = () => {
    process.off("exit", leave).off("SIGTSTP", suspend)
    leave()
  }
  return { leave, enter, giveBack }
}
