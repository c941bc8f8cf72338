export * as ChangeRecord from "./ChangeRecord.ts";
export * as MonitorStore from "./MonitorStore.ts";
export * as MonitorView from "./MonitorView.ts";
export * as TargetState from "./TargetState.ts";
