/**
 * The laws as a vitest suite.
 */
import { Effect } from "effect"
import { describe, it } from "vitest"
import * as Laws from "../laws/Laws.ts"

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
  parameters: Laws.Parameters = {},
): void => {
  describe(`${name} keeps the laws`, () => {
    for (const { law, statement, holds } of Laws.suite(name, adapter, parameters)) {
      it(`${law}: ${statement}`, () => Effect.runPromise(holds))
    }
  })
}
