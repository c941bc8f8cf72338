/**
 * The service in memory: what it costs to ask and to change it, against indexes made by
 * hand, LokiJS and SQLite, which all have the same peers and give the same page of them.
 */
import { DatabaseSync } from "node:sqlite"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { Filter, Listing, PeerSource, PeerUpdate, type RouteServerPeer } from "@route-server/core"
import { Fleet } from "@route-server/testing"
import { Context, Effect, Layer, Scope } from "effect"
import Loki from "lokijs"
import { collectGarbage } from "../garbage.ts"
import type { Contest, Prepared, Suite } from "../Suite.ts"

type Peer = RouteServerPeer.RouteServerPeer
type Member = "RouteServerEndpointId" | "PeerAddress" | "State" | "VpcId"

const PAGE = 1000

const byId = (a: { RouteServerPeerId: string }, b: { RouteServerPeerId: string }) =>
  a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1

const open = (peers: ReadonlyArray<Peer>) => {
  const context = Effect.runSync(
    Layer.buildWithScope(MemoryPeerSource.layer(peers), Scope.makeUnsafe()),
  )
  const source = Context.get(context, PeerSource.PeerSource)
  const memory = Context.get(context, MemoryPeerSource.MemoryPeerSource)
  return {
    ask: (request: Parameters<typeof source.describe>[0]) =>
      Effect.runSync(source.describe(request)),
    apply: (update: PeerUpdate.PeerUpdate) => Effect.runSync(memory.apply(update)),
    list: () =>
      Effect.runSync(
        Listing.collect({ MaxResults: PAGE }).pipe(
          Effect.provideService(PeerSource.PeerSource, source),
        ),
      ),
    pages: () => {
      const peers: Array<Peer> = []
      let NextToken: string | undefined
      do {
        const page = Effect.runSync(source.describe({ MaxResults: PAGE, NextToken }))
        for (const peer of page.RouteServerPeers) peers.push(peer)
        NextToken = page.NextToken
      } while (NextToken !== undefined)
      return peers
    },
  }
}

/** What the others have indexes of, too. */
const indexed: ReadonlyArray<Member> = ["RouteServerEndpointId", "PeerAddress", "State", "VpcId"]

/** Names of nine attributes: of each an index is made when a filter first asks about it. */
const nine = [
  ...indexed,
  "RouteServerId",
  "SubnetId",
  "EndpointEniId",
  "EndpointEniAddress",
  "tag:env",
] as const

/** A service that has indexes of all nine. */
const openIndexed = (peers: ReadonlyArray<Peer>) => {
  const table = open(peers)
  for (const name of nine) table.ask({ Filters: [Filter.make(name, "none")], MaxResults: 5 })
  return table
}

/** What one would write by hand for a fleet that never changes. */
const byHand = (peers: ReadonlyArray<Peer>) => {
  const sorted = peers.toSorted(byId)
  const indexes = new Map(
    indexed.map((member) => [member, Map.groupBy(sorted, (peer) => String(peer[member]))]),
  )
  const of = (member: Member, value: string) => indexes.get(member)?.get(value) ?? []
  return { sorted, of }
}

const loki = (peers: ReadonlyArray<Peer>) => {
  const collection = new Loki("bench").addCollection<Record<string, unknown>>("peers", {
    indices: ["RouteServerPeerId", ...indexed],
    unique: ["RouteServerPeerId"],
    disableMeta: true,
    // To keep them in order at each insertion would take hours.
    adaptiveBinaryIndices: false,
  })
  // It writes into what it is given.
  collection.insert(peers.map((peer) => ({ ...peer })))
  return (query: object) =>
    collection.chain().find(query).simplesort("RouteServerPeerId").limit(PAGE).data()
}

