/** The alert rules of the package, on what `Metrics` writes of scenes, judged by promtool. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert } from "@effect/vitest"
import type { RouteServerPeer } from "@route-server/core"
import { type MonitorView, TargetState, type WebhookStatus } from "@route-server/monitor"
import { describe, it } from "vitest"
import {
  amtool,
  assertFiring,
  documented,
  inFolder,
  promtool,
  RULES,
  type Scene,
} from "../support/Prometheus.ts"
import { historyOf, peerOf, readAt } from "../support/states.ts"

type Peer = RouteServerPeer.RouteServerPeer
type Encoded = Parameters<typeof peerOf>[1]

/** Since when something is as it is, in seconds, and what it is. */
type Course = ReadonlyArray<readonly [since: number, members: Encoded]>

const up = { BgpStatus: { Status: "up" } }
const down = { BgpStatus: { Status: "down" } }

/** A peer of an appliance at an endpoint, as time goes by; nothing of it before its first step. */
interface Life {
  readonly number: number
  readonly address?: string
  readonly endpoint?: number
  readonly bfd?: boolean
  readonly course: Course
}

const peersAt = (lives: ReadonlyArray<Life>, seconds: number) =>
  lives.flatMap(({ number, address = "10.0.1.1", endpoint = number, bfd = false, course }) => {
    const steps = course.filter(([since]) => since <= seconds)
    const [since, members] = steps.at(-1) ?? []
    if (since === undefined) return []
    const peer: Peer = peerOf(number, {
      PeerAddress: address,
      RouteServerEndpointId: `rse-0000000000000000${endpoint}`,
      BgpOptions: { PeerAsn: 65001, PeerLivenessDetection: bfd ? "bfd" : "bgp-keepalive" },
      ...(bfd ? { BfdStatus: { Status: "up" } } : {}),
      ...members,
    })
    return [{ peer, history: historyOf(since * 1000, { bgpChanges: steps.length - 1 }) }]
  })

/** A fleet of one target, read just now. */
const fleetAt = (
  lives: ReadonlyArray<Life>,
  seconds: number,
  members: Partial<TargetState.TargetState> = {},
): MonitorView.FleetState => {
  const peers = peersAt(lives, seconds)
  const history = Object.fromEntries(
    peers.map(({ peer, history }) => [peer.RouteServerPeerId, history]),
  )
  const state = readAt(
    seconds * 1000,
    peers.map(({ peer }) => peer),
    { history, ...members },
  )
  return { targets: [state], sequence: 1 }
}

const scene = (lives: ReadonlyArray<Life>, minutes = 20): Scene => ({
  minutes,
  at: (seconds) => fleetAt(lives, seconds),
})

const always: Course = [[0, up]]

/** Two appliances, each with a session with both endpoints of a subnet. */
const four = (...courses: ReadonlyArray<Course>): ReadonlyArray<Life> =>
  [0, 1, 2, 3].map((index) => ({
    number: index + 1,
    address: index < 2 ? "10.0.1.1" : "10.0.1.2",
    endpoint: (index % 2) + 1,
    course: courses[index] ?? always,
  }))

/** Down from the fifth to the tenth minute. */
const downForFive: Course = [
  [0, up],
  [300, down],
  [600, up],
]
const downFrom5: Course = [
  [0, up],
  [300, down],
]

