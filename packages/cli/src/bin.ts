#!/usr/bin/env node
import { constants } from "node:os"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Cause, Effect, Exit, Layer, Runtime } from "effect"
import { run } from "./Cli.ts"
import { StandardStreams } from "./terminal/StandardStreams.ts"

const args = process.argv.slice(2)

/** In milliseconds. A terminal and a package manager between may both pass on one Ctrl-C. */
const ONE_SIGNAL = 250

/** The signal that came first, and when. */
let first: { readonly status: number; readonly at: number } | undefined

// The first signal ends the program in good order; another one, at once.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    const status = 128 + constants.signals[signal]
    const now = performance.now()
    first ??= { status, at: now }
    if (now - first.at > ONE_SIGNAL) process.exit(status)
  })
}

/** The commands that go on until a signal ends them, which is then their regular end. */
const servers: ReadonlySet<string | undefined> = new Set(["serve", "monitor"])

/** The exit status of a command that a signal ended. */
const interruptedStatus = (): number | undefined => (servers.has(args[0]) ? 0 : first?.status)

run(args).pipe(
  Effect.provide(Layer.mergeAll(NodeServices.layer, StandardStreams.layer)),
  NodeRuntime.runMain({
    disableErrorReporting: true,
    teardown: (exit, onExit) => {
      const isInterrupted = Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause)
      const status = isInterrupted ? interruptedStatus() : undefined
      return status === undefined ? Runtime.defaultTeardown(exit, onExit) : onExit(status)
    },
  }),
)