const sqlite = (peers: ReadonlyArray<Peer>) => {
  const database = new DatabaseSync(":memory:")
  const columns = indexed.map((member) => `${member} TEXT`).join(", ")
  database.exec(`CREATE TABLE peers (id TEXT PRIMARY KEY, ${columns}, peer TEXT) WITHOUT ROWID`)
  const insert = database.prepare(
    `INSERT INTO peers VALUES (?, ${indexed.map(() => "?").join(", ")}, ?)`,
  )
  database.exec("BEGIN")
  for (const peer of peers) {
    const values = indexed.map((member) => peer[member] ?? null)
    insert.run(peer.RouteServerPeerId, ...values, JSON.stringify(peer))
  }
  database.exec("COMMIT")
  for (const member of indexed) database.exec(`CREATE INDEX by_${member} ON peers (${member}, id)`)
  return (where: string, ...values: ReadonlyArray<string>) => {
    const select = database.prepare(
      `SELECT peer FROM peers WHERE ${where} ORDER BY id LIMIT ${PAGE}`,
    )
    return () => select.all(...values).map((row) => JSON.parse(String(row["peer"])))
  }
}

/** Works, and then waits for 10 µs: as much as may come to the copying of an answer. */
const and10Microseconds =
  <A>(run: () => A) =>
  (): A => {
    const answer = run()
    const end = performance.now() + 0.01
    while (performance.now() < end);
    return answer
  }

/** A list as long as another, reference by reference. */
const copied = (peers: ReadonlyArray<Peer>): ReadonlyArray<Peer> => {
  const copy: Array<Peer> = []
  for (const peer of peers) copy.push(peer)
  return copy
}

const idsOf = (answer: unknown): unknown => {
  const peers = Array.isArray(answer) ? answer : Reflect.get(Object(answer), "RouteServerPeers")
  return Array.isArray(peers)
    ? peers.map((peer) => Reflect.get(Object(peer), "RouteServerPeerId"))
    : answer
}

/** Something, and the bytes that it holds beside what was there before. */
const weighed = <A>(make: () => A): readonly [made: A, bytes: number] => {
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  const made = make()
  collectGarbage()
  return [made, process.memoryUsage().heapUsed - before]
}

