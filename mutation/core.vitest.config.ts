import { defineConfig } from "vitest/config"

/** The tests that mutants have to survive; in one process, since a mutant is quickly tried. */
export default defineConfig({
  test: {
    isolate: false,
    include: ["packages/core/test/**/*.test.ts", "packages/adapter-memory/test/**/*.test.ts"],
    setupFiles: ["test/support/properties.ts"],
  },
})
