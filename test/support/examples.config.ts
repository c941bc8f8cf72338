import { defineConfig } from "vitest/config"

/** For the examples that are test files themselves. */
export default defineConfig({
  test: { include: [".build/examples/*.test.ts"] },
})
