import { assert, describe, it } from "@effect/vitest"
import { Filter, Health, type RouteServerPeer } from "@route-server/core"
import { Api, NodeMonitorServer, TargetState } from "@route-server/monitor"
import { Generators } from "@route-server/testing"
import { Validator } from "@seriousme/openapi-schema-validator"
import { Ajv2020 } from "ajv/dist/2020.js"
import { Effect, Layer, Schema } from "effect"
import { FetchHttpClient } from "effect/http"
import { HttpApiClient } from "effect/http-api"
import fc from "fast-check"
import { hostileText } from "../../../test/support/hostileText.ts"
import { type Answer, ask, follow } from "./support/client.ts"
import {
  failing,
  fleetOf,
  layer,
  NOW,
  read,
  ScriptedView,
  target,
  withBgp,
} from "./support/ScriptedView.ts"

type Peer = RouteServerPeer.RouteServerPeer

const serve = (
  targets: ReadonlyArray<TargetState.TargetState>,
  options?: NodeMonitorServer.Options,
) => Layer.orDie(NodeMonitorServer.layer(options)).pipe(Layer.provideMerge(layer(targets)))

const get = (path: string, headers?: Record<string, string>) =>
  Effect.flatMap(NodeMonitorServer.NodeMonitorServer, ({ url }) =>
    ask(url, path, headers === undefined ? {} : { headers }),
  )

