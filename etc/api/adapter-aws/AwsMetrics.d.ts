import * as Metric from "effect/Metric";
export declare const calls: Metric.Counter<number>;
export declare const errors: Metric.Frequency;
export declare const latency: Metric.Histogram<import("effect/Duration").Duration>;
export declare const peers: Metric.Counter<number>;
