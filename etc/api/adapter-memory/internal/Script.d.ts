import * as Duration from "effect/Duration";
import type { PeerUpdate } from "@route-server/core";
export interface Scene {
    readonly at: Duration.Input;
    readonly updates: ReadonlyArray<PeerUpdate.PeerUpdate>;
}
export type Script = ReadonlyArray<{
    readonly at: number;
    readonly updates: ReadonlyArray<PeerUpdate.PeerUpdate>;
}>;
export declare const play: (script: Script, began: number, apply: (update: PeerUpdate.PeerUpdate) => void) => (now: number) => void;
export declare const scriptOf: (scenes: Iterable<Scene>) => Script;
