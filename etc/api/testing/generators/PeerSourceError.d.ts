import fc from "fast-check";
import { PeerSourceError } from "@route-server/core";
type ErrorArbitrary = fc.Arbitrary<PeerSourceError.PeerSourceError>;
export interface ErrorOptions {
    readonly retryable?: boolean | undefined;
}
export declare const peerSourceError: ({ retryable }?: ErrorOptions) => ErrorArbitrary;
