import { assert, describe, it } from "@effect/vitest"
import {
  DescribeRouteServerPeers,
  Filter,
  Judgement,
  PeerUpdate,
  RouteServerPeer,
  View,
} from "@route-server/core"
import { Fleet, Generators } from "@route-server/testing"
import { Result } from "effect"
import fc from "fast-check"
import { Table } from "../../src/internal/Table.ts"

type Peer = RouteServerPeer.RouteServerPeer
type Request = DescribeRouteServerPeers.Request

const answer = (table: Table, request: Request) =>
  Result.flatMap(Judgement.judge(request), (selection) => View.page(table, selection))

/** Requests about a fleet, and what happens to it between them. */
const stories = Generators.fleet().chain((fleet) =>
  fc.tuple(
    fc.constant(fleet),
    Generators.updatesFor(fleet, { anyChange: true, maxLength: 20 }),
    fc.array(Generators.requestFor(fleet), { minLength: 1, maxLength: 6 }),
  ),
)

const large = Fleet.make({ seed: 8, size: 4000 })
const one = <A>(items: ReadonlyArray<A>) => fc.constantFrom(...items)
const valueOf = (read: (peer: Peer) => unknown) => one(large).map((peer) => String(read(peer)))
const values = (value: fc.Arbitrary<string>) => fc.array(value, { minLength: 1, maxLength: 5 })
const filter = fc.oneof(
  fc.record({ Name: fc.constant("VpcId"), Values: values(valueOf((peer) => peer.VpcId)) }),
  fc.record({
    Name: fc.constant("route-server-endpoint-id"),
    Values: values(valueOf((peer) => peer.RouteServerEndpointId)),
  }),
  fc.record({ Name: fc.constant("State"), Values: values(one(["available", "failed", "none"])) }),
  fc.record({
    Name: fc.constant("BgpOptions.PeerAsn"),
    Values: values(valueOf((peer) => peer.BgpOptions?.PeerAsn)),
  }),
  fc.record({ Name: fc.constant("tag:env"), Values: values(one(["prod", "dev", "network"])) }),
  fc.record({ Name: fc.constant("tag:team"), Values: values(one(["prod", "edge", "search"])) }),
  fc.record({ Name: fc.constant("tag-key"), Values: values(one(["env", "team", "nobody"])) }),
  fc.record({ Name: fc.constant("tag-value"), Values: values(one(["edge", "dev", "search"])) }),
  fc.record({ Name: fc.constant("tag:Name"), Values: values(one(["*-7*", "appliance-dev-*"])) }),
  fc.record({ Name: fc.constant("VpcId"), Values: fc.constant([]) }),
)
const ofLarge = fc.record({
  Filters: fc.array(filter, { maxLength: 3 }),
  MaxResults: fc.constantFrom(5, 100, 1000),
})

/** What a filter asks, and how many peers it was asked about. */
const counting = (filter: Filter.NamedFilter) => {
  const [condition] = Result.getOrThrow(Filter.conditions([filter]))
  if (condition === undefined) return assert.fail()
  const asked = { count: 0 }
  const matches: Filter.Condition["matches"] = (peer) => {
    asked.count += 1
    return condition.matches(peer)
  }
  return { asked, condition: { ...condition, matches } }
}

