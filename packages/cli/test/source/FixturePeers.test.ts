import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import {
  type DescribeRouteServerPeers,
  Filter,
  Fixture,
  Listing,
  PeerSource,
} from "@route-server/core"
import { Effect, Result, Stream } from "effect"
import * as FixtureFile from "../../src/source/FixtureFile.ts"
import * as FixturePeers from "../../src/source/FixturePeers.ts"
import { streams } from "../support/streams.ts"

/** Has a file with some bytes. */
const fileOf = (bytes: string | Uint8Array) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const folder = mkdtempSync(join(tmpdir(), "route-server-"))
      const path = join(folder, "fixture.json")
      writeFileSync(path, bytes)
      return { folder, path }
    }),
    ({ folder }) => Effect.sync(() => rmSync(folder, { recursive: true })),
  ).pipe(Effect.map(({ path }) => path))

const open = Effect.fnUntraced(function* (
  path: string,
  request: DescribeRouteServerPeers.Request,
  options: Fixture.Options = {},
) {
  return yield* FixturePeers.open(yield* FixtureFile.open(path), options, request)
}, Effect.provide(streams()))

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")

const encodings = {
  "UTF-8": (text: string) => Buffer.from(text),
  "UTF-8 with a mark": (text: string) => Buffer.from(`\ufeff${text}`),
  "UTF-16LE": utf16,
  "UTF-16BE": (text: string) => utf16(text).swap16(),
}

/** More peers than stay in memory, in the order of their IDs; with nulls and numbers that JavaScript can't hold. */
const MANY = 2500
const peers = Array.from({ length: MANY }, (_, index) => {
  const id = `rsp-${index.toString(16).padStart(8, "0")}`
  const state = index % 3 === 0 ? "available" : "failed"
  const rest = [`"Key":"Name","Value":"東京🚀${"x".repeat(index % 50)}"`, `"Key":"k","Value":"é"`][
    index % 2
  ]
  const odd = index % 100 === 7 ? ',"FailureReason":null,"Weight":12345678901234567890' : ""
  return `{"RouteServerPeerId":"${id}","State":"${state}"${odd},\n"Tags":[{${rest}}]}`
})

const shuffled = peers.map((_, index) => peers[(index * 1009) % MANY] ?? "")

const forms = {
  "a peer a line": (peers: ReadonlyArray<string>) => peers.join("\n"),
  "a page": (peers: ReadonlyArray<string>) => `{"RouteServerPeers": [\n${peers.join(",\n  ")}\n]}`,
  "pages far apart": (peers: ReadonlyArray<string>) =>
    [peers.slice(0, 1200), peers.slice(1200)]
      .map((peers) => `{"RouteServerPeers":[${peers}],"X":"${"é".repeat(9000)}"}`)
      .join(""),
}

const requests: ReadonlyArray<DescribeRouteServerPeers.Request> = [
  {},
  { MaxResults: 1000 },
  { MaxResults: 7, Filters: [Filter.make("tag:Name", "*xxxx")] },
  { Filters: [Filter.make("State", "available")] },
  {
    RouteServerPeerIds: ["rsp-00000007", "rsp-00000001", "rsp-000009c3"],
    Filters: [Filter.make("State", "failed")],
  },
  { RouteServerPeerIds: ["rsp-00000007", "rsp-ffffffff"] },
  { MaxResults: 4 },
  { NextToken: "no token" },
]

const listingOf = (request: DescribeRouteServerPeers.Request) =>
  Listing.pages(request).pipe(
    Stream.runCollect,
    Effect.map((pages) => JSON.stringify([...pages])),
    Effect.match({ onFailure: String, onSuccess: (pages) => pages }),
  )

describe("open", () => {
  it.effect.each([
    ...Object.entries(forms).map(
      ([form, formOf]) => [form, formOf(peers), encodings["UTF-8"]] as const,
    ),
    ...Object.entries(encodings).map(
      ([encoding, encode]) =>
        [`${encoding} in no order`, forms["pages far apart"](shuffled), encode] as const,
    ),
    [
      "lines of UTF-16BE in no order",
      forms["a peer a line"](shuffled),
      encodings["UTF-16BE"],
    ] as const,
  ])("answers from %s as from memory", ([, text, encode]) =>
    Effect.gen(function* () {
      const file = yield* fileOf(encode(text))
      const { peers } = Result.getOrThrow(Fixture.decodeResult(text))
      assert.lengthOf(peers, MANY)
      for (const request of requests) {
        const { layer } = yield* open(file, request)
        const listed = yield* listingOf(request).pipe(Effect.provide(layer))
        const expected = listingOf(request).pipe(Effect.provide(MemoryPeerSource.layer(peers)))
        assert.strictEqual(listed, yield* expected)
      }
    }),
  )

  it.effect("goes on after any peer, whatever was asked before", () =>
    Effect.gen(function* () {
      const file = yield* fileOf(forms["a page"](shuffled))
      const { layer } = yield* open(file, {})
      yield* Effect.gen(function* () {
        const first = yield* PeerSource.describe({ MaxResults: 1000 })
        const second = yield* PeerSource.describe({ MaxResults: 10, NextToken: first.NextToken })
        const third = yield* PeerSource.describe({ MaxResults: 10, NextToken: second.NextToken })
        const again = yield* PeerSource.describe({ MaxResults: 10, NextToken: first.NextToken })
        assert.deepStrictEqual(again, second)
        const ids = [second, third].flatMap((page) =>
          page.RouteServerPeers.map((peer) => peer.RouteServerPeerId),
        )
        assert.deepStrictEqual(
          ids,
          Array.from(
            { length: 20 },
            (_, index) => `rsp-${(1000 + index).toString(16).padStart(8, "0")}`,
          ),
        )
      }).pipe(Effect.provide(layer))
    }),
  )

  it.effect.each([
    ["in order", peers],
    ["in no order", shuffled],
  ] as const)("refuses a peer that comes twice among many %s", ([, peers]) =>
    Effect.gen(function* () {
      const twice = peers.toSpliced(2001, 0, peers[2000] ?? "")
      const file = yield* fileOf(forms["a page"](twice))
      const expected = Result.getOrThrow(Result.flip(Fixture.decodeResult(forms["a page"](twice))))
      const { message } = yield* Effect.flip(open(file, {}))
      assert.strictEqual(message, `${file}:${expected.message}`)
      assert.include(message, "a peer with this ID stands on line 4002 already")
    }),
  )

  it.effect("tells what was left out, and what there is beside the peers", () =>
    Effect.gen(function* () {
      const text = `{"RouteServerPeers":[{"State":"failed"},${peers[0]}],"NextToken":"t"}`
      const { rest } = yield* open(yield* fileOf(text), {}, { unreadable: "report" })
      assert.isTrue(rest.isPartial)
      assert.deepStrictEqual(
        rest.unreadable.map(({ message }) => message),
        ["1:22: RouteServerPeers[0].RouteServerPeerId: Missing key"],
      )
    }),
  )

  it.effect("fails, rather than to mix two states of a file that changes", () =>
    Effect.gen(function* () {
      const file = yield* fileOf(forms["a peer a line"](peers))
      const { layer } = yield* open(file, {})
      const first = yield* PeerSource.describe({ MaxResults: 1000 }).pipe(Effect.provide(layer))
      assert.lengthOf(first.RouteServerPeers, 1000)
      appendFileSync(file, "\n")
      const { NextToken } = first
      const error = yield* Effect.flip(
        PeerSource.describe({ NextToken }).pipe(Effect.provide(layer)),
      )
      assert.strictEqual(error.message, `can't read ${file}: it has changed while it was read`)
    }),
  )
})
