import { assert, describe, it } from "@effect/vitest"
import { RouteServerPeer } from "@route-server/core"
import { Effect, Stream } from "effect"
import { HttpServerRequest, type HttpServerResponse } from "effect/http"
import { Connection } from "../../src/internal/Connection.ts"
import * as PageResponse from "../../src/internal/PageResponse.ts"

const ID = "0e1c240a-e33a-4f64-8abc-0123456789ab"

/** Peers that are some 1,100 bytes each when they are written. */
const peersOf = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    RouteServerPeer.make({
      RouteServerPeerId: `rsp-${index.toString(16).padStart(8, "0")}`,
      FailureReason: "é".repeat(500),
    }),
  )

const chunksOf = ({ body }: HttpServerResponse.HttpServerResponse) => {
  if (body._tag === "Stream") return Stream.runCollect(Stream.orDie(body.stream))
  return Effect.succeed(body._tag === "Uint8Array" ? [body.body] : [])
}

const make = (peers: ReadonlyArray<RouteServerPeer.RouteServerPeer>, onlyReads: boolean) =>
  PageResponse.make(ID, { RouteServerPeers: peers, NextToken: "é" }, { status: 200 }).pipe(
    Effect.provideService(Connection, { reset: Effect.void, flush: Effect.void, onlyReads }),
  )

const request = HttpServerRequest.fromWeb(new Request("http://ec2.test"))

describe("PageResponse.make", () => {
  it.effect("is the same document of the length that it tells, whatever its length", () =>
    Effect.gen(function* () {
      for (const count of [0, 1, 5, 57, 58, 59, 60, 61, 300, 900, 950, 1200, 3000]) {
        const peers = peersOf(count)
        const documents: Array<string> = []
        for (const onlyReads of [true, false, true, false]) {
          const response = yield* make(peers, onlyReads)
          const chunks = yield* chunksOf(response)
          assert.isTrue(chunks.every(({ length }) => length > 0))
          if (count <= 58) assert.strictEqual(response.body._tag, "Uint8Array")
          if (count >= 61) assert.strictEqual(response.body._tag, "Stream")
          const bytes = Buffer.concat(chunks)
          assert.strictEqual(response.headers["content-length"], String(bytes.length))
          documents.push(bytes.toString())
        }
        const [document = ""] = documents
        assert.lengthOf(document.match(/<item><routeServerPeerId>/g) ?? [], count)
        assert.isTrue(
          document.endsWith("<nextToken>é</nextToken></DescribeRouteServerPeersResponse>"),
        )
        assert.deepStrictEqual(documents, [document, document, document, document])
      }
    }).pipe(Effect.provideService(HttpServerRequest.HttpServerRequest, request)),
  )

  it.effect("shares the bytes of a page with others where nobody changes them", () =>
    Effect.gen(function* () {
      const peers = peersOf(500)
      const largest = (chunks: ReadonlyArray<Uint8Array>) =>
        chunks.reduce((a, b) => (a.length < b.length ? b : a))
      const one = largest(yield* chunksOf(yield* make(peers, true)))
      const another = largest(yield* chunksOf(yield* make(peers, true)))
      assert.isAbove(one.length, 200_000)
      assert.strictEqual(one.buffer, another.buffer)
      assert.strictEqual(one.byteOffset, another.byteOffset)
    }),
  )

  it.effect("gives bytes of its own to who may do to them what it likes", () =>
    Effect.gen(function* () {
      for (const count of [5, 500, 2000]) {
        const peers = peersOf(count)
        const before = Buffer.concat(yield* chunksOf(yield* make(peers, false))).toString()
        for (const chunk of yield* chunksOf(yield* make(peers, false))) chunk.fill(0)
        const after = Buffer.concat(yield* chunksOf(yield* make(peers, false))).toString()
        assert.strictEqual(after, before)
      }
    }),
  )

  it.effect("does so where nobody says what is done to them", () =>
    Effect.gen(function* () {
      const ask = Effect.flatMap(
        PageResponse.make(ID, { RouteServerPeers: peersOf(500) }, { status: 200 }),
        chunksOf,
      )
      const before = Buffer.concat(yield* ask).toString()
      for (const chunk of yield* ask) chunk.fill(0)
      assert.strictEqual(Buffer.concat(yield* ask).toString(), before)
    }),
  )

  it.effect("loses no piece, whether it is just short or just long", () =>
    Effect.gen(function* () {
      for (let length = 16_250; length <= 16_400; length += 1) {
        const peers = Array.from({ length: 7 }, (_, index) =>
          RouteServerPeer.make({
            RouteServerPeerId: `rsp-${index}`,
            FailureReason: "x".repeat(length),
          }),
        )
        yield* make(peers, true)
        const backwards = peers.toReversed()
        const response = yield* make(backwards, true)
        const whole = Buffer.concat(yield* chunksOf(response))
        assert.strictEqual(response.headers["content-length"], String(whole.length))
        assert.deepStrictEqual(
          [...whole.toString().matchAll(/<routeServerPeerId>(.*?)</g)].map(([, id]) => id),
          backwards.map(({ RouteServerPeerId }) => RouteServerPeerId),
        )
      }
    }),
  )

  it.effect("copies pieces together that are too short to be sent by themselves", () =>
    Effect.gen(function* () {
      const peers = peersOf(500)
      yield* make(peers, true)
      const chunks = yield* chunksOf(yield* make(peers.toReversed(), true))
      assert.isTrue(chunks.every(({ length }) => length > 0))
      const written = yield* chunksOf(yield* make(peers.toReversed(), false))
      assert.strictEqual(Buffer.concat(chunks).toString(), Buffer.concat(written).toString())
      assert.isBelow(chunks.length, 20)
      assert.isTrue(chunks.every((chunk) => chunk.length < 70_000))
    }),
  )

  it.effect("holds no more of a long listing than some 64 KiB", () =>
    Effect.gen(function* () {
      const chunks = yield* chunksOf(yield* make(peersOf(3000), true))
      assert.isAbove(chunks.length, 40)
      assert.isTrue(chunks.every((chunk) => chunk.length < 70_000))
    }),
  )
})
