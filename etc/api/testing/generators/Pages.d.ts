import fc from "fast-check";
import type { Fleet } from "./Fleet.ts";
import { DescribeRouteServerPeers } from "@route-server/core";
export type Pages = ReadonlyArray<DescribeRouteServerPeers.Result>;
export type PagesTemplate = (fleet: Fleet, request?: DescribeRouteServerPeers.Request) => Pages;
export declare const pagesFor: (fleet: Fleet, request?: DescribeRouteServerPeers.Request) => fc.Arbitrary<Pages>;
export declare const pagesTemplate: () => fc.Arbitrary<PagesTemplate>;
