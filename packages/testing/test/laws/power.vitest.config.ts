import { defineConfig } from "vitest/config"

/** In milliseconds: each test stands for thousands of cases. */
const PATIENCE = 600_000

export default defineConfig({
  test: {
    include: ["packages/testing/test/laws/*.power.ts"],
    testTimeout: PATIENCE,
    isolate: false,
    maxWorkers: "100%",
  },
})
