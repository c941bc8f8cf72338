import { assert, describe, it } from "@effect/vitest"
import { AwsAccount } from "@route-server/adapter-aws"
import { Result, Schema } from "effect"

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
      "a arn:aws:iam::111122223333:role/a",
      "arn:aws:iam::111122223333:role/a b",
    ]) {
      assert.isUndefined(AwsAccount.accountOfRole(arn))
    }
  })
})

describe("An account", () => {
  const role_arn = "arn:aws:iam::111122223333:role/a"

  /** What is wrong with an account that says this, too; nothing, if it is one. */
  const faultOf = (members: object): string => {
    const decoded = Schema.decodeUnknownResult(AwsAccount.AwsAccount)({
      name: "a",
      regions,
      ...members,
    })
    return Result.isSuccess(decoded) ? "" : decoded.failure.message
  }

  it.each<
    [member: string, good: ReadonlyArray<string>, bad: ReadonlyArray<string>, expected: string]
  >([
    ["account", ["012345678901"], ["1", "0123456789012"], "the 12 digits of an account"],
    ["role_arn", [role_arn], ["arn:aws:iam::111122223333:user/a"], "the ARN of a role"],
    [
      "external_id",
      ["a1", "x".repeat(1224)],
      ["a", "x".repeat(1225)],
      "2 to 1224 letters, digits and +=,.@:/-",
    ],
    [
      "role_session_name",
      ["me", "x".repeat(64)],
      ["m", "x".repeat(65)],
      "2 to 64 letters, digits and +=,.@-",
    ],
    ["discovery_region", ["eu-west-1"], ["eu-*", ""], "a region"],
    [
      "endpoint_url",
      ["http://127.0.0.1", "HTTPS://a.b/c?d"],
      ["http:///a", "xhttp://a", "http://[", "ftp://http://a"],
      "a URL that begins with http:// or https://",
    ],
  ])("has a well-formed %s or none", (member, good, bad, expected) => {
    const role = member === "external_id" || member === "role_session_name" ? { role_arn } : {}
    for (const value of good) assert.strictEqual(faultOf({ ...role, [member]: value }), "")
    // With anything before it or after it, it is another text.
    const surrounded = good.flatMap((value) => [`\n${value}`, `${value}\n`, `ä${value}`])
    for (const value of member === "endpoint_url" ? bad : [...bad, ...surrounded]) {
      assert.include(faultOf({ ...role, [member]: value }), `Expected ${expected}`)
    }
  })

  it("has regions, by name or as patterns", () => {
    for (const region of ["eu-west-1", "*", "eu-?*"]) {
      assert.strictEqual(faultOf({ regions: [region] }), "")
      for (const other of [`${region} `, ` ${region}`, `${region}A`]) {
        assert.include(faultOf({ regions: [other] }), "Expected a region or a pattern of regions")
      }
    }
  })
})