/** A part of JSON; `undefined` where there is none. */
const at = (value: unknown, ...path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((each, key) => Reflect.get(Object(each), key), value)

/** A fleet of all that a target can be. */
const mixed: ReadonlyArray<TargetState.TargetState> = [
  ...fleetOf(30, 2),
  failing(read("stale/eu-west-1", fleetOf(3, 1)[0]?.peers ?? [])),
  failing(TargetState.unknown(target("forbidden/us-east-1"))),
  TargetState.unknown(target("new/eu-west-1")),
  read("empty/eu-west-1", []),
]

const [first, second] = mixed
const peerOf = (state: TargetState.TargetState | undefined, index = 0): Peer => {
  const peer = state?.peers?.[index]
  assert.isDefined(peer)
  return peer
}

const decodePeers = Schema.decodeUnknownSync(Api.Peers)

/** Follows `next` to the end. */
const pages = Effect.fnUntraced(function* (query: string, from = "") {
  const all: Array<typeof Api.Peers.Type> = []
  let next: string | undefined = from
  while (next !== undefined) {
    const { json, status, text } = yield* get(
      `/api/v1/peers?${query}${next === "" ? "" : `&after=${next}`}`,
    )
    assert.strictEqual(status, 200, text)
    const page = decodePeers(json)
    all.push(page)
    next = page.next
  }
  return all
})

const ids = (peers: ReadonlyArray<Api.FleetPeer>) =>
  peers.map(({ target, peer }) => `${target.name} ${peer.RouteServerPeerId}`)

const idsOf = (states: ReadonlyArray<TargetState.TargetState>, keep: (peer: Peer) => boolean) =>
  states.flatMap(({ target, peers = [] }) =>
    peers.filter(keep).map((peer) => `${target.name} ${peer.RouteServerPeerId}`),
  )

describe("The description", () => {
  const document = Effect.map(get("/openapi.json"), ({ json }) => json)

  it.live("is a valid document of OpenAPI 3.1", () =>
    Effect.gen(function* () {
      const spec = yield* document
      const result = yield* Effect.promise(() => new Validator().validate({ ...Object(spec) }))
      assert.deepStrictEqual(result, { valid: true })
      assert.deepStrictEqual(Object.keys(at(spec, "paths") ?? {}).sort(), [
        "/api/v1/changes",
        "/api/v1/events",
        "/api/v1/health",
        "/api/v1/peers",
        "/api/v1/peers/{routeServerPeerId}",
        "/api/v1/targets",
      ])
      const parameters = at(spec, "paths", "/api/v1/peers", "get", "parameters")
      const limit = Object.values(Object(parameters)).find((each) => at(each, "name") === "limit")
      assert.strictEqual(at(limit, "schema", "type"), "integer")
      assert.strictEqual(
        at(limit, "description"),
        "How many items at most, up to 1000. Default: 100",
      )
      assert.deepStrictEqual(Object.keys(at(spec, "components", "securitySchemes") ?? {}), [
        "bearer",
        "basic",
      ])
    }).pipe(Effect.provide(serve([]))),
  )

  it.live("holds for every answer, by a validator that is not ours", () =>
    Effect.gen(function* () {
      const view = yield* ScriptedView
      const { target } = first ?? mixed[0] ?? assert.fail()
      for (const status of ["up", "down"] as const) {
        yield* view.put(target.name, withBgp(peerOf(first), status))
      }
      yield* view.put(target.name, {
        ...peerOf(first),
        RouteServerPeerId: peerOf(second).RouteServerPeerId,
      })
      yield* view.set({
        storeFailure: { message: "The disk is full", since: NOW, monotonicSince: 0 },
      })
      const spec = yield* document
      // Formats are not asserted, as the standard has it; dates and the like are numbers here.
      const ajv = new Ajv2020({ strict: false, validateFormats: false })
      ajv.addSchema({ ...Object(spec), $id: "api" })
      const pointer = (...path: ReadonlyArray<string>) =>
        path
          .map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1"))
          .map(encodeURIComponent)
          .join("/")
      const holds = ({ status, headers, json }: Answer, path: string) => {
        const type = String(headers["content-type"])
        const place = pointer(
          "paths",
          path,
          "get",
          "responses",
          String(status),
          "content",
          type,
          "schema",
        )
        const validate = ajv.getSchema(`api#/${place}`)
        assert.isDefined(validate, `${path} ${status} ${type}`)
        validate(json)
        assert.deepStrictEqual(validate.errors ?? [], [], `${path} ${status}`)
      }
      const peer = "/api/v1/peers/{routeServerPeerId}"
      for (const [path, asked, status] of [
        ["/api/v1/peers", "/api/v1/peers", 200],
        ["/api/v1/peers", "/api/v1/peers?limit=2", 200],
        ["/api/v1/peers", "/api/v1/peers?limit=x", 400],
        ["/api/v1/peers", "/api/v1/peers?target=none", 404],
        [peer, `/api/v1/peers/${peerOf(first).RouteServerPeerId}`, 200],
        [peer, "/api/v1/peers/none", 404],
        ["/api/v1/targets", "/api/v1/targets", 200],
        ["/api/v1/targets", "/api/v1/targets?limit=1", 200],
        ["/api/v1/health", "/api/v1/health", 200],
        ["/api/v1/changes", "/api/v1/changes", 200],
        ["/api/v1/changes", "/api/v1/changes?after=99", 410],
        ["/api/v1/events", "/api/v1/events?after=x", 400],
      ] as const) {
        const answer = yield* get(asked)
        assert.strictEqual(answer.status, status, `${asked} ${answer.text}`)
        holds(answer, path)
      }
      yield* view.breakLog(true)
      for (const path of ["/api/v1/changes", "/api/v1/events"]) {
        const answer = yield* get(path)
        assert.strictEqual(answer.status, 503)
        holds(answer, path)
      }
    }).pipe(Effect.provide(serve(mixed))),
  )

  it.live("makes a client with types", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeMonitorServer.NodeMonitorServer
      const client = yield* HttpApiClient.make(Api.Api, { baseUrl: url })
      const { peers } = yield* client.fleet.peers({ query: { limit: 1 } })
      assert.deepStrictEqual(peers[0]?.peer, peerOf(first))
      const error = yield* Effect.flip(client.changes.changes({ query: { after: 9 } }))
      assert.strictEqual(error._tag, "ChangesGone")
    }).pipe(Effect.provide(serve(mixed)), Effect.provide(FetchHttpClient.layer)),
  )
})

