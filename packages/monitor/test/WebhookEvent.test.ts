import { assert, describe, it } from "@effect/vitest"
import { PeerChange } from "@route-server/core"
import { WebhookEvent } from "@route-server/monitor"
import { Generators } from "@route-server/testing"
import { Effect, Schema } from "effect"
import fc from "fast-check"
import { peer, recordOf, target } from "./support/records.ts"

const decode = Schema.decodeUnknownSync(Schema.fromJsonString(WebhookEvent.WebhookEvent))

describe("WebhookEvent", () => {
  it("is JSON that says what was logged, whatever it was", () => {
    fc.assert(
      fc.property(
        Generators.peer(),
        Generators.peer(),
        fc.integer({ min: 0, max: 4_102_444_800_000 }),
        (one, other, at) => {
          const changes = PeerChange.diff(
            [one],
            [{ ...other, RouteServerPeerId: one.RouteServerPeerId }],
          )
          for (const change of changes) {
            const record = { ...recordOf(change, other), at }
            const body = Effect.runSync(WebhookEvent.encode(WebhookEvent.make(record)))
            const { type, timestamp, data } = decode(body)
            assert.strictEqual(type, WebhookEvent.types[change._tag])
            assert.strictEqual(Date.parse(timestamp), at)
            assert.deepStrictEqual(data.change, change)
            assert.deepStrictEqual(data.peer, other)
            assert.deepStrictEqual(data.target, target)
            assert.strictEqual(data.sequence, 7)
            assert.strictEqual(data.id, "x/1/0")
          }
        },
      ),
    )
  })

  it("tells nothing of what was asked of the target, and of a peer that is gone that it is", () => {
    const record = {
      ...recordOf(PeerChange.disappeared(peer)),
      target: { ...target, request: { RouteServerPeerIds: ["rsp-1"] } },
    }
    const { data } = WebhookEvent.make(record)
    assert.deepStrictEqual(data.target, target)
    assert.strictEqual(data.health, "gone")
    assert.strictEqual(WebhookEvent.make(recordOf(PeerChange.appeared(peer))).data.health, "good")
  })
})
