import { Effect, type Types } from "effect";
export interface Power {
    readonly cases: number;
    readonly judged: number;
    readonly answers: number;
    readonly withPeers: number;
    readonly listings: number;
    readonly inSeveralPages: number;
}
export declare class Watch {
    #private;
    readonly power: Types.Mutable<Power>;
    took: number;
    constructor(timeout: number);
    get patience(): number;
    hurry(): void;
    reset(): void;
    overdue(): string | undefined;
    over<A, E, R>(effect: Effect.Effect<A, E, R>, what: () => string): Effect.Effect<A, E, R>;
}
