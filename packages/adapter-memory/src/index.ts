/**
 * Route server peers in memory.
 */
export { DuplicatePeer, type MemoryOptions, MemoryPeerSource } from "./MemoryPeerSource.ts"
