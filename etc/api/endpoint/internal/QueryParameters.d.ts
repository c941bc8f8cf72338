import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { ServiceError } from "@route-server/core";
export type QueryParameters = ReadonlyMap<string, string>;
export declare const fromBody: (bytes: ArrayBuffer) => Result.Result<string, ServiceError.ServiceError>;
export declare const fromUrl: (url: string) => Result.Result<string, ServiceError.ServiceError>;
export declare const parse: (forms: ReadonlyArray<string>, most: number) => Effect.Effect<QueryParameters, ServiceError.ServiceError>;
