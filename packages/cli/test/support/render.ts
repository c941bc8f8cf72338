import type { DescribeRouteServerPeers } from "@route-server/core"
import type { Renderer } from "../../src/output/Renderer.ts"

/** All that a renderer prints of a listing. */
export const render = (
  renderer: Renderer,
  pages: ReadonlyArray<DescribeRouteServerPeers.Result>,
  nextToken?: string,
): string =>
  [...pages.flatMap((page) => [...renderer.page(page)]), ...renderer.end(nextToken)].join("")
