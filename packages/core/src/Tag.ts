/**
 * Tags: the key-value pairs by which AWS users label their resources.
 */
import * as Schema from "effect/Schema"
import { isLongerThan } from "./internal/characters.ts"
import * as OpenFormat from "./OpenFormat.ts"
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
 * A tag as an answer shows it: a key, and a value that AWS has not promised.
 *
 * **Details**
 *
 * The rules for keys and values bind whoever writes tags (guess; see
 * {@link UserTag}). A listing must not fail over a tag that is there, so one that
 * is longer, or whose key begins with `aws:`, is read all the same.
 *
 * @category schemas
 */
export const Tag = OpenStruct.make({
  Key: Schema.String.annotate(OpenFormat.expects(TagKey)),
  Value: Schema.optionalKey(Schema.String.annotate(OpenFormat.expects(TagValue))),
})
/** @category models */
export type Tag = typeof Tag.Type

/**
 * The value of a tag; the empty text where an answer shows none.
 *
 * @category getters
 */
export const valueOf = (tag: { readonly Value?: string | undefined }): string => tag.Value ?? ""

/**
 * The key of a tag; the empty text where what the SDK answered shows none.
 *
 * @category getters
 */
export const keyOf = (tag: { readonly Key?: string | undefined }): string => tag.Key ?? ""

/**
 * Whether a tag's key begins with `aws:`, which users may not write (model).
 *
 * @category predicates
 */
export const isReserved = (tag: Pick<Tag, "Key">): boolean => tag.Key.startsWith(RESERVED_PREFIX)

/**
 * A tag that a user may write: a key of at most 127 and a value of at most 256
 * Unicode characters, and a key that does not begin with `aws:` (model).
 *
 * @category schemas
 */
export const UserTag = OpenStruct.make({
  Key: TagKey.check(
    Schema.makeFilter((key) => !isReserved({ Key: key }), {
      expected: `a tag key that does not begin with "${RESERVED_PREFIX}"`,
    }),
  ),
  Value: TagValue,
})
