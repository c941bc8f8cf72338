import { MemoryPeerSource } from "@route-server/adapter-memory"
import type { PeerUpdate } from "@route-server/core"

/** Changes the peers of the memory adapter, for the laws about changes. */
export const change = (update: PeerUpdate.PeerUpdate) =>
  MemoryPeerSource.MemoryPeerSource.use((memory) => memory.apply(update))
