import * as Result from "effect/Result";
export interface Extent {
    readonly end: number;
    readonly depth: number;
    readonly inexact: number | undefined;
}
export interface Fault {
    readonly offset: number;
    readonly rule: string;
    readonly isJson: boolean;
    readonly path: Path;
    readonly around: ReadonlyArray<number>;
}
export type Path = ReadonlyArray<string | number>;
export interface Position {
    readonly offset: number;
    readonly line: number;
    readonly column: number;
}
export declare function children(text: string, container: number): Generator<readonly [key: string | number | undefined, offset: number]>;
export declare const extentOf: (text: string, from: number) => Result.Result<Extent, Fault>;
export declare const offsetOf: (text: string, from: number, path: Path) => number;
export declare const positionOf: (text: string, offset: number, from?: Position) => Position;
