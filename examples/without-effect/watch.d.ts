import type { PeerClient } from "@route-server/core/PeerClient"

export declare const changes: (
  client: PeerClient,
  seen: Map<string, string>,
  signal?: AbortSignal,
) => Promise<ReadonlyArray<string>>
