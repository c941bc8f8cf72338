/**
 * `--output ndjson`: a peer a line, its members in the order of the AWS
 * reference, with what is invisible in a value escaped. The output is a fixture
 * that gives the same bytes again, unless there is no peer: that is no text, and
 * no text is no fixture.
 */
import { visibleJson } from "../terminal/Visible.ts"
import { inReferenceOrder } from "./MemberOrder.ts"
import type { Renderer } from "./Renderer.ts"

/** Makes a renderer of one listing. */
export const make = (): Renderer => ({
  *page({ RouteServerPeers }) {
    for (const peer of RouteServerPeers) {
      yield* visibleJson(JSON.stringify(inReferenceOrder(peer)))
      yield "\n"
    }
  },
  end: () => [],
})

/** Any value, such as the answer to a query: what is in a list, a line each. */
export function* value(answer: unknown): Iterable<string> {
  for (const element of Array.isArray(answer) ? answer : [answer]) {
    yield* visibleJson(JSON.stringify(element))
    yield "\n"
  }
}
