/**
 * The entity of a target, and who keeps it awake: wherever the shard of a target is, it
 * is watched as long as the shard stays there.
 *
 * Each runner looks after the targets of its own shards, so nobody has to send anything
 * to anybody, and none of them is needed by the others.
 *
 * At most one runner at a time is meant to hold a shard, yet one that was frozen doesn't
 * know that it has lost its own until it looks. What is written is fenced by the store
 * for that reason, not by the cluster.
 */
import { Fleet } from "@route-server/core"
import { Duration, Effect, Layer, Schedule, Schema } from "effect"
import { Entity, EntityId, type ShardId, Sharding } from "effect/cluster"
import { Rpc } from "effect/rpc"

/**
 * The runner that has the shard of a target knows no target of that name: it was
 * started with another fleet than whoever asks.
 */
export class NotInFleet extends Schema.TaggedError<NotInFleet>()("NotInFleet", {
  /** The name of the target. */
  target: Schema.String,
}) {}

/** The entity of a target; its ID is the target's name. */
export const TargetWatch = Entity.make("TargetWatch", [
  /** Answers as soon as the target is being watched, without waiting for a poll. */
  Rpc.make("Wake", { success: Schema.Void, error: NotInFleet }),
])

/** How often a runner looks at its shards. */
const INTERVAL = Duration.millis(500)

/** A shard that has just gone elsewhere may not answer; where it is, it is looked after. */
const ANSWER_WITHIN = Duration.seconds(1)

/**
 * Watches the targets of the fleet whose shards are here.
 *
 * @param watch watches a member of the fleet until it is interrupted, and never fails
 */
export const layer = <R>(watch: (member: Fleet.Member) => Effect.Effect<never, never, R>) =>
  Effect.gen(function* () {
    const { members } = yield* Fleet.Fleet
    const byName = new Map(members.map((member) => [member.target.name, member]))
    /** The names of those that are being watched here. */
    const awake = new Set<string>()

    const entity = TargetWatch.toLayer(
      Effect.gen(function* () {
        const { entityId: name } = yield* Entity.CurrentAddress
        const member = byName.get(name)
        if (member === undefined) return { Wake: () => new NotInFleet({ target: name }) }

        yield* Effect.acquireRelease(
          Effect.sync(() => awake.add(name)),
          () => Effect.sync(() => awake.delete(name)),
        )
        yield* Effect.forkScoped(watch(member))
        return { Wake: () => Effect.void }
      }),
      { maxIdleTime: Duration.infinity },
    )

    const keepAwake = Effect.gen(function* () {
      const sharding = yield* Sharding.Sharding
      const client = yield* TargetWatch.client
      const shards = new Map<
        string,
        { readonly id: ShardId.ShardId; readonly names: Array<string> }
      >()
      for (const name of byName.keys()) {
        const id = yield* TargetWatch.getShardId(EntityId.make(name))
        const shard = shards.get(id.toString())
        if (shard === undefined) shards.set(id.toString(), { id, names: [name] })
        else shard.names.push(name)
      }
      const asleep = function* () {
        for (const { id, names } of shards.values()) {
          if (sharding.hasShardId(id)) yield* names.filter((name) => !awake.has(name))
        }
      }
      const wake = (name: string) =>
        client(name)
          .Wake()
          .pipe(Effect.timeout(ANSWER_WITHIN), Effect.ignoreCause({ log: "Debug" }))
      yield* Effect.suspend(() =>
        Effect.forEach(asleep(), wake, { concurrency: 16, discard: true }),
      ).pipe(Effect.repeat(Schedule.spaced(INTERVAL)), Effect.forkScoped)
    })

    return Layer.merge(entity, Layer.effectDiscard(keepAwake))
  }).pipe(Layer.unwrap)
