/**
 * Webhooks that a monitor tells of changes, out of a file of YAML, and so of JSON too:
 *
 * ```yaml
 * webhooks:
 *   - name: tickets
 *     url: https://hooks.example.com/route-server
 *     secrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw]
 *     changes: health
 * ```
 *
 * Nothing that stands in it is ever shown, only where a fault is.
 */
import { Effect, Schema } from "effect"
import * as SettingsFile from "./SettingsFile.ts"

/** Reads the webhooks. */
export const read = Effect.fnUntraced(function* (name: string) {
  const [YamlFile, { Webhook }] = yield* Effect.promise(() =>
    Promise.all([import("@route-server/adapter-aws/YamlFile"), import("@route-server/monitor")]),
  )
  const File = Schema.Struct({ webhooks: Webhook.Webhooks })
  const decode = YamlFile.bySchema(File, { isSecret: () => true })
  const { value } = yield* SettingsFile.read(name, (text) =>
    YamlFile.read(text, {
      scalars: "text",
      expected: "webhooks, a list",
      isConfidential: true,
      decode,
    }),
  )
  return value.webhooks
})
