import { RouteServerPeer } from "@route-server/core";
export interface Endpoint extends Required<Pick<RouteServerPeer.Encoded, (typeof members)[number]>> {
}
type Peer = RouteServerPeer.RouteServerPeer;
export type Place = Pick<Peer, (typeof members)[number]>;
export declare const declare: (endpoint: Endpoint) => Place;
export declare const makeUp: (RouteServerEndpointId: string) => Place;
declare const members: readonly ["RouteServerEndpointId", "RouteServerId", "VpcId", "SubnetId", "EndpointEniId", "EndpointEniAddress"];
export declare const placeOf: (peer: Peer) => Place;
