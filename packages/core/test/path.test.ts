import { assert, describe, it } from "@effect/vitest"
import { formatPath } from "../src/internal/path.ts"

describe("formatPath", () => {
  it("writes a path as JavaScript does", () => {
    assert.strictEqual(formatPath([]), "")
    assert.strictEqual(
      formatPath(["RouteServerPeers", 3, "BgpOptions", "PeerAsn"]),
      "RouteServerPeers[3].BgpOptions.PeerAsn",
    )
    assert.strictEqual(formatPath([0, "a b", "-x", "x-", ""]), `[0]["a b"]["-x"]["x-"][""]`)
  })
})
