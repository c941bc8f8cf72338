import fc from "fast-check";
import type { Fleet } from "./Fleet.ts";
import { type DescribeRouteServerPeersRequest, type DescribeRouteServerPeersResult } from "@route-server/core";
export type Pages = ReadonlyArray<DescribeRouteServerPeersResult>;
export type PagesPlan = (fleet: Fleet, request?: DescribeRouteServerPeersRequest) => Pages;
export declare const pagesFor: (fleet: Fleet, request?: DescribeRouteServerPeersRequest) => fc.Arbitrary<Pages>;
export declare const pagesPlan: () => fc.Arbitrary<PagesPlan>;
