import * as AwsPeerSource from "./AwsPeerSource.ts";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Schema from "effect/Schema";
import type * as Scope from "effect/Scope";
import type { EC2ClientConfig } from "@aws-sdk/client-ec2";
import { Fleet } from "@route-server/core";
import { type AwsAccount } from "./AwsAccount.ts";
type Environment = Readonly<Record<string, string | undefined>>;
export interface Options extends AwsPeerSource.AwsOptions {
    readonly client?: Omit<EC2ClientConfig, "region" | "profile" | "credentials" | "credentialDefaultProvider"> | undefined;
    readonly mfaCode?: ((serial: string) => Promise<string>) | undefined;
    readonly requests?: {
        readonly burst: number;
        readonly perSecond: number;
    } | undefined;
    readonly discoveryPatience?: Duration.Input | undefined;
}
export declare class ProfilesError extends ProfilesError_base {
}
declare const ProfilesError_base: Schema.Class<ProfilesError, Schema.TaggedStruct<"ProfilesError", {
    readonly message: Schema.String;
    readonly name: Schema.String;
    readonly profiles: Schema.$Array<Schema.String>;
}>, import("effect/Cause").YieldableError>;
export declare const layer: (accounts: ReadonlyArray<AwsAccount>, options?: Options) => Layer.Layer<Fleet.Fleet, Fleet.DuplicateTarget>;
export declare const make: (accounts: readonly AwsAccount[], args_1?: Options | undefined) => Effect.Effect<{
    fleet: {
        readonly members: ReadonlyArray<import("@route-server/core/Fleet").Member>;
    };
    notes: string[];
}, import("@route-server/core/Fleet").DuplicateTarget, Scope.Scope>;
export declare const profiles: (patterns: readonly string[], args_1?: {
    readonly regions?: ReadonlyArray<string> | undefined;
    readonly environment?: Environment | undefined;
} | undefined) => Effect.Effect<readonly AwsAccount[], ProfilesError, never>;
