import { assert, describe, it } from "@effect/vitest"
import { PeerChange, PeerLife, type RouteServerPeer } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import { peer } from "./support/moving.ts"

type Command = PeerLife.Command

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const bfd = peer("rsp-1", { BgpOptions: { PeerAsn: 65_001, PeerLivenessDetection: "bfd" } })
const keepalive = peer("rsp-1", { BgpOptions: { PeerAsn: 65_001 } })

/** A life that is lived from step to step, and all that happened in it. */
const live = (beginning: PeerLife.Life, options: PeerLife.Options = {}) => {
  let life: PeerLife.Life | undefined = beginning
  const happened: Array<PeerLife.Happened> = []
  const attempt = (command: Command, at: number) => {
    if (life === undefined) return assert.fail("the peer is gone")
    const step = PeerLife.step(life, command, at, options)
    if (Result.isSuccess(step)) {
      life = step.success.life
      happened.push(...step.success.happened)
    }
    return step
  }
  return {
    happened,
    peer: () => life?.peer,
    isGone: () => life === undefined,
    do: (_tag: "Tick" | "Delete" | "Silence" | "Wake", at: number) =>
      void Result.getOrThrow(attempt({ _tag }, at)),
    obey: (command: Command, at: number) => void Result.getOrThrow(attempt(command, at)),
    refusal: (command: Command, at: number) => Result.getOrThrow(Result.flip(attempt(command, at))),
  }
}

/** A peer whose sessions are up, 10 minutes after its creation. */
const established = (of: RouteServerPeer.RouteServerPeer, options?: PeerLife.Options) => {
  const each = live(PeerLife.create(of, 0, options), options)
  each.do("Tick", 10 * MINUTE)
  each.happened.length = 0
  return each
}

/** What happened to the sessions, and after how many seconds. */
const sessions = (happened: ReadonlyArray<PeerLife.Happened>, from: number) =>
  happened.map(({ change, at }) => {
    const isSession = change._tag === "BgpChanged" || change._tag === "BfdChanged"
    return [change._tag, isSession && change.after?.Status, (at - from) / SECOND]
  })

/** The same peer in each of the states of its life. */
const inState = (State: string) =>
  live(PeerLife.of(peer("rsp-1", { State, BgpStatus: { Status: "down" } }), 0))

const states = ["pending", "available", "failing", "failed", "deleting", "deleted"] as const

