import { assert, describe, it } from "@effect/vitest"
import { Fleet, PeerSource } from "@route-server/core"
import { Effect, Exit, Layer, Logger, Ref, Scope } from "effect"
import {
  MessageStorage,
  RunnerAddress,
  RunnerHealth,
  RunnerStorage,
  Runners,
  Sharding,
  ShardingConfig,
  TestRunner,
} from "effect/cluster"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import * as Alone from "../../src/cluster/internal/Alone.ts"
import * as Engine from "../../src/cluster/internal/Engine.ts"
import * as TargetWatch from "../../src/cluster/internal/TargetWatch.ts"
import * as SharedLocks from "./support/SharedLocks.ts"

const names = Array.from({ length: 20 }, (_, index) => `account-${index}/eu-west-1`)

/** What one does for all. */
const ALONE = "alone"

const tasks = [...names, ALONE]

const fleet = Layer.succeed(Fleet.Fleet, {
  members: names.map((name) => ({
    target: { name, region: "eu-west-1" },
    source: PeerSource.PeerSource.of({ describe: () => Effect.succeed({ RouteServerPeers: [] }) }),
  })),
})

/** Time in steps, so that what has to wait for each other gets its turn. */
const pass = (seconds: number) =>
  Effect.forEach(Array.from({ length: seconds }), () => TestClock.adjust("1 second"), {
    discard: true,
  })

describe("TargetWatch", () => {
  it.effect("watches each target of the fleet once, until the runner stops", () =>
    Effect.gen(function* () {
      const begun = yield* Ref.make<ReadonlyArray<string>>([])
      const left = yield* Ref.make<ReadonlyArray<string>>([])
      const watch = ({ target: { name } }: Fleet.Member) =>
        Ref.update(begun, (before) => [...before, name]).pipe(
          Effect.andThen(Effect.never),
          Effect.onInterrupt(() => Ref.update(left, (before) => [...before, name])),
        )
      const scope = yield* Scope.make()
      yield* TargetWatch.layer(watch).pipe(
        Layer.provide([TestRunner.layer, fleet]),
        Layer.buildWithScope(scope),
      )
      yield* pass(600)
      assert.sameMembers([...(yield* Ref.get(begun))], names)
      assert.isEmpty(yield* Ref.get(left))
      yield* Scope.close(scope, Exit.void)
      assert.sameMembers([...(yield* Ref.get(left))], names)
    }),
  )

  const runners = ["10.0.0.1", "10.0.0.2", "10.0.0.3"].map((host) => RunnerAddress.make(host, 1))
  const events = fc.array(
    fc.record({
      runner: fc.nat({ max: runners.length - 1 }),
      what: fc.constantFrom("starts", "stops", "is cut off", "is back"),
      wait: fc.nat({ max: 30 }),
    }),
    { maxLength: 12 },
  )
  type Story = typeof events extends fc.Arbitrary<infer A> ? A : never

  const live = (story: Story) =>
    Effect.gen(function* () {
      const locks = SharedLocks.make()
      const watchers = new Map<string, number>(tasks.map((name) => [name, 0]))
      const twice: Array<string> = []
      const attend = (name: string) =>
        Effect.sync(() => {
          const there = (watchers.get(name) ?? 0) + 1
          watchers.set(name, there)
          if (there > 1) twice.push(name)
        }).pipe(
          Effect.andThen(Effect.never),
          Effect.ensuring(Effect.sync(() => watchers.set(name, (watchers.get(name) ?? 0) - 1))),
        )
      const runner = (address: RunnerAddress.RunnerAddress) =>
        Layer.merge(
          TargetWatch.layer(({ target: { name } }) => attend(name)),
          Alone.layer(attend(ALONE)),
        ).pipe(
          Layer.provide(Sharding.layer),
          Layer.provide([Runners.layerNoop, RunnerHealth.layerNoop]),
          Layer.provide([
            MessageStorage.layerNoop,
            Layer.succeed(RunnerStorage.RunnerStorage, locks.storage(address)),
            ShardingConfig.layer(Engine.config(address)),
            fleet,
          ]),
        )
      const running = new Map<RunnerAddress.RunnerAddress, Scope.Closeable>()
      const away = new Set<RunnerAddress.RunnerAddress>()

      for (const { runner: index, what, wait } of story) {
        const address = runners[index] ?? RunnerAddress.make("10.0.0.1", 1)
        const scope = running.get(address)
        if (what === "starts" && scope === undefined) {
          const fresh = yield* Scope.make()
          running.set(address, fresh)
          yield* Layer.buildWithScope(runner(address), fresh)
        }
        if (what === "stops" && scope !== undefined) {
          running.delete(address)
          yield* Effect.forkChild(Scope.close(scope, Exit.void))
        }
        if (what === "is cut off" || what === "is back") {
          yield* locks.cutOff(address, what === "is cut off")
          if (what === "is cut off") away.add(address)
          else away.delete(address)
        }
        yield* pass(wait)
      }
      yield* pass(90)
      const isThere = [...running.keys()].some((address) => !away.has(address))
      for (const name of tasks) {
        assert.strictEqual(watchers.get(name), isThere ? 1 : 0, name)
      }
      for (const scope of running.values()) {
        yield* Effect.forkChild(Scope.close(scope, Exit.void))
      }
      yield* pass(30)
      for (const name of tasks) assert.strictEqual(watchers.get(name), 0)
      assert.isEmpty(twice)
    })

  it("nothing is done twice at once, and all is done again as long as one runner is there", () =>
    fc.assert(
      fc.asyncProperty(events, (story) =>
        live(story).pipe(
          Effect.provide([TestClock.layer(), Logger.layer([])]),
          Effect.scoped,
          Effect.runPromise,
        ),
      ),
      { numRuns: 50 },
    ))
})
