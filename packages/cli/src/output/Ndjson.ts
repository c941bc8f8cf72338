/**
 * `--output ndjson`: a peer a line, its members in the order of the AWS
 * reference, with what is invisible in a value escaped. The output is a fixture
 * that gives the same bytes again, unless there is no peer: that is no text, and
 * no text is no fixture. Of a fleet a line is a `Target` and a `RouteServerPeer`, or
 * the `Error` of one that is unknown.
 */
import { identity } from "effect/Function"
import { visibleJson } from "../terminal/Visible.ts"
import { peerForm, unknownForm } from "./FleetForm.ts"
import type { Renderer } from "./Renderer.ts"

function* lines<A>(items: ReadonlyArray<A>, formOf: (item: A) => unknown): Iterable<string> {
  for (const item of items) {
    yield* visibleJson(JSON.stringify(formOf(item)))
    yield "\n"
  }
}

/** Makes a renderer of one listing. */
export const make = (): Renderer => ({
  page: (rows) => lines(rows, peerForm),
  end: ({ fleet }) => lines(fleet?.unknown ?? [], unknownForm),
})

/** Any value, such as the answer to a query: what is in a list, a line each. */
export const value = (answer: unknown): Iterable<string> =>
  lines(Array.isArray(answer) ? answer : [answer], identity)
