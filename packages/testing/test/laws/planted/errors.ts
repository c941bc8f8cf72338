/**
 * Bugs of errors, and of what breaks behind an adapter.
 */
import {
  DescribeRouteServerPeers,
  PeerSource,
  PeerSourceError,
  ServiceError,
} from "@route-server/core"
import type { Laws } from "@route-server/testing"
import { Effect, Exit, Layer, Result } from "effect"
import {
  adapterOf,
  type Behind,
  behindOf,
  changeBehind,
  type Page,
  Peers,
  type PlantedBug,
  type Request,
} from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

const changingError = (change: (error: ServiceError.ServiceError) => ServiceError.ServiceError) =>
  adapterOf((peers, request) => Result.mapError(evaluate(peers, request), change))

type Answered = Effect.Effect<Page, PeerSourceError.PeerSourceError>

type Describe = (request: Request, ask: Answered, behind: Behind) => Answered

const noAnswer = new PeerSourceError.TransportError({
  message: "There was no answer.",
  reason: { _tag: "Timeout" },
})

/** An adapter before something that may fail. */
export const before = (
  open: () => Describe,
  release: (behind: Behind) => void = () => {},
): Laws.Adapter<Peers> => ({
  make: (fleet) =>
    Layer.effect(
      PeerSource.PeerSource,
      Effect.gen(function* () {
        const behind = yield* Peers
        const describe = open()
        yield* Effect.addFinalizer(() => Effect.sync(() => release(behind)))
        return {
          describe: (given) => {
            const request = structuredClone(given)
            const ask: Answered = Effect.suspend(
              (): Answered =>
                behind.isDown
                  ? Effect.fail(noAnswer)
                  : Effect.fromResult(evaluate(behind.current, request)),
            )
            return Effect.suspend(() => describe(request, ask, behind))
          },
        }
      }),
    ).pipe(Layer.provideMerge(Layer.sync(Peers, () => behindOf(fleet)))),
  change: changeBehind,
  outage: (isOn) =>
    Peers.use((behind) =>
      Effect.sync(() => {
        behind.isDown = isOn
      }),
    ),
  inUse: Peers.use((behind) => Effect.sync(() => behind.inUse)),
})

const isTransport = (error: PeerSourceError.PeerSourceError): boolean =>
  error._tag === "TransportError"

const orPage =
  (page: (request: Request) => Page): Describe =>
  (request, ask) =>
    Effect.catch(ask, (error) =>
      isTransport(error) ? Effect.succeed(page(request)) : Effect.fail(error),
    )

/** Takes something for as long as a request takes, and gives it back when `isOver` says so. */
const holding =
  (isOver: (exit: Exit.Exit<Page, PeerSourceError.PeerSourceError>) => boolean): (() => Describe) =>
  () =>
  (_, ask, behind) =>
    Effect.suspend(() => {
      behind.inUse += 1
      return Effect.onExit(Effect.andThen(Effect.yieldNow, ask), (exit) =>
        Effect.sync(() => {
          if (isOver(exit)) behind.inUse -= 1
        }),
      )
    })

