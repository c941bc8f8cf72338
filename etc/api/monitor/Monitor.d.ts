import * as Watch from "./Watch.ts";
import type { MonitorStore } from "./MonitorStore.ts";
import { Fleet } from "@route-server/core";
import { Layer } from "effect";
export declare const layer: (options?: Watch.Options) => Layer.Layer<never, never, MonitorStore | Fleet.Fleet>;
