import { defineConfig } from "vitest/config"

/** The tests that mutants have to survive; in one process, since a mutant is quickly tried. */
export default defineConfig({
  test: {
    isolate: false,
    include: [
      "packages/adapter-aws/test/**/*.test.ts",
      "packages/testing/test/endpoint/**/*.test.ts",
    ],
    setupFiles: ["test/support/properties.ts"],
  },
})
