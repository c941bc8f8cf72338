import fc from "fast-check";
import { PeerSourceError } from "@route-server/core";
type ErrorArbitrary = fc.Arbitrary<PeerSourceError.PeerSourceError>;
export interface ErrorOptions {
    readonly isRetryable?: boolean | undefined;
}
export declare const peerSourceError: ({ isRetryable }?: ErrorOptions) => ErrorArbitrary;
