import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { afterEach, beforeEach } from "vitest"
import { sharedProfiles } from "../src/internal/profiles.ts"

describe("Profiles of the AWS CLI's files", () => {
  let home = ""
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "adapter-aws-"))
  })
  afterEach(() => rmSync(home, { recursive: true }))

  const write = (name: string, ...lines: ReadonlyArray<string>): string => {
    const path = join(home, name)
    writeFileSync(path, lines.join("\n"))
    return path
  }

  it("come from the two files that the environment names, of which the credentials go before", async () => {
    const profiles = await sharedProfiles({
      AWS_CONFIG_FILE: write("config", "[profile net]", "region = eu-west-1", "role_arn = one"),
      AWS_SHARED_CREDENTIALS_FILE: write(
        "credentials",
        "[net]",
        "role_arn = two",
        "[ops]",
        "x = 1",
      ),
    })
    assert.deepStrictEqual(Object.fromEntries(profiles), {
      net: { region: "eu-west-1", role_arn: "two" },
      ops: { x: "1" },
    })
  })

  it("are read anew, and are not what else the files have", async () => {
    const files = {
      AWS_CONFIG_FILE: write(
        "config",
        ...["[profile old]", "region = eu-west-1"],
        ...["[services local]", "ec2 =", "  endpoint_url = http://127.0.0.1"],
        ...["[sso-session corp]", "sso_region = eu-west-1"],
      ),
      AWS_SHARED_CREDENTIALS_FILE: write("credentials"),
    }
    assert.deepStrictEqual([...(await sharedProfiles(files)).keys()], ["old"])
    write("config", "[profile new]", "region = eu-west-1")
    assert.deepStrictEqual([...(await sharedProfiles(files)).keys()], ["new"])
  })
})
