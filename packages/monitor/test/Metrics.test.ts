import { assert, describe, it } from "@effect/vitest"
import { Health, RouteServerPeer } from "@route-server/core"
import { Metrics, MetricsCatalogue, type MonitorView, TargetState } from "@route-server/monitor"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { readExposition, type Sample, samplesOf } from "./support/exposition.ts"
import { historyOf, peerOf, readAt } from "./support/states.ts"

const NOW = 1_764_120_000_000
const MINUTE = 60_000

const fleetOf = (...targets: ReadonlyArray<TargetState.TargetState>): MonitorView.FleetState => ({
  targets,
  sequence: 7,
})

const render = (
  state: MonitorView.FleetState,
  options: Partial<Metrics.Options> = {},
): ReadonlyArray<Sample> =>
  samplesOf(Metrics.render(state, { now: NOW, format: "prometheus", ...options }))

/** The series of a name, without the labels that all series of a scene have. */
const seriesOf = (samples: ReadonlyArray<Sample>, name: string) =>
  samples
    .filter((sample) => sample.name === `aws_route_server_${name}`)
    .map(({ labels, value }) => {
      const {
        target: _0,
        vpc_id: _1,
        route_server_id: _2,
        route_server_endpoint_id: _3,
        peer_address: _4,
        ...own
      } = labels
      return [own, value] as const
    })

const shown = (samples: ReadonlyArray<Sample>, name: string) =>
  seriesOf(samples, name).map(([labels, value]) => `${Object.values(labels).join(" ")} ${value}`)

const failure = { code: "RequestTimeout", message: "no answer", since: NOW, polls: 1 }

