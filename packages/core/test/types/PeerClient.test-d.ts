import type { PeerSource, PeerSourceError, RouteServerPeer } from "@route-server/core"
import * as PeerClient from "@route-server/core/PeerClient"
import type { Layer } from "effect"
import { describe, expectTypeOf, it } from "vitest"

declare const adapter: Layer.Layer<PeerSource.PeerSource, PeerSourceError.TransportError>
declare const needy: Layer.Layer<PeerSource.PeerSource, never, { readonly key: string }>

const client = PeerClient.make(adapter)
type Peer = RouteServerPeer.RouteServerPeer

describe("A client without Effect", () => {
  it("answers with promises and async iterators", () => {
    expectTypeOf(client.list()).resolves.toEqualTypeOf<Array<Peer>>()
    expectTypeOf(client.get("rsp-1")).resolves.toEqualTypeOf<Peer>()
    expectTypeOf(client.canDescribe()).resolves.toBeBoolean()
    expectTypeOf(client.peers()).toEqualTypeOf<AsyncIterable<Peer>>()
  })

  it("takes the platform's AbortSignal", () => {
    expectTypeOf<AbortSignal>().toExtend<PeerClient.AbortSignalLike>()
  })

  it("takes an adapter that needs nothing more", () => {
    // @ts-expect-error: it needs a service that nobody provides.
    PeerClient.make(needy)
  })
})
