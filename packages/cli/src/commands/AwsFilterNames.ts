/**
 * The filter names that AWS is taken to accept, which tell when they are asked for one
 * that exists here and that they do not have.
 */
import { FilterNames } from "@route-server/core"

/** Hears of each name that is refused, once. */
export class AwsFilterNames extends FilterNames.FilterNames {
  readonly #refused = new Set<string>()
  readonly #tell: (name: string) => void

  constructor(tell: (name: string) => void) {
    super(FilterNames.acceptedByAws.single, FilterNames.acceptedByAws.tags)
    this.#tell = tell
  }

  override has(name: string): boolean {
    const isAccepted = super.has(name)
    if (!isAccepted && FilterNames.all.has(name) && !this.#refused.has(name)) {
      this.#refused.add(name)
      this.#tell(name)
    }
    return isAccepted
  }
}
