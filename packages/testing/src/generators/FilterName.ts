/**
 * The names of filters, and texts that are none.
 */
import { FilterNames } from "@route-server/core"
import fc from "fast-check"
import { listed, TAG_FAMILY } from "./internal/filterNames.ts"
import { swapCase } from "./internal/rewrite.ts"
import { tagKey } from "./Tag.ts"
import { text } from "./Text.ts"

/**
 * Which names to generate.
 *
 * @category options
 */
export interface FilterNameOptions {
  /** The names that are accepted, at least one. Default: the whole catalogue. */
  readonly filterNames?: FilterNames.FilterNames | undefined
}

/**
 * A filter name that is accepted: each of the catalogue alike often, `tag:` with keys
 * of every kind. Shrinks towards the first name.
 *
 * @category requests
 */
export const filterName = ({
  filterNames = FilterNames.all,
}: FilterNameOptions = {}): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...listed(filterNames)), tagKey())
    .map(([name, key]) => (name === TAG_FAMILY ? `tag:${key}` : name))

const known = ["destinationCidr", "route-server-peer.state", "tag", "constructor", "__proto__", ""]

/**
 * A text in the place of a filter name that is not accepted: names in another case, in
 * the plural, cut, with space around them, names of other operations' filters, names
 * that every object has, ones that are too long, any text, and such as are accepted
 * only by others than the options say. Shrinks towards a name in another case.
 *
 * @category requests
 */
export const unknownFilterName = (options: FilterNameOptions = {}): fc.Arbitrary<string> => {
  const { filterNames = FilterNames.all } = options
  const spoilt = fc
    .tuple(
      filterName(),
      fc.constantFrom<Array<(name: string) => string>>(
        swapCase,
        (name) => `${name}s`,
        (name) => ` ${name}`,
        (name) => `${name} `,
        (name) => name.slice(1),
        (name) => name,
      ),
    )
    .map(([name, spoil]) => spoil(name))
  const isUnknown = (name: string) => !filterNames.has(name)
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: spoilt.filter(isUnknown) },
    { weight: 2, arbitrary: fc.constantFrom(...known, "x".repeat(256)).filter(isUnknown) },
    { weight: 1, arbitrary: text().filter(isUnknown) },
  )
}
