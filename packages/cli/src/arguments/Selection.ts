/**
 * The flags that select peers, and what they ask for.
 */
import { Effect } from "effect"
import { type Command, Flag } from "effect/cli"
import * as FilterArgument from "./FilterArgument.ts"

/** The flags that become a request. */
export const flags = {
  ids: Flag.String("route-server-peer-ids").pipe(
    Flag.withMetavar("ID ..."),
    Flag.withDescription("Only these peers; several may follow"),
    Flag.atLeast(0),
  ),
  filters: Flag.String("filters").pipe(
    Flag.withMetavar("FILTER ..."),
    Flag.withDescription("All of these must match; several may follow"),
    Flag.atLeast(0),
  ),
}

/** EC2's filters have no "not", so this can't become a part of the request. */
export const live = Flag.Boolean("live").pipe(
  Flag.withoutNegation,
  Flag.withDescription("Not those deleting or deleted; evaluated here"),
  Flag.withDefault(false),
)

/** What the flags select. */
export type Selection = Command.Command.Config.Infer<typeof flags>

/** The request that they become; fails if a filter can't be read. */
export const request = Effect.fnUntraced(function* ({ ids, filters }: Selection) {
  const parsed = yield* Effect.forEach(filters, (filter) =>
    Effect.fromResult(FilterArgument.parse(filter)),
  )
  return { RouteServerPeerIds: ids, Filters: parsed.flat() }
})
