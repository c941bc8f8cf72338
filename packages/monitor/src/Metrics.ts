/**
 * The metrics of a fleet, for Prometheus.
 *
 * Pure: the text is written straight from what is known of the fleet, in the order of
 * its targets and of the IDs of their peers. So a series exists as long as what it
 * tells of, and none is left of a peer that is gone: deleted, or listed as `deleted`.
 *
 * What is old is not told as if it were so now. Of a target that can't be read,
 * `target_up` is 0 at once. The last known status of its sessions is told for
 * {@link Options.staleAfter}; then `peer_bgp_up`, `peer_bfd_up` and `peer_state` are
 * left out, and `target_stale` is 1. What is said as of the last reading stays as long
 * as the target is watched: `peer_info`, the two `…_since_timestamp_seconds`, whose
 * labels have the last known state and status, and `target_peers`. So a target that
 * can't be read never looks like one without peers, and an alert on the last known
 * status does not end because nobody can look any more. So it is, at once, with a peer
 * that was listed in a form that can't be understood.
 *
 * Sessions count as {@link Health.isInUse} says: a peer that is pending, being deleted
 * or failed has no `peer_bgp_up`, so `aws_route_server_peer_bgp_up == 0` is trouble.
 * A status that is neither up nor down is not up.
 *
 * **Example** (A session that is down)
 *
 * ```ts
 * import { RouteServerPeer } from "@route-server/core"
 * import { Metrics, TargetState } from "@route-server/monitor"
 *
 * const peer = RouteServerPeer.make({
 *   RouteServerPeerId: "rsp-0e1c240ae33a4f642",
 *   State: "available",
 *   BgpStatus: { Status: "down" },
 * })
 * const target = { name: "prod/eu-west-1", region: "eu-west-1" }
 * const read = { ...TargetState.unknown(target), peers: [peer], succeededAt: 0 }
 *
 * Metrics.render({ targets: [read], sequence: 0 }, { now: 1000, format: "prometheus" })
 *   .split("\n")
 *   .find((line) => line.startsWith("aws_route_server_peer_bgp_up"))
 * // => 'aws_route_server_peer_bgp_up{target="prod/eu-west-1",route_server_peer_id="rsp-0e1c240ae33a4f642"} 0'
 * ```
 *
 * @see `MetricsCatalogue` for what each metric means
 */
import { Health, RouteServerPeer } from "@route-server/core"
import { Record } from "effect"
import { and, labelNames, labels, type Series, writer } from "./internal/exposition.ts"
import { families } from "./MetricsCatalogue.ts"
import type { Format } from "./MetricsFormat.ts"
import type { FleetState } from "./MonitorView.ts"
import { historyOf, type TargetState } from "./TargetState.ts"
import type { WebhookStatus } from "./WebhookStatus.ts"

type Peer = RouteServerPeer.RouteServerPeer

/**
 * What the process takes.
 *
 * @category models
 */
export interface ProcessUsage {
  /** When it started, in milliseconds since 1970. */
  readonly startedAt: number
  readonly residentBytes: number
  readonly cpuSeconds: number
}

/**
 * How metrics are told.
 *
 * @category options
 */
export interface Options {
  /** The time, in milliseconds since 1970, by the clock that the states were written by. */
  readonly now: number
  readonly format: Format
  /**
   * For how many milliseconds after the last success the status of sessions is told.
   * Three times the longest time between polls, or more. Default:
   * {@link DEFAULT_STALE_AFTER}.
   */
  readonly staleAfter?: number | undefined
  /**
   * The keys of the tags that are labels of `peer_info`, as `tag_` and the key. Default:
   * none, since who writes tags would otherwise choose the labels.
   */
  readonly tags?: ReadonlyArray<string> | undefined
  /** How the telling of webhooks goes. */
  readonly webhooks?: ReadonlyArray<WebhookStatus> | undefined
  /** The runners of a cluster, such as `current` of its `Roster`; left out unless given. */
  readonly runners?: ReadonlyArray<{ readonly hasSameFleet: boolean }> | undefined
  /** The labels of `build_info`, such as `version`; left out unless given. */
  readonly build?: Readonly<Record<string, string>> | undefined
  /** What the process takes; left out unless given. */
  readonly process?: ProcessUsage | undefined
}

