import { assert, describe, it } from "@effect/vitest"
import { MonitorView, NodeMonitorServer, type TargetState } from "@route-server/monitor"
import { Effect, Layer, Stream } from "effect"
import * as Live from "../../src/internal/Live.ts"
import * as PageEvents from "../../src/internal/PageEvents.ts"
import { ask, type Following, follow } from "../support/client.ts"
import { fleetOf, layer, read, ScriptedView, withBgp } from "../support/ScriptedView.ts"

const peers =
  fleetOf(20, 1)[0]?.peers?.map((peer) => ({
    ...withBgp(peer, "up"),
    BfdStatus: { Status: "up" as const },
  })) ?? []
const [peer] = peers

const serve = (targets: ReadonlyArray<TargetState.TargetState> = [read("a", peers)]) =>
  Layer.orDie(NodeMonitorServer.layer()).pipe(Layer.provideMerge(layer(targets)))

interface Told {
  readonly id: string | undefined
  readonly title: string
  readonly regions: Readonly<Record<string, { readonly order?: ReadonlyArray<string> }>>
  readonly news: ReadonlyArray<string>
}

const url = Effect.map(NodeMonitorServer.NodeMonitorServer, (server) => server.url)

/** Where the page says that it is told what changes. */
const place = Effect.gen(function* () {
  const { text } = yield* ask(yield* url, "/")
  const [, path = ""] = /data-events="([^"]*)"/.exec(text) ?? []
  return path
})

const told = ({ next }: Following) =>
  Effect.map(next, (event): Told => {
    assert.strictEqual(event?.event, "page")
    return { ...JSON.parse(event?.data ?? ""), id: event?.id }
  })

/** Lets the server do what there is to do. */
const turns = Effect.repeat(
  Effect.promise(() => new Promise((resolve) => setImmediate(resolve))),
  { times: 5 },
)

const put = (status: "up" | "down", of = peer) =>
  Effect.flatMap(ScriptedView, (view) => view.put("a", withBgp(of ?? assert.fail(), status)))

describe("The events of the page", () => {
  it.live("tell who has the page only what changes", () =>
    Effect.gen(function* () {
      const path = yield* place
      const following = yield* follow(yield* url, path)
      const first = yield* told(following)
      assert.deepStrictEqual([first.regions, first.news], [{}, []])
      assert.strictEqual(path, `/page/events?version=${first.id}`)
      yield* put("down")
      let last = first
      const changed = new Set<string>()
      while (!changed.has("trouble") || !changed.has("changes")) {
        last = yield* told(following)
        for (const name of Object.keys(last.regions)) changed.add(name)
      }
      assert.match(last.title, /^1 down/)
      assert.deepStrictEqual([...changed].sort(), [
        "changes",
        "fleet",
        "summary",
        "targets",
        "trouble",
      ])
      assert.strictEqual(yield* place, `/page/events?version=${last.id}`)
    }).pipe(Effect.provide(serve()), Effect.scoped),
  )

  it.live("say what is new in words, and no more of them than one can listen to", () =>
    Effect.gen(function* () {
      const following = yield* follow(yield* url, yield* place)
      yield* told(following)
      for (const each of peers.slice(0, 5)) yield* put("down", each)
      const news: Array<string> = []
      while (news.length === 0) news.push(...(yield* told(following)).news)
      const last = peers[4]
      assert.include(news[0], `BGP session of peer ${last?.RouteServerPeerId} `)
      assert.include(news[0], " in a is down; it was up.")
      assert.deepStrictEqual([news.length, news[3]], [4, "and 2 more changes."])
    }).pipe(Effect.provide(serve()), Effect.scoped),
  )

  it.live("tell everything to who has another page, and nothing to who comes back", () =>
    Effect.gen(function* () {
      const path = yield* place
      yield* put("down")
      const behind = yield* told(yield* follow(yield* url, path))
      assert.deepStrictEqual(Object.keys(behind.regions).sort(), [
        "changes",
        "fleet",
        "summary",
        "targets",
        "targets-unread",
        "trouble",
      ])
      assert.isTrue(Object.values(behind.regions).every(({ order }) => order !== undefined))
      const headers = { "last-event-id": behind.id ?? "" }
      const back = yield* told(yield* follow(yield* url, path, { headers }))
      assert.deepStrictEqual(back.regions, {})
    }).pipe(Effect.provide(serve()), Effect.scoped),
  )

  it.live("are fewer than the changes of a busy fleet", () =>
    Effect.gen(function* () {
      const following = yield* follow(yield* url, yield* place)
      yield* told(following)
      const times = 100
      for (let time = 1; time <= times; time += 1) {
        yield* put(time % 2 === 1 ? "down" : "up")
        yield* turns
      }
      const path = yield* place
      let events = 1
      while (`/page/events?version=${(yield* told(following)).id}` !== path) events += 1
      assert.isBelow(events, times / 4)
    }).pipe(Effect.provide(serve()), Effect.scoped),
  )

  it.effect("are the same bytes for all who had the same, but for the time", () =>
    Effect.gen(function* () {
      const live = yield* Live.make(yield* MonitorView.MonitorView, { maxReaders: 9 })
      const look = PageEvents.looker(live)
      const longest = Effect.gen(function* () {
        const events = PageEvents.from(live, look, { version: undefined, build: "x" })
        const parts = yield* Stream.runCollect(Stream.take(events, 4))
        return parts.reduce((a, b) => (b.length > a.length ? b : a))
      })
      const first = yield* longest
      assert.isAbove(first.length, 5000)
      assert.strictEqual(yield* longest, first)
      yield* put("down")
      assert.notStrictEqual(yield* longest, first)
    }).pipe(Effect.provide(layer([read("a", peers)])), Effect.scoped),
  )
})
