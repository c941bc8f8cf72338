#!/usr/bin/env node
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Effect, Layer } from "effect"
import { run } from "./Cli.ts"
import { StandardStreams } from "./StandardStreams.ts"

run(process.argv.slice(2)).pipe(
  Effect.provide(Layer.mergeAll(NodeServices.layer, StandardStreams.layer)),
  NodeRuntime.runMain({ disableErrorReporting: true }),
)