describe("the alert rules", () => {
  it("and the settings that the README shows are content for the tools that check them", () => {
    promtool(["check", "rules", RULES])
    const files = {
      "prometheus.yml": documented("prometheus"),
      "route-server.rules.yml": readFileSync(RULES, "utf8"),
      "alertmanager.yml": documented("alertmanager"),
    }
    inFolder(files, (folder) => {
      promtool(["check", "config", join(folder, "prometheus.yml")])
      amtool(["check-config", join(folder, "alertmanager.yml")])
    })
  })

  it("leave the notices to what is worse, as the README's route for Alertmanager has it", () => {
    inFolder({ "alertmanager.yml": documented("alertmanager") }, (folder) => {
      const receivers = (severity: string) =>
        amtool([
          "config",
          "routes",
          "test",
          `--config.file=${join(folder, "alertmanager.yml")}`,
          `severity=${severity}`,
        ]).trim()
      assert.strictEqual(receivers("critical"), "pager,chat")
      assert.strictEqual(receivers("warning"), "chat")
    })
    const inhibited = documented("alertmanager").match(/AwsRouteServer\w+/g) ?? []
    const rules = readFileSync(RULES, "utf8")
    for (const name of inhibited) {
      assert.isTrue(name === "AwsRouteServer" || rules.includes(`alert: ${name}\n`), name)
    }
  })

  it("are silent as long as all is well", () => {
    assertFiring(scene(four()), { "1m": {}, "5m": {}, "20m": {} })
  })

  it("fire when a session goes down, and end when it is up again", () => {
    assertFiring(scene(four(downForFive)), {
      "5m": {},
      "6m15s": { AwsRouteServerBgpSessionDown: 1 },
      "9m": { AwsRouteServerBgpSessionDown: 1, AwsRouteServerRedundancyReduced: 1 },
      "13m": {},
    })
  })

  it("are silent on a session that is down for less than a minute", () => {
    const blip: Course = [
      [0, up],
      [300, down],
      [330, up],
    ]
    assertFiring(scene(four(blip)), { "5m30s": {}, "6m": {}, "6m30s": {}, "8m": {} })
  })

  it("fire when a status is one that nobody knows", () => {
    assertFiring(scene(four([[0, { BgpStatus: { Status: "idle" } }]])), {
      "3m": { AwsRouteServerBgpSessionDown: 1, AwsRouteServerRedundancyReduced: 1 },
    })
  })

  it("tell that an appliance is gone", () => {
    assertFiring(scene(four(downFrom5, downFrom5)), {
      "10m": { AwsRouteServerBgpSessionDown: 2, AwsRouteServerApplianceDown: 1 },
    })
  })

  it("tell that an endpoint is gone", () => {
    assertFiring(scene(four(downFrom5, always, downFrom5)), {
      "10m": {
        AwsRouteServerBgpSessionDown: 2,
        AwsRouteServerEndpointDown: 1,
        AwsRouteServerRedundancyReduced: 2,
      },
    })
  })

  it("tell that one session is left, then that none is", () => {
    const later: Course = [
      [0, up],
      [900, down],
    ]
    assertFiring(scene(four(downFrom5, downFrom5, downFrom5, later)), {
      "10m": {
        AwsRouteServerBgpSessionDown: 3,
        AwsRouteServerApplianceDown: 1,
        AwsRouteServerEndpointDown: 1,
        AwsRouteServerRedundancyReduced: 1,
        AwsRouteServerOneSessionLeft: 1,
      },
      "20m": {
        AwsRouteServerBgpSessionDown: 4,
        AwsRouteServerApplianceDown: 2,
        AwsRouteServerEndpointDown: 2,
        AwsRouteServerIsolated: 1,
      },
    })
  })

  it("are silent while a peer is created, whose sessions begin down", () => {
    const born: Course = [
      [300, { State: "pending", ...down }],
      [600, up],
    ]
    assertFiring(scene([...four(), { number: 5, course: born }]), { "7m": {}, "9m": {}, "12m": {} })
  })

  it("are silent while a peer is deleted, listed as deleted, and gone", () => {
    const dying: Course = [
      [0, up],
      [300, { State: "deleting", ...down }],
      [600, { State: "deleted", ...down }],
    ]
    const times = { "5m15s": {}, "7m": {}, "9m": {}, "12m": {}, "20m": {} }
    assertFiring(scene(four(dying)), times)
    assertFiring(
      {
        minutes: 20,
        at: (seconds) => fleetAt(seconds < 300 ? four() : four().slice(1), seconds),
      },
      times,
    )
  })

  it("tell of fewer peers than before, whether some have gone or all", () => {
    const sceneOf = (gone: number, from: number, until = 6000): Scene => ({
      minutes: 75,
      interval: 60,
      at: (seconds) =>
        fleetAt(seconds >= from && seconds < until ? four().slice(gone) : four(), seconds),
    })
    const fewer = { AwsRouteServerFewerPeers: 1 }
    assertFiring(sceneOf(1, 2400), { "69m": {}, "72m": fewer, "75m": fewer })
    assertFiring(sceneOf(4, 2400), { "69m": {}, "72m": fewer })
    // They are back in time; and what was there for less than half of the time was never usual.
    assertFiring(sceneOf(1, 2400, 4080), { "69m": {}, "75m": {} })
    assertFiring(sceneOf(1, 1200), { "49m": {}, "52m": {}, "75m": {} })
  })

  it("take no target that can't be read, or is no target any more, for one with fewer peers", () => {
    const turning = (now: MonitorView.FleetState["targets"]): Scene => ({
      minutes: 75,
      interval: 60,
      at: (seconds) => (seconds < 2400 ? fleetAt(four(), seconds) : { targets: now, sequence: 1 }),
    })
    const { target } = readAt(0, [])
    const lost = TargetState.damaged(target, { version: 1, message: "no JSON" }, 2_400_000)
    assertFiring(turning([]), { "72m": {}, "75m": {} })
    assertFiring(turning([lost]), {
      "72m": { AwsRouteServerTargetUnreadable: 1, AwsRouteServerDataStale: 1 },
    })
  })

  it("tell that a peer failed, which is less redundancy, too", () => {
    const failing: Course = [
      [0, up],
      [300, { State: "failed", ...down, FailureReason: "no reason" }],
    ]
    assertFiring(scene(four(failing)), {
      "10m": { AwsRouteServerPeerFailed: 1, AwsRouteServerRedundancyReduced: 1 },
    })
  })

  it("tell of BFD that is down while BGP is up, and not of both", () => {
    const bfdDown: Course = [
      [0, up],
      [300, { ...up, BfdStatus: { Status: "down" } }],
      [900, { ...down, BfdStatus: { Status: "down" } }],
    ]
    const lives = four().slice(1)
    assertFiring(scene([{ number: 1, endpoint: 1, bfd: true, course: bfdDown }, ...lives], 25), {
      "10m": { AwsRouteServerBfdSessionDown: 1 },
      "20m": { AwsRouteServerBgpSessionDown: 1, AwsRouteServerRedundancyReduced: 1 },
    })
  })

  it("tell of a session that flaps, and not of one that was down once", () => {
    const flapping: Course = [0, 300, 330, 360, 390].map((since, index) => [
      since,
      index % 2 === 0 ? up : down,
    ])
    assertFiring(scene(four(flapping), 30), {
      "6m15s": {},
      "7m": { AwsRouteServerSessionFlapping: 1 },
      "18m": { AwsRouteServerSessionFlapping: 1 },
      "23m": {},
    })
    assertFiring(scene(four(downForFive), 16), { "16m": {} })
  })

  describe("of a target that can't be read", () => {
    const failure = { code: "UnauthorizedOperation", message: "no", since: 300_000, polls: 3 }
    /** Can't be read from the fifth minute to the twentieth. */
    const unreadable = (lives: ReadonlyArray<Life>): Scene => ({
      minutes: 30,
      at: (seconds) =>
        seconds < 300 || seconds >= 1200
          ? fleetAt(lives, seconds)
          : fleetAt(lives, 299, { failure, polledAt: seconds * 1000, succeededAt: 299_000 }),
    })

    it("tell so, then that data are stale, and end when it is read", () => {
      assertFiring(unreadable(four()), {
        "7m": {},
        "9m": { AwsRouteServerTargetUnreadable: 1 },
        "13m": { AwsRouteServerTargetUnreadable: 1, AwsRouteServerDataStale: 1 },
        "23m": {},
      })
    })

    it("do not end for its sessions because nobody can look", () => {
      const lives = four([
        [0, up],
        [120, down],
      ])
      const sessions = { AwsRouteServerBgpSessionDown: 1, AwsRouteServerRedundancyReduced: 1 }
      assertFiring(unreadable(lives), {
        "5m": sessions,
        "18m": { ...sessions, AwsRouteServerTargetUnreadable: 1, AwsRouteServerDataStale: 1 },
        "25m": sessions,
      })
    })

    it("are silent on one poll that fails", () => {
      assertFiring(
        {
          minutes: 20,
          at: (seconds) =>
            seconds >= 300 && seconds < 420
              ? fleetAt(four(), 299, { failure, polledAt: seconds * 1000 })
              : fleetAt(four(), seconds),
        },
        { "6m": {}, "7m": {}, "9m": {}, "12m": {} },
      )
    })

    it("tell of one that is never read, or not polled any more", () => {
      const never = TargetState.unknown({ name: "new", region: "eu-west-1" })
      assertFiring(
        { minutes: 10, at: () => ({ targets: [never], sequence: 0 }) },
        { "1m": {}, "5m": { AwsRouteServerTargetUnreadable: 1, AwsRouteServerDataStale: 1 } },
      )
      assertFiring(
        { minutes: 20, at: (seconds) => fleetAt(four(), Math.min(seconds, 300)) },
        { "9m": {}, "13m": { AwsRouteServerDataStale: 1 } },
      )
    })
  })

  it("tell of peers that can't be understood", () => {
    const unreadable = [{ message: "no form that is known" }]
    assertFiring(
      { minutes: 15, at: (seconds) => fleetAt(four(), seconds, { unreadable }) },
      { "5m": {}, "11m": { AwsRouteServerPeersUnreadable: 1 } },
    )
  })

  it("tell that the store fails", () => {
    assertFiring(
      {
        minutes: 10,
        at: (seconds) => ({
          ...fleetAt(four(), seconds),
          ...(seconds < 300
            ? {}
            : { storeFailure: { message: "disk full", since: 300_000, monotonicSince: 0 } }),
        }),
      },
      { "5m": {}, "8m": { AwsRouteServerStoreFailing: 1 } },
    )
  })

  it("tell that a webhook fails, and that it was not told of changes", () => {
    const webhook = (seconds: number): WebhookStatus.WebhookStatus => ({
      name: "chat",
      isUp: seconds < 300,
      delivered: 0,
      failures: {},
      dropped: { gave_up: 0, refused: seconds < 900 ? 0 : 1, expired: 0, damaged: 0 },
      place: 0,
    })
    const all = scene(four(), 32)
    assertFiring(
      { ...all, webhooks: (seconds) => [webhook(seconds)] },
      {
        "5m": {},
        "9m": {},
        "11m": { AwsRouteServerWebhookFailing: 1 },
        "16m": { AwsRouteServerWebhookFailing: 1, AwsRouteServerWebhookDropped: 1 },
        "31m": { AwsRouteServerWebhookFailing: 1 },
      },
    )
  })

  describe("of the monitor itself", () => {
    const lives = four(downFrom5)
    const sessions = { AwsRouteServerBgpSessionDown: 1, AwsRouteServerRedundancyReduced: 1 }
    const goneBetween = (from: number, to: number, given = lives): Scene => ({
      minutes: 25,
      at: (seconds) => (seconds >= from && seconds < to ? undefined : fleetAt(given, seconds)),
    })

    it("neither fire nor end because a scrape is missed", () => {
      assertFiring(goneBetween(720, 735), {
        "11m45s": sessions,
        "12m": sessions,
        "12m15s": sessions,
        "13m": sessions,
        "15m": sessions,
      })
      assertFiring(goneBetween(720, 735, four()), { "12m": {}, "12m15s": {}, "13m": {}, "15m": {} })
    })

    it("neither fire nor end because it restarts", () => {
      assertFiring(goneBetween(720, 780), {
        "12m": sessions,
        "12m45s": sessions,
        "13m": sessions,
        "13m15s": sessions,
        "16m": sessions,
      })
    })

    it("tell that it is gone", () => {
      assertFiring(goneBetween(300, 3000, four()), {
        "6m": {},
        "8m": { AwsRouteServerMonitorDown: 1 },
        "12m": { AwsRouteServerMonitorDown: 1, AwsRouteServerMonitorAbsent: 1 },
      })
    })

    it("tell that monitors of a cluster have different fleets", () => {
      const runners = (seconds: number) => [{ hasSameFleet: true }, { hasSameFleet: seconds < 300 }]
      assertFiring(
        { ...scene(four(), 30), interval: 60, runners },
        { "19m": {}, "22m": { AwsRouteServerFleetsDiffer: 1 } },
      )
    })

    it("tell everything once, however many monitors there are", () => {
      const instances = ["a", "b", "c"]
      assertFiring({ ...scene(lives), instances }, { "5m": {}, "10m": sessions })
      assertFiring(
        {
          ...scene(lives),
          instances,
          at: (seconds, instance) =>
            instance === "b" && seconds > 120 ? undefined : fleetAt(lives, seconds),
        },
        { "10m": { ...sessions, AwsRouteServerMonitorDown: 1 } },
      )
    })
  })
})
