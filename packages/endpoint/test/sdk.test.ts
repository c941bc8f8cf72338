import { paginateDescribeRouteServerPeers } from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import {
  DescribeRouteServerPeers,
  FilterNames,
  type Judgement,
  PeerSource,
  RouteServerPeer,
} from "@route-server/core"
import type { Ec2Endpoint } from "@route-server/endpoint"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Fleet, Generators } from "@route-server/testing"
import { Effect, Layer, Result } from "effect"
import fc from "fast-check"
import { memory, written } from "./support.ts"
import { serve } from "./supportNode.ts"
import { ask, asSdkReads, clientOf, throughSdk } from "./supportSdk.ts"

const connected = Effect.flatMap(NodeEc2Endpoint.NodeEc2Endpoint, ({ url }) => clientOf(url))

/** A source over a fleet that can be swapped between two requests. */
const swappable = () => {
  const state: { fleet: Fleet.Fleet } = { fleet: [] }
  const source = Layer.succeed(PeerSource.PeerSource, {
    describe: (request) =>
      Effect.suspend(() =>
        Effect.fromResult(DescribeRouteServerPeers.evaluate(state.fleet, request)),
      ),
  })
  return { state, source }
}

/** The SDK fails to write half a surrogate pair, and then begins its next request with what it had written (run). */
const writable = (request: DescribeRouteServerPeers.Request): DescribeRouteServerPeers.Request =>
  JSON.parse(
    JSON.stringify(request, (_, member) =>
      typeof member === "string" ? member.toWellFormed() : member,
    ),
  )

const defined = (
  fleet: Fleet.Fleet,
  request: DescribeRouteServerPeers.Request,
  options: Judgement.Options,
) =>
  Result.match(DescribeRouteServerPeers.evaluate(fleet, written(request), options), {
    onSuccess: throughSdk,
    onFailure: (error) => `${error.httpStatus} ${error._tag}: ${asSdkReads(error.message)}`,
  })

describe("The AWS SDK for JavaScript", () => {
  it.effect("is answered as the definition of the operation says", () => {
    const { state, source } = swappable()
    return Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const client = yield* clientOf(url)
      yield* Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(
            Generators.fleet().chain((fleet) =>
              fc.tuple(fc.constant(fleet), Generators.requestFor(fleet).map(writable)),
            ),
            async ([fleet, request]) => {
              state.fleet = fleet
              assert.deepStrictEqual<unknown>(
                await ask(client, request),
                defined(fleet, request, { acceptedNames: FilterNames.all }),
              )
            },
          ),
        ),
      )
    }).pipe(Effect.provide(serve(source, { acceptedNames: FilterNames.all })))
  })

  it.effect("reads every text that XML 1.0 can carry", () => {
    const { state, source } = swappable()
    return Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const client = yield* clientOf(url)
      const character = fc.oneof(
        fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
        fc.constantFrom(..."\r\n\t <>&'\"];#x"),
      )
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML can't carry
      const unwritable = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/
      yield* Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(
            fc.string({ unit: character, maxLength: 20 }).filter((text) => !unwritable.test(text)),
            async (FailureReason) => {
              const peer = {
                ...RouteServerPeer.make({ RouteServerPeerId: "rsp-1" }),
                FailureReason,
              }
              state.fleet = [peer]
              assert.deepStrictEqual<unknown>(await ask(client, {}), {
                RouteServerPeers: [throughSdk(peer)],
              })
            },
          ),
        ),
      )
    }).pipe(Effect.provide(serve(source)))
  })

  it.effect("pages through a listing", () => {
    const { state, source } = swappable()
    state.fleet = Fleet.make({ seed: 1, size: 43 })
    return Effect.gen(function* () {
      const client = yield* connected
      const pages = yield* Effect.promise(async () => {
        const pages = []
        const pagination = { client, pageSize: 10, stopOnSameToken: false }
        for await (const page of paginateDescribeRouteServerPeers(pagination, {})) pages.push(page)
        return pages
      })
      assert.deepStrictEqual(
        pages.map((page) => page.RouteServerPeers?.length),
        [10, 10, 10, 10, 3],
      )
      assert.deepStrictEqual(
        pages.flatMap(({ RouteServerPeers = [] }) =>
          RouteServerPeers.map((peer) => peer.RouteServerPeerId),
        ),
        state.fleet.map((peer) => peer.RouteServerPeerId as string).sort(),
      )
    }).pipe(Effect.provide(serve(source)))
  })

  it.effect("signs its requests well enough for an endpoint that wants them signed", () => {
    const callers: Array<string | undefined> = []
    const authorize = ({ accessKeyId }: Ec2Endpoint.Call) => {
      callers.push(accessKeyId)
      return false
    }
    return Effect.gen(function* () {
      const client = yield* connected
      assert.strictEqual(
        yield* Effect.promise(() => ask(client, { DryRun: true })),
        "403 UnauthorizedOperation: You are not authorized to perform this operation.",
      )
      assert.deepStrictEqual(callers, ["AKID"])
    }).pipe(Effect.provide(serve(memory, { requireSignature: true, authorize })))
  })
})
