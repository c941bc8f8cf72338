/**
 * Which of some things there are.
 *
 * fast-check makes a value, with what it needs to shrink it, of every choice. Of the
 * members of every peer of every fleet that is most of the work, so here all choices
 * are one value.
 */
import fc from "fast-check"

/** Whether each of some things is there. */
export type Presence = ReadonlyArray<boolean>

class PresenceArbitrary extends fc.Arbitrary<Presence> {
  readonly #count: number
  readonly #times: number
  constructor(count: number, times: number) {
    super()
    this.#count = count
    this.#times = times
  }

  override generate(mrng: fc.Random): fc.Value<Presence> {
    const isThere: Array<boolean> = []
    for (let at = 0; at < this.#count; at += 1) isThere.push(mrng.nextInt(1, this.#times) !== 1)
    return new fc.Value(isThere, undefined)
  }

  override canShrinkWithoutContext(value: unknown): value is Presence {
    return Array.isArray(value) && value.length === this.#count
  }

  override shrink(isThere: Presence): fc.Stream<fc.Value<Presence>> {
    return fc.stream(without(isThere))
  }
}

/** Nothing at all; and then each thing less, one at a time. */
function* without(isThere: Presence): Generator<fc.Value<Presence>, void> {
  if (isThere.filter(Boolean).length > 1) {
    yield new fc.Value(
      isThere.map(() => false),
      undefined,
    )
  }
  for (const [at, is] of isThere.entries()) {
    if (is) yield new fc.Value(isThere.with(at, false), undefined)
  }
}

/** Each of so many things is absent once in so many times; shrinks to none present. */
export const absentOnceIn = (times: number, count: number): fc.Arbitrary<Presence> =>
  new PresenceArbitrary(count, times)
