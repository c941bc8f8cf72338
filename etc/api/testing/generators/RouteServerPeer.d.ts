import fc from "fast-check";
import { type Asn, type Ipv4Address, RouteServerPeer } from "@route-server/core";
export type Condition = Required<Pick<RouteServerPeer.RouteServerPeer, "State" | "BgpOptions" | "BgpStatus" | "BfdStatus" | "Tags">>;
export interface PeerOptions {
    readonly absentMembers?: boolean | undefined;
    readonly unknownValues?: boolean | undefined;
    readonly unknownMembers?: boolean | undefined;
}
export declare const asn: () => fc.Arbitrary<Asn.Asn>;
export declare const bfdStatus: (options?: PeerOptions) => fc.Arbitrary<RouteServerPeer.BfdStatus>;
export declare const bgpOptions: (options?: PeerOptions) => fc.Arbitrary<RouteServerPeer.BgpOptions>;
export declare const bgpStatus: (options?: PeerOptions) => fc.Arbitrary<RouteServerPeer.BgpStatus>;
export declare const condition: (options: PeerOptions) => fc.Arbitrary<Condition>;
export declare const ipv4Address: () => fc.Arbitrary<Ipv4Address.Ipv4Address>;
export declare const optionalMembers: ReadonlyArray<string>;
export declare const peer: (options?: PeerOptions) => fc.Arbitrary<RouteServerPeer.RouteServerPeer>;
export declare const peerLivenessDetection: (options?: PeerOptions) => fc.Arbitrary<RouteServerPeer.PeerLivenessDetection>;
export declare const sessionStatus: (options?: PeerOptions) => fc.Arbitrary<RouteServerPeer.SessionStatus>;
export declare const state: (options?: PeerOptions) => fc.Arbitrary<RouteServerPeer.State>;
export declare const unknownMembers: () => fc.Arbitrary<Readonly<Record<string, unknown>>>;
export declare const withUnknown: <T extends object>(structure: fc.Arbitrary<T>, { unknownMembers: isAsked }: PeerOptions) => fc.Arbitrary<T>;
