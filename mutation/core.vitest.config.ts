import { defineConfig } from "vitest/config"
import { packages } from "./packages.ts"

/** The tests that mutants have to survive; in one process, since a mutant is quickly tried. */
export default defineConfig({
  resolve: { alias: packages },
  test: {
    isolate: false,
    testTimeout: 30_000,
    env: { FC_RUNS: "10" },
    include: ["packages/core/test/**/*.test.ts", "packages/adapter-memory/test/**/*.test.ts"],
    setupFiles: ["test/support/properties.ts"],
  },
})
