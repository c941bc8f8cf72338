/**
 * What somebody may have meant whose filter name is none.
 */
import { type Filter, FilterName, FilterNames, type PeerSourceError } from "@route-server/core"
import { excerpt } from "../terminal/DisplayText.ts"
import { nearest } from "./Suggestion.ts"

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

/** The suggestions to show: three members under two names each. */
const MOST_SUGGESTIONS = 6

/** What to say of a failure if a filter name is to blame that does not exist. */
export const hintOf = (
  filters: ReadonlyArray<Filter.Filter>,
  { _tag }: PeerSourceError.PeerSourceError,
): string | undefined => {
  if (_tag !== "InvalidParameterValue") return undefined
  const unknown = filters.find(({ Name }) => Name !== undefined && !FilterNames.all.has(Name))?.Name
  if (unknown === undefined) return undefined
  const suggestions = suggestionsFor(unknown).slice(0, MOST_SUGGESTIONS)
  const advice =
    suggestions.length === 0
      ? "'route-server peers describe --help' lists them"
      : `did you mean ${suggestions.join(" or ")}?`
  return `there is no filter '${excerpt(unknown)}'; ${advice}`
}
