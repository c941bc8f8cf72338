Family, 
Type, };
export type { 
import type { Family, Type } from "./internal/exposition.ts";
export declare const families: Record<"buildInfo" | "changes" | "peerBfdUp" | "peerBgpUp" | "peerInfo" | "peerState" | "peerStateSince" | "peerStatusChanges" | "peerStatusSince" | "processCpu" | "processMemory" | "processStart" | "runners" | "storeUp" | "targetErrors" | "targetInfo" | "targetLastPoll" | "targetLastSuccess" | "targetPeers" | "targetPollDuration" | "targetStale" | "targetUnreadablePeers" | "targetUp" | "webhookDelivered" | "webhookDropped" | "webhookFailures" | "webhookLag" | "webhookPending" | "webhookUp", Family>;
