/**
 * Filters that make sense for a fleet.
 */
import {
  type Filter,
  FilterName,
  FilterNames,
  Limits,
  RouteServerPeer,
  Shape,
} from "@route-server/core"
import fc from "fast-check"
import { unknownFilterName } from "./FilterName.ts"
import type { Fleet } from "./Fleet.ts"
import { listed, namesOf, setOf, TAG_FAMILY } from "./internal/filterNames.ts"
import { type Rewrite, rewrite, swapCase } from "./internal/rewrite.ts"
import { tagKey } from "./Tag.ts"
import { constantly, itemAt, type Template } from "./Template.ts"

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
  readonly refused?: boolean | undefined
}

const tagKeysOf = (fleet: Fleet): ReadonlyArray<string> =>
  fleet.flatMap((peer) => (peer.Tags ?? []).map(({ Key }) => Key))

/** The texts that a filter of this name compares. */
export const textsOf = (fleet: Fleet, name: string): ReadonlyArray<string> => {
  const read = FilterName.reader(name)
  return read === undefined ? [] : fleet.flatMap((peer) => read(peer))
}

const isFreeText = ({ shape }: Shape.Leaf): boolean =>
  shape.kind === "text" && shape.known === undefined && shape.expected === undefined

/** The names whose texts may be any: people write them. */
const FREE_TEXT: ReadonlySet<string> = new Set([
  TAG_FAMILY,
  "tag-key",
  "tag-value",
  ...Shape.leaves(Shape.of(RouteServerPeer.RouteServerPeer))
    .filter(isFreeText)
    .flatMap(({ path }) => namesOf(path.join("."))),
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
export const nameTemplate = (
  filterNames: FilterNames.FilterNames,
): fc.Arbitrary<Template<string>> => {
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
interface ValueTemplate {
  readonly index: number
  readonly make: Rewrite
  readonly elsewhere: string | undefined
  /** Whether to take a text with more in it than ASCII letters, digits and marks, if there is one. */
  readonly isOdd: boolean
}

const ODD = /[^\x21-\x7e]|^[0-9]+$/

const valueTemplate = (names: ReadonlyArray<string>): fc.Arbitrary<ValueTemplate> =>
  fc.record({
    index: fc.nat(255),
    make: rewrite(),
    isOdd: fc.boolean(),
    elsewhere: fc.oneof(
      { withCrossShrink: true },
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...names, ...freeOf(names)) },
    ),
  })

/** A value for a filter of a name: made from the index-th text that the name reads. */
const valueOf = (
  fleet: Fleet,
  name: string,
  longest: number,
  { index, make, elsewhere = name, isOdd }: ValueTemplate,
): string => {
  // A key that no peer has is taken for one that a peer has.
  const there = textsOf(fleet, elsewhere)
  const tagged = there.length === 0 ? textsOf(fleet, "tag-value") : there
  const own = tagged.length === 0 ? ["available"] : tagged
  const odd = isOdd ? own.filter((text) => ODD.test(text)) : []
  const value = make(itemAt(odd, index) ?? itemAt(own, index) ?? "")
  const characters = Array.from(value)
  return characters.length <= longest ? value : `${characters.slice(0, 100).join("")}*`
}

/** So many values that find nothing. */
export const valuesOfNone = (count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, at) => `no-${at}`)

/** So many values stand before the one that counts. */
const FILLERS = 24

const fillers = ({ valuesPerFilter, valuesInAll }: Limits.Limits): ReadonlyArray<string> =>
  // Three filters with these are within the limit of all values.
  valuesInAll >= 4 * FILLERS ? valuesOfNone(Math.min(FILLERS, valuesPerFilter - 1)) : []

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
 * With `refused`, one in ten has a name that is not accepted, or a value that is
 * longer than the limit. Shrinks towards no values.
 *
 * @category templates
 */
export const filterTemplate = (
  options: FilterOptions = {},
): fc.Arbitrary<Template<Filter.Filter>> => {
  const { filterNames = FilterNames.all, limits = Limits.ec2, refused = true } = options
  const value = valueTemplate(listed(filterNames))
  const valid: fc.Arbitrary<Template<Filter.Filter>> = fc
    .tuple(
      nameTemplate(filterNames),
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
  return refused
    ? fc.oneof(
        { weight: 9, arbitrary: valid },
        { weight: 1, arbitrary: refusedFilterTemplate({ filterNames, limits }) },
      )
    : valid
}

/** A filter that is to be refused, for its name or for the length of a value. */
export const refusedFilterTemplate = ({
  filterNames = FilterNames.all,
  limits = Limits.ec2,
}: FilterOptions): fc.Arbitrary<Template<Filter.Filter>> => {
  const valid = filterTemplate({ filterNames, limits, refused: false })
  const wrongName = fc.option(unknownFilterName({ filterNames }), { freq: 12, nil: undefined })
  const misnamed = fc.tuple(valid, wrongName).map(
    ([make, Name]): Template<Filter.Filter> =>
      (fleet) => ({ ...make(fleet), Name }),
  )
  if (!Number.isFinite(limits.characters)) return misnamed
  const tooLong = "𝔘".repeat(limits.characters + 1)
  const withLongValue = valid.map(
    (make): Template<Filter.Filter> =>
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
 * @see {@link filterTemplate} for what they cover
 * @category templates
 */
export const filtersTemplate = (
  options: FilterOptions = {},
): fc.Arbitrary<Template<ReadonlyArray<Filter.Filter>>> => {
  const { filterNames = FilterNames.all } = options
  const ofOneName = fc.constantFrom(...listed(filterNames)).chain((name) =>
    fc.array(filterTemplate({ ...options, filterNames: setOf(name) }), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  return fc
    .oneof(
      { withCrossShrink: true },
      { weight: 5, arbitrary: fc.array(filterTemplate(options), { maxLength: 3 }) },
      { weight: 1, arbitrary: ofOneName },
    )
    .map((templates) => (fleet: Fleet) => templates.map((template) => template(fleet)))
}

/** A filter for this fleet, as {@link filterTemplate} makes them. @category requests */
export const filterFor = (fleet: Fleet, options: FilterOptions = {}): fc.Arbitrary<Filter.Filter> =>
  filterTemplate(options).map((template) => template(fleet))

/** Up to three filters for this fleet, as {@link filterTemplate} makes them. @category requests */
export const filtersFor = (
  fleet: Fleet,
  options: FilterOptions = {},
): fc.Arbitrary<ReadonlyArray<Filter.Filter>> =>
  filtersTemplate(options).map((template) => template(fleet))
