/**
 * The runners that are there, and which fleet each was started with. One that was given
 * other targets than the rest is told of: what it doesn't know it can't watch.
 *
 * Each runner counts up in a row of its own, and believes that another is there as long
 * as its count moves. So the clock of no other host is trusted.
 */
import { Fleet } from "@route-server/core"
import { Context, Duration, Effect, Layer, Ref, Schedule } from "effect"
import { SqlClient } from "effect/sql"
import { monotonicMillis } from "../internal/monotonic.ts"
import * as FleetDigest from "./internal/FleetDigest.ts"

/** How often a runner counts, and looks at the others. */
const INTERVAL = Duration.seconds(5)

/** In milliseconds: one whose count has not moved for so long is gone. */
const GONE_AFTER = 20_000

/** A runner that stops waits no longer than this for its row to go. */
const LEAVE_WITHIN = Duration.seconds(1)

/**
 * A runner that is there.
 *
 * @category models
 */
export interface Runner {
  /** Where the others reach it, such as `10.0.0.7:34431`. */
  readonly address: string
  /** The digest of its fleet. */
  readonly fleet: string
  /** Whether its targets are those of this process. */
  readonly hasSameFleet: boolean
}

/**
 * The runners that are there.
 *
 * @category services
 */
export class Roster extends Context.Service<
  Roster,
  {
    /** The runners as last seen, this one too, by address; costs nothing. */
    readonly current: Effect.Effect<ReadonlyArray<Runner>>
  }
>()("@route-server/monitor/cluster/Roster") {}

interface Row {
  readonly address: string
  readonly fleet: string
  readonly count: number | bigint
}

interface Seen extends Row {
  /** Since when its count is what it is, as far as is known; by the monotonic clock in milliseconds. */
  readonly at: number
  /** Whether it was seen to move; the row of one that crashed may be old. */
  readonly hasMoved: boolean
}

const make = Effect.fnUntraced(function* (self: string) {
  const sql = (yield* SqlClient.SqlClient).withoutTransforms()
  const fleet = FleetDigest.make(yield* Fleet.Fleet)
  const current = yield* Ref.make<ReadonlyArray<Runner>>([])
  let seen: ReadonlyArray<Seen> = []

  const tell = (before: ReadonlyArray<Runner>, now: ReadonlyArray<Runner>) => {
    const others = (runners: ReadonlyArray<Runner>) =>
      runners.flatMap((runner) => (runner.hasSameFleet ? [] : [runner.address])).join(", ")
    if (others(before) === others(now)) return Effect.void
    return others(now) === ""
      ? Effect.logInfo("All runners have the same fleet again")
      : Effect.logWarning(
          `Started with other targets than this runner: ${others(now)}. What only one of them knows is watched as long as its shard happens to be there`,
        )
  }

  const beat = Effect.gen(function* () {
    yield* sql`
      INSERT INTO monitor_runners (address, fleet, count) VALUES (${self}, ${fleet}, 1)
      ON CONFLICT (address) DO UPDATE
      SET fleet = excluded.fleet, count = monitor_runners.count + 1`
    const rows = yield* sql<Row>`SELECT address, fleet, count FROM monitor_runners ORDER BY address`
    const now = yield* monotonicMillis
    seen = rows.map((row) => {
      const before = seen.find(({ address }) => address === row.address)
      if (before?.count === row.count) return before
      return { ...row, at: now, hasMoved: before !== undefined || row.address === self }
    })
    const isGone = ({ at }: Seen) => now - at >= GONE_AFTER
    for (const { address, count } of seen.filter(isGone)) {
      // Unless it has counted on since.
      yield* sql`DELETE FROM monitor_runners WHERE address = ${address} AND count = ${count}`
    }
    const isThere = (runner: Seen) => runner.hasMoved && !isGone(runner)
    const there = seen.filter(isThere).map((runner) => ({
      address: runner.address,
      fleet: runner.fleet,
      hasSameFleet: runner.fleet === fleet,
    }))
    yield* tell(yield* Ref.getAndSet(current, there), there)
  })

  yield* Effect.addFinalizer(() =>
    sql`DELETE FROM monitor_runners WHERE address = ${self}`.pipe(
      Effect.timeout(LEAVE_WITHIN),
      Effect.ignoreCause,
    ),
  )
  yield* beat.pipe(
    // That the store is lost is told where it is read and written.
    Effect.catchCause((cause) => Effect.logDebug("The roster can't be kept", cause)),
    Effect.repeat(Schedule.spaced(INTERVAL)),
    Effect.forkScoped,
  )
  return Roster.of({ current: Ref.get(current) })
})

/**
 * Enters a runner on the roster, and keeps it there as long as the layer is in use. The
 * table is the monitor's store's (`SqlMonitorStore`), in the same database.
 *
 * @param address where the others reach this runner
 * @category layers
 */
export const layer = (
  address: string,
): Layer.Layer<Roster, never, SqlClient.SqlClient | Fleet.Fleet> =>
  Layer.effect(Roster, make(address))
