/**
 * What every output format is: a writer of one listing, page by page.
 */
import type { Row } from "./Columns.ts"
import { type Unknown, unknownForm } from "./FleetForm.ts"

/** How to go on with a listing of which more follows. */
export interface Continuation {
  readonly token: string
  /** The flag that takes the token. */
  readonly flag: "--next-token" | "--starting-token"
}

/** How a listing ended. */
export interface End {
  /** How to go on, if more follows. */
  readonly continuation?: Continuation | undefined
  /** Of a fleet: how many targets there are, and which of them are not known to the end. */
  readonly fleet?:
    | { readonly targets: number; readonly unknown: ReadonlyArray<Unknown> }
    | undefined
}

/** What stands, where programs read it, beside the list of peers: how to go on, and the targets of a fleet that are unknown. */
export const restForm = ({ continuation, fleet }: End): object => ({
  ...(continuation && { NextToken: continuation.token }),
  ...(fleet && { UnknownTargets: fleet.unknown.map(unknownForm) }),
})

/** Renders one listing; it may remember what it needs from page to page. */
export interface Renderer {
  /** A page's text in pieces, made as they are taken, so that neither a large page nor a long value is rendered as a whole. */
  readonly page: (rows: ReadonlyArray<Row>) => Iterable<string>
  /** What comes after the last page. */
  readonly end: (end: End) => Iterable<string>
}

type Rows = ReadonlyArray<Row>

/** A renderer that sorts all peers before another renders them, so that nothing is shown before all is there. */
export const sorted = (sort: (rows: Rows) => Rows, { end, page }: Renderer): Renderer => {
  const all: Array<Row> = []
  return {
    page: (rows) => {
      for (const row of rows) all.push(row)
      return []
    },
    *end(how) {
      yield* page(sort(all))
      yield* end(how)
    },
  }
}
