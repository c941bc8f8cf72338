/**
 * Effect Cluster as the monitor uses it: shards over the runners, whose locks are in the
 * database, and a socket by which runners call each other.
 *
 * Nothing that runners say to each other is kept in the database, since whoever gets no
 * answer asks again.
 */
import * as NodeClusterSocket from "@effect/platform-node/NodeClusterSocket"
import { Duration, Effect, Layer, Option, Schedule } from "effect"
import {
  MessageStorage,
  type RunnerAddress,
  RunnerHealth,
  RunnerStorage,
  Runners,
  ShardingConfig,
  SocketRunner,
  SqlRunnerStorage,
} from "effect/cluster"
import { RpcSerialization } from "effect/rpc"

/**
 * How a runner takes part. With these times, the targets of a runner that was killed are polled again within 20
 * seconds, and those of one that was told to stop within 3.
 */
export const config = (address: RunnerAddress.RunnerAddress) => ({
  /** A runner that is not heard of for so long has lost its shards. */
  shardLockExpiration: Duration.seconds(15),
  shardLockRefreshInterval: Duration.seconds(5),
  runnerHealthCheckInterval: Duration.seconds(5),
  refreshAssignmentsInterval: Duration.seconds(1),
  entityTerminationTimeout: Duration.seconds(1),
  /** Enough to share out among a dozen runners; each costs a lock. */
  shardsPerGroup: 64,
  maxResidentEntities: "unbounded" as const,
  simulateRemoteSerialization: false,
  runnerAddress: Option.some(address),
})

/** The locks of shards, once the database can be reached: whoever starts without it waits for it. */
const runnerStorage = Layer.effect(
  RunnerStorage.RunnerStorage,
  SqlRunnerStorage.make({ prefix: "monitor_cluster" }).pipe(
    Effect.sandbox,
    Effect.tapError((cause) =>
      Effect.logWarning("The database can't be used, trying again", cause),
    ),
    Effect.retry(Schedule.spaced(Duration.seconds(2))),
    Effect.orDie,
  ),
)

/**
 * A runner.
 *
 * @param address where the others reach it
 * @category layers
 */
export const layer = (address: RunnerAddress.RunnerAddress) => {
  const health = RunnerHealth.layerPing.pipe(Layer.provide(Runners.layerRpc))
  return SocketRunner.layer.pipe(
    Layer.provide(health),
    Layer.provide([NodeClusterSocket.layerClientProtocol, MessageStorage.layerNoop, runnerStorage]),
    Layer.provide(ShardingConfig.layer(config(address))),
    Layer.provide(RpcSerialization.layerSchemaBinary()),
  )
}
