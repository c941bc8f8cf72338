import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { find } from "../../src/output/Columns.ts"
import type { Continuation } from "../../src/output/Renderer.ts"
import * as Table from "../../src/output/Table.ts"
import { sampleFleet } from "../../src/source/SampleFleet.ts"
import { width } from "../../src/terminal/DisplayText.ts"
import { encodedPeers, peersOf } from "../support/peers.ts"
import { render } from "../support/render.ts"

const table = (
  peers: ReadonlyArray<unknown>,
  {
    columns = 80,
    colors = false,
    continuation,
    ...options
  }: Partial<Table.Options> & { readonly continuation?: Continuation } = {},
) =>
  render(
    Table.make({ columns, colors, origin: "peers.json", ...options }),
    [{ RouteServerPeers: peersOf(...peers) }],
    continuation,
  )

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
Source: peers.json
`,
    )
  })

  it("says so when there is nothing", () => {
    assert.strictEqual(table([]), "No route server peers match.\nSource: peers.json\n")
  })

  it("does not take an empty page for an empty answer", () => {
    assert.strictEqual(
      table([], { continuation: { token: "t", flag: "--next-token" } }),
      `No route server peers on this page.
Source: peers.json
More peers follow. Go on with --next-token and:
t
`,
    )
  })

  it("gives the token of the next page whole", () => {
    const token = "t".repeat(100)
    const text = table([healthy], { continuation: { token, flag: "--starting-token" } })
    assert.isTrue(text.endsWith(`--starting-token and:\n${token}\n`))
  })

  it("is never wider than the screen, whatever the peers hold", () => {
    fc.assert(
      fc.property(
        encodedPeers,
        fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 12, max: 260 })),
        (peers, columns) => {
          for (const line of table(peers, { columns }).split("\n")) {
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
      table(fleet, { columns })
        .split("\n")[0]
        ?.trim()
        .split(columns < 60 ? /(?<!ROUTE|ENDPOINT) +/ : / {2,}/)
    assert.deepStrictEqual(heading(30), ["STATE", "BGP", "ADDRESS"])
    assert.deepStrictEqual(heading(40), ["STATE", "BGP", "PEER"])
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

  it("leaves nothing out where there is no end to the line", () => {
    const name = "n".repeat(100)
    const [head = "", first = "", second = ""] = table(
      [
        { ...failed, FailureReason: "why ".repeat(100), Tags: [{ Key: "Name", Value: name }] },
        down,
      ],
      { columns: Number.POSITIVE_INFINITY },
    ).split("\n")
    assert.include(first, `${"why ".repeat(100).trim()}`)
    assert.include(first, ` ${name} `)
    assert.isTrue(second.startsWith("!  available  DOWN"))
    assert.strictEqual(head.trim().split(/ {2,}/).length, second.split(/ {2,}/).length - 1)
    assert.isTrue(head.endsWith("  FAILURE REASON"))
  })

  it("shows the columns that were chosen and no other, whatever the width", () => {
    const chosen = ["tag:Name", "failure-reason", "BgpStatus.Status", "asn"].flatMap(
      (name) => find(name) ?? [],
    )
    assert.strictEqual(
      table([down, failed], { chosen, columns: 10 }).split("\n\n")[0],
      `   Name      FAILURE REASON     BGP   ASN
!  firewall  -                  DOWN  65001
!  -         No route to host.  down  -`,
    )
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
      assert.isAtMost(lines.length, 13)
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
