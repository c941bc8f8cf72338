import { Duration, Schema } from "effect";
import { PeerSourceError } from "@route-server/core";
export type Fault = {
    readonly _tag: "None";
} | {
    readonly _tag: "Fail";
    readonly error: PeerSourceError.PeerSourceError;
} | {
    readonly _tag: "Timeout";
    readonly after: Duration.Input;
} | {
    readonly _tag: "Delay";
    readonly duration: Duration.Input;
} | {
    readonly _tag: "EmptyPage";
} | {
    readonly _tag: "ShortPage";
    readonly size: number;
} | {
    readonly _tag: "SuperfluousToken";
} | {
    readonly _tag: "Stale";
} | {
    readonly _tag: "RepeatToken";
};
export declare const Fault: Schema.Codec<Fault, unknown>;
export declare const Script: Schema.Codec<ReadonlyArray<Fault>, unknown>;
export declare const check: (input: unknown, where: string) => Fault;
