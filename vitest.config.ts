import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.test.ts", "examples/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "packages/*/test/system/**"],
    setupFiles: ["test/support/properties.ts"],
    testTimeout: 30_000,
    // No test file changes what it shares with others, and loading effect and the SDK once is much faster.
    isolate: false,
    maxWorkers: "100%",
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**/*.ts"],
    },
  },
})
