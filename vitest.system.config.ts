import { defineConfig } from "vitest/config"

/** In milliseconds. Processes and browsers start slowly on a machine that has much else to do. */
const PATIENCE = 600_000

/** The tests of whole systems: several processes, a database, a browser, another's server. */
export default defineConfig({
  test: {
    include: ["packages/*/test/system/**/*.test.ts"],
    setupFiles: ["test/support/properties.ts"],
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    // What is measured in one is not to wait for another.
    fileParallelism: false,
  },
})
