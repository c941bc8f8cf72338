export * as MemoryPeerSource from "./MemoryPeerSource.ts";
