import { execFileSync } from "node:child_process"
import { assert, describe, it } from "@effect/vitest"
import { readyToPaste } from "../../src/output/ReadyToPaste.ts"

const URL = "https://127.0.0.1:8443"

const lineOf = (text: string, start: string) =>
  text.split("\n").find((line) => line.startsWith(start)) ?? ""

describe("readyToPaste", () => {
  it("begins with the URL, and asks no client to trust what needs no trust", () => {
    const text = readyToPaste(URL, undefined)
    assert.match(text, /^https:\/\/127\.0\.0\.1:8443\n\n/)
    for (const start of ["aws ec2", "curl", "boto3.client", "new EC2Client"]) {
      assert.include(lineOf(text, start), URL)
    }
    assert.notMatch(text, /bundle|cacert|verify|NODE_EXTRA/)
  })

  it("names the certificate to each client, as its shell or language reads it", () => {
    const file = `it's "mine" $HOME.pem`
    const text = readyToPaste(URL, file)
    for (const [start, flag] of [
      ["aws ec2", "--ca-bundle"],
      ["curl", "--cacert"],
    ] as const) {
      const args = lineOf(text, start).split(" ").slice(1).join(" ")
      const words = execFileSync("sh", ["-c", `printf '%s\\n' ${args}`], { encoding: "utf8" })
      const list = words.split("\n")
      assert.strictEqual(list[list.indexOf(flag) + 1], file)
    }
    assert.include(lineOf(text, "boto3"), `verify=${JSON.stringify(file)}`)
    assert.include(
      lineOf(text, "# JavaScript"),
      "NODE_EXTRA_CA_CERTS='it'\\''s \"mine\" $HOME.pem'",
    )
  })
})
