export { DuplicatePeer, type MemoryOptions, MemoryPeerSource } from "./MemoryPeerSource.ts";
