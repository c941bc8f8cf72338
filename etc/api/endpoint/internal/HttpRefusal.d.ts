import { ServiceError } from "@route-server/core";
export interface Refusal {
    readonly method?: string | undefined;
    readonly status: number;
    readonly code: string;
    readonly message: string;
}
export declare const TIMED_OUT: Refusal;
export declare const malformed: (message: string) => Refusal;
export declare const notAllowed: (method: string) => Refusal;
export declare const toError: ({ code, message, status }: Refusal) => ServiceError.ServiceError;
export declare const tooLarge: (message: string) => Refusal;
