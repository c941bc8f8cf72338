/**
 * What the adapter finds of a profile that is chosen in code, in the files of the
 * AWS CLI.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { EC2ClientConfig } from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { Listing } from "@route-server/core"
import { Effect } from "effect"
import { afterEach, beforeEach, vi } from "vitest"
import * as server from "./support/server.ts"

describe("A profile that is chosen in code", () => {
  // What was read from a file once is not read again, so each test has its own.
  let home = ""
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "adapter-aws-"))
    vi.stubEnv("AWS_CONFIG_FILE", join(home, "config"))
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(home, "credentials"))
    for (const name of ["AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_EC2"]) {
      vi.stubEnv(name, undefined)
    }
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(home, { recursive: true })
  })

  const listen = (id: string) =>
    Effect.map(
      server.listen((response) => server.answer(response, server.peers([id]))),
      ({ url }) => url,
    )

  /** The peer that tells which endpoint was asked. */
  const asked = (config: EC2ClientConfig = {}) =>
    Listing.collect().pipe(
      Effect.map((peers) => peers.map((peer) => peer.RouteServerPeerId)),
      Effect.provide(
        AwsPeerSource.layer(
          {
            region: "eu-west-1",
            credentials: server.credentials(),
            maxAttempts: 1,
            profile: "net",
            ...config,
          },
          { rawErrors: true },
        ),
        { local: true },
      ),
    )

  const configure = (...lines: ReadonlyArray<string>) =>
    Effect.sync(() => writeFileSync(join(home, "config"), lines.join("\n")))

  it.effect("has the endpoint that it configures for all services", () =>
    Effect.gen(function* () {
      const url = yield* listen("rsp-all")
      yield* configure("[profile net]", `endpoint_url = ${url}`, "services = none")
      // A variable without a value is none.
      vi.stubEnv("AWS_ENDPOINT_URL", "")
      assert.deepStrictEqual(yield* asked(), ["rsp-all"])
    }),
  )

  it.effect("has before it the one that its services section configures for EC2", () =>
    Effect.gen(function* () {
      const url = yield* listen("rsp-ec2")
      yield* configure(
        "[profile net]",
        "endpoint_url = http://127.0.0.1:1",
        "services = local",
        "[services local]",
        `ec2 =\n  endpoint_url = ${url}`,
        "s3 =\n  endpoint_url = http://127.0.0.1:2",
      )
      assert.deepStrictEqual(yield* asked(), ["rsp-ec2"])
    }),
  )

  it.effect("yields to the environment, where the endpoint of EC2 goes first, and to code", () =>
    Effect.gen(function* () {
      yield* configure("[profile net]", "endpoint_url = http://127.0.0.1:1")
      vi.stubEnv("AWS_ENDPOINT_URL", yield* listen("rsp-all"))
      assert.deepStrictEqual(yield* asked(), ["rsp-all"])
      vi.stubEnv("AWS_ENDPOINT_URL_EC2", yield* listen("rsp-ec2"))
      assert.deepStrictEqual(yield* asked(), ["rsp-ec2"])
      const endpoint = yield* listen("rsp-code")
      assert.deepStrictEqual(yield* asked({ endpoint }), ["rsp-code"])
    }),
  )

  it.effect("is looked at by its own name only", () =>
    Effect.gen(function* () {
      const url = yield* listen("rsp-net")
      vi.stubEnv("AWS_PROFILE", "default")
      yield* configure(
        "[default]",
        "endpoint_url = http://127.0.0.1:1",
        "[profile net]",
        `endpoint_url = ${url}`,
      )
      assert.deepStrictEqual(yield* asked(), ["rsp-net"])
    }),
  )

  it.effect.each<[where: string, variable: string, line: string, config: EC2ClientConfig]>([
    ["the environment", "true", "", {}],
    ["the profile", "", "ignore_configured_endpoint_urls = true", {}],
    ["code", "", "", { ignoreConfiguredEndpointUrls: true }],
  ])("has no endpoint if %s says that it is to be ignored", ([, variable, line, config]) =>
    Effect.gen(function* () {
      yield* configure("[profile net]", `endpoint_url = ${yield* listen("rsp-net")}`, line)
      vi.stubEnv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", variable)
      // Nothing leaves this machine: the name of the service is not even looked up.
      const requestHandler = {
        handle: async ({ hostname }: { hostname: string }) => {
          throw new Error(`to ${hostname}`)
        },
      }
      const error = yield* Effect.flip(asked({ ...config, requestHandler }))
      assert.include(error.message, "to ec2.eu-west-1.amazonaws.com")
    }),
  )
})
