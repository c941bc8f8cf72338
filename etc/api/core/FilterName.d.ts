import type { Evidence } from "./Evidence.ts";
import { type RouteServerPeer } from "./RouteServerPeer.ts";
export interface CatalogueName<out Name extends string = string> {
    readonly name: Name;
    readonly acceptedByAws: boolean;
    readonly evidence: Evidence;
}
export interface FilterAttribute {
    readonly attribute: string;
    readonly names: ReadonlyArray<CatalogueName>;
    readonly reader: (name: string) => Reader;
}
export type FilterName = (typeof members)[number]["names"][number]["name"] | "tag-key" | "tag-value" | `tag:${string}`;
export type Reader = (peer: RouteServerPeer) => ReadonlyArray<string>;
export declare const acceptedAs: (accepted: ReadonlyArray<string>, name: string) => string | undefined;
export declare const acceptedByAws: ReadonlyArray<string>;
export declare const accepts: (accepted: ReadonlyArray<string>, name: string) => boolean;
export declare const all: ReadonlyArray<string>;
export declare const catalogue: ReadonlyArray<FilterAttribute>;
declare const members: readonly [{
    readonly attribute: "RouteServerPeerId";
    readonly names: readonly [CatalogueName<"RouteServerPeerId">, CatalogueName<"route-server-peer-id">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "RouteServerEndpointId";
    readonly names: readonly [CatalogueName<"RouteServerEndpointId">, CatalogueName<"route-server-endpoint-id">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "RouteServerId";
    readonly names: readonly [CatalogueName<"RouteServerId">, CatalogueName<"route-server-id">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "VpcId";
    readonly names: readonly [CatalogueName<"VpcId">, CatalogueName<"vpc-id">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "SubnetId";
    readonly names: readonly [CatalogueName<"SubnetId">, CatalogueName<"subnet-id">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "State";
    readonly names: readonly [CatalogueName<"State">, CatalogueName<"state">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "FailureReason";
    readonly names: readonly [CatalogueName<"FailureReason">, CatalogueName<"failure-reason">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "EndpointEniId";
    readonly names: readonly [CatalogueName<"EndpointEniId">, CatalogueName<"endpoint-eni-id">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "EndpointEniAddress";
    readonly names: readonly [CatalogueName<"EndpointEniAddress">, CatalogueName<"endpoint-eni-address">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "PeerAddress";
    readonly names: readonly [CatalogueName<"PeerAddress">, CatalogueName<"peer-address">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "BgpOptions.PeerAsn";
    readonly names: readonly [CatalogueName<"BgpOptions.PeerAsn">, CatalogueName<"bgp-options.peer-asn">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "BgpOptions.PeerLivenessDetection";
    readonly names: readonly [CatalogueName<"BgpOptions.PeerLivenessDetection">, CatalogueName<"bgp-options.peer-liveness-detection">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "BgpStatus.Status";
    readonly names: readonly [CatalogueName<"BgpStatus.Status">, CatalogueName<"bgp-status.status">];
    readonly reader: () => Reader;
}, {
    readonly attribute: "BfdStatus.Status";
    readonly names: readonly [CatalogueName<"BfdStatus.Status">, CatalogueName<"bfd-status.status">];
    readonly reader: () => Reader;
}];
export declare const reader: (name: string) => Reader | undefined;
