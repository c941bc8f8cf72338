/**
 * Filters that make sense for a fleet.
 */
import { type Filter, FilterName, FilterNames, Limits } from "@route-server/core"
import fc from "fast-check"
import { listed, setOf, TAG_FAMILY, unknownFilterName } from "./FilterName.ts"
import type { Fleet } from "./Fleet.ts"
import { type Rewrite, rewrite, swapCase } from "./internal/rewrite.ts"
import { constantly, itemAt, type Plan } from "./Plan.ts"
import { tagKey } from "./Tag.ts"

/**
 * Which filters to generate.
 *
 * @category options
 */
export interface FilterOptions {
  /** The names that the filters may have, at least one. Default: the whole catalogue. */
  readonly filterNames?: FilterNames.FilterNames | undefined
  /** What filters must keep to so as not to be refused. Default: `Limits.ec2`. */
  readonly limits?: Limits.Limits | undefined
  /** Whether some are to be refused, for their names or their sizes. Default: `true`. */
  readonly faults?: boolean | undefined
}

const tagKeysOf = (fleet: Fleet): ReadonlyArray<string> =>
  fleet.flatMap((peer) => (peer.Tags ?? []).map(({ Key }) => Key))

/** The texts that a filter of this name compares. */
export const textsOf = (fleet: Fleet, name: string): ReadonlyArray<string> =>
  fleet.flatMap((peer) => FilterName.reader(name)?.(peer) ?? [])

/** The names whose texts people write, and so may be any. */
const FREE_TEXT: ReadonlySet<string> = new Set([
  TAG_FAMILY,
  "tag-key",
  "tag-value",
  "FailureReason",
  "failure-reason",
])

/** Those of some names whose texts may be any, or else all of them. */
const freeOf = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const free = names.filter((name) => FREE_TEXT.has(name))
  return free.length === 0 ? names : free
}

/** A key that another one may be taken for. */
export const nearKey = (): fc.Arbitrary<(key: string) => string> =>
  fc.constantFrom<Array<(key: string) => string>>(
    (key) => key,
    () => "*",
    (key) => `${key.slice(0, -1)}?`,
    (key) => `${key} `,
    (key) => key.trim(),
    (key) => key.split(":", 1).join(""),
    (key) => `${key}:x`,
    (key) => key.normalize(),
    () => "",
    () => "constructor",
    () => "__proto__",
    swapCase,
  )

/**
 * A name of the catalogue, half of them such that people write the texts; a tag
 * key is one that a peer has, or sometimes one that is nearly that, or any.
 */
export const namePlan = (filterNames: FilterNames.FilterNames): fc.Arbitrary<Plan<string>> => {
  const names = listed(filterNames)
  const key = fc.oneof(
    { withCrossShrink: true },
    { weight: 6, arbitrary: fc.constant((own: string) => own) },
    { weight: 3, arbitrary: nearKey() },
    { weight: 1, arbitrary: tagKey().map((any) => () => any) },
  )
  return fc
    .tuple(
      fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom(...names) },
        { weight: 1, arbitrary: fc.constantFrom(...freeOf(names)) },
      ),
      fc.nat(255),
      key,
    )
    .map(
      ([name, index, make]) =>
        (fleet: Fleet) =>
          name === TAG_FAMILY ? `tag:${make(itemAt(tagKeysOf(fleet), index) ?? "env")}` : name,
    )
}

/** How to make a value: from which text, and of which other name's texts if not of the filter's own. */
interface ValuePlan {
  readonly index: number
  readonly make: Rewrite
  readonly elsewhere: string | undefined
  /** Whether to take a text with more in it than ASCII letters, digits and marks, if there is one. */
  readonly isOdd: boolean
}

const ODD = /[^\x21-\x7e]|^[0-9]+$/

const valuePlan = (names: ReadonlyArray<string>): fc.Arbitrary<ValuePlan> =>
  fc.record({
    index: fc.nat(255),
    make: rewrite(),
    isOdd: fc.boolean(),
    elsewhere: fc.option(fc.oneof(fc.constantFrom(...names), fc.constantFrom(...freeOf(names))), {
      freq: 7,
      nil: undefined,
    }),
  })

