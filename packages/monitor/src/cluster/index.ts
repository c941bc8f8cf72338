/**
 * One monitor made of several processes, with Effect Cluster.
 */
export * as ClusterMonitor from "./ClusterMonitor.ts"
export * as Roster from "./Roster.ts"
