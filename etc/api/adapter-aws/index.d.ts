export * as AwsAccount from "./AwsAccount.ts";
export * as AwsMetrics from "./AwsMetrics.ts";
export * as AwsPeerSource from "./AwsPeerSource.ts";
