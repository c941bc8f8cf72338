/**
 * A runner of a cluster as a process, told by one argument, in JSON, what to do.
 */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { PgClient } from "@effect/sql-pg"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { Fleet, PeerSource } from "@route-server/core"
import { Duration, Effect, Layer, Logger, Redacted, Schema } from "effect"
import { ClusterMonitor } from "../../../src/cluster/index.ts"
import * as SqlMonitorStore from "../../../src/SqlMonitorStore.ts"

const Instructions = Schema.fromJsonString(
  Schema.Struct({
    database: Schema.String,
    targets: Schema.Array(Schema.Struct({ name: Schema.String, endpoint: Schema.String })),
    intervalMillis: Schema.Number,
  }),
)

const { database, targets, intervalMillis } = Schema.decodeUnknownSync(Instructions)(
  process.argv[2],
)

const fleet = Layer.effect(
  Fleet.Fleet,
  Effect.map(
    Effect.forEach(targets, ({ name, endpoint }) =>
      Effect.map(
        Layer.build(
          AwsPeerSource.layer({
            endpoint,
            region: "eu-west-1",
            credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
            maxAttempts: 1,
          }),
        ),
        (context): Fleet.Member => ({
          target: { name, region: "eu-west-1" },
          source: PeerSource.PeerSource.of(
            Effect.runSync(Effect.provide(PeerSource.PeerSource, context)),
          ),
        }),
      ),
    ),
    (members) => ({ members }),
  ),
)

const interval = Duration.millis(intervalMillis)

ClusterMonitor.layer({ pace: { calm: interval, moving: interval } }).pipe(
  Layer.provide(SqlMonitorStore.layer()),
  Layer.provide([fleet, PgClient.layer({ url: Redacted.make(database) })]),
  Layer.provide(Logger.layer([Logger.consoleLogFmt])),
  Layer.launch,
  NodeRuntime.runMain,
)
