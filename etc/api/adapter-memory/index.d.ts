export * as LivingPeerSource from "./LivingPeerSource.ts";
export * as MemoryPeerSource from "./MemoryPeerSource.ts";
