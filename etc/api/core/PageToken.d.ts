export interface Place {
    readonly after: string;
    readonly issuedAt?: number;
}
export declare const decode: (token: string) => Place | undefined;
export declare const encode: (place: Place) => string;
