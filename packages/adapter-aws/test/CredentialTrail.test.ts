import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import { CredentialTrail } from "../src/internal/CredentialTrail.ts"

const failed = (reason: string, isLast = false) =>
  `@smithy/property-provider ${isLast ? "(!)" : "->"} ${reason}`

describe("CredentialTrail", () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it("keeps the reasons of the last time, each once, without those that say nothing", () => {
    const trail = new CredentialTrail()
    const { debug } = trail.logger(undefined)
    assert.deepStrictEqual(trail.reasons, [])
    const chain = [
      "@aws-sdk/credential-provider-node - defaultProvider::fromEnv",
      failed("Not found in ENV: NODE_AUTH_SCHEME_PREFERENCE_ENV_KEY"),
      failed("Not found in config files w/ profile [p]: KEY"),
      failed("Skipping SSO provider in default chain (inputs do not include SSO fields)."),
      failed("Web identity configuration not specified"),
      failed("AWS_EC2_METADATA_V1_DISABLED not set in env"),
      failed("Command failed: false\n"),
      failed("Command failed: false\n"),
      failed("Two\nlines"),
      "EC2Client DescribeRouteServerPeersCommand",
      failed("Could not load credentials from any providers", true),
    ]
    const told = [
      "Command failed: false",
      "Two\nlines",
      "Could not load credentials from any providers",
    ]
    for (const line of chain) debug(line)
    assert.deepStrictEqual(
      trail.reasons.map(({ text }) => text),
      told,
    )
    for (const line of chain) debug(line)
    assert.deepStrictEqual(
      trail.reasons.map(({ text }) => text),
      told,
    )
    debug(failed("AWS_PROFILE is set, skipping fromEnv provider."))
    assert.deepStrictEqual(trail.reasons, [])
    debug(7)
    debug()
    assert.deepStrictEqual(trail.reasons, [])
  })

  it("knows by which provider, as far as the SDK says, and how its program ended", () => {
    const trail = new CredentialTrail(new Map([["vault --key 1", 3]]))
    const { debug } = trail.logger(undefined)
    for (const line of [
      failed("at first"),
      "@aws-sdk/credential-provider-node - defaultProvider::fromEnv",
      failed("  in the environment\n"),
      "@aws-sdk/credential-provider-ini - fromProcess",
      failed("Command failed: vault --key 1\nvault: sealed"),
      "@aws-sdk/credential-provider-ini - fromOther and more",
      failed("Command failed: vault --key 2"),
      "@aws-sdk/credential-provider-node - defaultProvider::remoteProvider",
      failed("So: Command failed: vault --key 1", true),
    ]) {
      debug(line)
    }
    assert.deepStrictEqual(trail.reasons, [
      { provider: "fromEnv", text: "in the environment", exitStatus: undefined },
      {
        provider: "fromProcess",
        text: "Command failed: vault --key 1\nvault: sealed",
        exitStatus: 3,
      },
      { provider: "fromProcess", text: "Command failed: vault --key 2", exitStatus: undefined },
      {
        provider: "remoteProvider",
        text: "So: Command failed: vault --key 1",
        exitStatus: undefined,
      },
    ])
  })

  it.each<[line: string, isReason: boolean]>([
    [failed("so"), true],
    [failed("so", true), true],
    [`In: ${failed("so")}`, false],
    ["@smithy/property-provider so", false],
    [failed("Not found in ENV: A"), false],
    [failed("Not found in config files"), false],
    [failed("Not found in the sea"), true],
    [failed("It was Not found in ENV"), true],
    [failed("no more skipping, please"), false],
    [failed("an unskippingly odd one"), true],
    [failed("A is not set in B"), false],
    [failed("A is cannot set in B"), true],
    [failed("A is not set inside"), true],
    [failed("A is not specified"), false],
    [failed("A is not specified yet"), true],
  ])("takes for a reason what is one: %s", (line, isReason) => {
    const trail = new CredentialTrail()
    trail.logger(undefined).debug(line)
    assert.lengthOf(trail.reasons, isReason ? 1 : 0)
  })

  it("passes everything on to the user's logger", () => {
    const calls: Array<ReadonlyArray<unknown>> = []
    const take =
      (level: string) =>
      (...content: ReadonlyArray<unknown>) =>
        void calls.push([level, ...content])
    const user = {
      trace: take("trace"),
      debug: take("debug"),
      info: take("info"),
      warn: take("warn"),
      error: take("error"),
    }
    const logger = new CredentialTrail().logger(user)
    for (const level of ["trace", "debug", "info", "warn", "error"] as const) {
      logger[level]?.("text", 1)
    }
    assert.deepStrictEqual(calls, [
      ["trace", "text", 1],
      ["debug", "text", 1],
      ["info", "text", 1],
      ["warn", "text", 1],
      ["error", "text", 1],
    ])
    const { trace: _, ...withoutTrace } = user
    new CredentialTrail().logger(withoutTrace).trace?.("text")
    assert.lengthOf(calls, 5)
  })

  it("leaves warnings to the console where the user has no logger, and nothing else", () => {
    const said: Array<unknown> = []
    for (const level of ["debug", "info", "warn", "error", "log"] as const) {
      vi.spyOn(console, level).mockImplementation((...content) => {
        said.push([level, ...content])
      })
    }
    const logger = new CredentialTrail().logger(undefined)
    for (const level of ["trace", "debug", "info", "warn", "error"] as const) {
      logger[level]?.("text", 1)
    }
    assert.deepStrictEqual(said, [["warn", "text", 1]])
  })
})
