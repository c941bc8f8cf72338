import { assert, describe, it } from "@effect/vitest"
import { FilterNames } from "@route-server/core"
import { suggestionsFor } from "../../src/arguments/FilterNameHint.ts"

describe("Of a filter name that does not exist", () => {
  it.each([
    ["vpcId", ["VpcId", "vpc-id"]],
    ["VPC_ID", ["VpcId", "vpc-id"]],
    ["bgp-status", ["BgpStatus.Status", "bgp-status.status"]],
    ["asn", ["BgpOptions.PeerAsn", "bgp-options.peer-asn"]],
    ["sate", ["State", "state"]],
    ["colour", []],
    ["", []],
  ] as const)("the right one is suggested: %j", (name, expected) => {
    assert.deepStrictEqual(suggestionsFor(name), expected)
  })

  it("all that it may be are suggested", () => {
    assert.includeMembers([...suggestionsFor("status")], ["bgp-status.status", "bfd-status.status"])
  })

  it("only what exists is suggested", () => {
    for (const name of ["id", "tag", "peer", "status", "route-server"]) {
      for (const suggestion of suggestionsFor(name)) {
        assert.isTrue(FilterNames.all.has(suggestion), suggestion)
      }
    }
  })
})
