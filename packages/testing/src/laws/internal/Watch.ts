/**
 * What is counted and timed while a law is held against an adapter.
 */
import { Effect, type Types } from "effect"

/**
 * What a law had to go by: of a law that judged nothing, or saw no peers, it means
 * little that it holds.
 *
 * @category models
 */
export interface Power {
  /** The cases that were generated. */
  readonly cases: number
  /** Those of them in which the law had something to judge. */
  readonly judged: number
  /** The requests that were answered with a page. */
  readonly answers: number
  /** Those of these pages that had peers. */
  readonly withPeers: number
  /** The listings that were followed to their ends. */
  readonly listings: number
  /** Those of them that had several pages. */
  readonly inSeveralPages: number
}

/** In milliseconds: how long an adapter may take for an answer. */
const PATIENCE = 10_000

/** The most of a law's time that a single answer may take. */
const SHARE = 1 / 6

/** The same once a case is being made smaller, unless it is a slow adapter. */
const LEAST_PATIENCE = 250
const TIMES_THE_SLOWEST = 20

/** What an adapter has not done yet. */
interface Pending {
  readonly what: () => string
  readonly since: number
}

export class Watch {
  readonly power: Types.Mutable<Power> = {
    cases: 0,
    judged: 0,
    answers: 0,
    withPeers: 0,
    listings: 0,
    inSeveralPages: 0,
  }
  /** The milliseconds that the adapter took for its last answer. */
  took = 0
  #slowest = 0
  #isHurried = false
  #late: string | undefined
  readonly #pending = new Set<Pending>()
  readonly #most: number

  /** For a law that may take so many milliseconds. */
  constructor(timeout: number) {
    this.#most = Math.min(PATIENCE, timeout * SHARE)
  }

  /** In milliseconds. */
  get patience(): number {
    return this.#isHurried
      ? Math.min(this.#most, Math.max(LEAST_PATIENCE, TIMES_THE_SLOWEST * this.#slowest))
      : this.#most
  }

  /** From now on waits no longer than it must. */
  hurry(): void {
    this.#isHurried = true
  }

  /** Forgets what is pending: the case is over. */
  reset(): void {
    this.#pending.clear()
    this.#late = undefined
  }

  /** What was waited for too long, or has been up to now. */
  overdue(): string | undefined {
    // Who blocks the thread blocks the timer that looks, too, and is found out afterwards.
    if (this.#late !== undefined) return this.#late
    const latest = performance.now() - this.patience
    for (const { what, since } of this.#pending) if (since <= latest) return what()
    return undefined
  }

  /** Times an effect of the adapter. */
  over<A, E, R>(effect: Effect.Effect<A, E, R>, what: () => string): Effect.Effect<A, E, R> {
    return Effect.suspend(() => {
      const pending = { what, since: performance.now() }
      this.#pending.add(pending)
      return Effect.onExit(effect, () =>
        Effect.sync(() => {
          this.#pending.delete(pending)
          this.took = performance.now() - pending.since
          this.#slowest = Math.max(this.#slowest, this.took)
          if (this.took > this.#most) this.#late ??= what()
        }),
      )
    })
  }
}
