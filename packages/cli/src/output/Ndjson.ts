/**
 * `--output ndjson`: a peer a line, its members in the order of the AWS
 * reference. The output is a fixture that gives the same bytes again, unless
 * there is no peer: that is no text, and no text is no fixture.
 */
import { inReferenceOrder } from "./MemberOrder.ts"
import type { Renderer } from "./Renderer.ts"

/** Makes a renderer of one listing. */
export const make = (): Renderer => ({
  *page({ RouteServerPeers }) {
    for (const peer of RouteServerPeers) yield `${JSON.stringify(inReferenceOrder(peer))}\n`
  },
  end: () => "",
})
