import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { inPackage } from "../src/Package.ts"

describe("Package", () => {
  it("finds the package's files", () => {
    const manifest = JSON.parse(readFileSync(inPackage("package.json"), "utf8"))
    assert.strictEqual(manifest.name, "@route-server/cli")
    assert.match(readFileSync(inPackage("fixtures/sample-fleet.json"), "utf8"), /RouteServerPeers/)
  })
})
