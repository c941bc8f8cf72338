/**
 * What may be done about a failure of a source.
 */
import { type Filter, type Fleet, Judgement, Target } from "@route-server/core"
import { Effect } from "effect"
import * as FilterNameHint from "../arguments/FilterNameHint.ts"
import { Hinted, saidBySource, type Unanswered } from "../output/Failure.ts"
import type { Source } from "./Source.ts"

/** A failure with a hint, if there is one to what was asked or to whom. */
export const attach =
  (filters: ReadonlyArray<Filter.Filter>, { hintOf }: Pick<Source, "hintOf">) =>
  <Failed extends Unanswered>(failure: Failed): Failed | Hinted => {
    const said = saidBySource(failure)
    const hint = said && (FilterNameHint.hintOf(filters, said) ?? hintOf(said))
    return hint === undefined ? failure : new Hinted({ failure, hint })
  }

/**
 * Fails, with a hint, for a request that every target of a fleet would refuse: what was
 * typed wrong is wrong once, not once for each target.
 */
export const judge = (request: Fleet.Request, source: Pick<Source, "hintOf">) =>
  Effect.mapError(
    Effect.fromResult(Judgement.judge(Target.requestOf({}, request))),
    attach(request.Filters ?? [], source),
  )
