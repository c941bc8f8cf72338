import { assert, describe, it } from "@effect/vitest"
import { Tag } from "@route-server/core"
import { Result, Schema } from "effect"

const isTag = Schema.is(Tag.Tag)
const isUserTag = Schema.is(Tag.UserTag)
const tag = (Key: string, Value = "") => ({ Key, Value })

describe("Tag", () => {
  it("that is written has a key of at most 127 and a value of at most 256 Unicode characters", () => {
    assert.isTrue(isUserTag(tag("k".repeat(127), "v".repeat(256))))
    assert.isFalse(isUserTag(tag("k".repeat(128))))
    assert.isFalse(isUserTag(tag("k", "v".repeat(257))))
  })

  it("counts a character outside the basic plane once", () => {
    assert.isTrue(isUserTag(tag("🦊".repeat(127), "🦊".repeat(256))))
    assert.isFalse(isUserTag(tag("🦊".repeat(128))))
    assert.isTrue(isUserTag(tag("\ud800".repeat(127))))
  })

  it("that may not be written says why", () => {
    const result = Schema.decodeUnknownResult(Tag.UserTag)(tag("aws:x"))
    assert.include(
      Result.isFailure(result) ? result.failure.message : "",
      `a tag key that does not begin with "aws:"`,
    )
  })

  it("may be read, but not written, with a key that begins with aws:", () => {
    assert.isTrue(isTag(tag("aws:cloudformation:stack-name", "net")))
    assert.isFalse(isUserTag(tag("aws:cloudformation:stack-name", "net")))
    assert.isTrue(isUserTag(tag("AWS:stack-name", "net")))
    assert.isFalse(isUserTag(tag("k".repeat(128))))
    assert.isTrue(Tag.isReserved(tag("aws:")))
    assert.isFalse(Tag.isReserved(tag("aws")))
  })
})
