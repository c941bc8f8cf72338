#!/usr/bin/env node
import { constants } from "node:os"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Cause, Effect, Exit, Layer, Runtime } from "effect"
import { run } from "./Cli.ts"
import { StandardStreams } from "./StandardStreams.ts"

const args = process.argv.slice(2)

/** To a server, being interrupted is the regular end. */
const isRegularEnd = (exit: Exit.Exit<unknown, unknown>): boolean =>
  args[0] === "serve" && Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause)

/** In milliseconds. A terminal and a package manager between may both pass on one Ctrl-C. */
const ONE_SIGNAL = 250

/** The first signal ends the program in good order; another one, at once. */
const endAtSecondSignal = (signals: ReadonlyArray<"SIGINT" | "SIGTERM">) => {
  let first: number | undefined
  for (const signal of signals) {
    process.on(signal, () => {
      first ??= performance.now()
      if (performance.now() - first > ONE_SIGNAL) process.exit(128 + constants.signals[signal])
    })
  }
}

endAtSecondSignal(["SIGINT", "SIGTERM"])

run(args).pipe(
  Effect.provide(Layer.mergeAll(NodeServices.layer, StandardStreams.layer)),
  NodeRuntime.runMain({
    disableErrorReporting: true,
    teardown: (exit, onExit) =>
      isRegularEnd(exit) ? onExit(0) : Runtime.defaultTeardown(exit, onExit),
  }),
)
