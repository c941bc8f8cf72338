/**
 * What somebody may have meant whose filter name is none.
 */
import { type Filter, FilterName, FilterNames, type ServiceError } from "@route-server/core"
import { Data, Effect } from "effect"
import { excerpt } from "../terminal/DisplayText.ts"
import { nearest } from "./Suggestion.ts"

/** A failure, and what may be done about it. */
export class Hinted extends Data.TaggedError("Hinted")<{
  readonly failure: ServiceError.InvalidParameterValue
  readonly hint: string
}> {}

/** The names of the catalogue, those of the answer and those in EC2's style. */
const names: ReadonlyArray<string> = FilterName.catalogue.flatMap((entry) =>
  entry.names.map(({ name }) => name),
)

/** A name without what people write differently. */
const essence = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "")

/**
 * The names of the catalogue that a name may have been meant for: what differs in
 * case and punctuation only, what ends in it or of which it is the beginning, or what
 * is but a letter or two away.
 *
 * **Example** (Names as people type them)
 *
 * ```ts
 * import { suggestionsFor } from "./FilterNameHint.ts"
 *
 * suggestionsFor("vpcId") // => ["VpcId", "vpc-id"]
 * suggestionsFor("bgp-status") // => ["BgpStatus.Status", "bgp-status.status"]
 * suggestionsFor("colour") // => []
 * ```
 */
export const suggestionsFor = (name: string): ReadonlyArray<string> => {
  const wanted = essence(name)
  const alike = (test: (essence: string) => boolean) =>
    names.filter((candidate) => test(essence(candidate)))
  const same = alike((candidate) => candidate === wanted)
  if (same.length > 0) return same
  const parts =
    wanted === ""
      ? []
      : alike((candidate) => candidate.startsWith(wanted) || candidate.endsWith(wanted))
  if (parts.length > 0) return parts
  const near = nearest(wanted, names.map(essence))
  return near === undefined ? [] : alike((candidate) => candidate === near)
}

/** The columns of a name to show. */
const LONGEST_NAME = 60

/** The suggestions to show: three members under two names each. */
const MOST_SUGGESTIONS = 6

/** Fails as a request did, with a hint if it was for a filter name that does not exist. */
export const attach =
  (filters: ReadonlyArray<Filter.Filter>) =>
  (
    failure: ServiceError.InvalidParameterValue,
  ): Effect.Effect<never, ServiceError.InvalidParameterValue | Hinted> => {
    const unknown = filters.find(
      ({ Name }) => Name !== undefined && !FilterNames.all.has(Name),
    )?.Name
    if (unknown === undefined) return Effect.fail(failure)
    const suggestions = suggestionsFor(unknown).slice(0, MOST_SUGGESTIONS)
    const hint =
      suggestions.length === 0
        ? `there is no filter '${excerpt(unknown, LONGEST_NAME)}'; 'route-server peers describe --help' lists them`
        : `there is no filter '${excerpt(unknown, LONGEST_NAME)}'; did you mean ${suggestions.join(" or ")}?`
    return Effect.fail(new Hinted({ failure, hint }))
  }
