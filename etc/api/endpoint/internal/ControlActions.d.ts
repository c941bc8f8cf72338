import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import type { QueryParameters } from "./QueryParameters.ts";
import { CreateRouteServerPeer, PeerControl, ServiceError } from "@route-server/core";
type Answer = Effect.Effect<string, ServiceError.ServiceError, PeerControl.PeerControl>;
export type Asked = {
    readonly action: "CreateRouteServerPeer";
    readonly request: CreateRouteServerPeer.Request;
} | {
    readonly action: "DeleteRouteServerPeer";
    readonly request: typeof Deletion.Type;
} | {
    readonly action: "CreateTags" | "DeleteTags";
    readonly request: typeof Tagging.Type;
};
type Authorize = (asked: Asked) => Effect.Effect<boolean>;
declare const Deletion: Schema.Struct<{
    readonly RouteServerPeerId: Schema.optional<Schema.String>;
    readonly DryRun: Schema.optional<Schema.Boolean>;
}>;
export type Name = Asked["action"];
type Perform = (requestId: string, parameters: QueryParameters, authorize: Authorize) => Answer;
declare const Tagging: Schema.Struct<{
    readonly ResourceIds: Schema.optional<Schema.$Array<Schema.String>>;
    readonly Tags: Schema.optional<Schema.$Array<Schema.Struct<{
        readonly Key: Schema.optional<Schema.String>;
        readonly Value: Schema.optional<Schema.String>;
    }>>>;
    readonly DryRun: Schema.optional<Schema.Boolean>;
}>;
export declare const isName: (action: string) => action is Name;
export declare const names: ReadonlyArray<Name>;
export declare const perform: (name: Name, ...[requestId, parameters, authorize]: Parameters<Perform>) => Answer;
