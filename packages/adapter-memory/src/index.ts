/**
 * Route server peers in memory.
 */
export * as MemoryPeerSource from "./MemoryPeerSource.ts"
