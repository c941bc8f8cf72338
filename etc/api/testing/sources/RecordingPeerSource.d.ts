import type { Attempt, Recording } from "./Recording.ts";
import { Context, Effect, Layer } from "effect";
import { PeerSource } from "@route-server/core";
export declare class RecordingPeerSource extends RecordingPeerSource_base {
    static readonly layer: Layer.Layer<RecordingPeerSource | PeerSource.PeerSource, never, PeerSource.PeerSource>;
}
declare const RecordingPeerSource_base: Context.ServiceClass<RecordingPeerSource, "@route-server/testing/RecordingPeerSource", {
    readonly recording: Effect.Effect<Recording>;
    readonly attempts: Effect.Effect<ReadonlyArray<Attempt>>;
}>;
