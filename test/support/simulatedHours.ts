/**
 * Long stretches of time in which peers live, a feed of their changes runs over a
 * faulty source, and the pure life of each peer tells what was true when.
 *
 * The feed may lose no change, tell none twice, and make none up:
 *
 * - what it says that a part of a peer was is what it has said before, and each change
 *   is one;
 * - the peer that it shows was like that at some time since the poll that showed it
 *   last began and, for a session, since what was told of it last;
 * - after each poll, a peer that stayed as it was while the poll ran is shown as it is.
 */

import { LivingPeerSource } from "@route-server/adapter-memory"
import {
  Changes,
  PeerChange,
  PeerLife,
  PeerNotice,
  PeerSource,
  type RouteServerPeer,
} from "@route-server/core"
import type * as Fault from "@route-server/core/Fault"
import { FaultyPeerSource } from "@route-server/testing"
import { Effect, Equal, Layer, Queue, Result, Schedule, Stream } from "effect"
import { TestClock } from "effect/testing"

type Peer = RouteServerPeer.RouteServerPeer

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long a notice may be under way, and so how far back the feed may speak of. */
const LATEST_NOTICE = 5 * MINUTE

/** Numbers from 0 to 1 that follow from a seed. */
const chanceOf = (seed: number) => {
  let state = seed | 0
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/** What was true of a peer from a time on; `undefined` when it was not there. */
interface Truth {
  readonly from: number
  readonly peer: Peer | undefined
}

/** What was true of each peer, when. */
class History {
  readonly lives = new Map<string, PeerLife.Life>()
  readonly #truths = new Map<string, Array<Truth>>()

  /** Takes a step of a life, and answers what happened. */
  step(life: PeerLife.Life, command: PeerLife.Command, now: number): PeerLife.Step | undefined {
    const id = life.peer.RouteServerPeerId
    const step = Result.getOrUndefined(PeerLife.step(life, command, now))
    if (step === undefined) return undefined
    let current: ReadonlyArray<Peer> = [life.peer]
    for (const { change, at } of step.happened) {
      current = PeerChange.apply(current, [change])
      this.tell(id, at, current[0])
    }
    if (step.life === undefined) this.lives.delete(id)
    else this.lives.set(id, step.life)
    return step
  }

  tell(id: string, from: number, peer: Peer | undefined): void {
    const truths = this.#truths.get(id) ?? []
    truths.push({ from, peer })
    this.#truths.set(id, truths)
  }

  /** What was true of a peer at some time of a stretch. */
  during(id: string, from: number, to: number): ReadonlyArray<Peer | undefined> {
    const truths = this.#truths.get(id) ?? []
    const began = truths.findLastIndex((truth) => truth.from <= from)
    const then = truths.slice(Math.max(began, 0)).filter((truth) => truth.from <= to)
    return began < 0 ? [undefined, ...then.map(({ peer }) => peer)] : then.map(({ peer }) => peer)
  }

  /**
   * The earliest time of a stretch at which something was true of a peer. Of two notices
   * that say the same nobody can tell which one it was that came.
   */
  first(id: string, from: number, is: (truth: Peer | undefined) => boolean): number {
    if (this.during(id, from, from).some(is)) return from
    const truths = this.#truths.get(id) ?? []
    return truths.find((truth) => truth.from > from && is(truth.peer))?.from ?? from
  }

  /** Forgets what nobody can speak of any more. */
  forget(before: number): void {
    for (const [id, truths] of this.#truths) {
      const began = truths.findLastIndex((truth) => truth.from <= before)
      if (began > 0) truths.splice(0, began)
      if (truths.length === 1 && truths[0]?.peer === undefined) this.#truths.delete(id)
    }
  }

  get ids(): Iterable<string> {
    return this.#truths.keys()
  }
}

const partOf = (change: PeerChange.PeerChange) => {
  switch (change._tag) {
    case "StateChanged":
      return "State"
    case "BgpChanged":
      return "BgpStatus"
    case "BfdChanged":
      return "BfdStatus"
    case "TagsChanged":
      return "Tags"
    default:
      return undefined
  }
}

/** What a simulation saw. */
export interface Figures {
  readonly hours: number
  readonly polls: number
  readonly failures: number
  readonly changes: number
  readonly noticed: number
  readonly late: number
  /** What the feed did that it may not do; none, if all is well. */
  readonly breaches: ReadonlyArray<string>
}

/** Holds a feed to the truth. */
class Judge {
  polls = 0
  failures = 0
  changes = 0
  noticed = 0
  late = 0
  readonly breaches: Array<string> = []
  readonly #shown = new Map<string, Peer>()
  /** When the poll that is under way began, and the last one that came to its end. */
  #began = 0
  #polled = 0
  /** As of when the status of a session was told because of a notice. */
  readonly #told = new Map<string, number>()
  readonly #history: History

  constructor(history: History) {
    this.#history = history
  }

  begin(now: number): void {
    this.#began = now
    this.#history.forget(this.#polled - LATEST_NOTICE)
  }

  take(event: Changes.Event): void {
    switch (event._tag) {
      case "Changed":
        this.#take(event)
        return
      case "Polled":
        this.polls += 1
        this.#compare(event.peers, event.at)
        this.#polled = this.#began
        return
      case "PollFailed":
        this.failures += 1
        return
      case "Noticed":
        if (event.because === "Late") this.late += 1
        return
      default:
        this.breaches.push(`${event.at}: ${event._tag}`)
    }
  }

  #take({ change, peer, seenIn, at }: Changes.Changed): void {
    const breach = (what: string) => this.breaches.push(`${at}: ${change._tag} of ${id}: ${what}`)
    const id = change.routeServerPeerId
    const before = this.#shown.get(id)
    this.changes += 1
    if (seenIn === "notice") this.noticed += 1
    if ((change._tag === "Appeared") !== (before === undefined)) breach("told twice, or of nobody")
    const part = partOf(change)
    if (part !== undefined && before !== undefined && "before" in change) {
      if (!Equal.equals(before[part], change.before)) breach("it was not like that before")
    }
    if (part !== undefined && "after" in change && Equal.equals(change.before, change.after)) {
      breach("nothing changed")
    }
    const after = PeerChange.apply(before === undefined ? [] : [before], [change])
    this.#shown.delete(id)
    for (const each of after) this.#shown.set(id, each)
    const session = `${id} ${part}`
    const since = seenIn === "notice" ? this.#polled : this.#began
    const from = Math.min(at, Math.max(since, this.#told.get(session) ?? 0))
    const truths = this.#history.during(id, from, at)
    if (seenIn === "notice" && part !== undefined) {
      const is = (truth: Peer | undefined) =>
        truth !== undefined && Equal.equals(truth[part], peer[part])
      this.#told.set(session, this.#history.first(id, from, is))
    }
    if (change._tag === "Disappeared") {
      if (!truths.includes(undefined)) breach("it was there all the time")
    } else if (
      !truths.some(
        (truth) => truth !== undefined && Equal.equals(toTell(truth, change), toTell(peer, change)),
      )
    ) {
      breach("it never was like that")
    }
  }

  /** What was true throughout the poll must be shown. */
  #compare(peers: ReadonlyArray<Peer>, at: number): void {
    const shown = new Map(peers.map((peer): [string, Peer] => [peer.RouteServerPeerId, peer]))
    for (const [id, peer] of this.#shown) {
      if (!Equal.equals(shown.get(id), peer)) this.breaches.push(`${at}: ${id} was told otherwise`)
    }
    if (shown.size !== this.#shown.size) this.breaches.push(`${at}: more or fewer peers than told`)
    for (const id of this.#history.ids) {
      const truths = this.#history.during(id, this.#began, at)
      if (truths.length === 1 && !Equal.equals(truths[0], shown.get(id))) {
        this.breaches.push(`${at}: ${id} is shown as it is not`)
      }
    }
  }
}

/** Of a peer that was seen in a poll all can be held to the truth, of a notice what it tells. */
const toTell = (peer: Peer, change: PeerChange.PeerChange): unknown => {
  const part = partOf(change)
  return part === undefined ? peer : peer[part]
}

/** An action in the world: what is done, and to whom. */
const actions = [
  "create",
  "delete",
  "tag",
  "fail",
  "silence",
  "wake",
  "flap",
  "flap",
  "flap",
] as const

/**
 * Simulates so many hours with a seed, under `TestClock`: some 30 peers at a time, an
 * event every quarter of an hour or so, a poll every ten minutes, every fourth request
 * failing, late or cut, and notices that are late, doubled or lost.
 */
export const simulate = Effect.fnUntraced(function* (hours: number, seed: number) {
  const chance = chanceOf(seed)
  const pick = <A>(list: ReadonlyArray<A>): A | undefined =>
    list[Math.floor(chance() * list.length)]
  const living = yield* LivingPeerSource.LivingPeerSource
  const inner = yield* PeerSource.PeerSource
  const history = new History()
  const judge = new Judge(history)
  const notices = yield* Queue.unbounded<PeerNotice.PeerNotice>()
  /** The notices that are under way, with the time when they come. */
  let underWay: ReadonlyArray<readonly [at: number, notice: PeerNotice.PeerNotice]> = []
  let now = 0
  let born = 0

  const faults: Iterable<Fault.Fault> = {
    *[Symbol.iterator]() {
      for (let script = 0; ; script += 1) {
        const faults = FaultyPeerSource.script({
          seed: seed * 7919 + script,
          length: 50,
          share: 0.25,
        })
        // A cache that goes back in time makes a feed do so, too.
        for (const fault of faults) yield fault._tag === "Stale" ? { _tag: "None" } : fault
      }
    },
  }
  const source = Layer.provide(
    FaultyPeerSource.layer(faults),
    Layer.succeed(PeerSource.PeerSource, inner),
  )

  const send = ({ change, at }: PeerLife.Happened): void => {
    if (change._tag !== "BgpChanged" && change._tag !== "BfdChanged") return
    const notice = PeerNotice.fromLog({
      resource_arn: `arn:aws:ec2:eu-west-1:111122223333:route-server-peer/${change.routeServerPeerId}`,
      event_timestamp: at,
      type: change._tag === "BgpChanged" ? "BGPStatus" : "BFDStatus",
      status: change.after?.Status === "up" ? "UP" : "DOWN",
      message: null,
    })
    if (chance() < 0.1) return
    const copies = chance() < 0.2 ? 2 : 1
    for (let copy = 0; copy < copies; copy += 1) {
      const late = chance() < 0.5 ? 3000 : LATEST_NOTICE
      underWay = [...underWay, [at + 1 + Math.floor(chance() * late), notice]]
    }
  }

  const command = (life: PeerLife.Life, each: PeerLife.Command) => {
    const step = history.step(life, each, now)
    for (const happened of step?.happened ?? []) send(happened)
    return step
  }

  /** Lets time pass to the next thing that happens, and beyond. */
  const advance = Effect.fnUntraced(function* (to: number) {
    while (now < to) {
      const next = Math.min(
        to,
        ...[...history.lives.values()].map(PeerLife.nextAt),
        ...underWay.map(([at]) => at),
      )
      // What happens at a time is true by then, whoever asks.
      for (const life of [...history.lives.values()]) {
        if (PeerLife.nextAt(life) > next) continue
        const from = now
        now = next
        command(life, { _tag: "Tick" })
        now = from
      }
      yield* TestClock.adjust(next - now)
      now = next
      const due = underWay.filter(([at]) => at <= now)
      underWay = underWay.filter(([at]) => at > now)
      for (const [, notice] of due) yield* Queue.offer(notices, notice)
      if (due.length > 0) yield* Effect.yieldNow
    }
  })

  const wake = Effect.fnUntraced(function* (id: string) {
    const life = history.lives.get(id)
    if (life === undefined) return
    command(life, { _tag: "Wake" })
    yield* living.wake(id)
  })

  const act = Effect.fnUntraced(function* () {
    const life = pick([...history.lives.values()])
    const action = history.lives.size < 25 ? "create" : pick(actions)
    if (action === "create" || life === undefined) {
      if (history.lives.size >= 35) return
      born += 1
      const peer = yield* living.create({
        RouteServerEndpointId: `rse-${born % 5}`,
        PeerAddress: `10.${(born >> 16) & 255}.${(born >> 8) & 255}.${born & 255}`,
        BgpOptions: {
          PeerAsn: 65_001,
          PeerLivenessDetection: chance() < 0.5 ? "bfd" : "bgp-keepalive",
        },
      })
      const begin = PeerLife.create(peer, now)
      history.lives.set(peer.RouteServerPeerId, begin)
      history.tell(peer.RouteServerPeerId, now, begin.peer)
      return
    }
    const id = life.peer.RouteServerPeerId
    const Value = String(Math.floor(chance() * 3))
    switch (action) {
      case "delete":
        if (command(life, { _tag: "Delete" })) yield* living.delete(id)
        return
      case "tag":
        if (command(life, { _tag: "Tag", tags: [{ Key: "a", Value }] })) {
          yield* living.tag([id], [{ Key: "a", Value }])
        }
        return
      case "fail":
        if (command(life, { _tag: "Fail", reason: "?" })) yield* living.fail(id, "?")
        return
      case "silence":
        command(life, { _tag: "Silence" })
        yield* living.silence(id)
        return
      case "flap":
        command(life, { _tag: "Silence" })
        yield* living.silence(id)
        yield* advance(now + 40_000 + Math.floor(chance() * MINUTE))
        yield* wake(id)
        return
      default:
        yield* wake(id)
    }
  })

  const feed = Changes.events(
    { MaxResults: 10 },
    {
      polls: Schedule.spaced("10 minutes"),
      retries: Schedule.spaced("2 seconds").pipe(Schedule.upTo({ times: 1 })),
      notices: Stream.fromQueue(notices),
    },
  ).pipe(Stream.runForEach((event) => Effect.sync(() => judge.take(event))))

  /** Tells the judge when a poll begins, with its first page; some answers are long on their way. */
  const listening = Layer.effect(
    PeerSource.PeerSource,
    Effect.map(PeerSource.PeerSource, (faulty) => ({
      ...faulty,
      describe: (request) =>
        Effect.suspend(() => {
          if (request.NextToken === undefined) judge.begin(now)
          const way = chance() < 0.3 ? Math.floor(chance() * 5000) : 0
          return Effect.tap(faulty.describe(request), () => Effect.sleep(way))
        }),
    })),
  ).pipe(Layer.provide(source))

  yield* Effect.forkScoped(Effect.provide(feed, listening))
  const end = hours * HOUR
  while (now < end) {
    yield* advance(Math.min(end, now + Math.floor(chance() * 30 * MINUTE)))
    yield* act()
  }
  const { polls, failures, changes, noticed, late, breaches } = judge
  return { hours, polls, failures, changes, noticed, late, breaches } satisfies Figures
})

/** Runs a simulation by itself. */
export const run = (hours: number, seed: number): Promise<Figures> =>
  simulate(hours, seed).pipe(
    Effect.scoped,
    Effect.provide(LivingPeerSource.layer([], { peersPerEndpoint: Number.POSITIVE_INFINITY })),
    Effect.provide(TestClock.layer()),
    Effect.runPromise,
  )
