import * as Config from "effect/Config";
import * as Duration from "effect/Duration";
import * as Layer from "effect/Layer";
import * as Schema from "effect/Schema";
import type { EC2Client, EC2ClientConfig } from "@aws-sdk/client-ec2";
import { type DescribeRouteServerPeers, FilterNames, Limits, PeerSource, type PeerSourceError } from "@route-server/core";
export interface AwsOptions {
    readonly acceptedNames?: FilterNames.FilterNames | undefined;
    readonly onRefusedFilter?: "fail" | "evaluate" | undefined;
    readonly limits?: Limits.Limits | undefined;
    readonly maxResponseBytes?: number | undefined;
    readonly responseTimeout?: Duration.Input | undefined;
    readonly onContractBreach?: "fail" | "report" | undefined;
    readonly unreadable?: DescribeRouteServerPeers.Unreadable | undefined;
    readonly rawErrors?: boolean | undefined;
}
export declare const Found: Schema.Literals<readonly ["Empty", "Html", "NotXml", "InvalidXml", "UnexpectedDocument"]>;
export type Found = typeof Found.Type;
export declare const clientConfig: Config.Config<EC2ClientConfig>;
export declare const layer: (config?: EC2ClientConfig, options?: AwsOptions) => Layer.Layer<PeerSource.PeerSource, PeerSourceError.TransportError>;
export declare const layerClient: (client: EC2Client, options?: AwsOptions) => Layer.Layer<PeerSource.PeerSource>;
export declare const layerConfig: (config?: Config.Config<EC2ClientConfig>, options?: AwsOptions) => Layer.Layer<PeerSource.PeerSource, PeerSourceError.TransportError | Config.ConfigError>;
