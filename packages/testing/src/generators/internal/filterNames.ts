/**
 * Filter names one by one: all that begin with `tag:` count as one.
 */
import { FilterName, FilterNames } from "@route-server/core"

/** Stands for all `tag:` names in a list of names. */
export const TAG_FAMILY = "tag:"

/** The names of a set one by one, with {@link TAG_FAMILY} for those that begin with `tag:`. */
export const listed = ({ single, tags }: FilterNames.FilterNames): ReadonlyArray<string> =>
  tags ? [...single, TAG_FAMILY] : [...single]

/** The set of one of the names that are {@link listed}. */
export const setOf = (name: string): FilterNames.FilterNames =>
  new FilterNames.FilterNames(new Set(name === TAG_FAMILY ? [] : [name]), name === TAG_FAMILY)

/** The single names that select what a name selects. */
export const namesOf = (name: string): ReadonlyArray<string> =>
  FilterName.attributeOf(name)?.names.map((each) => each.name) ?? []

/** A name of a set; every set here has one. */
export const oneOf = (names: FilterNames.FilterNames): string =>
  listed(names)[0]?.replace(/^tag:$/, "tag:env") ?? ""
