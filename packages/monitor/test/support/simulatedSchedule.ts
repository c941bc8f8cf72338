/**
 * A cluster that watches thousands of targets, in simulated time: when each of them is
 * polled, by whom, and what that asks of AWS and of the database.
 *
 * What polls is what the monitor runs. Simulated are the time that an answer takes, and
 * what runners share in a database, from which one of them is cut off in the middle.
 */
import { Fleet, PeerSource } from "@route-server/core"
import { MonitorStore, SqlMonitorStore, Watch } from "@route-server/monitor"
import { Clock, Context, Effect, Exit, Layer, Logger, Random, Scope } from "effect"
import {
  MessageStorage,
  RunnerAddress,
  RunnerHealth,
  RunnerStorage,
  Runners,
  Sharding,
  ShardingConfig,
} from "effect/cluster"
import { TestClock } from "effect/testing"
import * as Engine from "../../src/cluster/internal/Engine.ts"
import * as TargetWatch from "../../src/cluster/internal/TargetWatch.ts"
import * as SharedLocks from "../cluster/support/SharedLocks.ts"

/** What to simulate. */
export interface Scenario {
  readonly targets: number
  readonly runners: number
  readonly minutes: number
  /** How many targets a runner polls at once. */
  readonly concurrency: number
  readonly seed: number
}

/** What was seen after the first minute, when all have begun. */
export interface Figures {
  /** Of a second: how many polls on average, and in the busiest one. */
  readonly pollsPerSecond: { readonly mean: number; readonly most: number }
  /** How many requests were under way at once, at most, at one runner. */
  readonly mostAtOnce: number
  readonly commitsPerSecond: number
  /** Of the targets, in seconds from one poll to the next: the mean, the 99th of a hundred, the longest. */
  readonly interval: { readonly mean: number; readonly p99: number; readonly longest: number }
  /** How many times its fair part the runner with the most targets has. */
  readonly busiest: number
  /** In seconds: for how long a target of the runner that was cut off was not polled, at most. */
  readonly takeover: number
}

/** In milliseconds: what an answer takes, mostly; one in a hundred takes ten times as long. */
const latency = Effect.gen(function* () {
  const usual = yield* Random.nextBetween(100, 400)
  return (yield* Random.next) < 0.01 ? usual * 10 : usual
})

/** In milliseconds: until then runners have found each other, and all targets were polled. */
const SETTLED = 60_000

interface Poll {
  readonly at: number
  readonly runner: number
}

/** What is asked, by target, and how much at once. */
class Ledger {
  readonly polls = new Map<string, Array<Poll>>()
  commits = 0
  readonly #underWay = new Map<number, number>()
  mostAtOnce = 0

