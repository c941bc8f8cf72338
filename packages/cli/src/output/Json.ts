/**
 * `--output json`: the Response Syntax of the AWS reference, laid out as the
 * AWS CLI lays it out, with what is invisible in a value escaped. The same peers
 * give the same bytes, and the output is a fixture that gives them again.
 */
import { visibleJson } from "../terminal/Visible.ts"
import { inReferenceOrder } from "./MemberOrder.ts"
import type { Renderer } from "./Renderer.ts"

const INDENT = "    "

const indented = (value: unknown, levels: number): string =>
  JSON.stringify(value, null, INDENT).replaceAll("\n", `\n${INDENT.repeat(levels)}`)

/** Makes a renderer of one listing. */
export const make = (): Renderer => {
  let isFirst = true
  return {
    *page({ RouteServerPeers }) {
      for (const peer of RouteServerPeers) {
        const before = isFirst ? `{\n${INDENT}"RouteServerPeers": [` : ","
        isFirst = false
        yield `${before}\n${INDENT.repeat(2)}`
        yield* visibleJson(indented(inReferenceOrder(peer), 2))
      }
    },
    *end(continuation) {
      yield isFirst ? `{\n${INDENT}"RouteServerPeers": []` : `\n${INDENT}]`
      if (continuation !== undefined) {
        yield `,\n${INDENT}"NextToken": `
        yield* visibleJson(JSON.stringify(continuation.token))
      }
      yield "\n}\n"
    },
  }
}

/** Any value, such as the answer to a query. */
export function* value(answer: unknown): Iterable<string> {
  yield* visibleJson(indented(answer, 0))
  yield "\n"
}
