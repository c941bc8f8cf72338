import * as Providers from "@aws-sdk/credential-providers"
import { assert, describe, it, vi } from "@effect/vitest"
import type { AwsAccount } from "@route-server/adapter-aws"
import { afterEach, beforeEach } from "vitest"
import * as credentials from "../src/internal/credentials.ts"

const minutes = (count: number) => count * 60_000

const LEVELS = ["debug", "info", "warn", "error"] as const

/** What chains and roles are asked with; each tells its logger, at every level. */
const made = (settings: Partial<credentials.Settings> = {}, lifetime?: number) => {
  const chains: Array<unknown> = []
  const assumed: Array<unknown> = []
  const tell = (logger: unknown, what: string) => {
    for (const level of LEVELS) Object(logger)[level](what, 1)
  }
  const given = (accessKeyId: string) => ({
    accessKeyId,
    secretAccessKey: "secret",
    ...(lifetime === undefined ? {} : { expiration: new Date(Date.now() + lifetime) }),
  })
  const provide = credentials.make(
    {
      ...Providers,
      fromNodeProviderChain:
        ({ logger, ...options } = {}) =>
        async () => {
          chains.push(options)
          tell(logger, "chain")
          return given("AKIAEXAMPLE")
        },
      fromTemporaryCredentials:
        ({ logger, masterCredentials, ...options }) =>
        async () => {
          assumed.push(options)
          tell(logger, "role")
          const provider = masterCredentials
          const master = typeof provider === "function" ? await provider() : provider
          return given(`ASIA/${master?.accessKeyId}`)
        },
    },
    { mfaCode: undefined, client: {}, ...settings },
  )
  return { chains, assumed, provide }
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
const region = "eu-west-1"
const assuming = (params: object) => ({ clientConfig: { region }, params })

describe("Credentials of an account", () => {
  it("are got once for all its clients, each of whose loggers hears how", async () => {
    const { chains, assumed, provide } = made()
    const [one, other] = [listener(), listener()]
    const ofOne = provide(account, region)({ logger: one.logger })
    const ofOther = provide(account, region)({ logger: other.logger })
    const ofNobody = provide(account, region)({})
    const all = await Promise.all([ofOne(), ofOther(), ofNobody()])
    assert.deepStrictEqual(
      all.map(({ accessKeyId }) => accessKeyId),
      Array.from({ length: 3 }, () => "ASIA/AKIAEXAMPLE"),
    )
    assert.deepStrictEqual(assumed, [assuming({ RoleArn: arn, RoleSessionName: "route-server" })])
    assert.lengthOf(chains, 1)
    assert.deepStrictEqual(
      one.heard,
      ["role", "chain"].flatMap((what) => LEVELS.map((level) => [level, what, 1])),
    )
    assert.deepStrictEqual(other.heard, one.heard)
  })

  it("are those of a profile where there is no role, and its loggers hear, too", async () => {
    const { chains, assumed, provide } = made()
    const { heard, logger } = listener()
    const given = await provide({ ...net, profile: "net" }, region)({ logger })()
    assert.strictEqual(given.accessKeyId, "AKIAEXAMPLE")
    assert.deepStrictEqual(assumed, [])
    assert.deepStrictEqual(chains, [{ profile: "net" }])
    assert.deepStrictEqual(
      heard,
      LEVELS.map((level) => [level, "chain", 1]),
    )
  })

  it("are what the SDK finds by itself where there is neither, with all that the client has", async () => {
    const { chains, provide } = made()
    await provide(net, region)({ region: "eu-north-1" })()
    assert.deepStrictEqual(chains, [{ region: "eu-north-1" }])
  })

  it("can be asked a code for", async () => {
    const mfaCode = async () => "123456"
    const { chains, provide } = made({ mfaCode })
    await provide(net, region)({})()
    assert.deepStrictEqual(chains, [{ mfaCodeProvider: mfaCode }])
  })

  it("of a role are asked for in the Region of the account, with the settings for that", async () => {
    const { assumed, provide } = made({ client: { maxAttempts: 7, region: "us-east-1" } })
    await provide(account, region)({})()
    assert.deepInclude(assumed[0], { clientConfig: { maxAttempts: 7, region } })
  })

  it("are others for another role, session or ID, or by way of another profile", async () => {
    const { assumed, chains, provide } = made()
    const others = [
      account,
      { ...account, role_arn: `${arn}2` },
      { ...account, role_session_name: "audit" },
      { ...account, external_id: "x-1" },
      { ...account, profile: "net" },
    ]
    for (const other of others) {
      // Each is kept for itself.
      await provide(other, region)({})()
      await provide(other, region)({})()
    }
    const usual = { RoleArn: arn, RoleSessionName: "route-server" }
    assert.deepStrictEqual(assumed, [
      assuming(usual),
      assuming({ ...usual, RoleArn: `${arn}2` }),
      assuming({ ...usual, RoleSessionName: "audit" }),
      assuming({ ...usual, ExternalId: "x-1" }),
      assuming(usual),
    ])
    assert.deepStrictEqual(chains, [{}, { profile: "net" }])
  })

  describe("that expire", () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ["Date"] })
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    it("are got again five minutes before that", async () => {
      const { chains, provide } = made({}, minutes(60))
      const client = provide(net, region)({})
      const asked = async (afterMinutes: number) => {
        vi.setSystemTime(start + minutes(afterMinutes))
        await client()
        return chains.length
      }
      const start = Date.now()
      assert.deepStrictEqual([await asked(0), await asked(54), await asked(56)], [1, 1, 2])
    })
  })
})
