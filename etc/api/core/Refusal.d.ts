export { quote } from "./internal/quote.ts";
import { InvalidParameterValue, MissingParameter, UnknownParameter } from "./ServiceError.ts";
export declare const invalidValue: (parameter: string, value: unknown, rule: string) => InvalidParameterValue;
export declare const missing: (parameter: string) => MissingParameter;
export declare const texts: {
    readonly AuthFailure: "The provided credentials could not be validated.";
    readonly DryRunOperation: "Request would have succeeded, but DryRun flag is set.";
    readonly InternalError: "An internal error has occurred.";
    readonly RequestLimitExceeded: "Request limit exceeded.";
    readonly UnauthorizedOperation: "You are not authorized to perform this operation.";
    readonly Unavailable: "The service is unavailable. Please try again shortly.";
};
export declare const unknown: (parameter: string) => UnknownParameter;
