/**
 * Adapters with one deliberate bug each, of the kinds that real ones have had.
 */
import type { PlantedBug } from "./planted/adapters.ts"
import { bugsOfMemory } from "./planted/apart.ts"
import { bugsOfChanges } from "./planted/changes.ts"
import { bugsOfFilters } from "./planted/filters.ts"
import { bugsOfMatching } from "./planted/matching.ts"
import { bugsOfPages } from "./planted/pages.ts"
import { bugsOfPeers } from "./planted/peers.ts"
import { bugsOfRefusals } from "./planted/refusals.ts"

export const plantedBugs: ReadonlyArray<PlantedBug> = [
  ...bugsOfPages,
  ...bugsOfFilters,
  ...bugsOfMatching,
  ...bugsOfRefusals,
  ...bugsOfMemory,
  ...bugsOfChanges,
  ...bugsOfPeers,
]
