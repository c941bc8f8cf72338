/**
 * Tells webhooks of changes: each of every change that it wants, in order, one request a
 * change, at least once.
 *
 * How far each has come is kept in the store. Whoever goes on after a restart or a crash
 * begins after the last change that is known to have been taken; so one may come twice,
 * with the same `webhook-id`, and none is left out. A webhook that is new begins with
 * what happens from now on.
 *
 * A change that is not taken is sent again, after a second, then twice as long each time
 * up to five minutes, by chance up to a fifth more or less, and not before the receiver
 * wants it (`Retry-After`, up to an hour). The changes after it wait. That has an end,
 * which the age of the change sets, so a receiver that comes back after days is not told
 * of what nobody can use any more, and none waits for ever:
 *
 * | answer | |
 * |---|---|
 * | 2xx | taken |
 * | 408, 425, 429, 5xx, none in time, no connection | sent again, for a day after the change ({@link Options.giveUpAfter}) |
 * | other, a redirect too, which is not followed | sent again, for a quarter of an hour after the change ({@link Options.refusedAfter}) |
 * | 410 | the webhook ends until the monitor starts again; its place is kept |
 *
 * What is given up is logged as an error and counted in
 * `aws_route_server_webhook_dropped_total`. So are changes that leave the log before they
 * were told, and those that are damaged there.
 *
 * No URL and no secret is ever logged.
 */
import * as DurationInput from "@route-server/core/DurationInput"
import {
  Cause,
  Clock,
  Context,
  Duration,
  Effect,
  Function,
  Layer,
  Redacted,
  Schedule,
  Stream,
} from "effect"
import { HttpClient } from "effect/http"
import { type ChangeRecord, sentenceOf } from "./ChangeRecord.ts"
import { backOff } from "./internal/backOff.ts"
import { WebhookProgress } from "./internal/WebhookProgress.ts"
import { type AttemptFailed, attempt, messageId } from "./internal/webhookAttempt.ts"
import { MonitorStore, type StoreError } from "./MonitorStore.ts"
import { MonitorView } from "./MonitorView.ts"
import { type Webhook, type Webhooks, wants } from "./Webhook.ts"
import * as WebhookEvent from "./WebhookEvent.ts"
import type { DropReason, WebhookStatus } from "./WebhookStatus.ts"

/**
 * How patient the telling is.
 *
 * @category options
 */
export interface Options {
  /** How long a receiver may take to answer. Default: 15 seconds. */
  readonly timeout?: Duration.Input | undefined
  /** How old a change is when it is given up because the receiver is not well. Default: 1 day. */
  readonly giveUpAfter?: Duration.Input | undefined
  /** How old a change is when it is given up because the receiver refuses it. Default: 15 minutes. */
  readonly refusedAfter?: Duration.Input | undefined
}

/**
 * The telling of webhooks.
 *
 * @category services
 */
export class WebhookDelivery extends Context.Service<
  WebhookDelivery,
  {
    /** Tells all webhooks, and never ends. Where several processes share a store, one of them does. */
    readonly run: Effect.Effect<never>
    /** How it goes, of each webhook that is told by this process. */
    readonly statuses: Effect.Effect<ReadonlyArray<WebhookStatus>>
  }
>()("@route-server/monitor/WebhookDelivery") {}

const CHANGES_AT_ONCE = 100

/** The longest that a receiver's wish to be left alone is respected. */
const LONGEST_WISH = Duration.hours(1)

/** How long a look at the log may be off if nobody says that it has grown. */
const LOOK_AGAIN = Duration.seconds(30)

/** Between attempts, and between looks at a store that fails. */
const patience = backOff("1 second", "5 minutes")

const afterFailure = patience.pipe(
  Schedule.setInputType<AttemptFailed>(),
  Schedule.modifyDelay(({ input, duration }) =>
    Effect.succeed(Duration.max(duration, Duration.min(input.retryAfter, LONGEST_WISH))),
  ),
)

/** How long a process that is told to stop may take to note what was taken. */
const NOTING = Duration.seconds(5)

/** How long until a webhook is begun again that ended on a defect. */
const AFTER_DEFECT = Duration.seconds(30)

