import type * as Shape from "../Shape.ts";
import type { PeerLike } from "../RouteServerPeer.ts";
type Predicate = (peer: PeerLike) => boolean;
export interface Selector {
    readonly is: (text: string) => Predicate;
    readonly isAmong: (texts: ReadonlySet<string>) => Predicate;
    readonly fits: (test: (text: string) => boolean) => Predicate;
}
export declare const byFit: (fits: Selector["fits"]) => Selector;
export declare const ofMember: (path: ReadonlyArray<string>, { kind, awsDefault }: Shape.Scalar, read: (peer: PeerLike) => ReadonlyArray<string>) => Selector;
