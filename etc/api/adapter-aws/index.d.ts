export * as AwsMetrics from "./AwsMetrics.ts";
export * as AwsPeerSource from "./AwsPeerSource.ts";
