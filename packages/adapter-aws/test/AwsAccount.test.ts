import { assert, describe, it } from "@effect/vitest"
import { AwsAccount } from "@route-server/adapter-aws"

const regions = ["eu-west-1"] as const

describe("idOf", () => {
  it("is what is written down, or that of the role", () => {
    const role_arn = "arn:aws-us-gov:iam::111122223333:role/path/Reader"
    assert.strictEqual(AwsAccount.idOf({ name: "a", regions, role_arn }), "111122223333")
    assert.strictEqual(
      AwsAccount.idOf({ name: "a", regions, account: "4".repeat(12) }),
      "4".repeat(12),
    )
    assert.isUndefined(AwsAccount.idOf({ name: "a", regions }))
  })
})

describe("accountOfRole", () => {
  it("knows the ARN of a role from others", () => {
    for (const arn of [
      undefined,
      "",
      "role",
      "arn:aws:iam::111122223333:user/a",
      "arn:aws:iam::1:role/a",
    ]) {
      assert.isUndefined(AwsAccount.accountOfRole(arn))
    }
  })
})
