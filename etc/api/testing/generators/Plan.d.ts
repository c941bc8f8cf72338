import fc from "fast-check";
import type { Fleet } from "./Fleet.ts";
export type Plan<A> = (fleet: Fleet) => A;
export declare const constantly: <A>(value: fc.Arbitrary<A>) => fc.Arbitrary<Plan<A>>;
export declare const itemAt: <A>(items: ReadonlyArray<A>, index: number) => A | undefined;
export declare const planned: <A>(fleet: fc.Arbitrary<Fleet>, plan: fc.Arbitrary<Plan<A>>) => fc.Arbitrary<readonly [Fleet, A]>;
