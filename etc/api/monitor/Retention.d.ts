import { Duration, Layer } from "effect";
import { MonitorStore } from "./MonitorStore.ts";
export interface Options {
    readonly keep?: Duration.Input | undefined;
}
export declare const layer: ({ keep, }?: Options) => Layer.Layer<never, never, MonitorStore>;
