/**
 * A `PeerSource` that answers from a recording.
 */
import { type DescribeRouteServerPeers, PeerSource, PeerSourceError } from "@route-server/core"
import { Context, Effect, Layer } from "effect"
import { canonicalJson } from "../internal/canonicalJson.ts"
import { nearest } from "./internal/nearest.ts"
import { taken } from "./internal/taken.ts"
import type { Recording } from "./Recording.ts"

/**
 * What of a recording has been used.
 *
 * @category services
 */
export class Replay extends Context.Service<
  Replay,
  {
    /** The interactions that have answered no request so far, in their order. */
    readonly unused: Effect.Effect<Recording>
  }
>()("@route-server/testing/Replay") {}

/** The number of recorded requests that an error names. */
const NEAREST = 3

/** The length, in characters, beyond which a request is cut in an error. */
const LONGEST = 500

const abbreviate = (text: string): string => {
  const characters = Array.from(text)
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST).join("")}…`
}

const notRecorded = (
  request: DescribeRouteServerPeers.Request,
  recorded: ReadonlyArray<DescribeRouteServerPeers.Request>,
) => {
  const near = nearest(request, recorded).slice(0, NEAREST).map(canonicalJson).map(abbreviate)
  const hint =
    near.length === 0 ? "it is empty" : `the nearest of those that it answers: ${near.join(", ")}`
  return new PeerSourceError.TransportError({
    message: `The recording has no answer to the request ${abbreviate(canonicalJson(request))}; ${hint}`,
    reason: { _tag: "Other" },
  })
}

/**
 * Answers every request as it was answered in a recording, errors included. What was
 * not asked for is told by {@link Replay}.
 *
 * **Details**
 *
 * Requests are the same if their members are; the order of members, and members
 * that are `undefined`, mean nothing. What was asked several times is answered in
 * the order of the recording, and after the last answer with that one again. A
 * request that was not recorded fails with `TransportError`, which names it and up
 * to three recorded ones that differ least from it.
 *
 * Throws a `RangeError` if an interaction has both a result and an error, or neither.
 *
 * **Example** (A listing from a file)
 *
 * ```ts
 * import { Effect, Schema } from "effect"
 * import { Listing } from "@route-server/core"
 * import { Recording, ReplayPeerSource } from "@route-server/testing"
 *
 * const file = `[
 *   { "request": {}, "result": { "RouteServerPeers": [{ "RouteServerPeerId": "rsp-1" }] } },
 *   { "request": { "MaxResults": 5 }, "result": { "RouteServerPeers": [] } }
 * ]`
 * const recording = Schema.decodeUnknownSync(Recording.Recording)(JSON.parse(file))
 *
 * const [peers, unused] = await Effect.all([
 *   Listing.collect(),
 *   ReplayPeerSource.Replay.use(({ unused }) => unused),
 * ]).pipe(Effect.provide(ReplayPeerSource.layer(recording)), Effect.runPromise)
 *
 * peers.length // => 1
 * unused.map(({ request }) => request) // => [{ MaxResults: 5 }]
 * ```
 *
 * @category layers
 */
export const layer = (recording: Recording): Layer.Layer<Replay | PeerSource.PeerSource> => {
  for (const [index, interaction] of recording.entries()) {
    if ("result" in interaction === "error" in interaction) {
      throw new RangeError(
        `recording[${index}] must have either a result or an error, not ${"result" in interaction ? "both" : "neither"}`,
      )
    }
  }
  return Layer.effectContext(Effect.sync(() => replay(recording)))
}

const replay = (recording: Recording): Context.Context<Replay | PeerSource.PeerSource> => {
  /** The interactions that answer a request, each with its number. */
  const answers = Map.groupBy(recording.entries(), ([, { request }]) => canonicalJson(request))
  const asked = new Map<string, number>()
  const used = new Set<number>()
  const answer = Effect.fnUntraced(function* (request: DescribeRouteServerPeers.Request) {
    const key = canonicalJson(request)
    const times = asked.get(key) ?? 0
    const same = answers.get(key) ?? []
    const answering = same[times] ?? same.at(-1)
    if (answering === undefined) {
      const recorded = new Map(recording.map((each) => [canonicalJson(each.request), each.request]))
      return yield* notRecorded(request, [...recorded.values()])
    }
    const [index, interaction] = answering
    asked.set(key, times + 1)
    used.add(index)
    return "error" in interaction ? yield* Effect.fail(interaction.error) : interaction.result
  })
  const source = PeerSource.PeerSource.of({ describe: (request) => answer(taken(request)) })
  return Context.make(
    Replay,
    Replay.of({ unused: Effect.sync(() => recording.filter((_, index) => !used.has(index))) }),
  ).pipe(Context.add(PeerSource.PeerSource, source))
}