describe("Peers", () => {
  it.live("are those of all targets, once each, however they are paged", () =>
    Effect.gen(function* () {
      for (const limit of [1, 7, 15, 33, 1000]) {
        const all = yield* pages(`limit=${limit}`)
        assert.isTrue(all.every(({ peers }) => peers.length <= limit))
        assert.deepStrictEqual(
          ids(all.flatMap(({ peers }) => peers)),
          idsOf(mixed, () => true),
        )
      }
    }).pipe(Effect.provide(serve(mixed))),
  )

  it.live("that stay are listed once while others come and go", () =>
    Effect.gen(function* () {
      const view = yield* ScriptedView
      const first = yield* get("/api/v1/peers?limit=10")
      const page = decodePeers(first.json)
      const cut = page.peers.at(-1)
      assert.isDefined(cut)
      const gone = mixed.map((state) => ({
        ...state,
        ...(state.peers === undefined
          ? {}
          : {
              peers: state.peers.filter(
                ({ RouteServerPeerId }) => RouteServerPeerId !== cut.peer.RouteServerPeerId,
              ),
            }),
      }))
      yield* view.show(gone)
      const rest = yield* pages("limit=10", page.next)
      assert.deepStrictEqual(
        ids([...page.peers.slice(0, -1), ...rest.flatMap(({ peers }) => peers)]),
        idsOf(gone, () => true),
      )
      yield* view.show(gone.slice(1))
      const lost = yield* get(`/api/v1/peers?after=${page.next}`)
      assert.strictEqual(lost.status, 400)
      assert.match(lost.text, /begin anew/)
    }).pipe(Effect.provide(serve(mixed))),
  )

  it.live("are chosen by target, health and filters, as core chooses them", () =>
    Effect.gen(function* () {
      const health = yield* pages("health=trouble&health=changing")
      assert.deepStrictEqual(
        ids(health.flatMap(({ peers }) => peers)),
        idsOf(mixed, (peer) => ["trouble", "changing"].includes(Health.of(peer))),
      )
      const vpc = peerOf(second).VpcId ?? ""
      const filters = [
        ["Name=vpc-id,Values=", vpc],
        ["Name=tag:env,Values=", "prod*"],
      ].map((pair) => `filter=${encodeURIComponent(pair.join(""))}`)
      const matching = yield* pages(`target=${second?.target.name}&${filters.join("&")}`)
      assert.deepStrictEqual(
        ids(matching.flatMap(({ peers }) => peers)),
        idsOf(
          [second ?? assert.fail()],
          Filter.matches([Filter.make("vpc-id", vpc), Filter.make("tag:env", "prod*")]),
        ),
      )
    }).pipe(Effect.provide(serve(mixed))),
  )

  it.live("come with their age, and with the targets that can't be read", () =>
    Effect.gen(function* () {
      const [page] = yield* pages("limit=1000")
      assert.deepStrictEqual(page?.unread, [
        "stale/eu-west-1",
        "forbidden/us-east-1",
        "new/eu-west-1",
      ])
      assert.isAbove(page?.peers[0]?.ageSeconds ?? 0, 0)
      assert.deepStrictEqual(
        page?.peers[0]?.history,
        first?.history[peerOf(first).RouteServerPeerId],
      )
    }).pipe(Effect.provide(serve(mixed))),
  )

  it.live(
    "one of them is what each target shows that has it, and never none while one can't be read",
    () =>
      Effect.gen(function* () {
        const shared = peerOf(first)
        const view = yield* ScriptedView
        yield* view.show([...mixed, read("twin/eu-west-1", [shared])])
        const found = yield* get(`/api/v1/peers/${shared.RouteServerPeerId}`)
        assert.deepStrictEqual(
          ids(decodePeers({ ...Object(found.json) }).peers),
          [first?.target.name, "twin/eu-west-1"].map(
            (name) => `${name} ${shared.RouteServerPeerId}`,
          ),
        )
        const missing = yield* get("/api/v1/peers/rsp-none")
        assert.strictEqual(missing.status, 404)
        assert.deepStrictEqual(at(missing.json, "unread"), [
          "stale/eu-west-1",
          "forbidden/us-east-1",
          "new/eu-west-1",
        ])
      }).pipe(Effect.provide(serve(mixed))),
  )

  it.live("keep every text as it is", () =>
    Effect.gen(function* () {
      const view = yield* ScriptedView
      const server = yield* NodeMonitorServer.NodeMonitorServer
      yield* Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(
            Generators.peer(),
            hostileText.filter((text) => text.isWellFormed()),
            (peer, name) =>
              Effect.runPromise(
                Effect.gen(function* () {
                  yield* view.show([
                    { ...read("a", [peer]), target: { name: `a${name}`, region: "r" } },
                  ])
                  const url = `/api/v1/peers?target=${encodeURIComponent(`a${name}`)}`
                  const { json } = yield* Effect.provideService(
                    get(url),
                    NodeMonitorServer.NodeMonitorServer,
                    server,
                  )
                  assert.deepStrictEqual(
                    at(json, "peers", "0", "peer"),
                    JSON.parse(JSON.stringify(peer)),
                  )
                  assert.strictEqual(at(json, "peers", "0", "target", "name"), `a${name}`)
                }),
              ),
          ),
          { numRuns: 30 },
        ),
      )
    }).pipe(Effect.provide(serve(mixed))),
  )
})

