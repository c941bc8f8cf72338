import type { DescribeRouteServerPeersResult } from "@route-server/core"
import type { Renderer } from "../../src/output/Renderer.ts"

/** All that a renderer prints of a listing. */
export const render = (
  renderer: Renderer,
  pages: ReadonlyArray<DescribeRouteServerPeersResult>,
  nextToken?: string,
): string => pages.flatMap((page) => [...renderer.page(page)]).join("") + renderer.end(nextToken)