const contests = (size: number): Prepared => {
  const [fleet, bytesOfPeers] = weighed(() => Fleet.make({ seed: 6, size }))
  const [ours, bytesOfIndexes] = weighed(() => openIndexed(fleet))
  const hand = byHand(fleet)
  const find = loki(fleet)
  const prepare = sqlite(fleet)
  const middle = hand.sorted[size >>> 1]
  if (middle === undefined) throw new RangeError("There are no peers")
  const millions = size.toLocaleString("en")

  const first = (
    member: Member,
    value: string,
    more: ReadonlyArray<Filter.NamedFilter> = [],
  ): Contest => {
    const request = { Filters: [Filter.make(member, value), ...more], MaxResults: PAGE }
    return {
      work: `first page of ${millions} by ${member} ${value}`,
      ours: () => ours.ask(request),
      gist: idsOf,
      against: [
        {
          name: "index by hand, and 10 µs",
          run: and10Microseconds(() => hand.of(member, value).slice(0, PAGE)),
          limit: 1,
        },
        { name: "LokiJS", run: () => find({ [member]: value }), limit: 1 },
        { name: "node:sqlite", run: prepare(`${member} = ?`, value), limit: 1 },
      ],
    }
  }

  const page = (token: string | undefined) => () =>
    ours.ask({ MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) })
  let last: string | undefined
  for (let next = page(undefined)().NextToken; next !== undefined; next = page(next)().NextToken) {
    last = next
  }

  const vpcs = [...new Set(fleet.map((peer) => String(peer.VpcId)))].slice(0, 3)
  const isProduction = (peer: Peer) =>
    peer.Tags?.some((tag) => tag.Key === "Name" && tag.Value?.startsWith("appliance-prod-"))
  const nowhere = (peer: Peer) =>
    peer.Tags?.some((tag) => tag.Key === "Name" && tag.Value?.endsWith("-77"))

  const inSmall = Fleet.make({ seed: 6, size: 1000 })
  const small = openIndexed(inSmall)
  const change = (table: typeof ours, some: ReadonlyArray<Peer>) => {
    let turn = 0
    return () => {
      const peer = some[turn % some.length]
      turn += 1
      if (peer === undefined) return undefined
      table.apply(PeerUpdate.put({ ...peer, State: turn % 2 === 0 ? "available" : "failed" }))
      const read = table.ask({ MaxResults: 5, Filters: [Filter.make("VpcId", String(peer.VpcId))] })
      table.apply(PeerUpdate.remove(peer.RouteServerPeerId))
      table.apply(PeerUpdate.put(peer))
      return read
    }
  }
  const inLarge = fleet.filter((_, index) => index % Math.ceil(size / 1000) === 0)

  return {
    contests: [
      {
        work: `one of ${millions} by its ID`,
        ours: () => ours.ask({ RouteServerPeerIds: [middle.RouteServerPeerId] }),
        gist: idsOf,
        against: [
          {
            name: "index by hand, and 10 µs",
            run: and10Microseconds(() => [middle]),
            limit: 1,
          },
        ],
      },
      first("RouteServerEndpointId", String(middle.RouteServerEndpointId)),
      first("PeerAddress", String(middle.PeerAddress)),
      first("State", "failed"),
      {
        work: `first page of ${millions}`,
        ours: page(undefined),
        gist: idsOf,
        against: [
          {
            name: "a slice, and 10 µs",
            run: and10Microseconds(() => hand.sorted.slice(0, PAGE)),
            limit: 1,
          },
        ],
      },
      {
        work: `last page of ${millions}`,
        ours: page(last),
        gist: () => undefined,
        against: [{ name: "our first page", run: page(undefined), limit: 1.5 }],
      },
      {
        work: `all of ${millions} by pages of ${PAGE}`,
        ours: ours.pages,
        gist: (answer) => (Array.isArray(answer) ? answer.length : answer),
        against: [{ name: "a copy of the list", run: () => copied(hand.sorted), limit: 4 }],
      },
      {
        work: `Listing.collect of ${millions}, which looks for repetitions`,
        ours: ours.list,
        gist: (answer) => (Array.isArray(answer) ? answer.length : answer),
        against: [{ name: "the same pages", run: ours.pages, limit: 20 }],
      },
      {
        work: `three VPCs and a state and a tag that begins so, of ${millions}`,
        ours: () =>
          ours.ask({
            Filters: [
              Filter.make("VpcId", ...vpcs),
              Filter.make("State", "available"),
              Filter.make("tag:Name", "appliance-prod-*"),
            ],
            MaxResults: PAGE,
          }),
        gist: idsOf,
        against: [
          {
            name: "index by hand",
            run: () =>
              vpcs
                .flatMap((vpc) =>
                  hand
                    .of("VpcId", vpc)
                    .filter((peer) => peer.State === "available" && isProduction(peer)),
                )
                .sort(byId)
                .slice(0, PAGE),
            limit: 2,
          },
          {
            name: "LokiJS",
            run: () =>
              find({
                $and: [
                  { VpcId: { $in: vpcs } },
                  { State: "available" },
                  {
                    Tags: {
                      $where: (tags: Peer["Tags"]) => isProduction({ ...middle, Tags: tags ?? [] }),
                    },
                  },
                ],
              }),
            limit: 1,
          },
          {
            name: "node:sqlite",
            run: prepare(
              `VpcId IN (?, ?, ?) AND State = 'available' AND EXISTS (
                SELECT 1 FROM json_each(peer, '$.Tags') WHERE value ->> 'Key' = 'Name'
                AND value ->> 'Value' GLOB 'appliance-prod-*')`,
              ...vpcs,
            ),
            limit: 1,
          },
        ],
      },
      {
        work: `what no index helps to find in ${millions}`,
        ours: () => ours.ask({ Filters: [Filter.make("tag:Name", "*-77")] }),
        gist: idsOf,
        against: [
          {
            name: "a scan by hand",
            run: () => hand.sorted.filter((peer) => nowhere(peer)),
            limit: 1.5,
          },
        ],
      },
      {
        work: `replace, read, remove and add among ${millions}, in nine indexes`,
        ours: change(ours, inLarge),
        gist: () => undefined,
        against: [{ name: "among 1,000", run: change(small, inSmall), limit: 7 }],
      },
      {
        work: `bytes of ${millions} with nine indexes`,
        measure: "bytes",
        ours: () => bytesOfPeers + bytesOfIndexes,
        against: [{ name: "the peers alone", run: () => bytesOfPeers, limit: 1.5 }],
      },
    ],
  }
}

export const memory: Suite = {
  name: "memory",
  seconds: 30,
  isQuick: true,
  prepare: async () => contests(20_000),
}

export const million: Suite = {
  name: "million",
  seconds: 150,
  isQuick: false,
  prepare: async () => contests(1_000_000),
}
