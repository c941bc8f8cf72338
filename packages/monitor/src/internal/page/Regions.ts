/**
 * The parts of the page that change, as data. A region is an element of the page, its
 * items are the elements in it; each has a key that stays as long as what it shows is
 * there. What changes between two sights of a page is sent as a patch.
 */

/** The items of each region, by their keys and in their order. */
export type Regions = ReadonlyMap<string, ReadonlyMap<string, string>>

/** What to do to a region. */
export interface RegionPatch {
  /** The keys that are there, in their order; absent where that has not changed. */
  readonly order?: ReadonlyArray<string>
  /** The items that are new or changed, with their keys. */
  readonly set: ReadonlyArray<readonly [key: string, html: string]>
}

/** What to do to the regions that have changed. */
export type Patch = Readonly<Record<string, RegionPatch>>

const none: ReadonlyMap<string, string> = new Map()

const isSameOrder = (a: Iterable<string>, b: ReadonlyArray<string>): boolean => {
  let index = 0
  for (const key of a) {
    if (b[index] !== key) return false
    index += 1
  }
  return index === b.length
}

/** What has changed; everything, if nothing was seen before. */
export const diff = (before: Regions | undefined, after: Regions): Patch => {
  const patch: Array<readonly [string, RegionPatch]> = []
  for (const [name, items] of after) {
    const old = before?.get(name) ?? none
    if (old === items) continue
    const order = [...items.keys()]
    const set = [...items].filter(([key, html]) => old.get(key) !== html)
    const isMoved = before === undefined || !isSameOrder(old.keys(), order)
    if (isMoved || set.length > 0) {
      patch.push([name, { ...(isMoved ? { order } : {}), set }])
    }
  }
  return Object.fromEntries(patch)
}