/** What is asked of a store, until it does it. */
const lasting = <A>(effect: Effect.Effect<A, StoreError>): Effect.Effect<A> =>
  effect.pipe(
    Effect.tapError(({ message }) => Effect.logWarning(`The store fails: ${message}`)),
    Effect.retry(patience),
    Effect.orDie,
  )

const readerOf = ({ name }: Webhook): string => `webhook:${name}`

const millisOf = (option: keyof Options, input: Duration.Input): number =>
  Duration.toMillis(DurationInput.make(option, input))

const make = (webhooks: Webhooks, options: Options) =>
  Effect.gen(function* () {
    const store = yield* MonitorStore
    const view = yield* MonitorView
    const client = yield* HttpClient.HttpClient
    const timeout = DurationInput.make("timeout", options.timeout ?? "15 seconds")
    const bounds = {
      transient: millisOf("giveUpAfter", options.giveUpAfter ?? "1 day"),
      refused: millisOf("refusedAfter", options.refusedAfter ?? "15 minutes"),
    }
    const told = new Map<string, WebhookProgress>()

    /** Sends a change until it is taken or given up; tells why it was not taken. */
    const deliver = (webhook: Webhook, record: ChangeRecord, progress: WebhookProgress) =>
      Effect.gen(function* () {
        const body = yield* Effect.orDie(WebhookEvent.encode(WebhookEvent.make(record)))
        yield* attempt(webhook, { id: messageId(record.id), body }, timeout).pipe(
          Effect.tapError((failure) =>
            Effect.suspend(() =>
              progress.failed(failure)
                ? Effect.logWarning(
                    `Webhook '${webhook.name}' did not take change ${record.sequence}: ${failure.code}`,
                  )
                : Effect.void,
            ),
          ),
          Effect.retry({
            schedule: afterFailure,
            while: ({ kind }) =>
              Effect.map(
                Clock.currentTimeMillis,
                (now) => kind !== "gone" && now - record.at < bounds[kind],
              ),
          }),
        )
        if (progress.delivered()) {
          yield* Effect.logInfo(`Webhook '${webhook.name}' takes changes again`)
        }
        return undefined
      }).pipe(
        Effect.provideService(HttpClient.HttpClient, client),
        Effect.catchTag("AttemptFailed", Effect.succeed),
      )

    const moveTo = (
      webhook: Webhook,
      progress: WebhookProgress,
      place: number,
      restore: <A>(effect: Effect.Effect<A>) => Effect.Effect<A> = Function.identity,
    ) => {
      const advance = store.advance(readerOf(webhook), place)
      // Interruptible within what is not: who stops waits no longer than this for the store.
      return Effect.timeout(Effect.interruptible(advance), NOTING).pipe(
        Effect.catch(() => restore(lasting(advance))),
        Effect.tap(() => Effect.sync(() => progress.reached(place))),
      )
    }

    const drop = (
      webhook: Webhook,
      record: ChangeRecord,
      progress: WebhookProgress,
      why: DropReason,
    ) =>
      Effect.andThen(
        Effect.sync(() => progress.dropped(why, 1)),
        Effect.logError(
          `Webhook '${webhook.name}' was not told of change ${record.sequence} (${why}): ${sentenceOf(record)}`,
        ),
      )

    /** Drops changes that nobody can read any more: those up to a place. */
    const skipTo = Effect.fnUntraced(function* (
      webhook: Webhook,
      progress: WebhookProgress,
      place: number,
      why: DropReason,
    ) {
      const after = progress.current.place
      progress.dropped(why, place - after)
      yield* Effect.logError(
        `Webhook '${webhook.name}' was not told of changes ${after + 1} to ${place} (${why})`,
      )
      yield* moveTo(webhook, progress, place)
    })

    /** Tells of changes that are there; whether more are wanted. */
    const tell = Effect.fnUntraced(function* (
      webhook: Webhook,
      changes: ReadonlyArray<ChangeRecord>,
      progress: WebhookProgress,
    ) {
      let { place } = progress.current
      for (const record of changes) {
        const before = record.sequence - 1
        if (before > place) {
          if (place > progress.current.place) yield* moveTo(webhook, progress, place)
          yield* skipTo(webhook, progress, before, "damaged")
        }
        place = record.sequence
        if (!wants(webhook, record)) continue
        progress.begins(record)
        // What was taken is noted even if the process is told to stop meanwhile.
        const failure = yield* Effect.uninterruptibleMask((restore) =>
          Effect.gen(function* () {
            const failure = yield* restore(deliver(webhook, record, progress))
            if (failure?.kind === "gone") return failure
            if (failure !== undefined) {
              yield* drop(
                webhook,
                record,
                progress,
                failure.kind === "refused" ? "refused" : "gave_up",
              )
            }
            yield* moveTo(webhook, progress, record.sequence, restore)
            return failure
          }),
        )
        if (failure?.kind === "gone") return false
      }
      if (place > progress.current.place) yield* moveTo(webhook, progress, place)
      return true
    })

    const begin = Effect.fnUntraced(function* (webhook: Webhook) {
      const known = yield* lasting(store.cursor(readerOf(webhook)))
      const place = known ?? (yield* lasting(store.range)).last
      if (known === undefined) yield* lasting(store.advance(readerOf(webhook), place))
      const progress = told.get(webhook.name) ?? new WebhookProgress(webhook.name, place)
      told.set(webhook.name, progress)
      progress.reached(place)
      return progress
    })

    const follow = Effect.fnUntraced(function* (webhook: Webhook) {
      const progress = yield* begin(webhook)
      for (;;) {
        const after = progress.current.place
        const { first, last } = yield* lasting(store.range)
        if (first - 1 > after) {
          yield* skipTo(webhook, progress, first - 1, "expired")
          continue
        }
        const changes = yield* lasting(store.changes({ after, limit: CHANGES_AT_ONCE }))
        if (!(yield* tell(webhook, changes, progress))) break
        if (changes.length > 0) continue
        if (last > after) {
          yield* skipTo(webhook, progress, last, "damaged")
          continue
        }
        yield* view.updates.pipe(
          Stream.concat(Stream.never),
          Stream.filter(({ sequence }) => sequence > after),
          Stream.take(1),
          Stream.runDrain,
          Effect.timeoutOption(LOOK_AGAIN),
        )
      }
      yield* Effect.logError(
        `Webhook '${webhook.name}' wants nothing any more (410). It is told again from change ${progress.current.place + 1} when the monitor starts the next time.`,
      )
      return yield* Effect.never
    })

    const withoutSecrets = (webhook: Webhook, text: string): string =>
      [webhook.url, ...webhook.secrets].reduce(
        (safe, secret) => safe.replaceAll(Redacted.value(secret), "…"),
        text,
      )

    const always = (webhook: Webhook): Effect.Effect<never> =>
      follow(webhook).pipe(
        Effect.catchDefect((defect) =>
          Effect.andThen(
            Effect.logError(
              `The telling of webhook '${webhook.name}' failed: ${withoutSecrets(webhook, Cause.pretty(Cause.die(defect)))}`,
            ),
            Effect.sleep(AFTER_DEFECT),
          ),
        ),
        Effect.forever,
      )

    const run = Effect.forEach(webhooks, always, { concurrency: "unbounded" }).pipe(
      Effect.andThen(Effect.never),
      Effect.ensuring(Effect.sync(() => told.clear())),
    )

    return WebhookDelivery.of({
      run,
      statuses: Effect.sync(() => [...told.values()].map(({ current }) => current)),
    })
  })

/**
 * The telling of these webhooks, which whoever has it runs. The HTTP client is one that
 * follows no redirects unless it is told to, as those of `@effect/platform-node` are.
 *
 * @category layers
 */
export const layerIdle = (
  webhooks: Webhooks,
  options: Options = {},
): Layer.Layer<WebhookDelivery, never, MonitorStore | MonitorView | HttpClient.HttpClient> =>
  Layer.effect(WebhookDelivery, make(webhooks, options))

/**
 * The telling of these webhooks, under way as long as the layer lives.
 *
 * @category layers
 */
export const layer = (
  webhooks: Webhooks,
  options: Options = {},
): Layer.Layer<WebhookDelivery, never, MonitorStore | MonitorView | HttpClient.HttpClient> =>
  Layer.effect(
    WebhookDelivery,
    Effect.tap(make(webhooks, options), ({ run }) => Effect.forkScoped(run)),
  )
