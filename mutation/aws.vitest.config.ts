import { defineConfig } from "vitest/config"
import { packages } from "./packages.ts"

/**
 * The tests that mutants have to survive; in one process, since a mutant is
 * quickly tried, and with fewer cases of each property. A mutant that makes a
 * request wait for ever is found out by the time that a test may take.
 */
export default defineConfig({
  resolve: { alias: packages },
  test: {
    isolate: false,
    testTimeout: 6000,
    env: { FC_RUNS: "10" },
    include: ["packages/adapter-aws/test/**/*.test.ts"],
    // The laws over the wire would take longer than all the rest.
    exclude: ["packages/adapter-aws/test/laws.test.ts"],
    setupFiles: ["test/support/properties.ts"],
  },
})
