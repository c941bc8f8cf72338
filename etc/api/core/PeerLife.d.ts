import * as Duration from "effect/Duration";
import * as PeerChange from "./PeerChange.ts";
import * as Result from "effect/Result";
import * as Tag from "./Tag.ts";
import type { AskedTag } from "./CreateRouteServerPeer.ts";
import { IncorrectState, type InvalidRouteServerPeerIdNotFound } from "./ServiceError.ts";
import { type RouteServerPeer } from "./RouteServerPeer.ts";
export type Command = {
    readonly _tag: "Tick" | "Delete" | "Silence" | "Wake";
} | {
    readonly _tag: "Tag";
    readonly tags: ReadonlyArray<Tag.Tag>;
} | {
    readonly _tag: "Untag";
    readonly tags: ReadonlyArray<AskedTag>;
} | {
    readonly _tag: "Fail";
    readonly reason: string;
};
export interface Happened {
    readonly change: PeerChange.PeerChange;
    readonly at: number;
}
export interface Life {
    readonly peer: RouteServerPeer;
    readonly isSilent: boolean;
    readonly timers: Timers;
}
export interface Options {
    readonly pending?: Duration.Input | undefined;
    readonly deleting?: Duration.Input | undefined;
    readonly failing?: Duration.Input | undefined;
    readonly retention?: Duration.Input | undefined;
    readonly establish?: Duration.Input | undefined;
    readonly establishBfd?: Duration.Input | undefined;
    readonly holdTime?: Duration.Input | undefined;
    readonly detection?: Duration.Input | undefined;
    readonly alwaysShowsBfd?: boolean | undefined;
}
export interface Step {
    readonly life: Life | undefined;
    readonly happened: ReadonlyArray<Happened>;
}
export interface Timers {
    readonly state?: number;
    readonly bgp?: {
        readonly at: number;
        readonly to: "up" | "down";
    };
    readonly bfd?: {
        readonly at: number;
        readonly to: "up" | "down";
    };
}
export declare const create: (peer: RouteServerPeer, now: number, options?: Options) => Life;
export declare const nextAt: ({ timers: { state, bgp, bfd } }: Life) => number;
export declare const of: (peer: RouteServerPeer, now: number, options?: Options) => Life;
export declare const step: (life: Life, command: Command, now: number, options?: Options) => Result.Result<Step, IncorrectState | InvalidRouteServerPeerIdNotFound>;
