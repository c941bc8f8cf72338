/**
 * What is wrong with a value at the top level of a fixture. While it comes in, it is
 * not known yet whether something worse follows.
 */
import * as Predicate from "effect/Predicate"
import type * as JsonText from "../JsonText.ts"
import type { Position } from "../JsonText.ts"
import { FixtureError } from "./fixtureError.ts"

/** An error at a place. */
export const errorAt = (
  { column, line }: Position,
  fault: string,
  path: JsonText.Path = [],
  routeServerPeerId?: string,
): FixtureError =>
  new FixtureError({
    fault,
    line,
    column,
    path,
    ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
  })

/** What can be wrong with a page, a list of peers or a peer, the worst first. */
export type Kind = "form" | "deepPeer" | "deep" | "number" | "peer"

const kinds: ReadonlyArray<Kind> = ["form", "deepPeer", "deep", "number", "peer"]

/** The faults of a page, a list of peers or a peer: of those alike the first counts. */
export class Faults {
  readonly #first = new Map<Kind, FixtureError>()

  add(kind: Kind, error: FixtureError): void {
    if (!this.#first.has(kind)) this.#first.set(kind, error)
  }

  get isNone(): boolean {
    return this.#first.size === 0
  }

  get worst(): FixtureError | undefined {
    return kinds.map((kind) => this.#first.get(kind)).find(Predicate.isNotUndefined)
  }
}
