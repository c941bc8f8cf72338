/**
 * The fleet that a monitor watches: accounts and Regions of AWS or, to try it out, a
 * rehearsal or a fixture as the one target of a fleet.
 */
import { Fleet, PeerSource, type PeerSourceError, type Target } from "@route-server/core"
import { Effect, Layer, Option } from "effect"
import * as FleetSource from "./FleetSource.ts"
import * as Rehearsal from "./Rehearsal.ts"
import * as Source from "./Source.ts"

/** What a monitor watches. */
export interface WatchedFleet {
  readonly layer: Layer.Layer<Fleet.Fleet, Fleet.DuplicateTarget | PeerSourceError.TransportError>
  /** Whose peers they are. */
  readonly origin: string
}

/** A fleet of a single target. */
const single = (target: Target.Target) =>
  Layer.effect(
    Fleet.Fleet,
    Effect.map(PeerSource.PeerSource, (source) => ({ members: [{ target, source }] })),
  )

const ofAws = Effect.fnUntraced(function* (choice: Rehearsal.Choice) {
  yield* Rehearsal.refuse(choice)
  const { region, regions } = choice
  // One account and Region is a fleet of one target.
  const isSingle = Option.isNone(choice.targets) && choice.profiles.length === 0
  const source: WatchedFleet = yield* FleetSource.open(
    isSingle && regions.length === 0 && Option.isSome(region)
      ? { ...choice, region: Option.none(), regions: [region.value] }
      : choice,
  )
  return source
})

const inMemory = Effect.fnUntraced(function* (choice: Rehearsal.Choice) {
  const source = yield* Rehearsal.open(choice)
  // Wherever the name is shown, so is that nobody has such peers.
  const name = source.isRehearsal
    ? "rehearsal, invented"
    : Option.isSome(choice.fixture)
      ? source.origin
      : "sample fleet, invented"
  const target: Target.Target = { name, region: "none" }
  const watched: WatchedFleet = {
    layer: single(target).pipe(Layer.provide(source.layer)),
    origin: source.origin,
  }
  return watched
})

/** The fleet that the flags choose; fails if they contradict each other. */
export const open = (choice: Rehearsal.Choice) =>
  Source.isOfAws(choice) ? ofAws(choice) : inMemory(choice)
