/**
 * What may be done about a failure of a source.
 */
import type { Filter, PeerSourceError } from "@route-server/core"
import * as FilterNameHint from "../arguments/FilterNameHint.ts"
import { Hinted } from "../output/Failure.ts"
import type { Source } from "./Source.ts"

/** A failure with a hint, if there is one to what was asked or to whom. */
export const attach =
  (filters: ReadonlyArray<Filter.Filter>, { hintOf }: Pick<Source, "hintOf">) =>
  (failure: PeerSourceError.PeerSourceError): PeerSourceError.PeerSourceError | Hinted => {
    const hint = FilterNameHint.hintOf(filters, failure) ?? hintOf(failure)
    return hint === undefined ? failure : new Hinted({ failure, hint })
  }
