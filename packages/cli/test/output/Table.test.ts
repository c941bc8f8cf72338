import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import * as Table from "../../src/output/Table.ts"
import { sampleFleet } from "../../src/source/SampleFleet.ts"
import { width } from "../../src/terminal/DisplayText.ts"
import type { Screen } from "../../src/terminal/Screen.ts"
import { encodedPeers, peersOf } from "../support/peers.ts"
import { render } from "../support/render.ts"

const table = (
  peers: ReadonlyArray<unknown>,
  { columns = 80, colors = false, nextToken }: Partial<Screen> & { nextToken?: string } = {},
) => {
  const page = { RouteServerPeers: peersOf(...peers) }
  const pages = [nextToken === undefined ? page : { ...page, NextToken: nextToken }]
  return render(Table.make({ columns, colors }), pages, nextToken)
}

const healthy = {
  RouteServerPeerId: "rsp-00000000000000001",
  State: "available",
  PeerAddress: "10.0.0.1",
  BgpOptions: { PeerAsn: 65001, PeerLivenessDetection: "bfd" },
  BgpStatus: { Status: "up" },
  BfdStatus: { Status: "up" },
  Tags: [{ Key: "Name", Value: "firewall" }],
}
const down = {
  ...healthy,
  RouteServerPeerId: "rsp-00000000000000002",
  BgpStatus: { Status: "down" },
}
const failed = {
  RouteServerPeerId: "rsp-00000000000000003",
  State: "failed",
  FailureReason: "No route to host.",
  BgpStatus: { Status: "down" },
}
const deleted = {
  ...healthy,
  RouteServerPeerId: "rsp-00000000000000004",
  State: "deleted",
}

const fleet: ReadonlyArray<unknown> = JSON.parse(readFileSync(sampleFleet, "utf8")).RouteServerPeers

