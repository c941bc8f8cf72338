import * as FilterName from "./FilterName.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import { InvalidParameterValue } from "./ServiceError.ts";
import { Result, Schema } from "effect";
export declare const Filter: Schema.Struct<{
    readonly Name: Schema.optional<Schema.String>;
    readonly Values: Schema.optional<Schema.$Array<Schema.String>>;
}>;
export interface Filter extends Schema.Schema.Type<typeof Filter> {
}
export interface NamedFilter extends Filter {
    readonly Name: FilterName.FilterName;
    readonly Values: ReadonlyArray<string>;
}
type OrPattern<Value extends string> = Value | (string & {});
type PeerPredicate = (peer: RouteServerPeer) => boolean;
export interface Plan {
    readonly pushed: ReadonlyArray<Filter>;
    readonly residual: ReadonlyArray<Filter>;
}
export declare const bfdStatus: (...values: readonly OrPattern<"down" | "up" | import("./OpenEnum.ts").UnknownValue>[]) => NamedFilter;
export declare const bgpStatus: (...values: readonly OrPattern<"down" | "up" | import("./OpenEnum.ts").UnknownValue>[]) => NamedFilter;
export declare const compile: (filters: ReadonlyArray<Filter>, acceptedNames?: ReadonlyArray<string>) => Result.Result<PeerPredicate, InvalidParameterValue>;
export declare const endpointEniAddress: (...values: readonly string[]) => NamedFilter;
export declare const endpointEniId: (...values: readonly string[]) => NamedFilter;
export declare const failureReason: (...values: readonly string[]) => NamedFilter;
export declare const make: (name: FilterName.FilterName, ...values: ReadonlyArray<string>) => NamedFilter;
export declare const matches: (filters: ReadonlyArray<NamedFilter>) => PeerPredicate;
export declare const peerAddress: (...values: readonly string[]) => NamedFilter;
export declare const peerAsn: (...values: readonly (string | number)[]) => NamedFilter;
export declare const peerLivenessDetection: (...values: readonly OrPattern<"bfd" | "bgp-keepalive" | import("./OpenEnum.ts").UnknownValue>[]) => NamedFilter;
export declare const plan: (filters: ReadonlyArray<Filter>, acceptedNames: ReadonlyArray<string>) => Plan;
export declare const routeServerEndpointId: (...values: readonly string[]) => NamedFilter;
export declare const routeServerId: (...values: readonly string[]) => NamedFilter;
export declare const routeServerPeerId: (...values: readonly string[]) => NamedFilter;
export declare const state: (...values: readonly OrPattern<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending" | import("./OpenEnum.ts").UnknownValue>[]) => NamedFilter;
export declare const subnetId: (...values: readonly string[]) => NamedFilter;
export declare const tag: (key: string, ...values: ReadonlyArray<string>) => NamedFilter;
export declare const tagKey: (...values: readonly string[]) => NamedFilter;
export declare const tagValue: (...values: readonly string[]) => NamedFilter;
export declare const vpcId: (...values: readonly string[]) => NamedFilter;