describe("Table", () => {
  it("answers as evaluate does, whatever happened to the peers between the requests", () => {
    fc.assert(
      fc.property(stories, ([fleet, updates, requests]) => {
        const table = new Table(fleet)
        let peers: ReadonlyArray<Peer> = fleet
        for (const update of [undefined, ...updates]) {
          if (update !== undefined) {
            table.apply(update)
            peers = PeerUpdate.apply(peers, update)
          }
          for (const request of requests) {
            assert.deepStrictEqual(
              answer(table, request),
              DescribeRouteServerPeers.evaluate(peers, request),
            )
          }
        }
      }),
    )
  })

  it("answers as evaluate does about many peers, page by page, while they change", () => {
    fc.assert(
      fc.property(
        fc.array(ofLarge, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(one(large), one(large), fc.boolean()), { maxLength: 4 }),
        (requests, changes) => {
          const table = new Table(large)
          let peers: ReadonlyArray<Peer> = large
          for (const request of requests) {
            let NextToken: string | undefined
            for (let page = 0; page < 3; page += 1) {
              const asked = { ...request, NextToken }
              const found = answer(table, asked)
              assert.deepStrictEqual(found, DescribeRouteServerPeers.evaluate(peers, asked))
              NextToken = Result.getOrThrow(found).NextToken
              const [peer, other, stays] = changes[page] ?? []
              if (peer === undefined || other === undefined) continue
              const { RouteServerPeerId } = peer
              const update = stays
                ? PeerUpdate.put({ ...other, RouteServerPeerId })
                : PeerUpdate.remove(RouteServerPeerId)
              table.apply(update)
              peers = PeerUpdate.apply(peers, update)
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it("tells tags apart whose keys and values are alike when put together", () => {
    const tagged = (id: string, Key: string, Value: string) =>
      RouteServerPeer.make({ RouteServerPeerId: id, Tags: [{ Key, Value }] })
    const table = new Table([tagged("rsp-1", "a", "bc"), tagged("rsp-2", "ab", "c")])
    const found = Result.getOrThrow(answer(table, { Filters: [Filter.make("tag:ab", "c")] }))
    assert.deepStrictEqual(
      found.RouteServerPeers.map((peer): string => peer.RouteServerPeerId),
      ["rsp-2"],
    )
  })

  it("finds a peer once that has several of a filter's values", () => {
    const Tags = [
      { Key: "one", Value: "rare" },
      { Key: "other", Value: "rarer" },
    ]
    const few = large.map((peer, at) => ({ ...peer, Tags: at % 100 < 4 ? Tags : [] }))
    for (const request of [
      { Filters: [Filter.make("tag-value", "rare", "rarer")] },
      { Filters: [Filter.make("tag-key", "other", "none", "one")], MaxResults: 50 },
    ]) {
      assert.deepStrictEqual(
        answer(new Table(few), request),
        DescribeRouteServerPeers.evaluate(few, request),
      )
    }
  })

  it("looks at no more peers than the narrowest filter finds", () => {
    const table = new Table(large)
    const endpoint = String(large[0]?.RouteServerEndpointId)
    const ofEndpoint = large.filter((peer) => peer.RouteServerEndpointId === endpoint)
    const filters = [
      Filter.make("State", "available"),
      Filter.make("RouteServerEndpointId", endpoint),
      Filter.make("VpcId", String(large[0]?.VpcId)),
    ]
    const { asked, condition } = counting(Filter.make("tag:Name", "*-none"))
    const selection = Result.getOrThrow(Judgement.judge({}))
    const conditions = () => [condition, ...Result.getOrThrow(Filter.conditions(filters))]
    assert.deepStrictEqual(table.select({ ...selection, conditions }, 10), [])
    assert.isAtMost(asked.count, ofEndpoint.length)
    const nothing = [Filter.make("VpcId", "vpc-none"), Filter.make("State", "available")]
    const before = asked.count
    const none = () => [condition, ...Result.getOrThrow(Filter.conditions(nothing))]
    assert.deepStrictEqual(table.select({ ...selection, conditions: none }, 10), [])
    assert.strictEqual(asked.count, before)
  })

  it("asks no peer whether it meets the filter whose values it was found by", () => {
    const table = new Table(large)
    const selection = Result.getOrThrow(Judgement.judge({}))
    const [one, other] = new Set(large.map((peer) => String(peer.RouteServerEndpointId)))
    for (const endpoints of [[String(one)], [String(one), String(other)]]) {
      const { asked, condition } = counting(Filter.make("RouteServerEndpointId", ...endpoints))
      const found = table.select({ ...selection, conditions: () => [condition] }, 10)
      assert.strictEqual(asked.count, 0)
      const expected = table.select(selection, large.length).filter(condition.matches)
      assert.deepStrictEqual(found, expected.slice(0, 10))
    }
  })

  it("reads one list rather than several, unless they are much shorter", () => {
    const states = ["pending", "pending", "failing", "failing", "deleted"]
    const few = Array.from({ length: 100 }, (_, at) =>
      RouteServerPeer.make({
        RouteServerPeerId: `rsp-${100 + at}`,
        VpcId: at < 40 ? "vpc-1" : "vpc-2",
        State: states[Math.floor(at / 4)] ?? "available",
      }),
    )
    const table = new Table(few)
    const selection = Result.getOrThrow(Judgement.judge({}))
    // How many peers of the VPC, which are 40, are asked for their state.
    const askedFor = (...values: ReadonlyArray<string>): number => {
      const [vpc, state] = [Filter.make("VpcId", "vpc-1"), Filter.make("State", ...values)]
      const { asked, condition } = counting(state)
      const conditions = () => [...Result.getOrThrow(Filter.conditions([vpc])), condition]
      assert.deepStrictEqual(
        table.select({ ...selection, conditions }, 100),
        few.filter(({ VpcId, State }) => VpcId === "vpc-1" && values.includes(String(State))),
      )
      return asked.count
    }
    assert.strictEqual(askedFor("pending"), 0)
    assert.strictEqual(askedFor("available"), 40)
    assert.strictEqual(askedFor("deleted", "available"), 40)
    assert.strictEqual(askedFor("pending", "failing"), 40)
    assert.strictEqual(askedFor("pending", "none"), 0)
    assert.strictEqual(askedFor("deleted", "deleting", "none"), 0)
  })

  it("reads no more peers than a page has, however many there are", () => {
    let read = 0
    const counted = large.map((peer) => ({
      ...peer,
      get Tags() {
        read += 1
        return peer.Tags ?? []
      },
    }))
    const table = new Table(counted)
    const Filters = [Filter.make("State", "available"), Filter.make("tag:Name", "*")]
    Result.getOrThrow(answer(table, { Filters, MaxResults: 5 }))
    assert.isAtMost(read, 6)
  })
})
