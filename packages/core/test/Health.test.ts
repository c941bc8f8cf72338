import { assert, describe, it } from "@effect/vitest"
import { Health, RouteServerPeer } from "@route-server/core"

const up = { Status: "up" }
const down = { Status: "down" }
const bfd = { PeerLivenessDetection: "bfd" }

describe("Health.of", () => {
  it.each([
    [{ State: "available", BgpStatus: up }, "good"],
    [{ State: "available" }, "good"],
    [{ State: "available", BgpStatus: down }, "trouble"],
    [{ State: "available", BgpStatus: up, BgpOptions: bfd, BfdStatus: down }, "trouble"],
    [{ State: "available", BgpStatus: up, BgpOptions: bfd, BfdStatus: up }, "good"],
    [{ State: "available", BgpStatus: up, BgpOptions: bfd }, "good"],
    [{ State: "available", BgpStatus: up, BfdStatus: down }, "good"],
    [{ State: "failed" }, "trouble"],
    [{ State: "failing", BgpStatus: up }, "trouble"],
    [{ State: "pending", BgpStatus: down }, "changing"],
    [{ State: "deleting", BgpStatus: down }, "changing"],
    [{ State: "deleted", BgpStatus: down }, "gone"],
    [{ State: "draining", BgpStatus: up }, "unknown"],
    [{ State: "draining", BgpStatus: down }, "trouble"],
    [{}, "unknown"],
  ])("of %j is %s", (members, expected) => {
    const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-1", ...members })
    assert.strictEqual(Health.of(peer), expected)
  })
})

describe("Health.isUp", () => {
  it.each([
    [{ State: "available", BgpStatus: up }, true],
    [{ State: "available", BgpStatus: up, BfdStatus: down }, true],
    [{ State: "available", BgpStatus: up, BgpOptions: bfd, BfdStatus: up }, true],
    [{ State: "available", BgpStatus: up, BgpOptions: bfd, BfdStatus: down }, false],
    [{ State: "available", BgpStatus: up, BgpOptions: bfd }, false],
    [{ State: "available", BgpStatus: down }, false],
    [{ State: "available" }, false],
    [{ State: "draining", BgpStatus: up }, false],
    [{ State: "deleted", BgpStatus: up }, false],
    [{ BgpStatus: up }, false],
  ])("of %j is %s", (members, expected) => {
    const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-1", ...members })
    assert.strictEqual(Health.isUp(peer), expected)
  })
})
