/**
 * Tags as answers show them: keys that `aws:` reserves, keys that every object
 * has, keys and values that look like patterns, empty ones, and ones of the
 * greatest length in characters of four bytes.
 */
import type { Tag } from "@route-server/core"
import fc from "fast-check"
import { text } from "./Text.ts"

const reserved = ["aws:", "aws:cloudformation:stack-name", "aws:autoscaling:groupName"]

/** The key of a tag, of at most 127 Unicode characters (model). @category domain */
export const tagKey = (): fc.Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: text(127) },
    { weight: 3, arbitrary: fc.constantFrom("Name", "name", "env", "team", "team:net") },
    { weight: 1, arbitrary: fc.constantFrom(...reserved) },
  )

/** The value of a tag, of at most 256 Unicode characters (model). @category domain */
export const tagValue = (): fc.Arbitrary<string> => text(256)

/** A tag. @category domain */
export const tag = (): fc.Arbitrary<Tag.Tag> =>
  fc.record({ Key: tagKey(), Value: tagValue() }, { noNullPrototype: true })

/** The tags of one resource: no key twice. @category domain */
export const tags = (
  options: {
    /** The greatest number of tags. Default: 3. */
    readonly maxLength?: number | undefined
  } = {},
): fc.Arbitrary<ReadonlyArray<Tag.Tag>> =>
  fc.uniqueArray(tag(), { maxLength: options.maxLength ?? 3, selector: ({ Key }) => Key })
