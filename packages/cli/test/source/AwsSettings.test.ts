import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, describe, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import * as AwsSettings from "../../src/source/AwsSettings.ts"

const folder = mkdtempSync(join(tmpdir(), "route-server-"))
const config = join(folder, "config")
const shared = join(folder, "credentials")
writeFileSync(
  config,
  `[default]
region = eu-north-1

[profile prod]
region = eu-west-1
ca_bundle = /etc/ca.pem
endpoint_url = https://user:secret@all.example
services = ours
max_attempts = 7

[services ours]
ec2 =
  endpoint_url = https://ec2.example

[profile nowhere]
services = nope

[profile slow]
max_attempts = 0

[profile admin]
role_arn = arn:aws:iam::111122223333:role/admin
source_profile = person
mfa_serial = arn:aws:iam::111122223333:mfa/person

[profile chained]
role_arn = arn:aws:iam::111122223333:role/chained
source_profile = admin

[profile circle]
role_arn = arn:aws:iam::111122223333:role/circle
source_profile = circle
`,
)
writeFileSync(shared, "[person]\naws_access_key_id = any\naws_secret_access_key = any\n")
afterAll(() => rmSync(folder, { recursive: true }))

const files = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: shared }

const resolve = (
  environment: Record<string, string> = {},
  flags: { readonly [Name in keyof AwsSettings.Flags]?: string } = {},
) =>
  AwsSettings.resolve(
    {
      region: Option.fromUndefinedOr(flags.region),
      profile: Option.fromUndefinedOr(flags.profile),
      endpointUrl: Option.fromUndefinedOr(flags.endpointUrl),
      caBundle: Option.fromUndefinedOr(flags.caBundle),
    },
    { ...files, ...environment },
  )

describe("A setting of the AWS CLI", () => {
  it.effect("comes from the flag, else from the environment, else from the profile", () =>
    Effect.gen(function* () {
      const of = (value: string, origin: string) => ({ value, origin })
      assert.deepInclude(yield* resolve({ AWS_PROFILE: "prod" }), {
        profile: of("prod", "AWS_PROFILE"),
        region: of("eu-west-1", "profile prod"),
        endpoint: of("https://ec2.example", "profile prod"),
        caBundle: of("/etc/ca.pem", "profile prod"),
        maxAttempts: of("7", "profile prod"),
      })
      const environment = {
        AWS_DEFAULT_PROFILE: "prod",
        AWS_REGION: "us-east-1",
        AWS_DEFAULT_REGION: "us-east-2",
        AWS_ENDPOINT_URL: "https://all.example",
        AWS_CA_BUNDLE: "/b.pem",
        AWS_MAX_ATTEMPTS: "2",
      }
      assert.deepInclude(yield* resolve(environment), {
        profile: of("prod", "AWS_DEFAULT_PROFILE"),
        region: of("us-east-1", "AWS_REGION"),
        endpoint: of("https://all.example", "AWS_ENDPOINT_URL"),
        caBundle: of("/b.pem", "AWS_CA_BUNDLE"),
        maxAttempts: of("2", "AWS_MAX_ATTEMPTS"),
      })
      const flags = {
        profile: "person",
        region: "eu-south-1",
        endpointUrl: "https://flag.example",
        caBundle: "/f.pem",
      }
      assert.deepInclude(yield* resolve(environment, flags), {
        profile: of("person", "--profile"),
        region: of("eu-south-1", "--region"),
        endpoint: of("https://flag.example", "--endpoint-url"),
        caBundle: of("/f.pem", "--ca-bundle"),
      })
      assert.deepInclude(yield* resolve(), {
        profile: undefined,
        region: of("eu-north-1", "profile default"),
        endpoint: undefined,
      })
      assert.isUndefined(
        (yield* resolve({ ...environment, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "TRUE" })).endpoint,
      )
    }),
  )

  it.effect.each([
    [{ AWS_PROFILE: "prd" }, "the profile 'prd' of AWS_PROFILE does not exist; did you mean prod?"],
    [{ AWS_PROFILE: "nothing" }, "the profile 'nothing' of AWS_PROFILE does not exist"],
    [
      { AWS_PROFILE: "nowhere" },
      "profile nowhere uses the services section 'nope', which does not exist",
    ],
    [
      { AWS_MAX_ATTEMPTS: "abc" },
      "AWS_MAX_ATTEMPTS: expected a number of attempts from 1, got 'abc'",
    ],
    [{ AWS_PROFILE: "slow" }, "profile slow: expected a number of attempts from 1, got '0'"],
  ] as const)("is refused if it is none: %j", ([environment, message]) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(resolve(environment))).message, message)
    }),
  )

  it.effect("of services is not looked at where it does not count", () =>
    Effect.gen(function* () {
      const profile = "nowhere"
      yield* resolve({}, { profile, endpointUrl: "https://flag.example" })
      yield* resolve({ AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }, { profile })
    }),
  )

  it.effect("says whether a code is wanted for credentials", () =>
    Effect.gen(function* () {
      const serial = "arn:aws:iam::111122223333:mfa/person"
      for (const [profile, expected] of [
        ["admin", serial],
        ["chained", serial],
        ["circle", undefined],
        ["prod", undefined],
      ] as const) {
        assert.strictEqual((yield* resolve({}, { profile })).mfaSerial, expected)
      }
    }),
  )

  it.effect("is told with what it comes from, and without a password", () =>
    Effect.gen(function* () {
      const flags = { endpointUrl: "https://user:secret@flag.example/" }
      assert.deepStrictEqual(AwsSettings.lines(yield* resolve({ AWS_PROFILE: "prod" }, flags)), [
        "profile: prod (AWS_PROFILE)",
        "region: eu-west-1 (profile prod)",
        "endpoint: https://flag.example/ (--endpoint-url)",
        "CA bundle: /etc/ca.pem (profile prod)",
        "attempts at most: 7 (profile prod)",
      ])
    }),
  )
})
