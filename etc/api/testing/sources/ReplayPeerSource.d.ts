import type { Recording } from "./Recording.ts";
import { Context, Effect, Layer } from "effect";
import { PeerSource } from "@route-server/core";
export declare class Replay extends Replay_base {
}
declare const Replay_base: Context.ServiceClass<Replay, "@route-server/testing/Replay", {
    readonly unused: Effect.Effect<Recording>;
}>;
export declare const layer: (recording: Recording) => Layer.Layer<Replay | PeerSource.PeerSource>;
