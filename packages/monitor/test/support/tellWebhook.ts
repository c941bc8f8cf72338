/** Tells a webhook of what is in a store, until it is killed: `FILE URL SECRET`. */
import { NodeHttpClient } from "@effect/platform-node"
import { MonitorView, SqlMonitorStore, Webhook, WebhookDelivery } from "@route-server/monitor"
import { Effect, Schema, Stream } from "effect"

const [, , filename = "", url, secret] = process.argv

const webhooks = Schema.decodeUnknownSync(Webhook.Webhooks)([
  { name: "chat", url, secrets: [secret] },
])

/** What is in the store is read at the begin, and nobody tells of more. */
const view = MonitorView.MonitorView.of({
  current: Effect.succeed({ targets: [], sequence: 0 }),
  updates: Stream.never,
  log: () => Effect.die("not asked for"),
  changes: () => Stream.die("not asked for"),
})

await WebhookDelivery.WebhookDelivery.pipe(
  Effect.flatMap(({ run }) => run),
  Effect.provide(WebhookDelivery.layerIdle(webhooks)),
  Effect.provideService(MonitorView.MonitorView, view),
  Effect.provide([SqlMonitorStore.layerSqlite({ filename }), NodeHttpClient.layerNodeHttp]),
  Effect.runPromise,
)
