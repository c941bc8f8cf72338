import { RouteServerPeerId } from "./ResourceId.ts";
export interface Place {
    readonly after: RouteServerPeerId;
    readonly issuedAt?: number;
}
export declare const decode: (token: string) => Place | undefined;
export declare const encode: (place: Place) => string;