export const bugsOfErrors: ReadonlyArray<PlantedBug> = [
  {
    bug: "an error has the right tag and another class",
    law: "refusals",
    adapter: changingError((error) => {
      const { isRetryable } = error
      Object.defineProperty(error, "isRetryable", { value: isRetryable })
      return Object.setPrototypeOf(error, Error.prototype)
    }),
  },
  {
    bug: "the status lays the fault on the service",
    law: "refusals",
    adapter: changingError((error) =>
      ServiceError.fromCode(error._tag, { message: error.message, httpStatus: 500 }),
    ),
  },
  {
    bug: "a refusal comes with the status of success",
    law: "refusals",
    adapter: changingError((error) =>
      ServiceError.fromCode(error._tag, { message: error.message, httpStatus: 200 }),
    ),
  },
  {
    bug: "IDs are judged before their combination with MaxResults",
    law: "refusals",
    adapter: adapterOf((peers, request) => {
      const { RouteServerPeerIds = [] } = request
      const ofIds = evaluate(peers, { RouteServerPeerIds })
      const due = evaluate(peers, request)
      return Result.isFailure(due) &&
        due.failure._tag === "InvalidParameterCombination" &&
        Result.isFailure(ofIds)
        ? ofIds
        : due
    }),
  },
  {
    bug: "the token is judged before the range of MaxResults",
    law: "refusals",
    adapter: adapterOf((peers, request) => {
      const { NextToken, MaxResults } = request
      const due = evaluate(peers, request)
      const isOfRange =
        Result.isFailure(due) && due.failure.message.includes("parameter MaxResults")
      const ofToken = evaluate(peers, { NextToken })
      return isOfRange && Number.isInteger(MaxResults) && Result.isFailure(ofToken) ? ofToken : due
    }),
  },
  {
    bug: "IDs are judged before the filters",
    law: "refusals",
    adapter: adapterOf((peers, request) => {
      const { RouteServerPeerIds, Filters } = request
      const due = evaluate(peers, request)
      const ofFilters = Result.isFailure(evaluate(peers, { Filters }))
      const isOfForm = Array.isArray(RouteServerPeerIds ?? []) && Array.isArray(Filters ?? [])
      if (!isOfForm || !ofFilters || Result.isSuccess(due)) return due
      const ofIds = evaluate(peers, { RouteServerPeerIds })
      return Result.isFailure(ofIds) && ofIds.failure._tag.startsWith("InvalidRouteServerPeerId")
        ? ofIds
        : due
    }),
  },
  {
    bug: "a time-out comes out as an empty page",
    law: "outages",
    adapter: before(() => orPage(() => ({ RouteServerPeers: [] }))),
  },
  {
    bug: "the second time a refused request is answered with nothing",
    law: "refusals",
    also: {
      laws: ["dry runs", "steadiness"],
      because: "they ask for what is refused more than once",
    },
    adapter: before(() => {
      const refused = new Set<string>()
      return (request, ask) => {
        const key = JSON.stringify(request)
        return refused.has(key)
          ? Effect.succeed({ RouteServerPeers: [] })
          : Effect.tapError(ask, (error) =>
              Effect.sync(() => {
                if (!isTransport(error)) refused.add(key)
              }),
            )
      }
    }),
  },
  {
    bug: "a time-out ends a listing that is under way",
    law: "outages",
    adapter: before(
      () => (request, ask, behind) =>
        request.NextToken === undefined
          ? ask
          : orPage(() => ({ RouteServerPeers: [] }))(request, ask, behind),
    ),
  },
  {
    bug: "a time-out comes out as what was answered last",
    law: "outages",
    adapter: before(() => {
      let last: Page = { RouteServerPeers: [] }
      return (request, ask, behind) =>
        Effect.tap(orPage(() => last)(request, ask, behind), (page) =>
          Effect.sync(() => {
            last = page
          }),
        )
    }),
  },
  {
    bug: "an error is remembered for ever",
    law: "outages",
    adapter: before(() => {
      let known: PeerSourceError.PeerSourceError | undefined
      return (_, ask) =>
        known === undefined
          ? Effect.tapError(ask, (error) =>
              Effect.sync(() => {
                if (isTransport(error)) known = error
              }),
            )
          : Effect.fail(known)
    }),
  },
  {
    bug: "an interrupted request keeps what it holds",
    law: "given back",
    adapter: before(holding((exit) => !Exit.hasInterrupts(exit))),
  },
  {
    bug: "a refused request keeps what it holds",
    law: "given back",
    adapter: before(holding(Exit.isSuccess)),
  },
  {
    bug: "nothing is released when the adapter is closed",
    law: "given back",
    adapter: before(
      () => (_, ask) => ask,
      (behind) => {
        behind.inUse = 1
      },
    ),
  },
]
