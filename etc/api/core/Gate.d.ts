import * as Effect from "effect/Effect";
import type { Input } from "effect/Duration";
export type Gate = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>;
export declare const make: (width: number, patience: Input) => Gate;
