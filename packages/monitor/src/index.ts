/**
 * A monitor of route server peers over many accounts and regions.
 */
export * as Api from "./Api.ts"
export * as ChangeRecord from "./ChangeRecord.ts"
export * as Metrics from "./Metrics.ts"
export * as MetricsCatalogue from "./MetricsCatalogue.ts"
export * as MetricsFormat from "./MetricsFormat.ts"
export * as MetricsHttp from "./MetricsHttp.ts"
export * as MonitorServer from "./MonitorServer.ts"
export * as MonitorStore from "./MonitorStore.ts"
export * as MonitorView from "./MonitorView.ts"
export * as NodeMonitorServer from "./NodeMonitorServer.ts"
export * as NodeSqlite from "./NodeSqlite.ts"
export * as SqlMonitorStore from "./SqlMonitorStore.ts"
export * as TargetState from "./TargetState.ts"
