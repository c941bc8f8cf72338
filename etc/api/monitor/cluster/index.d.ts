export * as ClusterMonitor from "./ClusterMonitor.ts";
export * as Roster from "./Roster.ts";
