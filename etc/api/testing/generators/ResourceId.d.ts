import fc from "fast-check";
import type { ResourceId } from "@route-server/core";
export declare const malformedPeerId: () => fc.Arbitrary<string>;
export declare const networkInterfaceId: () => fc.Arbitrary<ResourceId.NetworkInterfaceId>;
export declare const routeServerEndpointId: () => fc.Arbitrary<ResourceId.RouteServerEndpointId>;
export declare const routeServerId: () => fc.Arbitrary<ResourceId.RouteServerId>;
export declare const routeServerPeerId: () => fc.Arbitrary<ResourceId.RouteServerPeerId>;
export declare const subnetId: () => fc.Arbitrary<ResourceId.SubnetId>;
export declare const vpcId: () => fc.Arbitrary<ResourceId.VpcId>;
