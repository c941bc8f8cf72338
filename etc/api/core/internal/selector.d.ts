import type * as Shape from "../Shape.ts";
import type { RouteServerPeer } from "../RouteServerPeer.ts";
type Predicate = (peer: RouteServerPeer) => boolean;
export interface Selector {
    readonly is: (text: string) => Predicate;
    readonly isAmong: (texts: ReadonlySet<string>) => Predicate;
    readonly fits: (test: (text: string) => boolean) => Predicate;
}
export declare const byFit: (fits: Selector["fits"]) => Selector;
export declare const ofMember: (path: ReadonlyArray<string>, { kind, awsDefault }: Shape.Scalar, read: (peer: RouteServerPeer) => ReadonlyArray<string>) => Selector;