describe("Targets", () => {
  it.live("are told apart by what is known of them", () =>
    Effect.gen(function* () {
      const { json } = yield* get("/api/v1/targets")
      const { targets } = Schema.decodeUnknownSync(Api.Targets)(json)
      assert.deepStrictEqual(
        targets.map(({ target, condition, peers, failure }) => [
          target.name,
          condition,
          peers === undefined ? undefined : Object.values(peers).reduce((a, b) => a + b, 0),
          failure?.code,
        ]),
        [
          ["team-0/eu-west-1", "current", 15, undefined],
          ["team-1/eu-west-1", "current", 15, undefined],
          ["stale/eu-west-1", "failing", 3, "UnauthorizedOperation"],
          ["forbidden/us-east-1", "unknown", undefined, "UnauthorizedOperation"],
          ["new/eu-west-1", "unknown", undefined, undefined],
          ["empty/eu-west-1", "current", 0, undefined],
        ],
      )
    }).pipe(Effect.provide(serve(mixed))),
  )

  it.live("are paged", () =>
    Effect.gen(function* () {
      const names: Array<unknown> = []
      let next: unknown = ""
      while (next !== undefined) {
        const { json } = yield* get(`/api/v1/targets?limit=4${next === "" ? "" : `&after=${next}`}`)
        const page = Schema.decodeUnknownSync(Api.Targets)(json)
        names.push(...page.targets.map(({ target }) => target.name))
        next = page.next
      }
      assert.deepStrictEqual(
        names,
        mixed.map(({ target }) => target.name),
      )
    }).pipe(Effect.provide(serve(mixed))),
  )
})

describe("What is asked wrongly", () => {
  it.live("is refused with the parameter and the rule", () =>
    Effect.gen(function* () {
      for (const [query, parameter, rule] of [
        ["peers?limt=1", "limt", /./],
        ["peers?limit=0", "limit", /between 1 and 1000/],
        ["peers?limit=1001", "limit", /between 1 and 1000/],
        ["peers?limit=1.5", "limit", /integer/],
        ["peers?health=ill", "health", /./],
        ["peers?after=%00", "after", /not the `next`/],
        ["peers?after=eyJ9", "after", /not the `next`/],
        ["peers?filter=Name", "filter", /expected '='/],
        ["peers?filter=Name=none,Values=1", "filter", /'none' is invalid/],
        ["changes?after=-1", "after", /greater than or equal to 0/],
        ["events?after=one", "after", /./],
      ] as const) {
        const { status, json } = yield* get(`/api/v1/${query}`)
        assert.strictEqual(status, 400, query)
        assert.deepStrictEqual(at(json, "errors", "0", "path", "1"), parameter, query)
        assert.match(String(at(json, "errors", "0", "message")), rule, query)
      }
    }).pipe(Effect.provide(serve(mixed))),
  )
})

