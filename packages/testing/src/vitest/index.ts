/**
 * The laws as a vitest suite.
 */
import { Effect } from "effect"
import { describe, it } from "vitest"
import * as Laws from "../laws/Laws.ts"

/** In milliseconds, for a hundred cases of a law: a slow adapter takes some per answer. */
const PATIENCE = 60_000

/**
 * How to look for breaches, and for how long.
 *
 * @category options
 */
export interface Parameters extends Laws.Parameters {
  /**
   * How long a law may take, in milliseconds. Default: a minute for every hundred
   * cases, so that it is a report that ends it and not the runner.
   */
  readonly timeout?: number | undefined
}

/**
 * Registers the laws that an adapter must keep as tests, each under its name.
 *
 * **Example** (The whole test of an adapter)
 *
 * ```ts vitest
 * import { suite } from "@route-server/testing/vitest"
 * import { MemoryPeerSource } from "@route-server/adapter-memory"
 *
 * suite("memory", { make: (fleet) => MemoryPeerSource.layer(fleet) })
 * ```
 *
 * @category suites
 */
export const suite = <R = never>(
  name: string,
  adapter: Laws.Adapter<R>,
  parameters: Parameters = {},
): void => {
  const { numRuns = 100, timeout = PATIENCE * Math.max(1, numRuns / 100) } = parameters
  describe(`${name} keeps the laws`, () => {
    for (const { law, statement, holds } of Laws.suite(name, adapter, parameters)) {
      it(`${law}: ${statement}`, () => Effect.runPromise(holds), timeout)
    }
  })
}
