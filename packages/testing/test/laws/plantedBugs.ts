/**
 * Adapters with one deliberate bug each, of the kinds that real ones have had.
 */
import type { PlantedBug } from "./planted/adapters.ts"
import { bugsOfMemory } from "./planted/apart.ts"
import { bugsOfCaches } from "./planted/caches.ts"
import { bugsOfChanges } from "./planted/changes.ts"
import { bugsOfEffects, bugsOfState } from "./planted/effects.ts"
import { bugsOfErrors } from "./planted/errors.ts"
import { bugsOfFilters } from "./planted/filters.ts"
import { bugsOfInterruption } from "./planted/interruption.ts"
import { bugsOfLife } from "./planted/life.ts"
import { bugsOfLoad } from "./planted/load.ts"
import { bugsOfMatching } from "./planted/matching.ts"
import { bugsOfPages } from "./planted/pages.ts"
import { bugsOfPairs } from "./planted/pairs.ts"
import { bugsOfPeers } from "./planted/peers.ts"
import { bugsOfRefusals } from "./planted/refusals.ts"
import { bugsOfSignedTokens } from "./planted/signed.ts"
import { bugsOfSize } from "./planted/size.ts"
import { bugsOfTexts } from "./planted/texts.ts"
import { bugsOfTokens } from "./planted/tokens.ts"

/** By what they are about. */
export const kinds: Readonly<Record<string, ReadonlyArray<PlantedBug>>> = {
  pages: bugsOfPages,
  filters: bugsOfFilters,
  matching: bugsOfMatching,
  texts: bugsOfTexts,
  pairs: bugsOfPairs,
  size: bugsOfSize,
  refusals: bugsOfRefusals,
  errors: bugsOfErrors,
  tokens: [...bugsOfTokens, ...bugsOfSignedTokens],
  memory: bugsOfMemory,
  state: bugsOfState,
  effects: bugsOfEffects,
  interruption: bugsOfInterruption,
  load: bugsOfLoad,
  changes: bugsOfChanges,
  caches: bugsOfCaches,
  life: bugsOfLife,
  peers: bugsOfPeers,
}

export const plantedBugs: ReadonlyArray<PlantedBug> = Object.values(kinds).flat()