describe("The life of a peer", () => {
  it("begins pending, with its sessions down and no reason to fail", () => {
    const born = live(
      PeerLife.create(
        { ...bfd, State: "failed", FailureReason: "old", BgpStatus: { Status: "up" } },
        0,
      ),
    )
    assert.deepStrictEqual<unknown>(born.peer(), {
      ...bfd,
      State: "pending",
      BgpStatus: { Status: "down" },
      BfdStatus: { Status: "down" },
      Tags: [],
    })
  })

  it("shows a BFD session where BFD is used, or always if it is told to", () => {
    assert.isUndefined(PeerLife.create(keepalive, 0).peer.BfdStatus)
    const shown = PeerLife.create(keepalive, 0, { alwaysShowsBfd: true })
    assert.deepStrictEqual<unknown>(shown.peer.BfdStatus, { Status: "down" })
  })

  it("becomes available while its sessions are still down", () => {
    const born = live(PeerLife.create(bfd, 0))
    born.do("Tick", 2 * MINUTE - 1)
    assert.strictEqual(born.peer()?.State, "pending")
    born.do("Tick", 2 * MINUTE)
    assert.strictEqual(born.peer()?.State, "available")
    assert.deepStrictEqual<unknown>(born.peer()?.BgpStatus, { Status: "down" })
    assert.lengthOf(born.happened, 1)
  })

  it("has its sessions brought up by the appliance, BFD after BGP, and by nobody else", () => {
    const born = live(PeerLife.create(bfd, 0))
    born.do("Tick", 10 * MINUTE)
    assert.deepStrictEqual(sessions(born.happened, 2 * MINUTE), [
      ["StateChanged", false, 0],
      ["BgpChanged", "up", 10],
      ["BfdChanged", "up", 11],
    ])
    const silent = live(PeerLife.create(keepalive, 0))
    silent.do("Silence", MINUTE)
    silent.do("Tick", 10 * HOUR)
    assert.deepStrictEqual<unknown>(silent.peer()?.BgpStatus, { Status: "down" })
    silent.do("Wake", 10 * HOUR)
    silent.do("Tick", 10 * HOUR + 10 * SECOND)
    assert.deepStrictEqual<unknown>(silent.peer()?.BgpStatus, { Status: "up" })
  })

  it("loses BGP to the hold timer when the appliance falls silent and BFD is not used", () => {
    const up = established(keepalive)
    up.do("Silence", HOUR)
    up.do("Tick", 2 * HOUR)
    assert.deepStrictEqual(sessions(up.happened, HOUR), [["BgpChanged", "down", 33]])
  })

  it("loses BFD and BGP at once, and sooner, when BFD is used", () => {
    const up = established(bfd)
    up.do("Silence", HOUR)
    up.do("Tick", 2 * HOUR)
    assert.deepStrictEqual(sessions(up.happened, HOUR), [
      ["BgpChanged", "down", 6],
      ["BfdChanged", "down", 6],
    ])
  })

  it("notices no silence that is shorter than it takes to notice", () => {
    for (const [of, seconds] of [
      [keepalive, 32.9],
      [bfd, 5.9],
    ] as const) {
      const up = established(of)
      up.do("Silence", HOUR)
      up.do("Wake", HOUR + seconds * SECOND)
      up.do("Tick", 2 * HOUR)
      assert.deepStrictEqual(up.happened, [])
    }
  })

  it("has its sessions again once the appliance wakes", () => {
    const up = established(bfd)
    up.do("Silence", HOUR)
    up.do("Silence", HOUR + SECOND)
    up.do("Wake", 2 * HOUR)
    up.do("Wake", 2 * HOUR + SECOND)
    up.do("Tick", 3 * HOUR)
    assert.deepStrictEqual(sessions(up.happened.slice(2), 2 * HOUR), [
      ["BgpChanged", "up", 10],
      ["BfdChanged", "up", 11],
    ])
  })

  it("takes as long as it is told", () => {
    const options: PeerLife.Options = {
      pending: "1 second",
      establish: "2 seconds",
      establishBfd: "3 seconds",
      detection: "9 seconds",
      holdTime: "8 seconds",
      deleting: "4 seconds",
      retention: "5 seconds",
    }
    const each = live(PeerLife.create(bfd, 0, options), options)
    each.do("Silence", 10 * SECOND)
    each.do("Delete", 30 * SECOND)
    each.do("Tick", MINUTE)
    assert.deepStrictEqual(sessions(each.happened, 0), [
      ["StateChanged", false, 1],
      ["BgpChanged", "up", 3],
      ["BfdChanged", "up", 6],
      // The hold timer is shorter here.
      ["BgpChanged", "down", 18],
      ["BfdChanged", "down", 19],
      ["StateChanged", false, 30],
      ["StateChanged", false, 34],
      ["Disappeared", false, 39],
    ])
  })

  it("fails with a reason, failing first, and its sessions go down", () => {
    const up = established(bfd)
    up.obey({ _tag: "Fail", reason: "no route" }, HOUR)
    assert.deepStrictEqual(
      up.happened.map(({ change }) => change._tag),
      ["StateChanged", "BgpChanged", "BfdChanged", "MembersChanged"],
    )
    assert.strictEqual(up.peer()?.State, "failing")
    assert.strictEqual(up.peer()?.FailureReason, "no route")
    up.do("Tick", HOUR + MINUTE)
    assert.strictEqual(up.peer()?.State, "failed")
    assert.strictEqual(up.peer()?.FailureReason, "no route")
    up.do("Wake", 2 * HOUR)
    up.do("Tick", 100 * HOUR)
    assert.deepStrictEqual<unknown>(up.peer()?.BgpStatus, { Status: "down" })
  })

  it("can be made to fail while it is pending or available", () => {
    for (const state of states) {
      const each = inState(state)
      if (state === "pending" || state === "available") {
        each.obey({ _tag: "Fail", reason: "?" }, 0)
        assert.strictEqual(each.peer()?.State, "failing")
      } else {
        assert.strictEqual(each.refusal({ _tag: "Fail", reason: "?" }, 0)._tag, "IncorrectState")
      }
    }
  })

  it("can be deleted when it is available or failed, and in no other state", () => {
    for (const state of states) {
      const each = inState(state)
      if (state === "available" || state === "failed") {
        each.do("Delete", 0)
        assert.strictEqual(each.peer()?.State, "deleting")
      } else {
        assert.strictEqual(each.refusal({ _tag: "Delete" }, 0)._tag, "IncorrectState")
      }
    }
  })

  it("loses its sessions when it is deleted, and nothing brings them back", () => {
    const up = established(bfd)
    up.do("Delete", HOUR)
    assert.deepStrictEqual<unknown>(up.peer()?.BgpStatus, { Status: "down" })
    up.do("Silence", HOUR)
    up.do("Wake", HOUR)
    up.do("Tick", HOUR + 30 * MINUTE)
    assert.strictEqual(up.peer()?.State, "deleted")
    assert.deepStrictEqual<unknown>(up.peer()?.BgpStatus, { Status: "down" })
  })

  it("goes on as a tombstone, tags and all, and then its ID names no peer", () => {
    const up = established({ ...bfd, Tags: [{ Key: "env", Value: "prod" }] } as const)
    up.do("Delete", HOUR)
    up.do("Tick", 2 * HOUR + MINUTE - 1)
    assert.deepInclude(up.peer(), { State: "deleted", Tags: [{ Key: "env", Value: "prod" }] })
    up.do("Tick", 2 * HOUR + MINUTE)
    assert.isTrue(up.isGone())
    const last = up.happened.at(-1)?.change
    assert.isTrue(last?._tag === "Disappeared" && last.wasDeleting)
  })

  it("is no more for a command that comes too late", () => {
    const up = established(bfd)
    up.do("Delete", HOUR)
    const refused = up.refusal({ _tag: "Wake" }, 100 * HOUR)
    assert.strictEqual(refused._tag, "InvalidRouteServerPeerId.NotFound")
    assert.include(refused.message, "rsp-1")
  })

  it("can be tagged until it is deleted", () => {
    for (const state of states) {
      const each = inState(state)
      const tag = {
        _tag: "Tag",
        tags: [peer("rsp-1", { Tags: [{ Key: "a", Value: "1" }] }).Tags?.[0]].flatMap(
          (tag) => tag ?? [],
        ),
      } as const
      if (state === "deleted") {
        assert.strictEqual(each.refusal(tag, 0)._tag, "IncorrectState")
      } else {
        each.obey(tag, 0)
        assert.deepStrictEqual<unknown>(each.peer()?.Tags, [{ Key: "a", Value: "1" }])
      }
    }
  })

  it("has one tag of a key, and loses it by its key, or by its key and value", () => {
    const tags = (...pairs: ReadonlyArray<readonly [string, string]>) =>
      peer("rsp-1", { Tags: pairs.map(([Key, Value]) => ({ Key, Value })) }).Tags ?? []
    const each = inState("available")
    each.obey({ _tag: "Tag", tags: tags(["a", "1"], ["b", "2"], ["c", "3"]) }, 0)
    each.obey({ _tag: "Tag", tags: tags(["a", "4"]) }, 0)
    assert.deepStrictEqual(each.peer()?.Tags, tags(["a", "4"], ["b", "2"], ["c", "3"]))
    const [gone] = tags(["a", "1"])
    const [key] = tags(["b", "2"])
    if (gone === undefined || key === undefined) return assert.fail()
    each.obey({ _tag: "Untag", tags: [gone, { Key: key.Key }] }, 0)
    assert.deepStrictEqual(each.peer()?.Tags, tags(["a", "4"], ["c", "3"]))
  })

  it("has no tags after it has lost some, also if it showed none before", () => {
    const each = inState("available")
    each.obey({ _tag: "Untag", tags: [{ Key: "a" }] }, 0)
    assert.deepStrictEqual(each.peer()?.Tags, [])
  })

  it("takes an available peer whose session is down for one with a silent appliance", () => {
    const each = inState("available")
    each.do("Tick", 1000 * HOUR)
    assert.deepStrictEqual(each.happened, [])
    each.do("Wake", 1000 * HOUR)
    each.do("Tick", 1001 * HOUR)
    assert.deepStrictEqual<unknown>(each.peer()?.BgpStatus, { Status: "up" })
  })

  it("takes an available peer whose session is up for one with an appliance that speaks", () => {
    const up = { BgpStatus: { Status: "up" } } as const
    const each = live(PeerLife.of(peer("rsp-1", { State: "available", ...up }), 0))
    each.do("Silence", 0)
    each.do("Tick", HOUR)
    assert.deepStrictEqual(sessions(each.happened, 0), [["BgpChanged", "down", 33]])
  })

  it("takes a pending peer for one with an appliance that speaks", () => {
    const each = inState("pending")
    each.do("Tick", HOUR)
    assert.deepStrictEqual<unknown>(each.peer()?.BgpStatus, { Status: "up" })
  })

  it("shows no session that it did not show when it is deleted or fails", () => {
    for (const command of [{ _tag: "Delete" }, { _tag: "Fail", reason: "?" }] as const) {
      const each = live(PeerLife.of(peer("rsp-1", { State: "available" }), 0))
      each.obey(command, 0)
      assert.notProperty(each.peer(), "BgpStatus")
      assert.notProperty(each.peer(), "BfdStatus")
    }
  })

  it("says in which state what can't be done to it", () => {
    const commands: ReadonlyArray<readonly [Command, string]> = [
      [{ _tag: "Delete" }, "deleted"],
      [{ _tag: "Fail", reason: "?" }, "made to fail"],
      [{ _tag: "Tag", tags: [] }, "tagged"],
      [{ _tag: "Untag", tags: [] }, "tagged"],
    ]
    for (const [command, what] of commands) {
      const life = PeerLife.of(peer("rsp-1", { State: "deleted" }), 0)
      assert.strictEqual(
        Result.getOrThrow(Result.flip(PeerLife.step(life, command, 0))).message,
        `The route server peer 'rsp-1' is in the state 'deleted' and can't be ${what}`,
      )
    }
  })

  it("leaves a peer alone whose state nobody knows", () => {
    for (const State of ["draining", undefined]) {
      const each = live(PeerLife.of(peer("rsp-1", State === undefined ? {} : { State }), 0))
      each.do("Tick", 1000 * HOUR)
      assert.deepStrictEqual(each.happened, [])
      assert.strictEqual(each.refusal({ _tag: "Delete" }, 1000 * HOUR)._tag, "IncorrectState")
    }
  })
})

