export * from "./WaiterError.ts";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import type * as Listing from "./Listing.ts";
import type { PeerSourceError } from "./PeerSourceError.ts";
import type { Request } from "./DescribeRouteServerPeersRequest.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import { PeerSource } from "./PeerSource.ts";
import { type Again } from "./internal/patience.ts";
import { type Sighting, type WaiterError } from "./WaiterError.ts";
export interface Options extends Pick<Listing.Options, "maxPages"> {
    readonly polls?: Again | undefined;
    readonly retries?: Again<PeerSourceError> | undefined;
    readonly deadline?: Duration.Input | undefined;
    readonly grace?: Duration.Input | undefined;
    readonly inARow?: number | undefined;
    readonly onPoll?: ((sightings: ReadonlyArray<Sighting>) => Effect.Effect<unknown>) | undefined;
}
export type Target = string | ReadonlyArray<string> | Request;
export interface UntilOptions extends Options {
    readonly goal?: string | undefined;
    readonly live?: boolean | undefined;
}
type Waiting = Effect.Effect<ReadonlyArray<RouteServerPeer>, WaiterError | PeerSourceError, PeerSource>;
export declare const until: (target: Target, predicate: (peer: RouteServerPeer) => boolean, options?: UntilOptions) => Waiting;
export declare const untilAvailable: (target: Target, options?: Options) => Waiting;
export declare const untilEstablished: (target: Target, options?: Options) => Waiting;
export declare const untilGone: (target: Target, options?: Options) => Waiting;