describe("The log", () => {
  const flap = Effect.fnUntraced(function* (times: number) {
    const view = yield* ScriptedView
    const peer = { ...peerOf(first), State: "available" as const }
    yield* view.show([read("a", [{ ...peer, BgpStatus: { Status: "up" } }])])
    for (let time = 0; time < times; time += 1) {
      yield* view.put("a", withBgp(peer, time % 2 === 0 ? "down" : "up"))
    }
    return view
  })

  const changes = (query: string) =>
    Effect.map(get(`/api/v1/changes?${query}`), ({ json, status }) => ({ json, status }))

  const decode = Schema.decodeUnknownSync(Api.Changes)

  it.live("is read in parts, each change once", () =>
    Effect.gen(function* () {
      yield* flap(7)
      const seen: Array<number> = []
      let after = 0
      for (;;) {
        const page = decode((yield* changes(`after=${after}&limit=3`)).json)
        if (page.changes.length === 0) break
        seen.push(...page.changes.map(({ sequence }) => sequence))
        after = page.next
      }
      assert.deepStrictEqual(seen, [1, 2, 3, 4, 5, 6, 7])
      assert.strictEqual(decode((yield* changes("after=7")).json).next, 7)
    }).pipe(Effect.provide(serve(mixed))),
  )

  it.live("says what it does not have any more", () =>
    Effect.gen(function* () {
      const view = yield* flap(7)
      yield* view.forget(4)
      const kept = decode((yield* changes("")).json)
      assert.deepStrictEqual(
        [kept.first, kept.last, kept.changes.map(({ sequence }) => sequence)],
        [5, 7, [5, 6, 7]],
      )
      assert.strictEqual(decode((yield* changes("after=4")).json).changes.length, 3)
      for (const after of [3, 8]) {
        const { status, json } = yield* changes(`after=${after}`)
        assert.strictEqual(status, 410)
        assert.deepStrictEqual([at(json, "first"), at(json, "last")], [5, 7])
      }
      yield* view.forget(7)
      assert.deepStrictEqual(decode((yield* changes("after=7")).json).changes, [])
    }).pipe(Effect.provide(serve(mixed))),
  )

  it.live("is followed, and gone on with where it was left", () =>
    Effect.gen(function* () {
      const view = yield* flap(3)
      const { url } = yield* NodeMonitorServer.NodeMonitorServer
      const take = (query: string, count: number, headers = {}) =>
        Effect.gen(function* () {
          const { next } = yield* follow(url, `/api/v1/events${query}`, { headers })
          const events: Array<string> = []
          while (events.length < count) {
            const event = yield* next
            assert.isDefined(event)
            if (event.event === "change") {
              assert.strictEqual(at(JSON.parse(event.data), "sequence"), Number(event.id))
            }
            events.push(event.event === "change" ? `${event.id}` : `${event.event} ${event.data}`)
          }
          return events
        }).pipe(Effect.scoped)
      assert.deepStrictEqual(yield* take("?after=0", 3), ["1", "2", "3"])
      assert.deepStrictEqual(yield* take("?after=0", 2, { "last-event-id": "1" }), ["2", "3"])
      yield* view.damage(2)
      assert.deepStrictEqual(yield* take("?after=0", 3), [
        "1",
        `gap {"after":1,"first":3,"last":3}`,
        "3",
      ])
      yield* view.forget(2)
      assert.deepStrictEqual(yield* take("", 2, { "last-event-id": "1" }), [
        `gap {"after":1,"first":3,"last":3}`,
        "3",
      ])
      assert.deepStrictEqual(yield* take("", 2, { "last-event-id": "77" }), [
        `gap {"after":77,"first":3,"last":3}`,
        "3",
      ])
      const { next } = yield* follow(url, "/api/v1/events")
      yield* view.put("a", withBgp(peerOf(first), "up"))
      assert.strictEqual((yield* next)?.id, "4")
      const wrong = yield* get("/api/v1/events", { "last-event-id": "x" })
      assert.strictEqual(wrong.status, 400)
    }).pipe(Effect.provide(serve(mixed)), Effect.scoped),
  )

  it.live("ends for its followers when it can't be read, who come back later", () =>
    Effect.gen(function* () {
      const view = yield* flap(1)
      const { url } = yield* NodeMonitorServer.NodeMonitorServer
      const { next } = yield* follow(url, "/api/v1/events?after=0")
      assert.strictEqual((yield* next)?.id, "1")
      yield* view.breakLog(true)
      assert.isUndefined(yield* next)
    }).pipe(Effect.provide(serve(mixed)), Effect.scoped),
  )

  it.live("has no more followers than it is told, and those that left count no more", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeMonitorServer.NodeMonitorServer
      const status = Effect.map(
        follow(url, "/api/v1/events"),
        ({ response }) => response.statusCode,
      )
      yield* flap(1)
      const two = Effect.gen(function* () {
        const a = yield* follow(url, "/api/v1/events?after=0")
        yield* a.next
        assert.strictEqual(yield* status, 503)
      })
      yield* Effect.scoped(two)
      const again = Effect.scoped(status).pipe(Effect.repeat({ until: (each) => each === 200 }))
      assert.strictEqual(yield* again, 200)
    }).pipe(Effect.provide(serve(mixed, { maxReaders: 1 })), Effect.scoped),
  )
})
