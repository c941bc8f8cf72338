import { assert, describe, it } from "@effect/vitest"
import { FilterNames } from "@route-server/core"

describe("FilterNames", () => {
  it("takes RouteServerEndpointId, RouteServerId, VpcId and two tag names as accepted by AWS", () => {
    const { single, tags } = FilterNames.acceptedByAws
    assert.sameMembers([...single], ["RouteServerEndpointId", "RouteServerId", "VpcId", "tag-key"])
    assert.isTrue(tags)
  })

  it("takes all names that begin with tag: or none of them", () => {
    const names = FilterNames.make(["VpcId"], { tags: true })
    assert.deepStrictEqual(
      ["tag:env", "tag:", "tag-key", "tag"].map((name) => names.has(name)),
      [true, true, false, false],
    )
    assert.isFalse(names.without("tag:env").has("tag:team"))
    assert.isTrue(names.without("tag:env").has("VpcId"))
  })

  it("is another set without a name, and stays what it was", () => {
    const names = FilterNames.make(["VpcId", "vpc-id"], { tags: true })
    const fewer = names.without("VpcId")
    assert.deepStrictEqual([names.has("VpcId"), fewer.has("VpcId")], [true, false])
    assert.isTrue(fewer.has("vpc-id"))
    assert.isTrue(fewer.has("tag:env"))
  })

  it("finds the name in it that selects the same", () => {
    const acceptedAs = (name: string) => FilterNames.acceptedByAws.acceptedAs(name)
    assert.strictEqual(acceptedAs("VpcId"), "VpcId")
    assert.strictEqual(acceptedAs("route-server-id"), "RouteServerId")
    assert.strictEqual(acceptedAs("tag:any key"), "tag:any key")
    for (const name of ["state", "tag-value", "tag", "nonsense"])
      assert.isUndefined(acceptedAs(name), name)
    assert.isUndefined(FilterNames.make(["VpcId"]).acceptedAs("tag:team"))
  })

  it("has no name that is not in the catalogue, or that stands for many", () => {
    for (const name of ["vpcId", "tag:env", "tag:", "constructor", ""]) {
      const misspelt: ReadonlyArray<string> = [name]
      // @ts-expect-error: from code that is not type-checked
      assert.throws(() => FilterNames.make(misspelt), RangeError, `'${name}'`)
    }
  })
})
