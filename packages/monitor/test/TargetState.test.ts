import { assert, describe, it } from "@effect/vitest"
import type { Target } from "@route-server/core"
import { TargetState } from "@route-server/monitor"
import { peerOf } from "./support/Scripted.ts"

const kept: TargetState.TargetState = {
  ...TargetState.unknown({ name: "a", region: "eu-west-1", account: "111122223333" }),
  version: 7,
  peers: [peerOf(1)],
  succeededAt: 1000,
  errors: { Timeout: 2 },
}

const request = { Filters: [{ Name: "state", Values: ["available"] }] }

describe("TargetState.resume", () => {
  it.each<{ readonly name: string; readonly target: Target.Target }>([
    { name: "nothing changed", target: kept.target },
    { name: "labels changed", target: { ...kept.target, labels: { team: "x" } } },
    { name: "the account is not known before asking", target: { name: "a", region: "eu-west-1" } },
  ])("goes on with what is known where $name", ({ target }) => {
    assert.deepStrictEqual(TargetState.resume(kept, target), { ...kept, target })
  })

  it.each<{ readonly name: string; readonly target: Target.Target }>([
    { name: "region", target: { ...kept.target, region: "us-east-1" } },
    { name: "account", target: { ...kept.target, account: "444455556666" } },
    { name: "request", target: { ...kept.target, request } },
  ])("begins anew, at the version that is there, with another $name", ({ target }) => {
    assert.deepStrictEqual(TargetState.resume(kept, target), {
      ...TargetState.unknown(target),
      version: 7,
    })
  })

  it("compares requests by what they say", () => {
    const asked = { ...kept, target: { ...kept.target, request } }
    const target = { ...kept.target, request: structuredClone(request) }
    assert.deepStrictEqual(TargetState.resume(asked, target).peers, kept.peers)
  })
})

describe("TargetState.age", () => {
  it("is that of the last listing that came to its end, and never negative", () => {
    assert.strictEqual(TargetState.age(kept, 1500), 500)
    assert.strictEqual(TargetState.age(kept, 500), 0)
    assert.isUndefined(TargetState.age(TargetState.unknown(kept.target), 500))
  })
})