/** A value for a filter of a name: made from the index-th text that the name reads. */
const valueOf = (
  fleet: Fleet,
  name: string,
  longest: number,
  { index, make, elsewhere = name, isOdd }: ValuePlan,
): string => {
  // A key that no peer has is taken for one that a peer has.
  const texts = [elsewhere, "tag-value"].map((each) => textsOf(fleet, each))
  const own = texts.find(({ length }) => length > 0) ?? ["available"]
  const odd = isOdd ? own.filter((text) => ODD.test(text)) : []
  const value = make(itemAt(odd, index) ?? itemAt(own, index) ?? "")
  const characters = Array.from(value)
  return characters.length <= longest ? value : `${characters.slice(0, 100).join("")}*`
}

/** Values before the one that counts, which find nothing. */
const FILLERS = 24

const fillers = ({ valuesPerFilter, valuesInAll }: Limits.Limits): ReadonlyArray<string> =>
  // Three filters with these are within the limit of all values.
  valuesInAll >= 4 * FILLERS
    ? Array.from({ length: Math.min(FILLERS, valuesPerFilter - 1) }, (_, index) => `no-${index}`)
    : []

/**
 * A filter for a fleet that is not known yet: any name of the catalogue, tag names
 * with keys that the peers have or nearly have, and values that are made from what
 * the peers have. Among the values are literal ones, patterns that fit, ones that
 * nearly fit (another case, a character off, a wildcard too few, white space, a
 * leading zero, another encoding or normal form, the wildcards of other tools),
 * texts of another member, and others. Most filters have up to three values, some
 * have none or no list of them, and in some the one that counts stands behind many
 * others.
 *
 * **Details**
 *
 * With `faults`, one in ten has a name that is not accepted, or a value that is
 * longer than the limit. Shrinks towards no values.
 *
 * @category plans
 */
export const filterPlan = (options: FilterOptions = {}): fc.Arbitrary<Plan<Filter.Filter>> => {
  const { filterNames = FilterNames.all, limits = Limits.ec2, faults = true } = options
  const value = valuePlan(listed(filterNames))
  const valid: fc.Arbitrary<Plan<Filter.Filter>> = fc
    .tuple(
      namePlan(filterNames),
      fc.oneof(
        { withCrossShrink: true },
        { weight: 1, arbitrary: fc.constant([]) },
        { weight: 9, arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }) },
      ),
      fc.oneof(
        { withCrossShrink: true },
        { weight: 5, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.constant(fillers(limits)) },
      ),
      fc.boolean(),
    )
    .map(([namer, values, before, isListed]) => (fleet: Fleet) => {
      const Name = namer(fleet)
      const [first, ...rest] = values.map((each) => valueOf(fleet, Name, limits.characters, each))
      if (first === undefined) return isListed ? { Name, Values: [] } : { Name }
      return { Name, Values: before.length === 0 ? [first, ...rest] : [...before, first] }
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
  filterNames = FilterNames.all,
  limits = Limits.ec2,
}: FilterOptions): fc.Arbitrary<Plan<Filter.Filter>> => {
  const valid = filterPlan({ filterNames, limits, faults: false })
  const wrongName = fc.option(unknownFilterName({ filterNames }), { freq: 12, nil: undefined })
  const misnamed = fc.tuple(valid, wrongName).map(
    ([make, Name]): Plan<Filter.Filter> =>
      (fleet) => ({ ...make(fleet), Name }),
  )
  if (!Number.isFinite(limits.characters)) return misnamed
  const tooLong = "𝔘".repeat(limits.characters + 1)
  const withLongValue = valid.map(
    (make): Plan<Filter.Filter> =>
      (fleet) => ({ ...make(fleet), Values: [tooLong] }),
  )
  const longName = `tag:${tooLong.slice("𝔘".length * "tag:".length)}`
  const withLongName = constantly(fc.constant({ Name: longName, Values: ["*"] }))
  return fc.oneof(
    { weight: 6, arbitrary: misnamed },
    { weight: 2, arbitrary: withLongValue },
    ...(filterNames.tags ? [{ weight: 1, arbitrary: withLongName }] : []),
  )
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
  const { filterNames = FilterNames.all } = options
  const ofOneName = fc.constantFrom(...listed(filterNames)).chain((name) =>
    fc.array(filterPlan({ ...options, filterNames: setOf(name) }), {
      minLength: 1,
      maxLength: 3,
    }),
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
