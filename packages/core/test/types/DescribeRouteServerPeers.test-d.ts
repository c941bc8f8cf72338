import type * as Sdk from "@aws-sdk/client-ec2"
import {
  DescribeRouteServerPeers,
  type Filter,
  Judgement,
  type PeerSourceError,
  type ServiceError,
} from "@route-server/core"
import type { Result } from "effect"
import { describe, expectTypeOf, it } from "vitest"

type Request = DescribeRouteServerPeers.Request

describe("A request", () => {
  it("has the members of the SDK's request, and no other", () => {
    expectTypeOf<keyof Request>().toEqualTypeOf<keyof Sdk.DescribeRouteServerPeersRequest>()
    expectTypeOf<keyof Filter.Filter>().toEqualTypeOf<keyof Sdk.Filter>()
  })

  it("is one to the SDK and to this, but for lists that may not be changed", () => {
    expectTypeOf<Sdk.DescribeRouteServerPeersRequest>().toExtend<Request>()
  })

  it("needs no member, and takes undefined for absent", () => {
    expectTypeOf<Record<never, never>>().toExtend<Request>()
    expectTypeOf<{ [Name in keyof Request]: undefined }>().toExtend<Request>()
  })

  it("does not compile with a misspelt member", () => {
    // @ts-expect-error: the member is MaxResults.
    const request: Request = { MaxResult: 5 }
    return request
  })

  it("does not compile with a value of another type", () => {
    // @ts-expect-error: a value of another type.
    const request: Request = { MaxResults: "5" }
    return request
  })
})

describe("A result", () => {
  it("has the members of the SDK's result, and the peers that can't be understood", () => {
    expectTypeOf<keyof DescribeRouteServerPeers.Result>().toEqualTypeOf<
      Exclude<keyof Sdk.DescribeRouteServerPeersResult, symbol> | "unreadable"
    >()
  })

  it("is read from anything, or fails as malformed and in no other way", () => {
    expectTypeOf(DescribeRouteServerPeers.decodeResult).parameter(0).toBeUnknown()
    expectTypeOf(DescribeRouteServerPeers.decodeResult({})).toEqualTypeOf<
      Result.Result<DescribeRouteServerPeers.Result, PeerSourceError.MalformedResponse>
    >()
  })
})

describe("evaluate", () => {
  it("answers with a page, or with an error of the service and no other", () => {
    expectTypeOf(DescribeRouteServerPeers.evaluate([], {})).toEqualTypeOf<
      Result.Result<DescribeRouteServerPeers.Result, ServiceError.ServiceError>
    >()
  })
})

describe("judge", () => {
  it("goes as far as a step that there is", () => {
    Judgement.judge({}, { through: "filters" })
    // @ts-expect-error: the step is filters.
    Judgement.judge({}, { through: "filter" })
  })

  it("knows its steps", () => {
    expectTypeOf(Judgement.steps).toEqualTypeOf<ReadonlyArray<Judgement.Step>>()
    expectTypeOf<string>().not.toExtend<Judgement.Step>()
  })
})
