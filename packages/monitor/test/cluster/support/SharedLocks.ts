/**
 * What the engine keeps in a database, in memory: the runners and the locks of their
 * shards, which expire, and from which single runners can be cut off.
 */
import { Clock, Effect } from "effect"
import {
  ClusterError,
  MachineId,
  type Runner,
  type RunnerAddress,
  RunnerStorage,
} from "effect/cluster"

/** By the times of the engine: how long a runner that is not heard of keeps its locks. */
const EXPIRY = 15_000

/** The storage that runners share. */
export const make = () => {
  const runners = new Map<string, { runner: Runner.Runner; healthy: boolean; at: number }>()
  const locks = new Map<string, { holder: string; at: number }>()
  const away = new Set<string>()
  let machines = 0

  const key = ({ host, port }: RunnerAddress.RunnerAddress) => `${host}:${port}`
  const unreachable = Effect.fail(
    new ClusterError.PersistenceError({ cause: new Error("cut off from the database") }),
  )
  const from = <A>(
    address: RunnerAddress.RunnerAddress,
    run: (self: string, now: number) => A,
  ): Effect.Effect<A, ClusterError.PersistenceError> =>
    Effect.flatMap(Clock.currentTimeMillis, (now) =>
      away.has(key(address)) ? unreachable : Effect.sync(() => run(key(address), now)),
    )

  /** The storage as one runner reaches it. */
  const storage = (self: RunnerAddress.RunnerAddress) =>
    RunnerStorage.RunnerStorage.of({
      getRunners: from(self, (_, now) =>
        [...runners.values()].flatMap(({ runner, healthy, at }) =>
          now - at < EXPIRY ? [[runner, healthy] as const] : [],
        ),
      ),
      register: (runner, healthy) =>
        from(self, (_, now) => {
          runners.set(key(runner.address), { runner, healthy, at: now })
          machines += 1
          return MachineId.make(machines)
        }),
      unregister: (address) => from(self, () => void runners.delete(key(address))),
      setRunnerHealth: (address, healthy) =>
        from(self, () => {
          const entry = runners.get(key(address))
          if (entry !== undefined) entry.healthy = healthy
        }),
      acquire: (address, shards) =>
        from(self, (_, now) => {
          const holder = key(address)
          return [...shards].filter((shard) => {
            const lock = locks.get(shard.toString())
            if (lock !== undefined && lock.holder !== holder && now - lock.at <= EXPIRY)
              return false
            locks.set(shard.toString(), { holder, at: now })
            return true
          })
        }),
      refresh: (address, shards) =>
        from(self, (_, now) => {
          const holder = key(address)
          const entry = runners.get(holder)
          if (entry !== undefined) entry.at = now
          return [...shards].filter((shard) => {
            const lock = locks.get(shard.toString())
            if (lock?.holder !== holder) return false
            lock.at = now
            return true
          })
        }),
      release: (address, shard) =>
        from(self, () => {
          if (locks.get(shard.toString())?.holder === key(address)) locks.delete(shard.toString())
        }),
      releaseAll: (address) =>
        from(self, () => {
          for (const [shard, { holder }] of locks) {
            if (holder === key(address)) locks.delete(shard)
          }
        }),
    })

  return {
    storage,
    /** Cuts a runner off, or lets it back. */
    cutOff: (address: RunnerAddress.RunnerAddress, isAway: boolean) =>
      Effect.sync(() => {
        if (isAway) away.add(key(address))
        else away.delete(key(address))
      }),
  }
}
