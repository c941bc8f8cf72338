import { MemoryPeerSource } from "@route-server/adapter-memory"
import type { PeerSource } from "@route-server/core"
import type { Layer } from "effect"
import { describe, expectTypeOf, it } from "vitest"

describe("MemoryPeerSource.layer", () => {
  it("gives a source and the handle to it, and can't fail", () => {
    expectTypeOf(MemoryPeerSource.layer([])).toEqualTypeOf<
      Layer.Layer<MemoryPeerSource.MemoryPeerSource | PeerSource.PeerSource>
    >()
  })

  it("takes a script, which can't fail either", () => {
    expectTypeOf(MemoryPeerSource.timeline([], [{ at: "1 minute", updates: [] }])).toEqualTypeOf<
      ReturnType<typeof MemoryPeerSource.layer>
    >()
  })

  it("takes peers, not their JSON", () => {
    // @ts-expect-error: its ID is any text; RouteServerPeer.make makes a peer of it.
    MemoryPeerSource.layer([{ RouteServerPeerId: "rsp-1" }])
  })
})
