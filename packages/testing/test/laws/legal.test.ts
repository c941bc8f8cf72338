import { suite } from "@route-server/testing/vitest"
import { legal } from "./legal.ts"

// With more cases they are run by `pnpm power`.
for (const [what, adapter] of Object.entries(legal)) suite(what, adapter, { numRuns: 8 })
