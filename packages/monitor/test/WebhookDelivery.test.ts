import { assert, describe, it } from "@effect/vitest"
import { RouteServerPeer } from "@route-server/core"
import {
  MonitorStore,
  MonitorView,
  SqlMonitorStore,
  TargetState,
  Webhook,
  WebhookDelivery,
  WebhookEvent,
} from "@route-server/monitor"
import {
  Clock,
  Context,
  Duration,
  Effect,
  Fiber,
  Layer,
  Logger,
  Queue,
  Random,
  Schema,
  Stream,
  SubscriptionRef,
} from "effect"
import { HttpClient, HttpClientError, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"

const SECRET = `whsec_${Buffer.from(new Uint8Array(32).fill(7)).toString("base64")}`
const PATH = "/services/T0KEN/s3cret"

const webhookOf = (name: string, changes?: Webhook.Choice): Webhook.Webhook =>
  Schema.decodeUnknownSync(Webhook.Webhook)({
    name,
    url: `https://user:passw0rd@${name}.example.com${PATH}?key=T0KEN`,
    secrets: [SECRET],
    ...(changes === undefined ? {} : { changes }),
  })

interface Request {
  readonly name: string
  readonly id: string
  readonly at: number
  readonly sequence: number
}

const Body = Schema.fromJsonString(WebhookEvent.WebhookEvent)

type Answer = Response | "no connection" | "no answer"

/** What is there besides the telling: the log, the receivers, and what was logged for people. */
const scene = Effect.gen(function* () {
  const context = yield* Layer.build(SqlMonitorStore.layerSqlite({ filename: ":memory:" }))
  const store = Context.get(context, MonitorStore.MonitorStore)
  const fleet = yield* SubscriptionRef.make<MonitorView.FleetState>({ targets: [], sequence: 0 })
  const requests = yield* Queue.unbounded<Request>()
  const logged: Array<string> = []
  const target = { name: "prod/eu-west-1", region: "eu-west-1" }
  const script = {
    /** What a receiver answers, by its name, and how often it was asked before. */
    answer: (_name: string, _request: Request): Answer => new Response(null, { status: 204 }),
  }
  const view = MonitorView.MonitorView.of({
    current: SubscriptionRef.get(fleet),
    updates: SubscriptionRef.changes(fleet),
    log: () => Effect.die("not asked for"),
    changes: () => Stream.die("not asked for"),
  })
  const client = HttpClient.make((request, url) =>
    Effect.gen(function* () {
      const { body } = request
      const text = body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""
      const seen: Request = {
        name: url.hostname.replace(".example.com", ""),
        id: request.headers["webhook-id"] ?? "",
        at: yield* Clock.currentTimeMillis,
        sequence: Schema.decodeUnknownSync(Body)(text).data.sequence,
      }
      const answer = script.answer(seen.name, seen)
      yield* Queue.offer(requests, seen)
      if (answer === "no answer") return yield* Effect.never
      return answer === "no connection"
        ? yield* new HttpClientError.HttpClientError({
            reason: new HttpClientError.TransportError({
              request,
              cause: Object.assign(new Error(`to ${url.href}`), { code: "ECONNREFUSED" }),
            }),
          })
        : HttpClientResponse.fromWeb(request, answer)
    }),
  )
  const peer = RouteServerPeer.make({
    RouteServerPeerId: "rsp-00000000000000001",
    State: "available",
  })
  let version = 0
  const grown = Effect.gen(function* () {
    const { last } = yield* store.range
    yield* SubscriptionRef.update(fleet, (before) => ({ ...before, sequence: last }))
  })

  /** Logs so many changes of now. */
  const happen = Effect.fnUntraced(function* (
    count: number,
    change: (number: number) => MonitorStore.Commit["changes"][number]["change"] = (number) => ({
      _tag: "BgpChanged",
      routeServerPeerId: peer.RouteServerPeerId,
      after: { Status: number % 2 === 0 ? "down" : "up" },
    }),
  ) {
    const at = yield* Clock.currentTimeMillis
    yield* store.commit({
      state: { ...TargetState.unknown(target), version },
      changes: Array.from({ length: count }, (_, number) => ({ at, change: change(number), peer })),
    })
    version += 1
    yield* grown
  })

  const layer = (
    webhooks: ReadonlyArray<Webhook.Webhook>,
    using: MonitorStore.MonitorStore["Service"] = store,
  ) =>
    WebhookDelivery.layerIdle(webhooks).pipe(
      Layer.provide([
        Layer.succeed(MonitorStore.MonitorStore, using),
        Layer.succeed(MonitorView.MonitorView, view),
        Layer.succeed(HttpClient.HttpClient, client),
      ]),
    )

  /** Tells webhooks until it is interrupted. */
  const start = Effect.fnUntraced(function* (
    webhooks: ReadonlyArray<Webhook.Webhook>,
    using?: MonitorStore.MonitorStore["Service"],
  ) {
    const built = yield* Layer.build(layer(webhooks, using))
    const delivery = Context.get(built, WebhookDelivery.WebhookDelivery)
    const fiber = yield* delivery.run.pipe(
      Random.withSeed("webhooks"),
      Effect.provide(
        Logger.layer([
          Logger.make(({ message, logLevel }) => {
            logged.push(`${logLevel} ${String(message)}`)
          }),
        ]),
      ),
      Effect.forkScoped,
    )
    yield* settle
    return { fiber, statuses: delivery.statuses }
  })

  /** Has these webhooks known, and stops: they are told of what happens from now on. */
  const stopped = Effect.fnUntraced(function* (webhooks: ReadonlyArray<Webhook.Webhook>) {
    const { fiber } = yield* start(webhooks)
    yield* Fiber.interrupt(fiber)
  })

  return { store, happen, start, stopped, requests, script, logged, layer }
})

/** Lets everything happen that can happen at this time. */
const settle = Effect.forEach(Array.from({ length: 200 }), () => Effect.yieldNow, { discard: true })

/** Lets time pass, in small steps, so that what waits for what has waited is not late. */
const pass = Effect.fnUntraced(function* (
  duration: Duration.Input,
  step: Duration.Input = "1 second",
) {
  const steps = Math.ceil(Duration.toMillis(duration) / Duration.toMillis(step))
  for (let done = 0; done < steps; done += 1) {
    yield* TestClock.adjust(step)
    yield* settle
  }
})

const sequencesOf = (requests: ReadonlyArray<Request>) => requests.map(({ sequence }) => sequence)

const begin = TestClock.setTime(1_764_120_000_000)

describe("WebhookDelivery", () => {
  it.effect("tells a webhook of every change once, in order, from when it is new", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests, logged } = yield* scene
      yield* happen(3)
      const { statuses } = yield* start([webhookOf("chat")])
      assert.strictEqual(yield* Queue.size(requests), 0)
      yield* happen(250)
      yield* settle
      const told = yield* Queue.takeN(requests, 250)
      assert.deepStrictEqual(
        sequencesOf(told),
        Array.from({ length: 250 }, (_, index) => index + 4),
      )
      assert.strictEqual(new Set(told.map(({ id }) => id)).size, 250)
      yield* settle
      const [status] = yield* statuses
      assert.deepStrictEqual(status, {
        name: "chat",
        isUp: true,
        delivered: 250,
        failures: {},
        dropped: { gave_up: 0, refused: 0, expired: 0, damaged: 0 },
        place: 253,
        pendingSince: undefined,
      })
      assert.deepStrictEqual(logged, [])
    }),
  )

  it.effect("goes on where it was after a restart, also of one that was told of nothing yet", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, stopped, requests } = yield* scene
      yield* stopped([webhookOf("chat")])
      yield* happen(2)
      const second = yield* start([webhookOf("chat")])
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeN(requests, 2)), [1, 2])
      yield* settle
      yield* Fiber.interrupt(second.fiber)
      assert.deepStrictEqual(yield* second.statuses, [])
      yield* happen(1)
      yield* start([webhookOf("chat")])
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeN(requests, 1)), [3])
    }),
  )

  it.effect(
    "tells a change again, under the same ID, if it dies before it has noted that it was taken",
    () =>
      Effect.gen(function* () {
        yield* begin
        const { happen, start, requests, store } = yield* scene
        const dying = MonitorStore.MonitorStore.of({
          ...store,
          advance: (reader, sequence) =>
            sequence === 0 ? store.advance(reader, sequence) : Effect.never,
        })
        const { fiber } = yield* start([webhookOf("chat")], dying)
        yield* happen(2)
        const once = yield* Queue.take(requests)
        yield* settle
        assert.strictEqual(yield* Queue.size(requests), 0)
        // It is not held up by a store that does not answer.
        const stopping = yield* Effect.forkChild(Fiber.interrupt(fiber))
        yield* pass("6 seconds")
        yield* Fiber.join(stopping)
        const { at } = once
        yield* start([webhookOf("chat")])
        const [again, next] = yield* Queue.takeN(requests, 2)
        assert.deepStrictEqual(again, { ...once, at: at + 6000 })
        assert.strictEqual(next?.sequence, 2)
      }),
  )

  it.effect("notes what was taken even if it is told to stop meanwhile", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests, store } = yield* scene
      const slow = MonitorStore.MonitorStore.of({
        ...store,
        advance: (reader, sequence) => Effect.delay(store.advance(reader, sequence), "1 second"),
      })
      const { fiber } = yield* start([webhookOf("chat")], slow)
      yield* pass("2 seconds")
      yield* happen(1)
      yield* Queue.take(requests)
      const stopping = yield* Effect.forkChild(Fiber.interrupt(fiber))
      yield* pass("2 seconds")
      yield* Fiber.join(stopping)
      yield* start([webhookOf("chat")])
      assert.strictEqual(yield* Queue.size(requests), 0)
    }),
  )

  it.effect("does not tell a change again because the store can't note that it was taken", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests, store, logged } = yield* scene
      let isFull = false
      const full = new MonitorStore.StoreError({ message: "disk full", isRetryable: true })
      const filling = MonitorStore.MonitorStore.of({
        ...store,
        advance: (reader, sequence) =>
          Effect.suspend(() => (isFull ? Effect.fail(full) : store.advance(reader, sequence))),
      })
      yield* start([webhookOf("chat")], filling)
      isFull = true
      yield* happen(2)
      yield* pass("1 minute")
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeAll(requests)), [1])
      isFull = false
      yield* pass("2 minutes")
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeAll(requests)), [2])
      assert.include(logged.join("\n"), "disk full")
    }),
  )

  it.effect(
    "waits twice as long after each failure, by chance a fifth more or less, up to five minutes",
    () =>
      Effect.gen(function* () {
        yield* begin
        const { happen, start, requests, script } = yield* scene
        script.answer = () => new Response(null, { status: 500 })
        const { statuses } = yield* start([webhookOf("chat")])
        yield* happen(1)
        yield* pass("1 hour", "10 seconds")
        const times = (yield* Queue.takeAll(requests)).map(({ at }) => at)
        const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
        assert.isAtLeast(waits.length, 14)
        waits.forEach((wait, index) => {
          const expected = Math.min(1000 * 2 ** index, 300_000)
          assert.isAtLeast(wait, expected * 0.8, `wait ${index}`)
          assert.isAtMost(wait, expected * 1.2, `wait ${index}`)
        })
        assert.notStrictEqual(new Set(waits.slice(9)).size, 1, "no chance in it")
        const [status] = yield* statuses
        assert.isFalse(status?.isUp)
        assert.strictEqual(status?.failures["500"], times.length)
        assert.strictEqual(status?.pendingSince, 1_764_120_000_000)
      }),
  )

  it.effect("leaves a receiver alone as long as it wants, up to an hour", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests, script } = yield* scene
      const wishes = ["120", "86400"]
      script.answer = () => {
        const wish = wishes.shift()
        return wish === undefined
          ? new Response()
          : new Response(null, { status: 429, headers: { "retry-after": wish } })
      }
      yield* start([webhookOf("chat")])
      yield* happen(1)
      yield* pass("2 hours", "10 seconds")
      const [first, second, third] = (yield* Queue.takeN(requests, 3)).map(({ at }) => at)
      assert.strictEqual((second ?? 0) - (first ?? 0), 120_000)
      assert.strictEqual((third ?? 0) - (second ?? 0), 3_600_000)
    }),
  )

  it.effect("takes no answer in time for a failure", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests, script } = yield* scene
      const answers: Array<Answer> = ["no answer", "no connection"]
      script.answer = () => answers.shift() ?? new Response()
      const { statuses } = yield* start([webhookOf("chat")])
      yield* happen(1)
      yield* pass("14 seconds")
      assert.strictEqual(yield* Queue.size(requests), 1)
      yield* pass("10 seconds")
      const told = yield* Queue.takeAll(requests)
      assert.strictEqual(told.length, 3)
      assert.strictEqual(new Set(told.map(({ id }) => id)).size, 1)
      const [status] = yield* statuses
      assert.deepStrictEqual(status?.failures, { Timeout: 1, ECONNREFUSED: 1 })
      assert.strictEqual(status?.delivered, 1)
    }),
  )

  it.effect("gives up a change that is a day old, loudly, and goes on with the next", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests, script, logged } = yield* scene
      script.answer = () => new Response(null, { status: 503 })
      const { statuses } = yield* start([webhookOf("chat")])
      yield* happen(1)
      yield* pass("23 hours", "1 minute")
      yield* happen(1)
      assert.deepStrictEqual([...new Set(sequencesOf(yield* Queue.takeAll(requests)))], [1])
      yield* pass("2 hours", "1 minute")
      assert.deepStrictEqual([...new Set(sequencesOf(yield* Queue.takeAll(requests)))], [1, 2])
      const [status] = yield* statuses
      assert.deepStrictEqual(status?.dropped, { gave_up: 1, refused: 0, expired: 0, damaged: 0 })
      assert.include(
        logged.filter((line) => line.startsWith("Error")).join("\n"),
        "Webhook 'chat' was not told of change 1 (gave_up): The BGP session of peer rsp-00000000000000001",
      )
      script.answer = () => new Response()
      yield* pass("10 minutes", "10 seconds")
      assert.strictEqual((yield* statuses)[0]?.delivered, 1)
    }),
  )

  it.effect("gives up a change that is refused for a quarter of an hour", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests, script } = yield* scene
      script.answer = (_, { sequence }) =>
        new Response(null, { status: sequence === 1 ? 400 : 200 })
      const { statuses } = yield* start([webhookOf("chat")])
      yield* happen(2)
      yield* pass("14 minutes", "10 seconds")
      assert.deepStrictEqual([...new Set(sequencesOf(yield* Queue.takeAll(requests)))], [1])
      yield* pass("10 minutes", "10 seconds")
      assert.strictEqual(sequencesOf(yield* Queue.takeAll(requests)).at(-1), 2)
      const [status] = yield* statuses
      assert.deepStrictEqual(status?.dropped, { gave_up: 0, refused: 1, expired: 0, damaged: 0 })
      assert.strictEqual(status?.delivered, 1)
    }),
  )

  it.effect("sends what is too old once before it gives it up", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, stopped, requests, script } = yield* scene
      yield* stopped([webhookOf("chat")])
      yield* happen(3)
      yield* TestClock.adjust("3 days")
      script.answer = (_, { sequence }) =>
        new Response(null, { status: sequence === 2 ? 200 : 500 })
      const { statuses } = yield* start([webhookOf("chat")])
      yield* settle
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeAll(requests)), [1, 2, 3])
      const [status] = yield* statuses
      assert.strictEqual(status?.dropped.gave_up, 2)
      assert.strictEqual(status?.delivered, 1)
    }),
  )

  it.effect("ends a webhook that is gone, and keeps its place until the next start", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests, script, logged } = yield* scene
      script.answer = () => new Response(null, { status: 410 })
      const { fiber, statuses } = yield* start([webhookOf("chat")])
      yield* happen(2)
      yield* pass("1 day", "1 hour")
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeAll(requests)), [1])
      const [status] = yield* statuses
      assert.isFalse(status?.isUp)
      assert.strictEqual(status?.place, 0)
      assert.match(logged.at(-1) ?? "", /^Error Webhook 'chat' wants nothing any more/)
      yield* Fiber.interrupt(fiber)
      script.answer = () => new Response()
      yield* start([webhookOf("chat")])
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeN(requests, 2)), [1, 2])
    }),
  )

  it.effect("holds up nobody because of one that fails", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests, script } = yield* scene
      script.answer = (name) => (name === "dead" ? "no answer" : new Response())
      yield* start([webhookOf("dead"), webhookOf("chat")])
      yield* happen(3)
      yield* settle
      const told = yield* Queue.takeAll(requests)
      assert.deepStrictEqual(sequencesOf(told.filter(({ name }) => name === "chat")), [1, 2, 3])
      assert.deepStrictEqual(sequencesOf(told.filter(({ name }) => name === "dead")), [1])
    }),
  )

  it.effect("tells only of what is wanted, and moves on over the rest", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests } = yield* scene
      const { statuses } = yield* start([
        webhookOf("chat", "health"),
        webhookOf("tags", ["TagsChanged"]),
      ])
      yield* happen(6, (number) =>
        number % 2 === 0
          ? { _tag: "TagsChanged", routeServerPeerId: "rsp-00000000000000001", after: [] }
          : {
              _tag: number === 5 ? "BfdChanged" : "BgpChanged",
              routeServerPeerId: "rsp-00000000000000001",
              after: { Status: "up" },
            },
      )
      yield* settle
      const told = yield* Queue.takeAll(requests)
      assert.deepStrictEqual(sequencesOf(told.filter(({ name }) => name === "chat")), [2, 4])
      assert.deepStrictEqual(sequencesOf(told.filter(({ name }) => name === "tags")), [1, 3, 5])
      assert.deepStrictEqual(
        (yield* statuses).map(({ place }) => place),
        [6, 6],
      )
    }),
  )

  it.effect("counts changes that left the log before they were told, and says which", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, stopped, requests, store, logged } = yield* scene
      yield* stopped([webhookOf("chat")])
      yield* happen(4)
      yield* TestClock.adjust("365 days")
      yield* happen(1)
      yield* store.expire({ before: (yield* Clock.currentTimeMillis) - 1000 })
      assert.deepStrictEqual(yield* store.range, { first: 5, last: 5 })
      const { statuses } = yield* start([webhookOf("chat")])
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeN(requests, 1)), [5])
      yield* settle
      const [status] = yield* statuses
      assert.deepStrictEqual(status?.dropped, { gave_up: 0, refused: 0, expired: 4, damaged: 0 })
      assert.include(logged.join("\n"), "was not told of changes 1 to 4 (expired)")
    }),
  )

  it.effect("counts changes that the log has no more whole, and goes on behind them", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, stopped, requests, logged, store } = yield* scene
      yield* stopped([webhookOf("chat")])
      yield* happen(5)
      const { statuses } = yield* start([webhookOf("chat")], {
        ...store,
        changes: (options) =>
          Effect.map(store.changes(options), (changes) =>
            changes.filter(({ sequence }) => ![1, 3, 4, 6].includes(sequence)),
          ),
      })
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeN(requests, 2)), [2, 5])
      yield* settle
      yield* happen(1)
      yield* settle
      const [status] = yield* statuses
      assert.deepStrictEqual(status?.dropped, { gave_up: 0, refused: 0, expired: 0, damaged: 4 })
      assert.strictEqual(status?.place, 6)
      assert.include(logged.join("\n"), "was not told of changes 3 to 4 (damaged)")
    }),
  )

  it.effect("notices what others have logged, though nobody tells it", () =>
    Effect.gen(function* () {
      yield* begin
      const { start, requests, store } = yield* scene
      yield* start([webhookOf("chat")])
      const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-00000000000000002" })
      yield* store.commit({
        state: TargetState.unknown({ name: "other", region: "eu-west-1" }),
        changes: [
          {
            at: 0,
            change: { _tag: "Appeared", routeServerPeerId: peer.RouteServerPeerId, peer },
            peer,
          },
        ],
      })
      yield* pass("31 seconds")
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeAll(requests)), [1])
    }),
  )

  it.effect("goes on after a defect, and logs neither URL nor secret of it", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, requests, script, logged } = yield* scene
      let defects = 1
      script.answer = () => {
        if (defects-- > 0) {
          throw new Error(`https://user:passw0rd@chat.example.com${PATH}?key=T0KEN ${SECRET}`)
        }
        return new Response()
      }
      yield* start([webhookOf("chat")])
      yield* happen(1)
      yield* pass("1 minute")
      assert.deepStrictEqual(sequencesOf(yield* Queue.takeAll(requests)), [1])
      assert.match(logged[0] ?? "", /^Error The telling of webhook 'chat' failed/)
      for (const secret of ["passw0rd", "T0KEN", "s3cret", SECRET.slice(6)]) {
        assert.notInclude(logged.join("\n"), secret)
      }
    }),
  )

  it.effect("logs why a webhook takes nothing and that it does again, not each attempt", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, script, logged } = yield* scene
      const statuses = [503, 503, 503, 429, 204, 503, 503]
      script.answer = () => new Response(null, { status: statuses.shift() ?? 204 })
      yield* start([webhookOf("chat")])
      yield* happen(1)
      yield* pass("10 minutes")
      const untaken = (sequence: number, status: number) =>
        `Warn Webhook 'chat' did not take change ${sequence}: ${status}`
      const again = "Info Webhook 'chat' takes changes again"
      assert.deepStrictEqual(logged, [untaken(1, 503), untaken(1, 429), again])
      yield* happen(2)
      yield* pass("10 minutes")
      assert.deepStrictEqual(logged.slice(3), [untaken(2, 503), again])
      assert.deepStrictEqual(statuses, [])
    }),
  )

  it.effect("logs neither URL nor secret of what fails", () =>
    Effect.gen(function* () {
      yield* begin
      const { happen, start, script, logged } = yield* scene
      const answers: Array<Answer> = [
        "no connection",
        "no answer",
        new Response(null, { status: 302 }),
      ]
      script.answer = () => answers.shift() ?? new Response(null, { status: 410 })
      yield* start([webhookOf("chat")])
      yield* happen(1)
      yield* pass("1 minute")
      assert.strictEqual(logged.length, 5)
      for (const secret of ["passw0rd", "T0KEN", "s3cret", "example.com", SECRET.slice(6)]) {
        assert.notInclude(logged.join("\n"), secret)
      }
    }),
  )
})