/**
 * Five minutes, in milliseconds: as long as Prometheus itself takes a value for current.
 *
 * @category constants
 */
export const DEFAULT_STALE_AFTER = 300_000

/** What stands for the state of a peer whose state the answer does not show. */
const NO_STATE = "none"

const STATES = RouteServerPeer.State.known.map(
  (state) => [state, labels([["state", state]])] as const,
)

const SESSIONS = { bgp: labels([["session", "bgp"]]), bfd: labels([["session", "bfd"]]) } as const

/**
 * Whether the data of a target are too old to tell how its peers are. Nobody knows how old
 * data are that bear a time so far ahead: the clock was put back since. Then the next
 * success puts it right, which a target that can't be read does not have.
 *
 * @category predicates
 */
export const isStale = (
  { succeededAt }: TargetState,
  now: number,
  staleAfter: number = DEFAULT_STALE_AFTER,
): boolean => succeededAt === undefined || Math.abs(now - succeededAt) > staleAfter

const peerLabels = (target: string, peer: Peer): string =>
  and(
    target,
    labels([
      ["vpc_id", peer.VpcId],
      ["route_server_id", peer.RouteServerId],
      ["route_server_endpoint_id", peer.RouteServerEndpointId],
      ["route_server_peer_id", peer.RouteServerPeerId],
      ["peer_address", peer.PeerAddress],
    ]),
  )

const countByState = (peers: ReadonlyArray<Peer>): ReadonlyArray<readonly [string, number]> => {
  const counts = new Map<string, number>()
  for (const { State = NO_STATE } of peers) counts.set(State, (counts.get(State) ?? 0) + 1)
  const others = [...counts.keys()].filter((state) => !RouteServerPeer.State.isKnown(state))
  return [...RouteServerPeer.State.known, ...others.sort()].map((state) => [
    state,
    counts.get(state) ?? 0,
  ])
}

/** The families of a text, as they are filled. */
type Text = Readonly<Record<keyof typeof families, Series>>

/** What is told of a peer. */
const writePeer = (
  text: Text,
  { target, history }: TargetState,
  peer: Peer,
  given: {
    readonly target: string
    readonly isFresh: boolean
    readonly tagNames: ReadonlyMap<string, string>
  },
): void => {
  if (Health.of(peer) === "gone") return
  const own = peerLabels(given.target, peer)
  const { State = NO_STATE, BgpStatus, BfdStatus, BgpOptions } = peer
  const known = historyOf({ history }, peer)
  const isInUse = Health.isInUse(peer)
  const detection = RouteServerPeer.livenessDetection(peer)
  const inState = and(own, labels([["state", State]]))
  if (given.isFresh) {
    for (const [name, label] of STATES)
      text.peerState.add(`${own},${label}`, name === State ? 1 : 0)
    if (!RouteServerPeer.State.isKnown(State)) text.peerState.add(inState, 1)
  }
  const tags = given.tagNames.size === 0 ? {} : RouteServerPeer.tags(peer)
  const info = labels([
    ["account", target.account],
    ["region", target.region],
    ["subnet_id", peer.SubnetId],
    ["endpoint_eni_id", peer.EndpointEniId],
    ["endpoint_eni_address", peer.EndpointEniAddress],
    ["peer_asn", BgpOptions?.PeerAsn?.toString()],
    ["peer_liveness_detection", detection],
    ...[...given.tagNames].map(([key, name]) => [name, tags[key]] as const),
  ])
  text.peerInfo.add(and(own, info), 1)
  if (known !== undefined) text.peerStateSince.add(inState, known.stateSince / 1000)
  const sessions = [
    ["bgp", BgpStatus?.Status, text.peerBgpUp],
    ["bfd", detection === "bfd" ? BfdStatus?.Status : undefined, text.peerBfdUp],
  ] as const
  for (const [session, status, up] of sessions) {
    if (status === undefined) continue
    if (isInUse && given.isFresh) up.add(own, status === "up" ? 1 : 0)
    if (known === undefined) continue
    const label = `${own},${SESSIONS[session]}`
    text.peerStatusChanges.add(label, known[`${session}Changes` as const])
    if (isInUse) {
      const since = known[`${session}Since` as const]
      text.peerStatusSince.add(and(label, labels([["status", status]])), since / 1000)
    }
  }
}

