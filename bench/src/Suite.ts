/**
 * What is timed, as data: who does which work, against whom, and how much longer we
 * may take than they.
 */

/** Does the work once, and gives its answer. */
export type Run = () => unknown

export interface Opponent {
  readonly name: string
  readonly run: Run
  /** The greatest ratio, ours to theirs, that is good enough. */
  readonly limit: number
}

/** One work, done by us and by others. */
export interface Contest {
  readonly work: string
  readonly ours: Run
  readonly against: ReadonlyArray<Opponent>
  /**
   * What is compared: the time that a run takes, the milliseconds that it says it took, or
   * the bytes, once. Default: `time`.
   */
  readonly measure?: "time" | "milliseconds" | "bytes"
  /**
   * How long, in milliseconds, one sample at least takes: where the garbage of a run is a
   * good part of its work, long enough that it is collected within. Default: as for all.
   */
  readonly sample?: number
  /** What of an answer has to be the same for all. Default: the answer. */
  readonly gist?: (answer: unknown) => unknown
}

export interface Suite {
  /** How to ask for this suite alone. */
  readonly name: string
  /** About how long it takes, in seconds, with 31 rounds on a quiet machine of two cores. */
  readonly seconds: number
  /** Whether it is quick enough for each change to the code, and needs this process only. */
  readonly isQuick: boolean
  /** Makes what is worked on. */
  readonly prepare: () => Promise<Prepared>
}

export interface Prepared {
  readonly contests: ReadonlyArray<Contest>
  readonly dispose?: () => void | Promise<void>
}