/** A command, and the milliseconds until then. */
const commands = (): fc.Arbitrary<ReadonlyArray<readonly [Command, number]>> =>
  fc.array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom("Tick", "Delete", "Silence", "Wake").map((_tag): Command => ({ _tag })),
        fc.constant<Command>({ _tag: "Fail", reason: "?" }),
        fc.constantFrom("1", "2").map(
          (Value): Command => ({
            _tag: "Tag",
            tags: peer("rsp-1", { Tags: [{ Key: "a", Value }] }).Tags ?? [],
          }),
        ),
      ),
      fc.oneof(fc.nat(20 * SECOND), fc.nat(5 * MINUTE), fc.nat(2 * HOUR)),
    ),
    { maxLength: 30 },
  )

describe("PeerLife.nextAt", () => {
  it("is when something happens next by itself, and never if nothing does", () => {
    const script: ReadonlyArray<readonly [Command, at: number, next: number]> = [
      [{ _tag: "Tick" }, 0, 2 * MINUTE],
      [{ _tag: "Tick" }, 2 * MINUTE, 2 * MINUTE + 10 * SECOND],
      [{ _tag: "Tick" }, 2 * MINUTE + 10 * SECOND, 2 * MINUTE + 11 * SECOND],
      [{ _tag: "Tick" }, 3 * MINUTE, Number.POSITIVE_INFINITY],
      [{ _tag: "Silence" }, HOUR, HOUR + 6 * SECOND],
      [{ _tag: "Wake" }, HOUR + SECOND, Number.POSITIVE_INFINITY],
      [{ _tag: "Delete" }, 2 * HOUR, 2 * HOUR + MINUTE],
      [{ _tag: "Tick" }, 2 * HOUR + MINUTE, 3 * HOUR + MINUTE],
    ]
    let life = PeerLife.create(bfd, 0)
    for (const [command, at, next] of script) {
      const step = Result.getOrThrow(PeerLife.step(life, command, at))
      life = step.life ?? assert.fail("the peer is gone")
      assert.strictEqual(PeerLife.nextAt(life), next)
    }
  })
})

