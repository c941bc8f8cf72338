/**
 * Generators, laws and doubles for testing code that uses Amazon VPC Route Server peers.
 */
export * as Fleet from "./generators/Fleet.ts"
export * as Generators from "./generators/index.ts"
export * as Laws from "./laws/Laws.ts"
export * as FaultyPeerSource from "./sources/FaultyPeerSource.ts"
export * as Recording from "./sources/Recording.ts"
export { RecordingPeerSource } from "./sources/RecordingPeerSource.ts"
export * as ReplayPeerSource from "./sources/ReplayPeerSource.ts"
