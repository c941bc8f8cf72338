import * as Providers from "@aws-sdk/credential-providers"
import { assert, describe, it } from "@effect/vitest"
import type { AwsAccount } from "@route-server/adapter-aws"
import * as credentials from "../src/internal/credentials.ts"

/** What a role is assumed with; each provider says so to its logger. */
const made = () => {
  const assumed: Array<unknown> = []
  const provide = credentials.make(
    {
      ...Providers,
      fromNodeProviderChain:
        ({ logger } = {}) =>
        async () => {
          logger?.warn("chain")
          return { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" }
        },
      fromTemporaryCredentials:
        ({ params, logger }) =>
        async () => {
          assumed.push(params)
          logger?.debug("role", 1)
          return { accessKeyId: "ASIAEXAMPLE", secretAccessKey: "secret" }
        },
    },
    { mfaCode: undefined, client: {} },
  )
  return { assumed, provide }
}

const listener = () => {
  const heard: Array<ReadonlyArray<unknown>> = []
  const note =
    (level: string) =>
    (...content: ReadonlyArray<unknown>) =>
      void heard.push([level, ...content])
  const logger = {
    debug: note("debug"),
    info: note("info"),
    warn: note("warn"),
    error: note("error"),
  }
  return { heard, logger }
}

const arn = "arn:aws:iam::111122223333:role/reader"
const net: AwsAccount.AwsAccount = { name: "net", regions: ["eu-west-1"] }
const account = { ...net, role_arn: arn }

describe("Credentials of an account", () => {
  it("are got once for all its clients, each of whose loggers hears how", async () => {
    const { assumed, provide } = made()
    const [one, other] = [listener(), listener()]
    const ofOne = provide(account, "eu-west-1")({ logger: one.logger })
    const ofOther = provide(account, "eu-west-1")({ logger: other.logger })
    await Promise.all([ofOne(), ofOther()])
    assert.deepStrictEqual(assumed, [{ RoleArn: arn, RoleSessionName: "route-server" }])
    assert.deepStrictEqual(one.heard, [["debug", "role", 1]])
    assert.deepStrictEqual(other.heard, one.heard)
  })

  it("are those of a profile where there is no role, and its loggers hear, too", async () => {
    const { assumed, provide } = made()
    const { heard, logger } = listener()
    const given = await provide(
      { ...net, profile: "net" },
      "eu-west-1",
    )({
      logger,
    })()
    assert.strictEqual(given.accessKeyId, "AKIAEXAMPLE")
    assert.deepStrictEqual(assumed, [])
    assert.deepStrictEqual(heard, [["warn", "chain"]])
  })

  it("are others for another name of the session, or another ID", async () => {
    const { assumed, provide } = made()
    await provide({ ...account, role_session_name: "audit" }, "eu-west-1")({})()
    await provide({ ...account, external_id: "x-1" }, "eu-west-1")({})()
    assert.deepStrictEqual(assumed, [
      { RoleArn: arn, RoleSessionName: "audit" },
      { RoleArn: arn, RoleSessionName: "route-server", ExternalId: "x-1" },
    ])
  })
})
