import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { ServiceError } from "@route-server/core";
export type QueryParameters = ReadonlyMap<string, string>;
export declare const fromBody: (bytes: ArrayBuffer) => Result.Result<string, ServiceError.ServiceError>;
export declare const fromUrl: (url: string) => Result.Result<string, ServiceError.ServiceError>;
export declare const parse: (forms: readonly string[], most: number) => Effect.Effect<QueryParameters, ServiceError.AuthFailure | ServiceError.DryRunOperation | ServiceError.FilterLimitExceeded | ServiceError.IncorrectState | ServiceError.InternalError | ServiceError.InvalidAction | ServiceError.InvalidFilter | ServiceError.InvalidMaxResults | ServiceError.InvalidNextToken | ServiceError.InvalidPaginationToken | ServiceError.InvalidParameterCombination | ServiceError.InvalidParameterValue | ServiceError.InvalidRouteServerPeerIdMalformed | ServiceError.InvalidRouteServerPeerIdNotFound | ServiceError.MissingAction | ServiceError.MissingParameter | ServiceError.OtherServiceError | ServiceError.RequestLimitExceeded | ServiceError.UnauthorizedOperation | ServiceError.Unavailable | ServiceError.UnknownParameter, never>;
