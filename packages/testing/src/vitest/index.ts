/**
 * The laws as a vitest suite.
 */
import { Effect } from "effect"
import { describe, it } from "vitest"
import { boundsOf } from "../laws/Law.ts"
import * as Laws from "../laws/Laws.ts"

/** In milliseconds, beyond the time of a law: so it is a report that ends it and not the runner. */
const TIME_TO_REPORT = 30_000

/**
 * Registers the laws that an adapter must keep as tests, each under its name; and,
 * beside them, `more` of one's own. A law that had nothing to judge is shown as skipped.
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
  more: ReadonlyArray<Laws.Law> = [],
): void => {
  const timeout = boundsOf(parameters).timeout + TIME_TO_REPORT
  describe(`${name} keeps the laws`, () => {
    for (const { law, statement, holds } of Laws.suite(name, adapter, parameters, more)) {
      it(
        `${law}: ${statement}`,
        async ({ skip }) => {
          const { cases, judged } = await Effect.runPromise(holds)
          skip(judged === 0, `There was nothing to judge in ${cases} cases`)
        },
        timeout,
      )
    }
  })
}
