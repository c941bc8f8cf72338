/**
 * The metrics of a monitor: their names, and what they mean.
 *
 * Durations and times are in seconds. A series of a peer has the labels `target`,
 * `vpc_id`, `route_server_id`, `route_server_endpoint_id`, `route_server_peer_id` and
 * `peer_address`, none of which ever changes for a peer, so alerts need no join.
 */
import type { Family, Type } from "./internal/exposition.ts"

export type {
  /**
   * What is said of the metrics of one name.
   *
   * @category models
   */
  Family,
  /**
   * What a family is, in the words of OpenMetrics.
   *
   * @category models
   */
  Type,
}

const catalogue = <Names extends string>(families: Record<Names, Family>) => families

/**
 * What is told of peers, targets, the store, and the process.
 *
 * @category constants
 */
export const families = catalogue({
  peerBgpUp: {
    name: "aws_route_server_peer_bgp_up",
    type: "gauge",
    help: "Whether the BGP session of a peer is up (1) or not (0). Only of peers whose sessions are meant to be up, and only while the data of the target are fresh.",
  },
  peerBfdUp: {
    name: "aws_route_server_peer_bfd_up",
    type: "gauge",
    help: "Whether the BFD session of a peer is up (1) or not (0). Only of peers whose liveness BFD watches and whose sessions are meant to be up, and only while the data of the target are fresh.",
  },
  peerState: {
    name: "aws_route_server_peer_state",
    type: "gauge",
    help: "The state of a peer: 1 for the state that it is in, 0 for the others. Only while the data of the target are fresh.",
  },
  peerInfo: {
    name: "aws_route_server_peer_info",
    type: "info",
    help: "What there is to know of a peer as it was last read, in labels; always 1.",
  },
  peerStateSince: {
    name: "aws_route_server_peer_state_since_timestamp_seconds",
    type: "gauge",
    unit: "seconds",
    help: "Since when a peer is seen to be in the state of the label, as last read, however long ago that was.",
  },
  peerStatusSince: {
    name: "aws_route_server_peer_status_since_timestamp_seconds",
    type: "gauge",
    unit: "seconds",
    help: "Since when a session that is meant to be up is seen to have the status of the label, as last read, however long ago that was.",
  },
  peerStatusChanges: {
    name: "aws_route_server_peer_status_changes_total",
    type: "counter",
    help: "How often the status of a session was seen to change.",
  },
  targetInfo: {
    name: "aws_route_server_target_info",
    type: "info",
    help: "The account and the region of a target, and its labels; always 1.",
  },
  targetUp: {
    name: "aws_route_server_target_up",
    type: "gauge",
    help: "Whether the last poll of a target succeeded (1), or failed or never took place (0).",
  },
  targetStale: {
    name: "aws_route_server_target_stale",
    type: "gauge",
    help: "Whether the data of a target are too old to tell how its peers are (1), as they are of a target that was never read.",
  },
  targetPeers: {
    name: "aws_route_server_target_peers",
    type: "gauge",
    help: "The peers of a target by state, as last read, deleted ones that AWS goes on listing included; none of a target that was never read.",
  },
  targetUnreadablePeers: {
    name: "aws_route_server_target_unreadable_peers",
    type: "gauge",
    help: "The peers of a target that AWS listed and that could not be understood, as last read.",
  },
  targetLastPoll: {
    name: "aws_route_server_target_last_poll_timestamp_seconds",
    type: "gauge",
    unit: "seconds",
    help: "When the last poll of a target ended, whether or not it succeeded.",
  },
  targetLastSuccess: {
    name: "aws_route_server_target_last_success_timestamp_seconds",
    type: "gauge",
    unit: "seconds",
    help: "When the peers of a target were last read to the end: as of then they are known.",
  },
  targetPollDuration: {
    name: "aws_route_server_target_poll_duration_seconds",
    type: "gauge",
    unit: "seconds",
    help: "How long the last poll of a target took.",
  },
  targetErrors: {
    name: "aws_route_server_target_errors_total",
    type: "counter",
    help: "Requests to a target that failed, by the code of the error.",
  },
  changes: {
    name: "aws_route_server_changes_total",
    type: "counter",
    help: "Changes of peers that were logged, over all targets.",
  },
  storeUp: {
    name: "aws_route_server_store_up",
    type: "gauge",
    help: "Whether what the monitor remembers can be read and written (1); while it can't (0), everything else is as of before.",
  },
  webhookUp: {
    name: "aws_route_server_webhook_up",
    type: "gauge",
    help: "Whether the last attempt to tell a webhook succeeded (1) or failed (0).",
  },
  webhookDelivered: {
    name: "aws_route_server_webhook_delivered_total",
    type: "counter",
    help: "Changes that a webhook has taken.",
  },
  webhookFailures: {
    name: "aws_route_server_webhook_failures_total",
    type: "counter",
    help: "Attempts to tell a webhook that failed, by status or by what kept one from coming.",
  },
  webhookDropped: {
    name: "aws_route_server_webhook_dropped_total",
    type: "counter",
    help: "Changes that a webhook was not told of and will not be: it was not well for too long (gave_up), did not want them (refused), or they had left the log (expired) or can't be read there (damaged).",
  },
  webhookPending: {
    name: "aws_route_server_webhook_pending_changes",
    type: "gauge",
    help: "Changes in the log after the place that a webhook has come to.",
  },
  webhookLag: {
    name: "aws_route_server_webhook_lag_seconds",
    type: "gauge",
    unit: "seconds",
    help: "How long ago the change was seen that a webhook is being told; 0 while there is none.",
  },
  runners: {
    name: "aws_route_server_runners",
    type: "gauge",
    help: "The runners of the cluster that this one sees, itself included, by whether they were started with the same fleet (same) or with another (other); none of a monitor without a cluster.",
  },
  buildInfo: {
    name: "aws_route_server_build_info",
    type: "info",
    help: "The version of the monitor, in labels; always 1.",
  },
  processStart: {
    name: "process_start_time_seconds",
    type: "gauge",
    unit: "seconds",
    help: "When the process started.",
  },
  processMemory: {
    name: "process_resident_memory_bytes",
    type: "gauge",
    unit: "bytes",
    help: "The memory that the process holds.",
  },
  processCpu: {
    name: "process_cpu_seconds_total",
    type: "counter",
    unit: "seconds",
    help: "The processor time that the process has taken.",
  },
})
