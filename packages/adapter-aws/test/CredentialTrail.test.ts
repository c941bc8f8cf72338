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
