/**
 * Filters that make sense for a fleet.
 */
import { type Filter, FilterName, Limits } from "@route-server/core"
import fc from "fast-check"
import type { Fleet } from "./Fleet.ts"
import { type Rewrite, rewrite, swapCase } from "./internal/rewrite.ts"
import { itemAt, type Plan } from "./Plan.ts"
import { tagKey } from "./Tag.ts"

/**
 * Which filters to generate.
 *
 * @category options
 */
export interface FilterOptions {
  /**
   * The names that the filters may have, as `FilterName.accepts` reads them.
   * Default: the whole catalogue.
   */
  readonly filterNames?: ReadonlyArray<string> | undefined
  /** What filters must keep to so as not to be refused. Default: `Limits.ec2`. */
  readonly limits?: Limits.Limits | undefined
  /** Whether some are to be refused, for their names or their sizes. Default: `true`. */
  readonly faults?: boolean | undefined
}

const TAG_FAMILY = "tag:<key>"

const tagKeysOf = (fleet: Fleet): ReadonlyArray<string> =>
  fleet.flatMap((peer) => (peer.Tags ?? []).map(({ Key }) => Key))

/** The texts that a filter of this name compares. */
export const textsOf = (fleet: Fleet, name: string): ReadonlyArray<string> =>
  fleet.flatMap((peer) => FilterName.reader(name)?.(peer) ?? [])

/** A name of the catalogue; a tag key is one that a peer has, or sometimes any. */
export const namePlan = (names: ReadonlyArray<string>): fc.Arbitrary<Plan<string>> =>
  fc
    .tuple(
      fc.constantFrom(...names),
      fc.nat(255),
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: tagKey() },
      ),
    )
    .map(
      ([name, index, anyKey]) =>
        (fleet: Fleet) =>
          name === TAG_FAMILY ? `tag:${anyKey ?? itemAt(tagKeysOf(fleet), index) ?? "env"}` : name,
    )

const brokenName = (): fc.Arbitrary<(name: string) => string | undefined> =>
  fc.constantFrom<Array<(name: string) => string | undefined>>(
    swapCase,
    (name) => `${name}s`,
    (name) => ` ${name}`,
    (name) => name.slice(1),
    () => undefined,
    () => "",
    () => "tag",
    () => "constructor",
    () => "__proto__",
    () => "destinationCidr",
    () => "route-server-peer.state",
    () => "x".repeat(256),
  )

/** A value for a filter of a name: made from the index-th text that the name reads. */
const valueOf = (
  fleet: Fleet,
  name: string,
  { index, make, longest }: { index: number; make: Rewrite; longest: number },
): string => {
  const value = make(itemAt(textsOf(fleet, name), index) ?? "available")
  const characters = Array.from(value)
  return characters.length <= longest ? value : `${characters.slice(0, 100).join("")}*`
}

/**
 * A filter for a fleet that is not known yet: any name of the catalogue, tag names
 * with keys that the peers have, and up to three values that are made from what
 * the peers have. Among the values are literal ones, patterns that fit, ones that
 * nearly fit (another case, a character off, a wildcard too few) and others.
 *
 * **Details**
 *
 * With `faults`, one in ten has a name that is not accepted, or a value that is
 * longer than the limit. Shrinks towards no values.
 *
 * @category plans
 */
export const filterPlan = (options: FilterOptions = {}): fc.Arbitrary<Plan<Filter.Filter>> => {
  const { filterNames = FilterName.all, limits = Limits.ec2, faults = true } = options
  const value = fc.record({ index: fc.nat(255), make: rewrite() })
  const valid: fc.Arbitrary<Plan<Filter.Filter>> = fc
    .tuple(
      namePlan(filterNames),
      fc.oneof(
        { withCrossShrink: true },
        { weight: 1, arbitrary: fc.constant([]) },
        { weight: 9, arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }) },
      ),
    )
    .map(([namer, values]) => (fleet: Fleet) => {
      const Name = namer(fleet)
      return {
        Name,
        Values: values.map((each) => valueOf(fleet, Name, { ...each, longest: limits.characters })),
      }
    })
  return faults
    ? fc.oneof(
        { weight: 9, arbitrary: valid },
        { weight: 1, arbitrary: refusedFilterPlan({ filterNames, limits }) },
      )
    : valid
}

/** A filter that is to be refused, for its name or for the length of a value. */
export const refusedFilterPlan = ({
  filterNames = FilterName.all,
  limits = Limits.ec2,
}: FilterOptions): fc.Arbitrary<Plan<Filter.Filter>> => {
  const valid = filterPlan({ filterNames, limits, faults: false })
  const misnamed = fc.tuple(valid, brokenName()).map(
    ([make, spoil]): Plan<Filter.Filter> =>
      (fleet) => {
        const filter = make(fleet)
        return { ...filter, Name: spoil(filter.Name ?? "") }
      },
  )
  const tooLong = valid.map(
    (make): Plan<Filter.Filter> =>
      (fleet) => ({ ...make(fleet), Values: ["𝔘".repeat(limits.characters + 1)] }),
  )
  return Number.isFinite(limits.characters)
    ? fc.oneof({ weight: 3, arbitrary: misnamed }, { weight: 1, arbitrary: tooLong })
    : misnamed
}

/**
 * Up to three filters for a fleet that is not known yet; now and then several of
 * one name.
 *
 * @see {@link filterPlan} for what they cover
 * @category plans
 */
export const filtersPlan = (
  options: FilterOptions = {},
): fc.Arbitrary<Plan<ReadonlyArray<Filter.Filter>>> => {
  const { filterNames = FilterName.all } = options
  const ofOneName = fc
    .constantFrom(...filterNames)
    .chain((name) =>
      fc.array(filterPlan({ ...options, filterNames: [name] }), { minLength: 2, maxLength: 3 }),
    )
  return fc
    .oneof(
      { withCrossShrink: true },
      { weight: 5, arbitrary: fc.array(filterPlan(options), { maxLength: 3 }) },
      { weight: 1, arbitrary: ofOneName },
    )
    .map((plans) => (fleet: Fleet) => plans.map((plan) => plan(fleet)))
}

/** A filter for this fleet, as {@link filterPlan} makes them. @category requests */
export const filterFor = (fleet: Fleet, options: FilterOptions = {}): fc.Arbitrary<Filter.Filter> =>
  filterPlan(options).map((plan) => plan(fleet))

/** Up to three filters for this fleet, as {@link filterPlan} makes them. @category requests */
export const filtersFor = (
  fleet: Fleet,
  options: FilterOptions = {},
): fc.Arbitrary<ReadonlyArray<Filter.Filter>> => filtersPlan(options).map((plan) => plan(fleet))
