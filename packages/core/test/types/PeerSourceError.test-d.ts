import {
  type DescribeRouteServerPeers,
  PeerSource,
  type PeerSourceError,
  ServiceError,
} from "@route-server/core"
import { Effect } from "effect"
import { describe, expectTypeOf, it } from "vitest"

const answer = PeerSource.describe()

declare const handlers: {
  readonly [Tag in PeerSourceError.PeerSourceError["_tag"]]: () => Effect.Effect<undefined>
}

describe("What describing peers can fail with", () => {
  it("is told apart by AWS's codes", () => {
    expectTypeOf<PeerSourceError.PeerSourceError["_tag"]>().toEqualTypeOf<
      ServiceError.ServiceError["_tag"] | "TransportError" | "MalformedResponse" | "ListingStalled"
    >()
    expectTypeOf<"InvalidRouteServerPeerId.NotFound">().toExtend<
      ServiceError.ServiceError["_tag"]
    >()
    expectTypeOf<ServiceError.ServiceError["_tag"]>().not.toExtend<"OtherServiceError">()
  })

  it("is a closed union: whoever handles every tag is left with no error", () => {
    const handled = Effect.catchTags(answer, handlers)
    expectTypeOf<Effect.Error<typeof handled>>().toBeNever()
  })

  it("is narrowed by catchTag to the error of the code, which is then gone", () => {
    const caught = Effect.catchTag(answer, "InvalidRouteServerPeerId.NotFound", (error) => {
      expectTypeOf(error).toEqualTypeOf<ServiceError.InvalidRouteServerPeerIdNotFound>()
      return Effect.succeed(undefined)
    })
    expectTypeOf<Effect.Error<typeof caught>>().toEqualTypeOf<
      Exclude<PeerSourceError.PeerSourceError, ServiceError.InvalidRouteServerPeerIdNotFound>
    >()
    expectTypeOf<Effect.Success<typeof caught>>().toEqualTypeOf<
      DescribeRouteServerPeers.Result | undefined
    >()
  })

  it("is not caught by a misspelt code", () => {
    // @ts-expect-error
    Effect.catchTag(answer, "InvalidRouteServerPeerID.NotFound", () => Effect.void)
  })

  it("is narrowed by catchReason to the reason", () => {
    Effect.catchReason(answer, "TransportError", "CredentialsNotFound", (reason) => {
      expectTypeOf(reason.isTransient).toEqualTypeOf<boolean>()
      return Effect.succeed(undefined)
    })
    // @ts-expect-error: no such reason.
    Effect.catchReason(answer, "TransportError", "Timeuot", () => Effect.succeed(undefined))
  })

  it("says of every error whether a retry can help, and what is wrong", () => {
    expectTypeOf<PeerSourceError.PeerSourceError["isRetryable"]>().toEqualTypeOf<boolean>()
    expectTypeOf<PeerSourceError.PeerSourceError["message"]>().toEqualTypeOf<string>()
  })
})

describe("A malformed response", () => {
  it("says where as data", () => {
    expectTypeOf<PeerSourceError.MalformedResponse["path"]>().toEqualTypeOf<
      ReadonlyArray<string | number>
    >()
  })
})

describe("ServiceError.fromCode", () => {
  it("makes an error of the service and no other", () => {
    expectTypeOf(
      ServiceError.fromCode("RequestLimitExceeded", { message: "", httpStatus: 503 }),
    ).toEqualTypeOf<ServiceError.ServiceError>()
  })
})
