import { FilterNames, PeerSource } from "@route-server/core"
import { Effect } from "effect"
import { describe, it } from "vitest"

const describePeers = () => Effect.succeed({ RouteServerPeers: [] })

describe("A source", () => {
  it("needs one method", () => {
    PeerSource.PeerSource.of({ describe: describePeers })
  })

  it("states what it supports, and can't misspell it", () => {
    PeerSource.PeerSource.of({
      describe: describePeers,
      supports: { filterNames: FilterNames.acceptedByAws },
    })
    PeerSource.PeerSource.of({
      describe: describePeers,
      // @ts-expect-error
      supports: { acceptedNames: FilterNames.acceptedByAws },
    })
    PeerSource.PeerSource.of({
      describe: describePeers,
      // @ts-expect-error: a list of texts is no set of names.
      supports: { filterNames: ["VpcId"] },
    })
  })

  it("fails with the errors of the port and no other", () => {
    PeerSource.PeerSource.of({
      // @ts-expect-error
      describe: () => Effect.fail(new Error("unheard of")),
    })
  })
})
