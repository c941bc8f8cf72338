/**
 * Tags: the key-value pairs by which AWS users label their resources.
 */
import { Schema } from "effect"
import { isLongerThan } from "./internal/characters.ts"
import * as OpenStruct from "./OpenStruct.ts"

const atMost = (what: string, characters: number) =>
  Schema.makeFilter((text: string) => !isLongerThan(text, characters), {
    expected: `${what} of at most ${characters} Unicode characters`,
  })

/** What the key of a user's tag may not begin with (model). */
const RESERVED_PREFIX = "aws:"

/**
 * The key of a tag: at most 127 Unicode characters, case-sensitive (model).
 *
 * @category schemas
 */
export const TagKey = Schema.String.check(atMost("a tag key", 127))

/**
 * The value of a tag: at most 256 Unicode characters, case-sensitive (model).
 *
 * @category schemas
 */
export const TagValue = Schema.String.check(atMost("a tag value", 256))

/**
 * A tag as an answer shows it.
 *
 * **Details**
 *
 * A tag that is read may have a key that begins with `aws:`: the rule against
 * that prefix is taken to bind whoever writes tags (guess; see {@link UserTag}),
 * and a listing must not fail over a tag that is there.
 *
 * @category schemas
 */
export const Tag = OpenStruct.make({ Key: TagKey, Value: TagValue })
/** @category models */
export type Tag = typeof Tag.Type

/**
 * Whether a tag's key begins with `aws:`, which users may not write (model).
 *
 * @category predicates
 */
export const isReserved = (tag: Pick<Tag, "Key">): boolean => tag.Key.startsWith(RESERVED_PREFIX)

/**
 * A tag that a user may write: within the limits of {@link Tag}, and with a
 * key that does not begin with `aws:` (model).
 *
 * @category schemas
 */
export const UserTag = Tag.check(
  Schema.makeFilter((tag: Tag) => !isReserved(tag), {
    expected: `a tag whose key does not begin with "${RESERVED_PREFIX}"`,
  }),
)
