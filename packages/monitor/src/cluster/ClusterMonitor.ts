/**
 * Watches a fleet together with other processes: each target is watched by one of them,
 * and by another when that one stops, dies or can't be reached. They share a database,
 * and whoever starts next to them with the same one joins.
 *
 * Without the database nothing is polled, since nobody can know who else polls; all goes
 * on by itself when it is back. Every process shows the whole fleet meanwhile, with the
 * age of what it knows.
 *
 * **Example** (Processes of one host that share a file)
 *
 * ```ts
 * import { Fleet } from "@route-server/core"
 * import { SqlMonitorStore } from "@route-server/monitor"
 * import { ClusterMonitor } from "@route-server/monitor/cluster"
 * import { Layer } from "effect"
 *
 * const monitor = ClusterMonitor.layer().pipe(
 *   Layer.provide(SqlMonitorStore.layerSqlite({ filename: "monitor.db" })),
 *   Layer.provide(Fleet.layer([])),
 * )
 * ```
 */
import * as NodeSocketServer from "@effect/platform-node/NodeSocketServer"
import type { Fleet } from "@route-server/core"
import { Effect, Layer, Schema } from "effect"
import { RunnerAddress } from "effect/cluster"
import { SocketServer } from "effect/socket"
import type { SqlClient } from "effect/sql"
import type { MonitorStore } from "../MonitorStore.ts"
import * as Watch from "../Watch.ts"
import * as Alone from "./internal/Alone.ts"
import * as Engine from "./internal/Engine.ts"
import * as TargetWatch from "./internal/TargetWatch.ts"
import * as Roster from "./Roster.ts"

/**
 * This process can't be reached by the others at the address that it was given, such as
 * when another listens there.
 *
 * @category errors
 */
export class RunnerAddressUnusable extends Schema.TaggedError<RunnerAddressUnusable>()(
  "RunnerAddressUnusable",
  { message: Schema.String, cause: Schema.Defect() },
) {}

/**
 * An address; of port 0 the system chooses one that is free.
 *
 * @category models
 */
export interface Address {
  readonly host: string
  readonly port: number
}

/**
 * How this process takes part.
 *
 * @category options
 */
export interface Options extends Watch.Options {
  /**
   * Where the others reach this process. Default: a free port of 127.0.0.1, which is for
   * processes of one host.
   *
   * Whoever can connect there can send what a runner of the cluster can: nothing is
   * encrypted and nobody is asked who they are. So it must be in a network of their own.
   */
  readonly address?: Address | undefined
  /** Where it listens, if that is not where the others reach it, as behind an address translation. */
  readonly listen?: Address | undefined
  /**
   * What one of the processes does for all, such as telling webhooks
   * (`WebhookDelivery.run`). It is begun again when it ends or breaks, and elsewhere when
   * that process goes. One that was frozen may do it beside another for a moment.
   */
  readonly alone?: Effect.Effect<unknown> | undefined
}

const LOOPBACK: Address = { host: "127.0.0.1", port: 0 }

const at = ({ host, port }: Address): string => `${host.includes(":") ? `[${host}]` : host}:${port}`

const listen = (address: Address) =>
  NodeSocketServer.make(address).pipe(
    Effect.mapError(({ reason: { cause } }) => {
      const why = cause instanceof Error ? cause.message : String(cause)
      return new RunnerAddressUnusable({ message: `Can't listen at ${at(address)}: ${why}`, cause })
    }),
  )

/**
 * Takes part in watching the fleet, as long as the layer is in use, as `Monitor.layer`
 * does alone. What it gives besides is the {@link Roster} of those that take part.
 *
 * When it stops, the others take over its targets at once; when it dies or can't be
 * reached, within 20 seconds.
 *
 * @category layers
 */
export const layer = ({
  address = LOOPBACK,
  listen: listening = address,
  alone = Effect.never,
  ...options
}: Options = {}): Layer.Layer<
  Roster.Roster,
  RunnerAddressUnusable,
  MonitorStore | Fleet.Fleet | SqlClient.SqlClient
> =>
  Effect.gen(function* () {
    const server = yield* listen(listening)
    const port =
      address.port === 0 && server.address._tag !== "UnixPathAddress"
        ? server.address.port
        : address.port
    yield* Effect.logInfo(`This runner can be reached at ${at({ ...address, port })}`)
    return Layer.merge(TargetWatch.layer(yield* Watch.make(options)), Alone.layer(alone)).pipe(
      Layer.provide(Engine.layer(RunnerAddress.make(address.host, port))),
      Layer.provide(Layer.succeed(SocketServer.SocketServer, server)),
      Layer.merge(Roster.layer(at({ ...address, port }))),
    )
  }).pipe(Layer.unwrap)
