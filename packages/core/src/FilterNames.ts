/**
 * Sets of filter names: those that a service accepts.
 */
import * as FilterName from "./FilterName.ts"

/** A name of the catalogue that is not one of many `tag:` names. */
type SingleName = Exclude<FilterName.FilterName, `tag:${string}`>

/**
 * A set of filter names. All `tag:` names go together: a service accepts each of
 * them or none.
 *
 * @category models
 */
export class FilterNames {
  /** The names in it, without those that begin with `tag:`. */
  readonly single: ReadonlySet<string>
  /** Whether all names that begin with `tag:` are in it. */
  readonly tags: boolean

  /** Throws a `RangeError` for a name that is not in the catalogue; {@link make} takes none. */
  constructor(single: ReadonlySet<string>, tags: boolean) {
    for (const name of single) {
      if (FilterName.isTag(name) || FilterName.attributeOf(name) === undefined) {
        throw new RangeError(`'${name}' is no filter name that stands for itself in the catalogue`)
      }
    }
    this.single = single
    this.tags = tags
  }

  /** Whether a name is in it. */
  has(name: string): boolean {
    return FilterName.isTag(name) ? this.tags : this.single.has(name)
  }

  /** The same without a name; without one that begins with `tag:`, none of these is left. */
  without(name: string): FilterNames {
    return new FilterNames(
      new Set([...this.single].filter((each) => each !== name)),
      this.tags && !FilterName.isTag(name),
    )
  }

  /**
   * The name in it that selects what a name selects: the name itself, another name
   * of its attribute, or `undefined` when there is none.
   *
   * **Example** (Finding the name that AWS knows)
   *
   * ```ts
   * import { FilterNames } from "@route-server/core"
   *
   * FilterNames.acceptedByAws.acceptedAs("vpc-id") // => "VpcId"
   * FilterNames.acceptedByAws.acceptedAs("tag:env") // => "tag:env"
   * FilterNames.acceptedByAws.acceptedAs("state") // => undefined
   * ```
   */
  acceptedAs(name: string): string | undefined {
    if (this.has(name)) return name
    return FilterName.attributeOf(name)?.names.find((other) => this.has(other.name))?.name
  }
}

/**
 * A set of names of the catalogue: these, and with `tags` all that begin with
 * `tag:`. A misspelled name does not compile; from code that is not type-checked
 * it throws a `RangeError`.
 *
 * **Example** (A service that filters on two members and on tags)
 *
 * ```ts
 * import { FilterNames } from "@route-server/core"
 *
 * const names = FilterNames.make(["VpcId", "State"], { tags: true })
 *
 * names.has("VpcId") // => true
 * names.has("vpc-id") // => false
 * names.has("tag:env") // => true
 * ```
 *
 * @category constructors
 */
export const make = (
  names: Iterable<SingleName>,
  { tags = false }: { readonly tags?: boolean | undefined } = {},
): FilterNames => new FilterNames(new Set(names), tags)

const select = (isIn: (name: FilterName.CatalogueName) => boolean): FilterNames => {
  const names = FilterName.catalogue.flatMap((entry) => entry.names.filter(isIn))
  const single = names.map(({ name }) => name).filter((name) => !FilterName.isTag(name))
  return new FilterNames(new Set(single), names.length > single.length)
}

/**
 * Every name of the catalogue.
 *
 * @category constants
 */
export const all: FilterNames = select(() => true)

/**
 * The names that the real service is taken to accept: `RouteServerEndpointId`,
 * `RouteServerId` and `VpcId` (docs), those that begin with `tag:`, and `tag-key`
 * (guess). All else is taken to be refused: `route-server-endpoint-id` and
 * `route-server-id` are known to be (seen), the rest is a guess.
 *
 * @category constants
 */
export const acceptedByAws: FilterNames = select(({ acceptedByAws }) => acceptedByAws)
