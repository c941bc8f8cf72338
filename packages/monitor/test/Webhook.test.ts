import { assert, describe, it } from "@effect/vitest"
import { type PeerChange, RouteServerPeer } from "@route-server/core"
import { type ChangeRecord, Webhook } from "@route-server/monitor"
import { Redacted, Result, Schema } from "effect"
import fc from "fast-check"
import { Webhook as Verifier } from "standardwebhooks"

const SECRET = `whsec_${Buffer.from(new Uint8Array(24).fill(7)).toString("base64")}`
const URL_WITH_SECRETS = "https://user:passw0rd@hooks.example.com/T0KEN"

const settings = { name: "chat", url: URL_WITH_SECRETS, secrets: [SECRET] }

const read = Schema.decodeUnknownResult(Webhook.Webhooks)

const faultOf = (value: unknown): string => {
  const result = read(value)
  return Result.isFailure(result) ? String(result.failure) : "none"
}

const peer = (liveness: string) =>
  RouteServerPeer.make({
    RouteServerPeerId: "rsp-00000000000000001",
    BgpOptions: { PeerLivenessDetection: liveness },
  })

const recordOf = (change: PeerChange.PeerChange, liveness = "bfd"): ChangeRecord.ChangeRecord => ({
  sequence: 1,
  id: "1",
  target: { name: "prod", region: "eu-west-1" },
  at: 0,
  change,
  peer: peer(liveness),
})

const routeServerPeerId = peer("bfd").RouteServerPeerId

const changes: ReadonlyArray<PeerChange.PeerChange> = [
  { _tag: "Appeared", routeServerPeerId, peer: peer("bfd") },
  { _tag: "StateChanged", routeServerPeerId },
  { _tag: "BgpChanged", routeServerPeerId },
  { _tag: "BfdChanged", routeServerPeerId },
  { _tag: "TagsChanged", routeServerPeerId },
  {
    _tag: "MembersChanged",
    routeServerPeerId,
    members: [],
    before: peer("bfd"),
    after: peer("bfd"),
  },
  { _tag: "Disappeared", routeServerPeerId, peer: peer("bfd"), wasDeleting: false },
]

describe("Webhook", () => {
  it("is read from settings, and shows nothing that is secret", () => {
    const webhooks = Schema.decodeUnknownSync(Webhook.Webhooks)([settings])
    const [webhook] = webhooks
    assert.strictEqual(webhook === undefined ? "" : Redacted.value(webhook.url), URL_WITH_SECRETS)
    const printed = `${JSON.stringify(webhooks)} ${String(webhook?.url)} ${String(webhook?.secrets)}`
    for (const secret of ["passw0rd", "T0KEN", SECRET]) assert.notInclude(printed, secret)
  })

  it("is refused with a reason that shows nothing that is secret", () => {
    const bad: ReadonlyArray<readonly [value: object, says: RegExp]> = [
      [{ ...settings, url: "ftp://user:passw0rd@hooks.example.com/T0KEN" }, /https:\/\//],
      [{ ...settings, url: "passw0rd" }, /https:\/\//],
      [{ ...settings, url: "https://user:passw0rd%@hooks.example.com/T0KEN" }, /percent-encoded/],
      [{ ...settings, url: "https://100%:passw0rd@hooks.example.com/T0KEN" }, /percent-encoded/],
      [{ ...settings, secrets: ["passw0rd"] }, /whsec_/],
      [
        { ...settings, secrets: [`whsec_${Buffer.from("passw0rd").toString("base64")}`] },
        /24 to 64/,
      ],
      [{ ...settings, secrets: [] }, /secrets/],
      [{ ...settings, name: "" }, /name/],
      [{ ...settings, changes: ["Everything"] }, /changes/],
      [{ ...settings, changes: [] }, /changes/],
    ]
    for (const [value, says] of bad) {
      const fault = faultOf([value])
      assert.match(fault, says)
      for (const secret of [
        "passw0rd",
        "T0KEN",
        SECRET.slice(6),
        Buffer.from("passw0rd").toString("base64"),
      ]) {
        assert.notInclude(fault, secret)
      }
    }
    assert.match(faultOf([settings, settings]), /name of their own/)
  })

  it("has the key that the verifier of Standard Webhooks has for its secret", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 80 }), (bytes) => {
        const secret = `whsec_${Buffer.from(bytes).toString("base64")}`
        const key = Webhook.keyOf(secret)
        assert.strictEqual(key !== undefined, bytes.length >= 24 && bytes.length <= 64)
        if (key !== undefined) {
          const now = new Date()
          assert.strictEqual(
            new Verifier(secret).sign("1", now, "{}"),
            new Verifier(key, { format: "raw" }).sign("1", now, "{}"),
          )
        }
      }),
    )
  })

  it("wants what it was made for", () => {
    const wanted = (choice: Webhook.Choice | undefined, liveness?: string) => {
      const [webhook] = Schema.decodeUnknownSync(Webhook.Webhooks)([
        { ...settings, ...(choice === undefined ? {} : { changes: choice }) },
      ])
      return changes.flatMap((change) =>
        webhook !== undefined && Webhook.wants(webhook, recordOf(change, liveness))
          ? [change._tag]
          : [],
      )
    }
    const all = changes.map(({ _tag }) => _tag)
    assert.deepStrictEqual(wanted(undefined), all)
    assert.deepStrictEqual(wanted("all"), all)
    assert.deepStrictEqual(wanted("health"), [
      "Appeared",
      "StateChanged",
      "BgpChanged",
      "BfdChanged",
      "Disappeared",
    ])
    assert.deepStrictEqual(wanted("health", "bgp-keepalive"), [
      "Appeared",
      "StateChanged",
      "BgpChanged",
      "Disappeared",
    ])
    assert.deepStrictEqual(wanted(["TagsChanged", "Appeared"]), ["Appeared", "TagsChanged"])
  })
})