/** What is told of a target. */
const writeTarget = (text: Text, state: TargetState, isFresh: boolean): string => {
  const { target, peers, polledAt, succeededAt, pollMillis, failure, errors } = state
  const own = labels([["target", target.name]])
  const people = Object.entries(target.labels ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const names = labelNames(
    "label_",
    people.map(([key]) => key),
  )
  text.targetInfo.add(
    and(
      own,
      labels([
        ["account", target.account],
        ["region", target.region],
        ...people.map(([key, value]) => [names.get(key) ?? key, value] as const),
      ]),
    ),
    1,
  )
  const isUp = failure === undefined && succeededAt !== undefined
  text.targetUp.add(own, isUp ? 1 : 0)
  text.targetStale.add(own, isFresh ? 0 : 1)
  if (peers !== undefined) {
    for (const [name, count] of countByState(peers)) {
      text.targetPeers.add(and(own, labels([["state", name]])), count)
    }
    text.targetUnreadablePeers.add(own, state.unreadable.length)
  }
  if (polledAt !== undefined) text.targetLastPoll.add(own, polledAt / 1000)
  if (succeededAt !== undefined) text.targetLastSuccess.add(own, succeededAt / 1000)
  if (pollMillis !== undefined) text.targetPollDuration.add(own, pollMillis / 1000)
  for (const code of Object.keys(errors).sort()) {
    text.targetErrors.add(and(own, labels([["code", code]])), errors[code] ?? 0)
  }
  return own
}

/** What is told of a webhook. */
const writeWebhook = (text: Text, status: WebhookStatus, sequence: number, now: number): void => {
  const { name, isUp, delivered, failures, dropped, place, pendingSince = now } = status
  const own = labels([["webhook", name]])
  text.webhookUp.add(own, isUp ? 1 : 0)
  text.webhookDelivered.add(own, delivered)
  for (const code of Object.keys(failures).sort()) {
    text.webhookFailures.add(and(own, labels([["code", code]])), failures[code] ?? 0)
  }
  for (const [reason, count] of Object.entries(dropped)) {
    text.webhookDropped.add(and(own, labels([["reason", reason]])), count)
  }
  text.webhookPending.add(own, Math.max(0, sequence - place))
  text.webhookLag.add(own, Math.max(0, now - pendingSince) / 1000)
}

/** What is told of the monitor itself. */
const writeMonitor = (
  text: Text,
  state: FleetState,
  { build, process, runners }: Options,
): void => {
  text.changes.add("", state.sequence)
  text.storeUp.add("", state.storeFailure === undefined ? 1 : 0)
  if (runners !== undefined) {
    const same = runners.filter(({ hasSameFleet }) => hasSameFleet).length
    text.runners.add(labels([["fleet", "same"]]), same)
    text.runners.add(labels([["fleet", "other"]]), runners.length - same)
  }
  if (build !== undefined) {
    text.buildInfo.add(labels(Object.entries(build)), 1)
  }
  if (process !== undefined) {
    text.processStart.add("", process.startedAt / 1000)
    text.processMemory.add("", process.residentBytes)
    text.processCpu.add("", process.cpuSeconds)
  }
}

/**
 * The metrics of a fleet at a time, as text.
 *
 * @category rendering
 */
export const render = (state: FleetState, options: Options): string => {
  const { family, text } = writer(options.format)
  const series = Record.map(families, family)
  const tagNames = labelNames("tag_", options.tags ?? [])
  for (const target of state.targets) {
    const isFresh = !isStale(target, options.now, options.staleAfter)
    const own = writeTarget(series, target, isFresh)
    const unreadable = new Set(target.unreadable.map((each) => each.routeServerPeerId))
    for (const peer of target.peers ?? []) {
      const isCurrent = isFresh && !unreadable.has(peer.RouteServerPeerId)
      writePeer(series, target, peer, { target: own, isFresh: isCurrent, tagNames })
    }
  }
  writeMonitor(series, state, options)
  for (const status of options.webhooks ?? []) {
    writeWebhook(series, status, state.sequence, options.now)
  }
  return text()
}
