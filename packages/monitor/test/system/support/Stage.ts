/**
 * A cluster of processes with a database, targets whose peers change all the time, and
 * somebody who reads the log beside them.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PgClient } from "@effect/sql-pg"
import type { PeerChange } from "@route-server/core"
import { Context, Effect, Fiber, Layer, Schedule, type Scope } from "effect"
import { SqlClient } from "effect/sql"
import type { ChangeRecord } from "../../../src/ChangeRecord.ts"
import { MonitorStore } from "../../../src/MonitorStore.ts"
import * as SqlMonitorStore from "../../../src/SqlMonitorStore.ts"
import { Postgres, url } from "../../support/Postgres.ts"
import * as Receiver from "./Receiver.ts"
import * as Runners from "./Runners.ts"
import * as Scene from "./Scene.ts"

/** How often a runner is told to poll each target. */
const INTERVAL = "1s"

/** How often the log is read, and conditions are looked at. */
const often = Schedule.spaced("100 millis")

/** Waits until something is so. */
export const until = <E, R>(condition: Effect.Effect<boolean, E, R>) =>
  condition.pipe(Effect.repeat({ until: (isSo) => isSo, schedule: often }), Effect.asVoid)

/** What is done to the targets, and what the log says of it. */
const drama = Effect.fnUntraced(function* (
  places: ReadonlyArray<Scene.Place>,
  store: MonitorStore["Service"],
) {
  const done = new Map<string, Array<PeerChange.PeerChange>>(places.map(({ name }) => [name, []]))
  const told = new Map<string, Array<ChangeRecord>>(places.map(({ name }) => [name, []]))
  const of = <A>(all: Map<string, Array<A>>, name: string) => all.get(name) ?? []

  let place = 0
  const read = Effect.gen(function* () {
    for (const record of yield* store.changes({ after: place, limit: 1_000 })) {
      of(told, record.target.name).push(record)
      place = record.sequence
    }
  })
  yield* read.pipe(Effect.ignoreCause, Effect.repeat(often), Effect.forkScoped)

  // A deed is done when the last one was told, so that the log has to tell each of them.
  let isOver = false
  const act = Effect.fnUntraced(function* ({ name, apply }: Scene.Place) {
    for (let deed = 0; !isOver; deed += 1) {
      of(done, name).push(...(yield* apply(Scene.deed(deed))))
      yield* until(Effect.sync(() => of(told, name).length >= of(done, name).length))
    }
  })
  const actors = yield* Effect.forEach(places, (each) => Effect.forkScoped(act(each)))

  return {
    done: (name: string) => of(done, name),
    told: (name: string) => of(told, name).map(({ change }) => change),
    sequences: () => [...told.values()].flat().map(({ sequence }) => sequence),
    /** Ends it, when all that was done is told. */
    end: Effect.gen(function* () {
      isOver = true
      yield* Fiber.joinAll(actors)
    }),
  }
})

/** A cluster of processes. */
export class Stage extends Context.Service<
  Stage,
  {
    readonly store: MonitorStore["Service"]
    readonly places: ReadonlyArray<Scene.Place>
    readonly drama: Effect.Success<ReturnType<typeof drama>>
    /** What the webhook of the runners was told. */
    readonly told: Effect.Success<typeof Receiver.make>["told"]
    /** Starts one more runner. */
    readonly start: Effect.Effect<Runners.Runner, never, Scope.Scope>
    /** Starts one that doesn't know of the first target. */
    readonly startIgnorant: Effect.Effect<Runners.Runner, never, Scope.Scope>
    /** Waits until a runner is one of them. */
    readonly isThere: (runner: Runners.Runner) => Effect.Effect<void>
    /**
     * Does something, waits until every target was polled after that, and gives the
     * longest time for which one was not, in milliseconds.
     */
    readonly survive: <E, R>(act: Effect.Effect<unknown, E, R>) => Effect.Effect<number, E, R>
  }
>()("@route-server/monitor/test/Stage") {
  /** So many targets, and runners that share the store in context. */
  static readonly make = Effect.fnUntraced(function* (size: number, state: Runners.State) {
    const store = yield* MonitorStore
    const sql = yield* SqlClient.SqlClient
    const places = yield* Scene.make(size)
    const { file: webhooks, told } = yield* Receiver.make
    const startWith = (some: ReadonlyArray<Scene.Place>) =>
      Effect.flatMap(Runners.targetsFile(some), (file) =>
        Runners.start(file, {
          ...state,
          flags: ["--interval", INTERVAL, "--webhooks", webhooks, ...state.flags],
        }),
      )

    const isThere = Effect.fnUntraced(function* (runner: Runners.Runner) {
      const address = yield* runner.address
      yield* until(
        Effect.map(
          sql`SELECT 1 FROM monitor_runners WHERE address = ${address}`,
          (rows) => rows.length > 0,
        ),
      ).pipe(Effect.orDie)
    })

    const survive = <E, R>(act: Effect.Effect<unknown, E, R>) =>
      Effect.gen(function* () {
        const began = yield* Scene.now
        yield* act
        const acted = yield* Scene.now
        yield* until(Effect.sync(() => places.every(({ asked }) => (asked.at(-1) ?? 0) > acted)))
        const ended = yield* Scene.now
        return Math.max(...places.map((place) => Scene.longestGap(place, began, ended)))
      })

    return Stage.of({
      store,
      places,
      drama: yield* drama(places, store),
      told,
      start: startWith(places),
      startIgnorant: startWith(places.slice(1)),
      isThere,
      survive,
    })
  })

  /** In a Postgres of its own. */
  static readonly layerPostgres = (size: number) =>
    Layer.unwrap(
      Effect.gen(function* () {
        const database = yield* (yield* Postgres).database
        return Layer.effect(
          Stage,
          Stage.make(size, {
            flags: [],
            environment: { ROUTE_SERVER_DATABASE_URL: url(database) },
          }),
        ).pipe(Layer.provide(SqlMonitorStore.layer()), Layer.provide(PgClient.layer(database)))
      }),
    )

  /** In a file of SQLite. */
  static readonly layerSqlite = (size: number) =>
    Layer.unwrap(
      Effect.gen(function* () {
        const folder = yield* Effect.acquireRelease(
          Effect.promise(() => mkdtemp(join(tmpdir(), "route-server-cluster-"))),
          (path) => Effect.promise(() => rm(path, { recursive: true })),
        )
        const filename = join(folder, "monitor.db")
        return Layer.effect(
          Stage,
          Stage.make(size, { flags: ["--state", filename], environment: {} }),
        ).pipe(Layer.provide(SqlMonitorStore.layerSqlite({ filename })))
      }),
    )
}
