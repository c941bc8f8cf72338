import { Laws } from "@route-server/testing"
import { Effect, Result } from "effect"
import type { PlantedBug } from "./planted/adapters.ts"

/** In milliseconds: the laws wait for a sixth of it for an answer. */
const TIME_FOR_HANGS = 9000

/** Whether a law is broken by a planted bug, in a hundred cases unless said otherwise. */
export const caught = async (
  { bug, adapter, hangs = false }: PlantedBug,
  parameters: Laws.Parameters,
): Promise<boolean> => {
  const [held] = Laws.suite(bug, adapter, {
    numRuns: 100,
    endOnFailure: true,
    ...(hangs ? { timeout: TIME_FOR_HANGS } : {}),
    ...parameters,
  })
  return held !== undefined && Result.isFailure(await Effect.runPromise(Effect.result(held.holds)))
}