  begin(target: string, poll: Poll): void {
    const known = this.polls.get(target)
    if (known === undefined) this.polls.set(target, [poll])
    else known.push(poll)
    const underWay = (this.#underWay.get(poll.runner) ?? 0) + 1
    this.#underWay.set(poll.runner, underWay)
    this.mostAtOnce = Math.max(this.mostAtOnce, underWay)
  }

  end(runner: number): void {
    this.#underWay.set(runner, (this.#underWay.get(runner) ?? 0) - 1)
  }
}

const sum = (values: Iterable<number>): number => {
  let total = 0
  for (const value of values) total += value
  return total
}

const figures = (
  { polls, commits, mostAtOnce }: Ledger,
  times: { readonly from: number; readonly cut: number; readonly end: number },
  { targets, runners }: Scenario,
): Figures => {
  const calm = [...polls.values()].map((all) =>
    all.filter(({ at }) => at >= times.from && at < times.cut),
  )
  const seconds = (times.cut - times.from) / 1_000
  const perSecond = new Map<number, number>()
  const perRunner = new Map<number, number>()
  const intervals: Array<number> = []
  for (const all of calm) {
    const [last] = all.slice(-1)
    if (last !== undefined) perRunner.set(last.runner, (perRunner.get(last.runner) ?? 0) + 1)
    all.forEach(({ at }, index) => {
      const second = Math.floor(at / 1_000)
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
      const before = all[index - 1]
      if (before !== undefined) intervals.push((at - before.at) / 1_000)
    })
  }
  intervals.sort((a, b) => a - b)
  const afterCut = [...polls.values()].map((all) => {
    const before = all.findLast(({ at }) => at <= times.cut)?.at ?? times.from
    return ((all.find(({ at }) => at > times.cut)?.at ?? times.end) - before) / 1_000
  })
  const count = sum(perSecond.values())
  return {
    pollsPerSecond: { mean: count / seconds, most: Math.max(...perSecond.values()) },
    mostAtOnce,
    commitsPerSecond: commits / ((times.end - times.from) / 1_000),
    interval: {
      mean: sum(intervals) / intervals.length,
      p99: intervals[Math.floor(intervals.length * 0.99)] ?? Number.NaN,
      longest: intervals.at(-1) ?? Number.NaN,
    },
    busiest: Math.max(...perRunner.values()) / (targets / runners),
    takeover: Math.max(...afterCut),
  }
}

/** Plays a scenario: calm, then one runner is cut off from the database. */
export const run = (scenario: Scenario): Promise<Figures> =>
  Effect.gen(function* () {
    const ledger = new Ledger()
    const kept = Context.get(
      yield* Layer.build(SqlMonitorStore.layerSqlite({ filename: ":memory:" })),
      MonitorStore.MonitorStore,
    )
    const store = MonitorStore.MonitorStore.of({
      ...kept,
      commit: (commit) =>
        Effect.suspend(() => {
          ledger.commits += 1
          return kept.commit(commit)
        }),
    })
    const fleet = (runner: number) =>
      Fleet.Fleet.of({
        members: Array.from({ length: scenario.targets }, (_, index) => {
          const name = `account-${index}/eu-west-1`
          return {
            target: { name, region: "eu-west-1" },
            source: PeerSource.PeerSource.of({
              describe: () =>
                Effect.gen(function* () {
                  ledger.begin(name, { at: yield* Clock.currentTimeMillis, runner })
                  yield* Effect.sleep(yield* latency)
                  return { RouteServerPeers: [] }
                }).pipe(Effect.ensuring(Effect.sync(() => ledger.end(runner)))),
            }),
          }
        }),
      })

    const locks = SharedLocks.make()
    const scope = yield* Scope.make()
    const addresses = Array.from({ length: scenario.runners }, (_, index) =>
      RunnerAddress.make(`10.0.0.${index + 1}`, 1),
    )
    for (const [index, address] of addresses.entries()) {
      yield* Effect.map(Watch.make({ concurrency: scenario.concurrency }), TargetWatch.layer).pipe(
        Layer.unwrap,
        Layer.provide(Sharding.layer),
        Layer.provide([Runners.layerNoop, RunnerHealth.layerNoop]),
        Layer.provide([
          MessageStorage.layerNoop,
          Layer.succeed(RunnerStorage.RunnerStorage, locks.storage(address)),
          ShardingConfig.layer(Engine.config(address)),
          Layer.succeed(Fleet.Fleet, fleet(index)),
          Layer.succeed(MonitorStore.MonitorStore, store),
        ]),
        Layer.buildWithScope(scope),
      )
    }

    yield* TestClock.adjust(SETTLED)
    ledger.commits = 0
    ledger.mostAtOnce = 0
    const half = (scenario.minutes * 60_000) / 2
    yield* TestClock.adjust(half)
    const cut = yield* Clock.currentTimeMillis
    const [first] = addresses
    if (first !== undefined) yield* locks.cutOff(first, true)
    yield* TestClock.adjust(half)
    const end = yield* Clock.currentTimeMillis
    yield* Effect.forkChild(Scope.close(scope, Exit.void))
    yield* TestClock.adjust("1 minute")
    return figures(ledger, { from: SETTLED, cut, end }, scenario)
  }).pipe(
    Effect.provide([TestClock.layer(), Logger.layer([])]),
    Random.withSeed(scenario.seed),
    Effect.scoped,
    Effect.runPromise,
  )
