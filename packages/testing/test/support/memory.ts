import { MemoryPeerSource } from "@route-server/adapter-memory"
import type { Generators } from "@route-server/testing"
import type { Effect } from "effect"

/** Changes the peers of the memory adapter, for the laws about changes. */
export const change = (each: Generators.FleetChange) =>
  MemoryPeerSource.use((memory): Effect.Effect<void, unknown> => {
    switch (each._tag) {
      case "Add":
        return memory.add(each.peer)
      case "Replace":
        return memory.replace(each.peer)
      case "Remove":
        return memory.remove(each.routeServerPeerId)
    }
  })
