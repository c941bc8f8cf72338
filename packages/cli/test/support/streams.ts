import { Effect, Layer, Stream } from "effect"
import { StandardStreams } from "../../src/terminal/StandardStreams.ts"

/** Streams on which nothing comes in and nobody looks, but for the lines on standard error. */
export const streams = (reported: Array<string> = []) =>
  Layer.sync(StandardStreams, () => {
    reported.length = 0
    return {
      write: () => Effect.void,
      report: (lines) => Effect.sync(() => void reported.push(...lines)),
      progress: () => Effect.void,
      fullScreen: Effect.void,
      sizes: Stream.empty,
      read: Effect.succeed(new Uint8Array()),
      ask: undefined,
      terminalColumns: undefined,
      isTerminal: false,
      environment: {},
    }
  })
