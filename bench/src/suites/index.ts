import type { Suite } from "../Suite.ts"
import { aws } from "./aws.ts"
import { command } from "./command.ts"
import { decode } from "./decode.ts"
import { endpoint } from "./endpoint.ts"
import { filters } from "./filters.ts"
import { imports } from "./imports.ts"
import { judge } from "./judge.ts"
import { memory, million } from "./memory.ts"
import { metrics } from "./metrics.ts"
import { patterns } from "./patterns.ts"

/** All suites, those of single functions first. */
export const suites: ReadonlyArray<Suite> = [
  decode,
  patterns,
  filters,
  judge,
  memory,
  endpoint,
  aws,
  metrics,
  million,
  imports,
  command,
]
