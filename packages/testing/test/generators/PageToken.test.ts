import { assert, describe, it } from "@effect/vitest"
import { PageToken } from "@route-server/core"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"

const { malformedPageToken, pageToken } = Generators

describe("pageToken", () => {
  it("is one that core reads, with a time of issue or without", () => {
    fc.assert(fc.property(pageToken(), (token) => assert.isDefined(PageToken.decode(token))))
    assertCovers(pageToken(), {
      "with a time": [0.1, (token) => PageToken.decode(token)?.issuedAt !== undefined],
      "without one": [0.5, (token) => PageToken.decode(token)?.issuedAt === undefined],
    })
  })

  it("shrinks to a simple place", () => {
    assert.deepEqual<unknown>(PageToken.decode(smallest(pageToken(), () => true)), {
      after: "rsp-0",
    })
  })
})

describe("malformedPageToken", () => {
  it("is none that core reads", () => {
    fc.assert(
      fc.property(malformedPageToken(), (token) => assert.isUndefined(PageToken.decode(token))),
    )
  })

  it("covers what is nearly a token, and what is far from one", () => {
    const token = smallest(pageToken(), () => true)
    assertCovers(malformedPageToken(), {
      empty: [0.01, (text) => text === ""],
      padded: [0.02, (text) => text.endsWith("=") && text.length > 5],
      "as long as a token": [0.05, ({ length }) => length >= token.length],
      "an offset": [0.005, (text) => text === "5"],
    })
  })

  it("shrinks to nothing", () => {
    assert.strictEqual(
      smallest(malformedPageToken(), () => true),
      "",
    )
  })
})
