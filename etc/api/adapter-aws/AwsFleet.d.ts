import * as AwsPeerSource from "./AwsPeerSource.ts";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type * as Scope from "effect/Scope";
import type { EC2ClientConfig } from "@aws-sdk/client-ec2";
import { Fleet } from "@route-server/core";
import { type AwsAccount } from "./AwsAccount.ts";
export interface Options extends AwsPeerSource.AwsOptions {
    readonly client?: Omit<EC2ClientConfig, "region" | "profile" | "credentials" | "credentialDefaultProvider"> | undefined;
    readonly mfaCode?: ((serial: string) => Promise<string>) | undefined;
    readonly requests?: {
        readonly burst: number;
        readonly perSecond: number;
    } | undefined;
    readonly discoveryPatience?: Duration.Input | undefined;
}
export declare const layer: (accounts: ReadonlyArray<AwsAccount>, options?: Options) => Layer.Layer<Fleet.Fleet, Fleet.DuplicateTarget>;
export declare const make: (accounts: readonly AwsAccount[], args_1?: Options | undefined) => Effect.Effect<{
    fleet: {
        readonly members: ReadonlyArray<Fleet.Member>;
    };
    notes: string[];
}, Fleet.DuplicateTarget, Scope.Scope>;
