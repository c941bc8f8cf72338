// What whoever writes an adapter has for a test.
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { suite } from "@route-server/testing/vitest"

suite("peers in memory", {
  make: (peers) => MemoryPeerSource.layer(peers),
  change: (update) => MemoryPeerSource.MemoryPeerSource.use((memory) => memory.apply(update)),
})
