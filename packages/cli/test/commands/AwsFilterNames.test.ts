import { assert, describe, it } from "@effect/vitest"
import { FilterNames } from "@route-server/core"
import { AwsFilterNames } from "../../src/commands/AwsFilterNames.ts"

describe("The filter names of AWS", () => {
  it("tell once of each name that is refused and that exists here", () => {
    const told: Array<string> = []
    const names = new AwsFilterNames((name) => told.push(name))
    for (const name of ["state", "VpcId", "tag:env", "nope", "vpc-id", "state"]) {
      assert.strictEqual(names.has(name), FilterNames.acceptedByAws.has(name))
    }
    assert.deepStrictEqual(told, ["state", "vpc-id"])
  })
})
