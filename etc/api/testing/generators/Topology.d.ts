import type { Ipv4Address, ResourceId } from "@route-server/core";
export interface Endpoint {
    readonly RouteServerEndpointId: ResourceId.RouteServerEndpointId;
    readonly RouteServerId: ResourceId.RouteServerId;
    readonly VpcId: ResourceId.VpcId;
    readonly SubnetId: ResourceId.SubnetId;
    readonly EndpointEniId: ResourceId.NetworkInterfaceId;
    readonly EndpointEniAddress: Ipv4Address.Ipv4Address;
}
export type IdStyle = "short" | "old" | "today";
export interface Topology {
    readonly vpcs: number;
    readonly serversPerVpc: number;
    readonly endpointsPerServer: number;
    readonly endpointsPerSubnet: number;
    readonly peersPerEndpoint: number;
}
export declare const applianceAddress: ({ serversPerVpc, endpointsPerServer }: Topology, endpoint: number, appliance: number) => Ipv4Address.Ipv4Address;
export declare const capacity: (topology: Topology) => number;
export declare const complete: (topology: Partial<Topology>, defaults: Topology) => Topology;
export declare const endpointAt: ({ serversPerVpc, endpointsPerServer, endpointsPerSubnet }: Topology, { style, salt }: {
    readonly style: IdStyle;
    readonly salt: number;
}, number: number) => Endpoint;
export declare const idBody: (style: IdStyle, salt: number, number: number) => string;
export declare const quotas: Topology;
