import {
  type DescribeRouteServerPeersRequest,
  type DescribeRouteServerPeersResult,
  PeerSource,
  type PeerSourceError,
} from "@route-server/core"
import { Context, Effect, Layer, type Result, type Scope } from "effect"
import type { Fleet } from "../generators/Fleet.ts"
import type { FleetChange } from "../generators/FleetChange.ts"
import { type Adapter, type Promises, promisesOf } from "./Adapter.ts"

/** How one request was answered. */
export type Answer = Result.Result<DescribeRouteServerPeersResult, PeerSourceError.PeerSourceError>

/** An adapter that was made over a fleet. */
export interface Opened {
  readonly ask: (request: DescribeRouteServerPeersRequest) => Effect.Effect<Answer>
  readonly change: (change: FleetChange) => Effect.Effect<unknown, unknown>
}

/** An adapter, without the services that only it knows. */
export interface Subject {
  readonly name: string
  readonly promises: Promises
  readonly canChange: boolean
  readonly open: (fleet: Fleet) => Effect.Effect<Opened, unknown, Scope.Scope>
}

export const subjectOf = <R>(name: string, adapter: Adapter<R>): Subject => {
  const { make, change } = adapter
  return {
    name,
    promises: promisesOf(adapter.supports),
    canChange: change !== undefined,
    open: Effect.fnUntraced(function* (fleet: Fleet) {
      const services = yield* Layer.build(make(fleet))
      const source = Context.get(services, PeerSource)
      return {
        ask: (request) => Effect.result(source.describe(request)),
        change: (each) =>
          change === undefined
            ? Effect.void
            : Effect.updateContext(change(each), (outer: Context.Context<never>) =>
                Context.merge(outer, services),
              ),
      }
    }),
  }
}
