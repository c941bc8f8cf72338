import { PeerSource } from "@route-server/core"
import { Layer } from "effect"

/** The same source, which says that it supports something else. */
export const supporting =
  (supports: PeerSource.Supports) =>
  <A, E, R>(layer: Layer.Layer<A | PeerSource.PeerSource, E, R>) =>
    Layer.effect(
      PeerSource.PeerSource,
      PeerSource.PeerSource.useSync((source) => ({
        ...source,
        supports: { ...source.supports, ...supports },
      })),
    ).pipe(Layer.provideMerge(layer))