describe("A step", () => {
  it("tells all that happened: folded over the peer it gives the peer after it, in order of time", () => {
    fc.assert(
      fc.property(fc.constantFrom(bfd, keepalive), commands(), (of, script) => {
        let life: PeerLife.Life | undefined = PeerLife.create(of, 0)
        let now = 0
        for (const [command, after] of script) {
          const before: PeerLife.Life = life
          const from = now
          now += after
          const step = PeerLife.step(before, command, now)
          if (Result.isFailure(step)) continue
          const { happened } = step.success
          life = step.success.life
          assert.deepStrictEqual(
            PeerChange.apply(
              [before.peer],
              happened.map(({ change }) => change),
            ),
            life === undefined ? [] : [life.peer],
          )
          let last = Math.min(from, PeerLife.nextAt(before))
          for (const { at } of happened) {
            assert.isAtLeast(at, last)
            assert.isAtMost(at, now)
            last = at
          }
          if (life === undefined) return
          assert.isAbove(PeerLife.nextAt(life), now)
        }
      }),
    )
  })

  it("comes to the same whether time passes at once or bit by bit", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(bfd, keepalive),
        commands(),
        fc.integer({ min: 1, max: 7 }),
        (of, script, bits) => {
          const [once, bitByBit] = [live(PeerLife.create(of, 0)), live(PeerLife.create(of, 0))]
          let now = 0
          for (const [command, after] of script) {
            for (let bit = 1; bit < bits && !bitByBit.isGone(); bit += 1) {
              bitByBit.do("Tick", now + Math.floor((after * bit) / bits))
            }
            now += after
            // A refusal keeps what passed from being told until the next step.
            if (!once.isGone()) once.do("Tick", now)
            if (!bitByBit.isGone()) bitByBit.do("Tick", now)
            if (once.isGone()) break
            try {
              once.obey(command, now)
              bitByBit.obey(command, now)
            } catch {}
          }
          assert.deepStrictEqual(once.peer(), bitByBit.peer())
          assert.deepStrictEqual(once.happened, bitByBit.happened)
        },
      ),
    )
  })
})
