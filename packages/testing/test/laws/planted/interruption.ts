/**
 * Bugs that show when somebody who asks is interrupted.
 */
import { DescribeRouteServerPeers, ServiceError } from "@route-server/core"
import { Deferred, Effect, Exit } from "effect"
import { adapterOpening, type Page, type PlantedBug } from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

type Answer = Deferred.Deferred<Page, ServiceError.ServiceError>

/** Some steps in which others have their turns. */
const steps = (count: number) =>
  Effect.forEach(new Array<void>(count).fill(), () => Effect.yieldNow)

const EMPTY: Page = { RouteServerPeers: [] }

/** Asks once for all who ask for the same at one time; `conclude` tells them what came of it. */
const sharing = (
  conclude: (
    answer: Answer,
    exit: Exit.Exit<Page, ServiceError.ServiceError>,
  ) => Effect.Effect<unknown>,
) =>
  adapterOpening(() => {
    const onTheirWay = new Map<string, Answer>()
    return Effect.fnUntraced(function* (read, request) {
      const key = JSON.stringify(request)
      const earlier = onTheirWay.get(key)
      if (earlier !== undefined) return yield* Deferred.await(earlier)
      const answer = yield* Deferred.make<Page, ServiceError.ServiceError>()
      onTheirWay.set(key, answer)
      return yield* steps(3).pipe(
        Effect.andThen(read),
        Effect.flatMap((peers) => Effect.fromResult(evaluate(peers, request))),
        Effect.onExit((exit) => {
          onTheirWay.delete(key)
          return conclude(answer, exit)
        }),
      )
    })
  })

/** Lets so many in at a time, and the others wait or not. */
const pool = (slots: number, isFull: "wait" | "refuse") =>
  adapterOpening(() => {
    let taken = 0
    return Effect.fnUntraced(function* (read, request) {
      while (taken >= slots) {
        if (isFull === "refuse") {
          return yield* new ServiceError.RequestLimitExceeded({ message: "Too many." })
        }
        yield* Effect.sleep(1)
      }
      taken += 1
      yield* steps(3)
      const page = evaluate(yield* read, request)
      taken -= 1
      return yield* Effect.fromResult(page)
    })
  })

const also = {
  laws: ["requests at once", "steadiness", "effects as values", "listing during changes"],
  because: "some of their requests run at one time, too",
}

export const bugsOfInterruption: ReadonlyArray<PlantedBug> = [
  {
    bug: "an interrupted caller fails those who share its request",
    law: "interruptions",
    adapter: sharing((answer, exit) => Deferred.done(answer, exit)),
  },
  {
    bug: "an interrupted caller leaves those who share its request waiting",
    law: "interruptions",
    hangs: true,
    adapter: sharing((answer, exit) =>
      Exit.hasInterrupts(exit) ? Effect.void : Deferred.done(answer, exit),
    ),
  },
  {
    bug: "an interruption comes out as an empty page for those who share the request",
    law: "interruptions",
    adapter: sharing((answer, exit) =>
      Exit.hasInterrupts(exit) ? Deferred.succeed(answer, EMPTY) : Deferred.done(answer, exit),
    ),
  },
  {
    bug: "an interruption is caught and answered with an empty page, which is remembered",
    law: "interruptions",
    adapter: adapterOpening(() => {
      const answers = new Map<string, Page>()
      return Effect.fnUntraced(function* (read, request) {
        const key = JSON.stringify(request)
        const known = answers.get(key)
        if (known !== undefined) return known
        return yield* steps(2).pipe(
          Effect.andThen(read),
          Effect.flatMap((peers) => Effect.fromResult(evaluate(peers, request))),
          Effect.onInterrupt(() => Effect.sync(() => answers.set(key, EMPTY))),
        )
      })
    }),
  },
  {
    bug: "a lock is not given back",
    law: "interruptions",
    hangs: true,
    adapter: pool(1, "wait"),
  },
  {
    bug: "slots of a pool are not given back",
    law: "interruptions",
    also,
    adapter: pool(6, "refuse"),
  },
  {
    bug: "ten slots of a pool are not given back",
    law: "interruptions",
    also,
    adapter: pool(10, "refuse"),
  },
  {
    bug: "an interrupted request runs on, and what it found is remembered",
    law: "interruptions",
    also: {
      laws: ["listing during changes"],
      because: "there, too, peers change while a request is answered",
    },
    adapter: adapterOpening(() => {
      const answers = new Map<string, { readonly of: unknown; readonly page: Page }>()
      return Effect.fnUntraced(function* (read, request) {
        const key = JSON.stringify(request)
        const known = answers.get(key)
        if (known !== undefined && known.of === (yield* read)) return known.page
        const page = evaluate(yield* read, request)
        return yield* steps(1).pipe(
          Effect.andThen(Effect.fromResult(page)),
          Effect.onInterrupt(() =>
            steps(8).pipe(
              Effect.andThen(read),
              Effect.flatMap((of) =>
                Effect.map(Effect.fromResult(page), (found) =>
                  answers.set(key, { of, page: found }),
                ),
              ),
              Effect.ignore,
              Effect.forkDetach,
            ),
          ),
        )
      })
    }),
  },
]
