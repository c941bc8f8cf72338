import * as Selector from "./internal/selector.ts";
import type * as Brand from "effect/Brand";
import type { Evidence } from "./Evidence.ts";
import { type PeerLike, RouteServerPeer } from "./RouteServerPeer.ts";
export interface CatalogueName {
    readonly name: string;
    readonly acceptedByAws: boolean;
    readonly evidence: Evidence;
}
export interface FilterAttribute {
    readonly attribute: string;
    readonly names: ReadonlyArray<CatalogueName>;
    readonly reader: (name: string) => Reader;
    readonly selector: (name: string) => Selector.Selector;
    readonly entries: Reader;
    readonly entryOf: (name: string, text: string) => string;
}
export type FilterName = MemberPath | keyof PathOfAlias | "tag-key" | "tag-value" | `tag:${string}`;
export type FilterValue<Name extends FilterName> = Name extends MemberPath ? Writable<ValueAt<RouteServerPeer, Name>> : Name extends keyof PathOfAlias ? Writable<ValueAt<RouteServerPeer, PathOfAlias[Name]>> : string;
type InKebabCase<Text extends string, Before extends string = ""> = Text extends `${infer First}${infer Rest}` ? First extends "." ? `.${InKebabCase<Rest>}` : First extends Lowercase<First> ? `${First}${InKebabCase<Rest, "-">}` : `${Before}${Lowercase<First>}${InKebabCase<Rest, "-">}` : "";
type MemberPath = PathIn<RouteServerPeer>;
type PathIn<T> = {
    [Name in keyof T & string]-?: Present<T[Name]> extends string | number | boolean ? Name : Present<T[Name]> extends ReadonlyArray<unknown> ? never : `${Name}.${PathIn<Present<T[Name]>>}`;
}[keyof T & string];
type PathOfAlias = {
    readonly [Path in MemberPath as InKebabCase<Path>]: Path;
};
type Present<T> = Exclude<T, undefined>;
export type Reader = (peer: PeerLike) => ReadonlyArray<string>;
type ValueAt<T, Path extends string> = Path extends `${infer Name}.${infer Rest}` ? Name extends keyof T ? ValueAt<Present<T[Name]>, Rest> : never : Path extends keyof T ? Present<T[Path]> : never;
type Writable<T> = [T] extends [number] ? number | string : (T extends Brand.Brand<string> ? never : T) | (string & {});
export declare const attributeOf: (name: string) => FilterAttribute | undefined;
export declare const catalogue: ReadonlyArray<FilterAttribute>;
export declare const isTag: (name: string) => name is `tag:${string}`;
export declare const reader: (name: string) => Reader | undefined;
