import type * as OpenFormat from "./OpenFormat.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
type KnownText<Text extends string> = Text extends {
    readonly "~effect/Brand": unknown;
} ? string : Text;
type Plain<Value> = Value extends ReadonlyArray<infer Item> ? Array<Plain<Item>> : Value extends OpenFormat.UnknownValue | OpenFormat.UnknownValue<number> ? never : Value extends string ? KnownText<Value> : Value extends number ? number : {
    -readonly [Name in keyof Value]: Plain<Value[Name]>;
};
export interface SdkPeer extends Plain<RouteServerPeer> {
}
export declare const toSdk: (peer: RouteServerPeer) => SdkPeer;