describe("Metrics", () => {
  it("tells of a peer what it is, how it is, and since when", () => {
    const peer = peerOf(1, {
      BgpOptions: { PeerAsn: 65001, PeerLivenessDetection: "bfd" },
      Tags: [
        { Key: "Name", Value: 'fw "a"\n' },
        { Key: "team", Value: "net" },
      ],
    })
    const state = fleetOf(
      readAt(NOW, [peer], {
        target: {
          name: "prod/eu-west-1",
          account: "111122223333",
          region: "eu-west-1",
          labels: { team: "net", "cost.center": "7" },
        },
        history: {
          [peer.RouteServerPeerId]: historyOf(NOW - MINUTE, { bgpChanges: 2, bfdSince: NOW - 500 }),
        },
        errors: { RequestLimitExceeded: 3, Timeout: 1 },
      }),
    )
    const text = Metrics.render(state, {
      now: NOW,
      format: "prometheus",
      tags: ["Name"],
      build: { version: "1.2.3" },
      process: { startedAt: NOW - MINUTE, residentBytes: 1000, cpuSeconds: 1.5 },
    })
    const id =
      'target="prod/eu-west-1",vpc_id="vpc-00000000000000001",route_server_id="rs-00000000000000001",route_server_endpoint_id="rse-00000000000000001",route_server_peer_id="rsp-00000000000000001",peer_address="10.0.1.1"'
    assert.deepStrictEqual(
      text.split("\n").filter((line) => !line.startsWith("#")),
      [
        `aws_route_server_peer_bgp_up{${id}} 1`,
        `aws_route_server_peer_bfd_up{${id}} 0`,
        `aws_route_server_peer_state{${id},state="pending"} 0`,
        `aws_route_server_peer_state{${id},state="available"} 1`,
        `aws_route_server_peer_state{${id},state="deleting"} 0`,
        `aws_route_server_peer_state{${id},state="deleted"} 0`,
        `aws_route_server_peer_state{${id},state="failing"} 0`,
        `aws_route_server_peer_state{${id},state="failed"} 0`,
        `aws_route_server_peer_info{${id},account="111122223333",region="eu-west-1",subnet_id="subnet-00000000000000001",endpoint_eni_id="eni-00000000000000001",endpoint_eni_address="10.0.0.1",peer_asn="65001",peer_liveness_detection="bfd",tag_Name="fw \\"a\\"\\n"} 1`,
        `aws_route_server_peer_state_since_timestamp_seconds{${id},state="available"} 1764119940`,
        `aws_route_server_peer_status_since_timestamp_seconds{${id},session="bgp",status="up"} 1764119940`,
        `aws_route_server_peer_status_since_timestamp_seconds{${id},session="bfd",status="down"} 1764119999.5`,
        `aws_route_server_peer_status_changes_total{${id},session="bgp"} 2`,
        `aws_route_server_peer_status_changes_total{${id},session="bfd"} 0`,
        `aws_route_server_target_info{target="prod/eu-west-1",account="111122223333",region="eu-west-1",label_cost_center="7",label_team="net"} 1`,
        `aws_route_server_target_up{target="prod/eu-west-1"} 1`,
        `aws_route_server_target_stale{target="prod/eu-west-1"} 0`,
        `aws_route_server_target_peers{target="prod/eu-west-1",state="pending"} 0`,
        `aws_route_server_target_peers{target="prod/eu-west-1",state="available"} 1`,
        `aws_route_server_target_peers{target="prod/eu-west-1",state="deleting"} 0`,
        `aws_route_server_target_peers{target="prod/eu-west-1",state="deleted"} 0`,
        `aws_route_server_target_peers{target="prod/eu-west-1",state="failing"} 0`,
        `aws_route_server_target_peers{target="prod/eu-west-1",state="failed"} 0`,
        `aws_route_server_target_unreadable_peers{target="prod/eu-west-1"} 0`,
        `aws_route_server_target_last_poll_timestamp_seconds{target="prod/eu-west-1"} 1764120000`,
        `aws_route_server_target_last_success_timestamp_seconds{target="prod/eu-west-1"} 1764120000`,
        `aws_route_server_target_poll_duration_seconds{target="prod/eu-west-1"} 0.25`,
        `aws_route_server_target_errors_total{target="prod/eu-west-1",code="RequestLimitExceeded"} 3`,
        `aws_route_server_target_errors_total{target="prod/eu-west-1",code="Timeout"} 1`,
        "aws_route_server_changes_total 7",
        "aws_route_server_store_up 1",
        'aws_route_server_build_info{version="1.2.3"} 1',
        "process_start_time_seconds 1764119940",
        "process_resident_memory_bytes 1000",
        "process_cpu_seconds_total 1.5",
        "",
      ],
    )
  })

  it("counts only sessions that are meant to be up", () => {
    const states = ["pending", "available", "deleting", "deleted", "failing", "failed", "draining"]
    const peers = states.map((State, number) =>
      peerOf(number, { State, BgpStatus: { Status: "down" } }),
    )
    const samples = render(fleetOf(readAt(NOW, peers)))
    assert.deepStrictEqual(shown(samples, "peer_bgp_up"), [
      "rsp-00000000000000001 0",
      "rsp-00000000000000006 0",
    ])
    assert.deepStrictEqual(shown(samples, "peer_status_since_timestamp_seconds"), [
      "rsp-00000000000000001 bgp down 1764120000",
      "rsp-00000000000000006 bgp down 1764120000",
    ])
  })

  it("has no series of a peer that AWS lists as deleted, and counts it", () => {
    const samples = render(fleetOf(readAt(NOW, [peerOf(1, { State: "deleted" }), peerOf(2)])))
    const named = samples.filter(({ labels }) => labels["route_server_peer_id"] !== undefined)
    assert.isTrue(
      named.every(({ labels }) => labels["route_server_peer_id"] === "rsp-00000000000000002"),
    )
    assert.include(shown(samples, "target_peers"), "deleted 1")
  })

  it("tells of BFD only where it watches the peer", () => {
    const bfd = { PeerAsn: 1, PeerLivenessDetection: "bfd" }
    const samples = render(
      fleetOf(
        readAt(NOW, [
          peerOf(1),
          peerOf(2, { BgpOptions: bfd }),
          peerOf(3, { BgpOptions: { PeerAsn: 1 } }),
        ]),
      ),
    )
    assert.deepStrictEqual(shown(samples, "peer_bfd_up"), ["rsp-00000000000000002 0"])
    assert.deepStrictEqual(
      shown(samples, "peer_status_changes_total").filter((line) => line.includes("bfd")),
      ["rsp-00000000000000002 bfd 0"],
    )
  })

  it("shows states and statuses that are not known yet as they are", () => {
    const samples = render(
      fleetOf(readAt(NOW, [peerOf(1, { State: "draining", BgpStatus: { Status: "idle" } })])),
    )
    assert.deepStrictEqual(
      shown(samples, "peer_state").filter((line) => line.endsWith("1")),
      ["rsp-00000000000000001 draining 1"],
    )
    assert.deepStrictEqual(shown(samples, "peer_bgp_up"), ["rsp-00000000000000001 0"])
    assert.include(
      shown(samples, "peer_status_since_timestamp_seconds"),
      "rsp-00000000000000001 bgp idle 1764120000",
    )
    assert.include(shown(samples, "target_peers"), "draining 1")
  })

  it("makes nothing up of what the answer does not show", () => {
    const bare = RouteServerPeer.make({ RouteServerPeerId: "rsp-00000000000000001" })
    const samples = render(fleetOf(readAt(NOW, [bare])))
    assert.deepStrictEqual(shown(samples, "peer_bgp_up"), [])
    assert.deepStrictEqual(shown(samples, "peer_status_since_timestamp_seconds"), [])
    assert.deepStrictEqual(
      shown(samples, "peer_state").filter((line) => line.endsWith("1")),
      ["rsp-00000000000000001 none 1"],
    )
    assert.include(shown(samples, "target_peers"), "none 1")
  })

  describe("of a target that can't be read", () => {
    const down = peerOf(1, { BgpStatus: { Status: "down" } })
    const failing = (age: number) =>
      render(fleetOf(readAt(NOW - age, [down, peerOf(2)], { polledAt: NOW, failure })))

    it("says so at once, and shows what was last known", () => {
      const samples = failing(MINUTE)
      assert.deepStrictEqual(shown(samples, "target_up"), [" 0"])
      assert.deepStrictEqual(shown(samples, "target_stale"), [" 0"])
      assert.deepStrictEqual(shown(samples, "peer_bgp_up"), [
        "rsp-00000000000000001 0",
        "rsp-00000000000000002 1",
      ])
      assert.deepStrictEqual(shown(samples, "target_last_poll_timestamp_seconds"), [" 1764120000"])
      assert.deepStrictEqual(shown(samples, "target_last_success_timestamp_seconds"), [
        " 1764119940",
      ])
    })

    it("does not tell old statuses as if they were so now, nor takes it for one without peers", () => {
      const samples = failing(5 * MINUTE + 1)
      assert.deepStrictEqual(shown(samples, "target_stale"), [" 1"])
      assert.deepStrictEqual(shown(samples, "peer_bgp_up"), [])
      assert.deepStrictEqual(shown(samples, "peer_state"), [])
      assert.include(shown(samples, "target_peers"), "available 2")
      assert.lengthOf(shown(samples, "peer_info"), 2)
      assert.deepStrictEqual(
        seriesOf(samples, "peer_status_since_timestamp_seconds").map(([{ status }]) => status),
        ["down", "up"],
      )
    })

    it("is stale later than the time that is given, not at it", () => {
      const stale = (age: number) =>
        shown(
          render(fleetOf(readAt(NOW - age, [down])), { staleAfter: 10 * MINUTE }),
          "target_stale",
        )
      assert.deepStrictEqual(stale(10 * MINUTE), [" 0"])
      assert.deepStrictEqual(stale(10 * MINUTE + 1), [" 1"])
    })

    it("is not taken for fresh because the clock was put back by much", () => {
      assert.deepStrictEqual(shown(failing(-MINUTE), "target_stale"), [" 0"])
      assert.deepStrictEqual(shown(failing(-60 * MINUTE), "target_stale"), [" 1"])
      assert.deepStrictEqual(shown(failing(-60 * MINUTE), "peer_bgp_up"), [])
    })

    it("is not empty if it was never read", () => {
      const samples = render(fleetOf(TargetState.unknown({ name: "new", region: "eu-west-1" })))
      assert.deepStrictEqual(shown(samples, "target_up"), [" 0"])
      assert.deepStrictEqual(shown(samples, "target_stale"), [" 1"])
      assert.deepStrictEqual(shown(samples, "target_peers"), [])
      assert.deepStrictEqual(shown(samples, "target_unreadable_peers"), [])
    })

    it("differs from one that has no peers", () => {
      const samples = render(fleetOf(readAt(NOW, [])))
      assert.deepStrictEqual(shown(samples, "target_up"), [" 1"])
      assert.include(shown(samples, "target_peers"), "available 0")
    })
  })

  it("counts peers that can't be understood", () => {
    const unreadable = [{ message: "no ID" }, { routeServerPeerId: "rsp-1", message: "no form" }]
    assert.deepStrictEqual(
      shown(render(fleetOf(readAt(NOW, [], { unreadable }))), "target_unreadable_peers"),
      [" 2"],
    )
  })

  it("tells how such a peer was last read, not as if it were so now", () => {
    const unreadable = [{ routeServerPeerId: peerOf(1).RouteServerPeerId, message: "no form" }]
    const both = [peerOf(1), peerOf(2)]
    const samples = render(fleetOf(readAt(NOW, both, { unreadable })))
    for (const [name, count] of [
      ["peer_bgp_up", 1],
      ["peer_info", 2],
      ["peer_status_since_timestamp_seconds", 2],
    ] as const) {
      assert.lengthOf(shown(samples, name), count, name)
    }
  })

  it("says that the store can't be read", () => {
    const state = {
      ...fleetOf(),
      storeFailure: { message: "disk full", since: NOW, monotonicSince: 0 },
    }
    assert.deepStrictEqual(shown(render(state), "store_up"), [" 0"])
  })

  it("tells how the telling of webhooks goes", () => {
    const webhook = {
      name: 'chat "a"',
      isUp: false,
      delivered: 3,
      failures: { Timeout: 1, "503": 2 },
      dropped: { gave_up: 1, refused: 0, expired: 4, damaged: 2 },
      place: 5,
      pendingSince: NOW - 1500,
    }
    const idle = { ...webhook, name: "idle", isUp: true, place: 9, pendingSince: undefined }
    const samples = render(fleetOf(), { webhooks: [webhook, idle] })
    assert.deepStrictEqual(shown(samples, "webhook_up"), ['chat "a" 0', "idle 1"])
    assert.deepStrictEqual(shown(samples, "webhook_delivered_total"), ['chat "a" 3', "idle 3"])
    assert.deepStrictEqual(shown(samples, "webhook_failures_total").slice(0, 2), [
      'chat "a" 503 2',
      'chat "a" Timeout 1',
    ])
    assert.deepStrictEqual(shown(samples, "webhook_dropped_total").slice(0, 4), [
      'chat "a" gave_up 1',
      'chat "a" refused 0',
      'chat "a" expired 4',
      'chat "a" damaged 2',
    ])
    assert.deepStrictEqual(shown(samples, "webhook_pending_changes"), ['chat "a" 2', "idle 0"])
    assert.deepStrictEqual(shown(samples, "webhook_lag_seconds"), ['chat "a" 1.5', "idle 0"])
  })

  it("counts the runners of a cluster by their fleets, if there is one", () => {
    const [same, other] = [{ hasSameFleet: true }, { hasSameFleet: false }]
    const counts = (runners?: Metrics.Options["runners"]) =>
      shown(render(fleetOf(), { runners }), "runners")
    assert.deepStrictEqual(counts([same, other, same]), ["same 2", "other 1"])
    assert.deepStrictEqual(counts([same]), ["same 1", "other 0"])
    assert.deepStrictEqual(counts(), [])
  })

  it("tells nothing of a peer's past that is not known, names of objects included", () => {
    const peer = peerOf(1)
    const odd = {
      ...peer,
      RouteServerPeerId: RouteServerPeer.make({ RouteServerPeerId: "rsp-1" }).RouteServerPeerId,
    }
    const samples = render(fleetOf(readAt(NOW, [odd], { history: {} })))
    assert.deepStrictEqual(shown(samples, "peer_state_since_timestamp_seconds"), [])
    assert.lengthOf(shown(samples, "peer_bgp_up"), 1)
  })

  const states: fc.Arbitrary<MonitorView.FleetState> = fc
    .uniqueArray(fc.tuple(fc.string({ minLength: 1 }), Generators.text()), {
      selector: ([name]) => name.toWellFormed(),
      maxLength: 3,
    })
    .chain((names) =>
      fc.tuple(
        ...names.map(([name, label]) =>
          fc
            .tuple(
              fc.uniqueArray(Generators.peer(), {
                selector: (peer) => peer.RouteServerPeerId,
                maxLength: 4,
              }),
              fc.nat({ max: 10 * MINUTE }),
              fc.option(fc.constant(failure), { nil: undefined }),
              fc.dictionary(Generators.text(), fc.nat(), { noNullPrototype: true }),
            )
            .map(([peers, age, failed, errors]) =>
              readAt(NOW - age, peers, {
                target: { name, region: "eu-west-1", labels: { [label]: label } },
                errors,
                ...(failed === undefined ? {} : { failure: failed }),
              }),
            ),
        ),
      ),
    )
    .map((targets) => fleetOf(...targets))

  it("is read again by what reads strictly, and says the same in both formats", () => {
    fc.assert(
      fc.property(states, fc.array(Generators.tagKey(), { maxLength: 3 }), (state, tags) => {
        const [prometheus, openmetrics] = (["prometheus", "openmetrics"] as const).map((format) =>
          readExposition(Metrics.render(state, { now: NOW, format, tags }), format),
        )
        const told = (families: typeof prometheus) =>
          JSON.stringify(families?.flatMap(({ samples }) => samples))
        assert.strictEqual(told(prometheus), told(openmetrics))
        for (const { name, help, type } of prometheus ?? []) {
          const known = Object.values(MetricsCatalogue.families).find((each) => each.name === name)
          assert.strictEqual(help, known?.help)
          assert.strictEqual(type, known?.type === "info" ? "gauge" : known?.type)
        }
      }),
    )
  })

  it("shows of every fresh target what core says of the health of its peers", () => {
    fc.assert(
      fc.property(states, (state) => {
        const samples = render(state, { staleAfter: 10 * MINUTE })
        const key = ({ labels }: Sample) =>
          JSON.stringify([labels["target"], labels["route_server_peer_id"]])
        const up = new Map(
          samples
            .filter(({ name }) => name === "aws_route_server_peer_bgp_up")
            .map((sample) => [key(sample), sample.value]),
        )
        for (const { target, peers = [] } of state.targets) {
          for (const peer of peers) {
            const value = up.get(JSON.stringify([target.name, peer.RouteServerPeerId]))
            if (Health.isBgpDown(peer)) assert.strictEqual(value, 0)
            if (Health.isUp(peer)) assert.strictEqual(value, 1)
            if (!Health.isInUse(peer)) assert.isUndefined(value)
            if (value === 1) assert.isTrue(RouteServerPeer.isEstablished(peer))
          }
        }
      }),
    )
  })

  it("does not depend on the order in which errors and labels came to be known", () => {
    const one = { a: 1, b: 2, c: 3 }
    const other = { c: 3, a: 1, b: 2 }
    const text = (errors: Readonly<Record<string, number>>) =>
      Metrics.render(fleetOf(readAt(NOW, [], { errors })), { now: NOW, format: "openmetrics" })
    assert.strictEqual(text(one), text(other))
  })
})
