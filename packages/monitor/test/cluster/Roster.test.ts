import { assert, describe, it } from "@effect/vitest"
import { Fleet, PeerSource } from "@route-server/core"
import { NodeSqlite, SqlMonitorStore } from "@route-server/monitor"
import { Roster } from "@route-server/monitor/cluster"
import { Context, Effect, Exit, Layer, Logger, Ref, Scope } from "effect"
import { SqlClient } from "effect/sql"
import { TestClock } from "effect/testing"

const fleet = (...names: ReadonlyArray<string>) =>
  Fleet.Fleet.of({
    members: names.map((name) => ({
      target: { name, region: "eu-west-1", labels: { team: "network", stage: "prod" } },
      source: PeerSource.PeerSource.of({
        describe: () => Effect.succeed({ RouteServerPeers: [] }),
      }),
    })),
  })

const database = SqlMonitorStore.layer().pipe(
  Layer.provideMerge(NodeSqlite.layer({ filename: ":memory:" })),
)

const enter = Effect.fnUntraced(function* (address: string, of: Fleet.Fleet["Service"]) {
  const sql = yield* SqlClient.SqlClient
  const scope = yield* Scope.make()
  const context = yield* Roster.layer(address).pipe(
    Layer.provide(
      Layer.mergeAll(Layer.succeed(Fleet.Fleet, of), Layer.succeed(SqlClient.SqlClient, sql)),
    ),
    Layer.fresh,
    Layer.buildWithScope(scope),
  )
  return {
    seen: Effect.map(Context.get(context, Roster.Roster).current, (runners) =>
      runners.map(({ address, hasSameFleet }) => [address, hasSameFleet]),
    ),
    leave: Scope.close(scope, Exit.void),
  }
})

/** One that is there no more, yet has not said that it goes. */
const crashed = (address: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`INSERT INTO monitor_runners (address, fleet, count) VALUES (${address}, ${"old"}, 7)`
  })

const pass = (seconds: number) =>
  Effect.forEach(Array.from({ length: seconds }), () => TestClock.adjust("1 second"), {
    discard: true,
  })

describe("Roster", () => {
  it.effect("has the runners that are there, until they go", () =>
    Effect.gen(function* () {
      const a = yield* enter("a:1", fleet("eu", "us"))
      // In another order, which makes no other fleet.
      const b = yield* enter("b:1", fleet("us", "eu"))
      yield* pass(10)
      const both = [
        ["a:1", true],
        ["b:1", true],
      ]
      assert.deepStrictEqual(yield* a.seen, both)
      assert.deepStrictEqual(yield* b.seen, both)
      yield* b.leave
      yield* pass(5)
      assert.deepStrictEqual(yield* a.seen, [["a:1", true]])
      yield* a.leave
    }).pipe(Effect.provide(database)),
  )

  it.effect("tells of a runner with other targets, and when there is none any more", () =>
    Effect.gen(function* () {
      const told = yield* Ref.make<ReadonlyArray<string>>([])
      const logger = Logger.make(({ logLevel, message }) =>
        Effect.runSync(Ref.update(told, (before) => [...before, `${logLevel} ${message}`])),
      )
      yield* Effect.gen(function* () {
        const a = yield* enter("a:1", fleet("eu", "us"))
        yield* pass(10)
        const b = yield* enter("b:1", fleet("eu"))
        yield* pass(60)
        assert.deepStrictEqual(yield* a.seen, [
          ["a:1", true],
          ["b:1", false],
        ])
        yield* b.leave
        yield* pass(10)
        yield* a.leave
      }).pipe(Effect.provide(Logger.layer([logger])))
      const warnings = (yield* Ref.get(told)).filter((line) => !line.startsWith("Debug"))
      // Each of the two of the other, once, and the one that is left.
      assert.sameMembers(
        warnings.map((line) => line.match(/^\w+|[ab]:1/g)?.join(" ")),
        ["Warn a:1", "Warn b:1", "Info"],
      )
    }).pipe(Effect.provide(database)),
  )

  it.effect("takes no notice of what a crashed runner has left, and clears it", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      yield* crashed("b:1")
      const a = yield* enter("a:1", fleet("eu"))
      for (let second = 0; second < 60; second += 1) {
        yield* pass(1)
        const others = (yield* a.seen).filter(([address]) => address !== "a:1")
        assert.isEmpty(others)
      }
      const rows = yield* sql`SELECT address FROM monitor_runners`
      assert.deepStrictEqual(rows, [{ address: "a:1" }])
      yield* a.leave
      assert.isEmpty(yield* sql`SELECT address FROM monitor_runners`)
    }).pipe(Effect.provide(database)),
  )
})
