import { Changes, type PeerNotice, type PeerSource, type PeerSourceError } from "@route-server/core"
import type { Stream } from "effect"
import { describe, expectTypeOf, it } from "vitest"

class Unreachable {
  readonly _tag = "Unreachable"
}

declare const notices: Stream.Stream<PeerNotice.PeerNotice, Unreachable>

describe("A feed of changes", () => {
  it("fails as a source does, and as its notices do", () => {
    expectTypeOf(Changes.changes()).toEqualTypeOf<
      Stream.Stream<Changes.Changed, PeerSourceError.PeerSourceError, PeerSource.PeerSource>
    >()
    expectTypeOf(Changes.changes({}, { notices })).toEqualTypeOf<
      Stream.Stream<
        Changes.Changed,
        Unreachable | PeerSourceError.PeerSourceError,
        PeerSource.PeerSource
      >
    >()
  })
})

describe("A feed of events", () => {
  it("has a source's failures for events, and fails only as its notices do", () => {
    expectTypeOf(Changes.events()).toEqualTypeOf<
      Stream.Stream<Changes.Event, never, PeerSource.PeerSource>
    >()
  })
})
