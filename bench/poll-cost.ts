/**
 * What a poll costs: the command watches targets over the wire, as the runners of a
 * cluster with a Postgres, and is asked for the time that it took of a processor. Each
 * runner also reads what the others have written. Linux only, since the database is
 * asked for the same.
 *
 *   node bench/poll-cost.ts             60 targets of ten peers, every 200 ms, for 20 seconds
 *   node bench/poll-cost.ts 60 100 3    the same with a hundred peers each and three runners
 */
import { readdirSync, readFileSync } from "node:fs"
import { PgClient } from "@effect/sql-pg"
import { PeerUpdate } from "@route-server/core"
import { Fleet } from "@route-server/testing"
import { Effect } from "effect"
import { Postgres, url } from "../packages/monitor/test/support/Postgres.ts"
import * as Runners from "../packages/monitor/test/system/support/Runners.ts"
import * as Scene from "../packages/monitor/test/system/support/Scene.ts"

const argument = (index: number, otherwise: number): number => {
  const value = Number(process.argv[index] ?? otherwise)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new RangeError(`Expected a whole number from 1, not ${process.argv[index]}`)
}

const targets = argument(2, 60)
const peers = argument(3, 10)
const runners = argument(4, 1)
const SECONDS = 20

/** Of Linux: so many of them are a second. */
const TICKS = 100

/** The seconds of a processor that all processes with these words in their command have taken. */
const cpuOf = (words: string): number => {
  let ticks = 0
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(words)) continue
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? []
      ticks += Number(fields[11]) + Number(fields[12])
    } catch {
      // It has just ended.
    }
  }
  return ticks / TICKS
}

await Effect.gen(function* () {
  const database = yield* (yield* Postgres).database
  const places = yield* Scene.make(targets)
  for (const [seed, place] of places.entries()) {
    for (const peer of Fleet.make({ seed, size: peers })) yield* place.apply(PeerUpdate.put(peer))
  }
  const file = yield* Runners.targetsFile(places)
  const origins = yield* Effect.forEach(Array.from({ length: runners }), () =>
    Effect.flatMap(
      Runners.start(file, {
        flags: ["--interval", "200ms"],
        environment: { ROUTE_SERVER_DATABASE_URL: url(database) },
      }),
      (runner) => runner.url,
    ),
  )
  /** The sum of a metric over the runners. */
  const sumOf = (metric: string) =>
    Effect.promise(async () => {
      const values = origins.map(async (origin) => {
        const text = await (await fetch(`${origin}/metrics`)).text()
        return Number(new RegExp(`^${metric} (\\S+)$`, "m").exec(text)?.[1])
      })
      return (await Promise.all(values)).reduce((sum, value) => sum + value, 0)
    })
  const asked = () => places.reduce((sum, place) => sum + place.asked.length, 0)
  const look = Effect.gen(function* () {
    const sql = yield* PgClient.PgClient
    const [row] = yield* sql<{ readonly commits: bigint }>`
      SELECT xact_commit AS commits FROM pg_stat_database WHERE datname = ${database.database}`
    return {
      polls: asked(),
      runner: yield* sumOf("process_cpu_seconds_total"),
      memory: yield* sumOf("process_resident_memory_bytes"),
      database: cpuOf(database.database),
      commits: Number(row?.commits),
      at: performance.now(),
    }
  }).pipe(Effect.provide(PgClient.layer(database)))
  yield* Effect.sleep("15 seconds")
  const before = yield* look
  yield* Effect.sleep(`${SECONDS} seconds`)
  const after = yield* look
  const polls = after.polls - before.polls
  console.log({
    targets,
    peers,
    runners,
    pollsPerSecond: polls / ((after.at - before.at) / 1_000),
    "runners, ms of a processor for a poll": ((after.runner - before.runner) * 1_000) / polls,
    "database, ms of a processor for a poll": ((after.database - before.database) * 1_000) / polls,
    "transactions of the database for a poll": (after.commits - before.commits) / polls,
    "each runner, MB": after.memory / runners / 2 ** 20,
  })
}).pipe(Effect.scoped, Effect.provide(Postgres.layer), Effect.runPromise)