describe("table", () => {
  it("marks what is wrong, says why, and counts", () => {
    assert.strictEqual(
      table([healthy, down, failed, deleted]),
      `   STATE      BGP   BFD  PEER                   ADDRESS   NAME      ASN
   available  up    up   rsp-00000000000000001  10.0.0.1  firewall  65001
!  available  DOWN  up   rsp-00000000000000002  10.0.0.1  firewall  65001
!  FAILED     down  -    rsp-00000000000000003  -         -         -
   No route to host.
x  deleted    -     -    rsp-00000000000000004  10.0.0.1  firewall  65001

4 peers: 2 available (1 BGP up, 1 BGP down), 1 failed, 1 deleted
`,
    )
  })

  it("says so when there is nothing", () => {
    assert.strictEqual(table([]), "No route server peers match.\n")
  })

  it("gives the token of the next page whole", () => {
    const nextToken = "t".repeat(100)
    assert.isTrue(table([healthy], { nextToken }).endsWith(`\n${nextToken}\n`))
    assert.include(table([healthy], { nextToken }), "--next-token")
  })

  it("is never wider than the screen, whatever the peers hold", () => {
    fc.assert(
      fc.property(
        encodedPeers,
        fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 12, max: 260 })),
        fc.boolean(),
        (peers, columns, isWhole) => {
          const page = { RouteServerPeers: peersOf(...peers) }
          const pages = isWhole ? [page] : [{ ...page, NextToken: "t" }, page]
          const text = render(Table.make({ columns, colors: false }), pages)
          for (const line of text.split("\n")) {
            assert.isAtMost(width(line), columns, line)
            assert.strictEqual(line, line.trimEnd())
          }
        },
      ),
    )
  })

  it("sends no control character of a value to the terminal", () => {
    fc.assert(
      fc.property(encodedPeers, (peers) => {
        const controls = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
        assert.isFalse(controls.test(table(peers).replaceAll("\n", "")))
      }),
    )
  })

  it("shows more on a wide screen and less on a narrow one", () => {
    const heading = (columns: number) =>
      table(fleet, { columns }).split("\n")[0]?.trim().split(/ {2,}/)
    assert.deepStrictEqual(heading(30), ["STATE", "PEER"])
    assert.deepStrictEqual(heading(60), ["STATE", "BGP", "PEER", "ADDRESS"])
    assert.deepStrictEqual(heading(80), ["STATE", "BGP", "BFD", "PEER", "ADDRESS", "NAME"])
    assert.deepStrictEqual(heading(320), [
      "STATE",
      "BGP",
      "BFD",
      "PEER",
      "ADDRESS",
      "NAME",
      "ASN",
      "ENDPOINT",
      "VPC",
      "ROUTE SERVER",
      "LIVENESS",
      "ENDPOINT ADDRESS",
      "SUBNET",
      "ENDPOINT ENI ID",
      "TAGS",
    ])
  })

  it("leaves a column of IDs out rather than cut an ID", () => {
    const real = {
      ...healthy,
      RouteServerEndpointId: "rse-0b3aab44fa6f0bb15",
      RouteServerId: "rs-054f70d70eff70cc6",
      VpcId: "vpc-571faf2e",
      SubnetId: `subnet-${"7a0ae703".repeat(4)}`,
    }
    const idsAt = (columns: number) =>
      table([real], { columns }).match(/\b(?:rsp|rse|rs|vpc|subnet)-[^ \n]*/g) ?? []
    for (let columns = 40; columns < 300; columns += 1) {
      assert.includeMembers(Object.values<unknown>(real), idsAt(columns))
    }
    assert.deepStrictEqual(idsAt(80), [real.RouteServerPeerId])
    assert.deepStrictEqual(idsAt(90), [real.RouteServerPeerId, real.VpcId])
    assert.include(table([real], { columns: 300 }), real.SubnetId)
  })

  it("measures the beginning of a page however large, and shortens what is longer later", () => {
    const many = (last: string) => [
      ...Array.from({ length: 3000 }, (_, index) => ({
        RouteServerPeerId: `rsp-${index}`,
        Tags: [{ Key: "Name", Value: "fw" }],
      })),
      { RouteServerPeerId: "rsp-z", Tags: [{ Key: "Name", Value: last }] },
    ]
    const lines = table(many("a".repeat(30)), { columns: 100 }).split("\n")
    assert.strictEqual(lines[0]?.indexOf("NAME"), lines[1]?.indexOf("fw"))
    assert.include(lines[3001], ` ${"a".repeat(15)}… `)
  })

  it("lines columns up through all pages of a listing", () => {
    const pages = [
      { RouteServerPeers: peersOf({ ...healthy, PeerAddress: "10.0.0.1" }), NextToken: "t" },
      { RouteServerPeers: peersOf({ ...down, PeerAddress: "192.168.100.200" }) },
    ]
    const [heading, first, second] = render(
      Table.make({ columns: 80, colors: false }),
      pages,
    ).split("\n")
    assert.include(second, "192.168.100.200")
    const at = heading?.indexOf("NAME")
    assert.strictEqual(first?.indexOf("firewall"), at)
    assert.strictEqual(second?.indexOf("firewall"), at)
  })

  it("wraps a reason, and cuts one that goes on and on", () => {
    const lines = table([{ ...failed, FailureReason: "word ".repeat(100) }]).split("\n")
    assert.strictEqual(lines.filter((line) => line.startsWith("   word")).length, 3)
    assert.isTrue(lines[4]?.endsWith("…"))
  })

  it("cuts a value without end before it looks at it", () => {
    for (const unit of ["ب", "🚀", "\u0301", "👩\u200d", "\ufe0f", "ب ", " ", "x"]) {
      const text = unit.repeat(1_000_000)
      const peer = {
        ...failed,
        FailureReason: `a${text}`,
        State: text,
        Tags: [{ Key: "Name", Value: "fw" }],
        BgpStatus: { Status: text },
      }
      const lines = table([peer, { ...peer, State: "failed" }]).split("\n")
      assert.isAtMost(lines.length, 12)
      for (const line of lines) assert.isAtMost(width(line), 80)
    }
  })

  it("adds colours and nothing else", () => {
    const colored = table(fleet, { colors: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    const plain = colored.replaceAll(/\u001b\[[0-9;]*m/g, "")
    assert.strictEqual(plain, table(fleet))
    assert.include(table([failed], { colors: true }), "\u001b[1;31mFAILED")
    assert.include(table([deleted], { colors: true }), "\u001b[2mx  deleted")
    assert.notInclude(table(fleet), "\u001b")
  })
})
