import { createRequire } from "node:module"
import { assert, describe, it } from "@effect/vitest"
import { partitions } from "../src/internal/partitions.ts"

describe("partitions", () => {
  it("are those of the SDK", async () => {
    // The SDK exports who reads the table, not the table.
    const ofClient = createRequire(createRequire(import.meta.url).resolve("@aws-sdk/client-ec2"))
    const path = ofClient.resolve("@aws-sdk/core").replace(/dist-.*/, "")
    const table: {
      partitionsInfo: {
        partitions: ReadonlyArray<{
          id: string
          outputs: { implicitGlobalRegion: string }
          regions: Record<string, unknown>
        }>
      }
    } = await import(`${path}dist-es/submodules/client/util-endpoints/lib/aws/partitions.js`)
    assert.deepStrictEqual(
      partitions,
      table.partitionsInfo.partitions.map(({ id, outputs, regions }) => ({
        id,
        home: outputs.implicitGlobalRegion,
        regions: Object.keys(regions).filter((region) => !region.endsWith("-global")),
      })),
    )
  })
})
