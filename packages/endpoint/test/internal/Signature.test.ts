import { assert, describe, it } from "@effect/vitest"
import * as Signature from "../../src/internal/Signature.ts"

const header = (authorization: string) => Signature.accessKeyId(authorization, new Map())
const query = (...pairs: ReadonlyArray<readonly [string, string]>) =>
  Signature.accessKeyId(undefined, new Map(pairs))

const scope = "20250331/eu-west-1/ec2/aws4_request"

describe("Signature.accessKeyId", () => {
  it("stands in the header of a signed request, its parts in any order", () => {
    const parts = [`Credential=AKID/${scope}`, "SignedHeaders=host;x-amz-date", "Signature=0f"]
    assert.strictEqual(header(`AWS4-HMAC-SHA256 ${parts.join(", ")}`), "AKID")
    assert.strictEqual(header(`AWS4-HMAC-SHA256 ${parts.reverse().join(",")}`), "AKID")
    assert.strictEqual(header(`AWS4-ECDSA-P256-SHA256 ${parts.join(", ")}`), "AKID")
  })

  it("is the last one that is complete", () => {
    const credentials = [`Credential=FIRST/${scope}`, `Credential=LAST/${scope}`, "Credential=x"]
    assert.strictEqual(header(`AWS4-HMAC-SHA256 ${credentials}, Signature=0f`), "LAST")
  })

  it("is looked for in a time that grows with the header, not with its square", () => {
    const long = 5_000_000
    for (const text of ["Credential=", "Signature=", "Signature=0", " ", ",", "A", "A/"]) {
      const repeated = text.repeat(long / text.length)
      assert.isUndefined(header(`AWS4-HMAC-SHA256 ${repeated}`))
      assert.isUndefined(header(`AWS4-HMAC-SHA256 Signature=0f ${repeated}`))
    }
  })

  it("stands in the parameters of a presigned one", () => {
    const credential = ["X-Amz-Credential", `AKID/${scope}`] as const
    assert.strictEqual(query(credential, ["X-Amz-Signature", "0f"]), "AKID")
    assert.isUndefined(query(credential))
    assert.isUndefined(query(credential, ["X-Amz-Signature", ""]))
    assert.isUndefined(query(["X-Amz-Signature", "0f"]))
    assert.isUndefined(query(["X-Amz-Credential", `/${scope}`], ["X-Amz-Signature", "0f"]))
  })

  it("is nowhere else", () => {
    assert.isUndefined(query())
    for (const authorization of [
      "",
      "Bearer token",
      `Credential=AKID/${scope}, Signature=0f`,
      `AWS4-HMAC-SHA256 Credential=AKID/${scope}`,
      `AWS4-HMAC-SHA256 Credential=/${scope}, Signature=0f`,
      "AWS4-HMAC-SHA256 Signature=0f",
      `x AWS4-HMAC-SHA256 Credential=AKID/${scope}, Signature=0f`,
      `AWS4-HMAC-SHA256,Credential=AKID/${scope}, Signature=0f`,
    ]) {
      assert.isUndefined(header(authorization), authorization)
    }
  })

  it("stands in the parameters of Signature Version 2", () => {
    const version2 = [
      ["AWSAccessKeyId", "AKID"],
      ["SignatureVersion", "2"],
      ["SignatureMethod", "HmacSHA256"],
    ] as const
    assert.strictEqual(query(...version2, ["Signature", "0f="]), "AKID")
    assert.isUndefined(query(...version2))
    assert.isUndefined(query(...version2, ["Signature", ""]))
    assert.isUndefined(query(["Signature", "0f="]))
    assert.isUndefined(query(["AWSAccessKeyId", ""], ["Signature", "0f="]))
  })
})

describe("Signature.isParameter", () => {
  it("tells the parameters of both versions from all others", () => {
    const names =
      "X-Amz-Date AWSAccessKeyId SignatureVersion SignatureMethod Timestamp Expires Signature SecurityToken"
    for (const name of names.split(" ")) assert.isTrue(Signature.isParameter(name), name)
    for (const name of ["signature", "Date", "x-amz-date", "Action"]) {
      assert.isFalse(Signature.isParameter(name), name)
    }
  })
})
