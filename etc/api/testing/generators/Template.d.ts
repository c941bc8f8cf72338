import fc from "fast-check";
import type { Fleet } from "./Fleet.ts";
export type Template<A> = (fleet: Fleet) => A;
export declare const constantly: <A>(value: fc.Arbitrary<A>) => fc.Arbitrary<Template<A>>;
export declare const itemAt: <A>(items: ReadonlyArray<A>, index: number) => A | undefined;
export declare const withFleet: <A>(fleet: fc.Arbitrary<Fleet>, template: fc.Arbitrary<Template<A>>) => fc.Arbitrary<readonly [Fleet, A]>;
