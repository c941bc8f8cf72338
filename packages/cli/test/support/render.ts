import type { DescribeRouteServerPeers } from "@route-server/core"
import type { Continuation, Renderer } from "../../src/output/Renderer.ts"

/** All that a renderer prints of a listing. */
export const render = (
  renderer: Renderer,
  pages: ReadonlyArray<DescribeRouteServerPeers.Result>,
  continuation?: Continuation,
): string =>
  [
    ...pages.flatMap(({ RouteServerPeers }) => [
      ...renderer.page(RouteServerPeers.map((peer) => ({ peer }))),
    ]),
    ...renderer.end({ continuation }),
  ].join("")
