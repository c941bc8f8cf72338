/**
 * `--output json`: the Response Syntax of the AWS reference, laid out as the
 * AWS CLI lays it out, with what is invisible in a value escaped. The same peers
 * give the same bytes, and the output is a fixture that gives them again. Of a fleet
 * it is `FleetPeers`, each a `Target` and a `RouteServerPeer`, and `UnknownTargets`.
 */
import { visibleJson } from "../terminal/Visible.ts"
import { peerForm } from "./FleetForm.ts"
import { type Renderer, restForm } from "./Renderer.ts"

const INDENT = "    "

const indented = (value: unknown, levels: number): string =>
  JSON.stringify(value, null, INDENT).replaceAll("\n", `\n${INDENT.repeat(levels)}`)

/** Makes a renderer of one listing, with the name of its list. */
export const make = (list = "RouteServerPeers"): Renderer => {
  let isFirst = true
  return {
    *page(rows) {
      for (const row of rows) {
        const before = isFirst ? `{\n${INDENT}"${list}": [` : ","
        isFirst = false
        yield `${before}\n${INDENT.repeat(2)}`
        yield* visibleJson(indented(peerForm(row), 2))
      }
    },
    *end(end) {
      yield isFirst ? `{\n${INDENT}"${list}": []` : `\n${INDENT}]`
      for (const [name, value] of Object.entries(restForm(end))) {
        yield `,\n${INDENT}"${name}": `
        yield* visibleJson(indented(value, 1))
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
