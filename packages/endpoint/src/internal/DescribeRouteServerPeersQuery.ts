/**
 * DescribeRouteServerPeers as EC2 Query parameters.
 */
import { DescribeRouteServerPeers, type Limits } from "@route-server/core"
import * as ParameterReader from "./ParameterReader.ts"

/** The number of parameters of the largest request within limits, at least. */
export const mostParameters = (limits: Limits.Limits): number =>
  limits.filters +
  Math.min(limits.valuesInAll, limits.filters * limits.valuesPerFilter) +
  limits.ids +
  ["MaxResults", "NextToken", "DryRun"].length

/** Reads a request from its parameters. */
export const decode = ParameterReader.make(DescribeRouteServerPeers.Request)
