#!/usr/bin/env node
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Cause, Effect, Exit, Layer, Runtime } from "effect"
import { run } from "./Cli.ts"
import { StandardStreams } from "./StandardStreams.ts"

const args = process.argv.slice(2)

/** To a server, being interrupted is the regular end. */
const isRegularEnd = (exit: Exit.Exit<unknown, unknown>): boolean =>
  args[0] === "serve" && Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause)

run(args).pipe(
  Effect.provide(Layer.mergeAll(NodeServices.layer, StandardStreams.layer)),
  NodeRuntime.runMain({
    disableErrorReporting: true,
    teardown: (exit, onExit) =>
      isRegularEnd(exit) ? onExit(0) : Runtime.defaultTeardown(exit, onExit),
  }),
)
