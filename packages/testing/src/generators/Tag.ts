/**
 * Tags as answers show them: keys that `aws:` reserves, keys that every object
 * has, keys and values that look like patterns, empty ones, and ones of the
 * greatest length in characters of four bytes.
 */
import type { Tag } from "@route-server/core"
import fc from "fast-check"
import { absentOnceIn } from "./internal/presence.ts"
import type { PeerOptions } from "./RouteServerPeer.ts"
import { text } from "./Text.ts"

const reserved = ["aws:", "aws:cloudformation:stack-name", "aws:autoscaling:groupName"]

/** The greatest length of a key that may be written (model). */
export const LONGEST_KEY = 127

/** The key of a tag, of at most 127 Unicode characters (model). @category domain */
export const tagKey = (): fc.Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: text(LONGEST_KEY) },
    { weight: 3, arbitrary: fc.constantFrom("Name", "name", "env", "team", "team:net") },
    { weight: 1, arbitrary: fc.constantFrom(...reserved) },
  )

/** The value of a tag, of at most 256 Unicode characters (model). @category domain */
export const tagValue = (): fc.Arbitrary<string> => text(256)

/** A tag has no value once in so many times, for AWS has not promised one. */
const WITHOUT_VALUE = 16

type TagOptions = Pick<PeerOptions, "absentMembers">

/**
 * A tag; some have no value.
 *
 * @category domain
 */
export const tag = (options: TagOptions = {}): fc.Arbitrary<Tag.Tag> =>
  fc
    .tuple(
      tagKey(),
      tagValue(),
      absentOnceIn(WITHOUT_VALUE, options.absentMembers === false ? 0 : 1),
    )
    .map(([Key, Value, [hasValue = true]]) => (hasValue ? { Key, Value } : { Key }))

/** The greatest number of tags that a resource has (docs). */
export const MOST_TAGS = 50

/** Tags that are there so that others stand behind them. */
const fillers: ReadonlyArray<Tag.Tag> = Array.from({ length: MOST_TAGS }, (_, at) => ({
  Key: `filler-${at}`,
  Value: `value-${at}`,
}))

/**
 * The tags of one resource: no key twice. Most have up to three, some more, as many as
 * there may be among them.
 *
 * @category domain
 */
export const tags = (options: TagOptions = {}): fc.Arbitrary<ReadonlyArray<Tag.Tag>> => {
  const few = fc.uniqueArray(tag(options), { maxLength: 3, selector: ({ Key }) => Key })
  const before = fc.oneof(
    { withCrossShrink: true },
    { weight: 30, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: MOST_TAGS }) },
    { weight: 1, arbitrary: fc.constant(MOST_TAGS) },
  )
  return fc
    .tuple(few, before)
    .map(([own, count]) => [...fillers.slice(0, Math.min(count, MOST_TAGS - own.length)), ...own])
}
