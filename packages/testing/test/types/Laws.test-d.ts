import { MemoryPeerSource } from "@route-server/adapter-memory"
import { PeerSource } from "@route-server/core"
import { suite } from "@route-server/testing/vitest"
import { Context, type Layer } from "effect"
import { describe, it } from "vitest"

class Table extends Context.Service<Table, { readonly size: number }>()("Table") {}

declare const overTable: Layer.Layer<PeerSource.PeerSource, never, Table>

describe("An adapter under test", () => {
  it("is made over a fleet", () => {
    suite("memory", { make: (fleet) => MemoryPeerSource.layer(fleet) })
  })

  it("is changed through what was made with it", () => {
    suite("memory", {
      make: (fleet) => MemoryPeerSource.layer(fleet),
      change: (update) => MemoryPeerSource.MemoryPeerSource.use((memory) => memory.apply(update)),
    })
    suite("memory", {
      make: (fleet) => MemoryPeerSource.layer(fleet),
      // @ts-expect-error: nobody made the table.
      change: () => Table.use(() => PeerSource.describe()),
    })
  })

  it("needs nothing that is not made with it", () => {
    // @ts-expect-error
    suite("table", { make: () => overTable })
  })
})
