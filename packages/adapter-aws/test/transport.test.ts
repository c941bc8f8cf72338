/**
 * What the adapter makes of answers that do not arrive, and of requests that
 * are never sent.
 */
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { EC2Client, type EC2ClientConfig } from "@aws-sdk/client-ec2"
import { afterAll, assert, beforeAll, describe, it, vi } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource, PeerSourceError } from "@route-server/core"
import { ConfigProvider, Deferred, Effect, Exit, Fiber } from "effect"
import { shown } from "./support/answers.ts"
import * as server from "./support/server.ts"

type Respond = Parameters<typeof server.listen>[0]

const describePeers = (config: EC2ClientConfig) =>
  PeerSource.describe().pipe(Effect.provide(AwsPeerSource.layer(config)))

/** The transport error that one request comes to. */
const transportError = Effect.fnUntraced(function* (config: EC2ClientConfig) {
  const error = yield* Effect.flip(describePeers(config))
  server.assertNoSecrets(error)
  assert.instanceOf(error, PeerSourceError.TransportError)
  assert.instanceOf(error.cause, Error)
  return error
})

const answered = (respond: Respond, config?: EC2ClientConfig) =>
  Effect.gen(function* () {
    const { url } = yield* server.listen(respond)
    return yield* transportError(server.settings(url, config))
  }).pipe(Effect.scoped)

/** A port on which nothing listens. */
const unusedPort = Effect.callback<number>((resume) => {
  const probe = createServer()
  probe.listen(0, "127.0.0.1", () => {
    const address = probe.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    probe.close(() => resume(Effect.succeed(port)))
  })
})

describe("A request without an answer", () => {
  it.effect("fails where nothing listens", () =>
    Effect.gen(function* () {
      const port = yield* unusedPort
      const error = yield* transportError(server.settings(`http://127.0.0.1:${port}`))
      assert.include(shown(error), { reason: "ConnectionRefused", isRetryable: true })
      assert.include(error.message, `127.0.0.1:${port}`)
    }),
  )

  it.effect("fails where the name does not exist", () =>
    Effect.gen(function* () {
      const error = yield* transportError(server.settings("http://ec2.invalid"))
      assert.include(shown(error), { reason: "Dns", isRetryable: true })
      assert.include(error.message, "ec2.invalid")
    }),
  )

  it.effect("fails where the other side speaks no TLS", () =>
    Effect.gen(function* () {
      const { url } = yield* server.listen((response) => server.answer(response, server.peers([])))
      const error = yield* transportError(server.settings(url.replace("http:", "https:")))
      assert.include(shown(error), { reason: "Tls", isRetryable: false })
    }),
  )

  const half = server.peers(["rsp-1"]).slice(0, 200)
  it.effect.each<[string, PeerSourceError.TransportReason["_tag"], Respond, EC2ClientConfig?]>([
    ["the connection is reset", "ConnectionReset", ({ socket }) => socket?.resetAndDestroy()],
    ["the connection is closed", "ConnectionReset", ({ socket }) => socket?.destroy()],
    [
      "the answer breaks off before its length is reached",
      "ConnectionReset",
      (response) => {
        response.writeHead(200, { "content-length": "9999" })
        response.write(half, () => response.destroy())
      },
    ],
    [
      "the answer breaks off in a chunk",
      "ConnectionReset",
      (response) => {
        response.writeHead(200)
        response.write(half, () => response.destroy())
      },
    ],
    ["it is not HTTP", "InvalidHttp", ({ socket }) => socket?.end("no\r\n\r\n")],
    [
      "there is none in time",
      "Timeout",
      () => undefined,
      { requestHandler: { requestTimeout: 20, throwOnRequestTimeout: true } },
    ],
    [
      "it stops half way",
      "Timeout",
      (response) => {
        response.writeHead(200)
        response.write(half)
      },
      { requestHandler: { socketTimeout: 20 } },
    ],
  ])("fails where %s", ([, reason, respond, config]) =>
    Effect.gen(function* () {
      const error = yield* answered(respond, config)
      assert.include(shown(error), { reason, isRetryable: reason !== "InvalidHttp" })
    }),
  )
})

describe("A request that can't be sent", () => {
  const home = mkdtempSync(join(tmpdir(), "adapter-aws-"))
  beforeAll(() => {
    const { accessKeyId, secretAccessKey: secret } = server.credentials()
    const expired = JSON.stringify({
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secret,
      Expiration: "2025-03-31T00:00:00Z",
    })
    writeFileSync(
      join(home, "config"),
      `[profile process]\ncredential_process = false --key ${secret}\n` +
        `[profile garbage]\ncredential_process = echo {"SecretAccessKey":"${secret}"\n` +
        `[profile expired]\ncredential_process = echo '${expired}'\n` +
        "[profile program]\ncredential_process = /nowhere/a-program-whose-name-is-long --key secret\n" +
        "[profile role]\nrole_arn = arn:aws:iam::111122223333:role/reader\nsource_profile = missing\n" +
        "[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = reader\n" +
        "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.invalid/start\n",
    )
    writeFileSync(join(home, "credentials"), "")
    const environment = {
      HOME: home,
      AWS_CONFIG_FILE: join(home, "config"),
      AWS_SHARED_CREDENTIALS_FILE: join(home, "credentials"),
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_SESSION_TOKEN: undefined,
      AWS_PROFILE: undefined,
      AWS_REGION: undefined,
    }
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  })
  afterAll(() => {
    vi.unstubAllEnvs()
    rmSync(home, { recursive: true })
  })

  const unsent = (config: EC2ClientConfig) =>
    Effect.gen(function* () {
      const { url, received } = yield* server.listen((response) =>
        server.answer(response, server.peers([])),
      )
      const error = yield* transportError({ endpoint: url, region: "eu-west-1", ...config })
      assert.isEmpty(received)
      return error
    }).pipe(Effect.scoped)

  it.effect.each<[profile: string, why: string, reason?: PeerSourceError.TransportReason["_tag"]]>([
    ["process", "(Command failed: false (exit status 1); "],
    ["garbage", "(Profile garbage credential_process returned invalid JSON.; "],
    [
      "expired",
      "(Profile expired credential_process returned expired credentials.; ",
      "CredentialsExpired",
    ],
    ["role", "(Could not resolve credentials using profile: [missing] in "],
    ["nobody", "(Could not resolve credentials using profile: [nobody] in "],
    [
      "somebody-whose-name-is-long",
      "(Could not resolve credentials using profile: [somebody-whose-name-is-long] in ",
    ],
    ["program", "(Command failed: a-program-whose-name-is-long (exit status 127); "],
    ["sso", "No credentials could be had: The SSO session"],
  ])("fails where the profile has no credentials, and says why: %s", ([profile, why, reason]) =>
    Effect.gen(function* () {
      const error = yield* unsent({ profile })
      assert.include(shown(error), { reason: reason ?? "CredentialsNotFound", isRetryable: false })
      assert.include(error.message, why)
      assert.notMatch(error.message, /skipping|not found in/i)
    }),
  )

  it.effect("says of each call why it failed, and tells the user's logger as before", () =>
    Effect.gen(function* () {
      const logged: Array<unknown> = []
      const log = (message: unknown) => void logged.push(message)
      const logger = { debug: log, info: log, warn: log, error: log }
      const ask = Effect.flip(PeerSource.describe())
      const config = { endpoint: "http://127.0.0.1:9", region: "eu-west-1", profile: "nobody" }
      const layer = AwsPeerSource.layer({ ...config, logger })
      const [first, second] = yield* Effect.provide(Effect.all([ask, ask]), layer)
      assert.strictEqual(second.message, first.message)
      assert.isTrue(logged.some((text) => String(text).includes("using profile: [nobody]")))
    }),
  )

  it.effect("fails where there are no credentials at all", () =>
    Effect.gen(function* () {
      const error = yield* unsent({})
      assert.include(shown(error), { reason: "CredentialsNotFound", isRetryable: false })
      assert.include(error.message, "Could not load credentials from any providers (")
      assert.include(error.message, "Unable to find environment variable credentials.; ")
    }),
  )

  const failing = (error: Error): EC2ClientConfig => ({ credentials: () => Promise.reject(error) })
  const named = (name: string, message: string) => Object.assign(new Error(message), { name })

  it.effect("fails where the credentials have expired", () =>
    Effect.gen(function* () {
      const expired = [
        named("CredentialsProviderError", "The SSO session of this profile has expired."),
        named("TokenProviderError", "Token is expired."),
        named("ExpiredTokenException", "The security token is too old."),
      ]
      for (const error of expired) {
        const { reason } = yield* unsent(failing(error))
        assert.strictEqual(reason._tag, "CredentialsExpired")
      }
    }),
  )

  it.effect("fails where getting credentials fails, and says whether that may pass", () =>
    Effect.gen(function* () {
      const denied = yield* unsent(failing(named("AccessDenied", "Not authorized to AssumeRole")))
      assert.include(shown(denied), { reason: "CredentialsNotFound", isRetryable: false })
      assert.strictEqual(denied.message, "No credentials could be had: AccessDenied")
      const reset = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })
      const broken = shown(yield* unsent(failing(reset)))
      assert.include(broken, { reason: "CredentialsNotFound", isRetryable: true })
    }),
  )

  it.effect("does not show the command that gives out credentials, nor what it said", () =>
    Effect.gen(function* () {
      const { accessKeyId, secretAccessKey } = server.credentials()
      const said = `Command failed: vault --key ${secretAccessKey}\n${secretAccessKey}`
      const error = yield* unsent(failing(new Error(`${accessKeyId}: ${said}`)))
      assert.strictEqual(error.message, "No credentials could be had: Error")
    }),
  )

  it.effect("keeps what the credentials' error was caused by", () =>
    Effect.gen(function* () {
      const inner = Object.assign(new Error("disk on fire"), { code: "EIO", syscall: "read" })
      const { cause } = yield* unsent(failing(new RangeError("no file", { cause: inner })))
      assert.instanceOf(cause, Error)
      assert.strictEqual(cause.name, "RangeError")
      assert.instanceOf(cause.cause, Error)
      assert.strictEqual(cause.cause.message, "EIO read")
    }),
  )

  it.effect.each<[what: string, config: EC2ClientConfig, message: string]>([
    ["a Region", { region: "eu-west-1\r" }, 'Region not accepted: "eu-west-1\\r"'],
    ["an empty Region", { region: async () => "" }, "Region not accepted: 0 characters"],
    ["no URL", { endpoint: "no url" }, 'Invalid URL "no url"'],
    [
      "a URL with a password",
      { endpoint: "http://me:secret@[?key=secret" },
      'Invalid URL "http://["',
    ],
    ["a long URL", { endpoint: "x".repeat(200) }, `Invalid URL "${"x".repeat(100)}…"`],
  ])("shows the setting that is at fault: %s", ([, config, message]) =>
    Effect.gen(function* () {
      const error = yield* unsent({ credentials: server.credentials(), ...config })
      assert.strictEqual(error.message, `The client is not set up right: ${message}`)
    }),
  )

  it.effect.each<[name: string, value: string, config: EC2ClientConfig, message: string]>([
    [
      "AWS_REGION",
      "eu-west-1-and-on\r",
      { endpoint: "http://127.0.0.1:9", credentials: server.credentials() },
      'The client is not set up right: Region not accepted: "eu-west-1-and-on\\r"',
    ],
    [
      "AWS_ENDPOINT_URL",
      "no url, but long",
      { region: "eu-west-1", credentials: server.credentials() },
      'The client is not set up right: Invalid URL "no url, but long"',
    ],
    [
      "AWS_ENDPOINT_URL_EC2",
      "no url, but long",
      { region: "eu-west-1", credentials: server.credentials() },
      'The client is not set up right: Invalid URL "no url, but long"',
    ],
    [
      "AWS_PROFILE",
      "nobody-of-this-name",
      { region: "eu-west-1", endpoint: "http://127.0.0.1:9" },
      "Could not resolve credentials using profile: [nobody-of-this-name] in ",
    ],
  ])(
    "shows the setting of the environment that is at fault: %s",
    ([name, value, config, message]) =>
      Effect.gen(function* () {
        vi.stubEnv(name, value)
        const error = yield* transportError(config).pipe(
          // What Effect reads of the environment it reads once.
          Effect.provideService(
            ConfigProvider.ConfigProvider,
            ConfigProvider.fromEnv({ env: { [name]: value } }),
          ),
        )
        assert.include(error.message, message)
      }).pipe(Effect.ensuring(Effect.sync(() => vi.stubEnv(name, undefined)))),
  )

  it.effect("does not show what is no setting where it is taken for one", () =>
    Effect.gen(function* () {
      const token = server.credentials().secretAccessKey
      const error = yield* unsent(
        failing(
          Object.assign(new TypeError("Invalid URL"), {
            code: "ERR_INVALID_URL",
            input: token,
          }),
        ),
      )
      assert.strictEqual(error.message, "The client is not set up right: Invalid URL")
      const region = yield* unsent({
        credentials: server.credentials(),
        region: async () => `${token}\r`,
      })
      assert.notInclude(JSON.stringify(region), token)
      assert.include(region.message, "Region not accepted: ")
    }),
  )

  it.effect("fails where the client is not set up right", () =>
    Effect.gen(function* () {
      const credentials = server.credentials()
      const configs: ReadonlyArray<EC2ClientConfig> = [
        { credentials, endpoint: "no url" },
        { credentials, region: "eu west" },
        { credentials, region: async () => "" },
        {
          credentials,
          extensions: [
            {
              configure: () => {
                throw new Error("no extension")
              },
            },
          ],
        },
      ]
      for (const config of configs) {
        const { reason } = yield* unsent(config)
        assert.strictEqual(reason._tag, "InvalidConfiguration")
      }
    }),
  )
})

describe("A request that fails on its way", () => {
  /** A client that fails like this, by way of a user's own middleware. */
  const failing = (error: unknown) => {
    const client = new EC2Client(server.settings("http://127.0.0.1"))
    const middleware = () => () => Promise.reject(error)
    client.middlewareStack.add(middleware, { step: "finalizeRequest", priority: "low" })
    return PeerSource.describe().pipe(Effect.provide(AwsPeerSource.layerClient(client)))
  }

  it.effect.each<
    [code: string, reason: PeerSourceError.TransportReason["_tag"], isRetryable: boolean]
  >([
    ["EHOSTUNREACH", "Unreachable", true],
    ["ENETUNREACH", "Unreachable", true],
    ["EPIPE", "ConnectionReset", true],
    ["ETIMEDOUT", "Timeout", true],
    ["EAI_AGAIN", "Dns", true],
    ["CERT_HAS_EXPIRED", "Tls", false],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "Tls", false],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "Tls", false],
    ["HPE_HEADER_OVERFLOW", "InvalidHttp", false],
    ["EPERM", "Other", false],
    ["constructor", "Other", false],
  ])("says why by the code of the system: %s", ([code, reason, isRetryable]) =>
    Effect.gen(function* () {
      // So Node.js reports several addresses that all fail: a code and no text.
      const error = yield* Effect.flip(failing(Object.assign(new Error(""), { code })))
      assert.include(shown(error), { _tag: "TransportError", reason, isRetryable })
      assert.include(error.message, code === "constructor" ? "Error" : code)
    }),
  )

  it.effect("says so where somebody else aborts it", () =>
    Effect.gen(function* () {
      const abort = Object.assign(new Error("enough"), { name: "AbortError" })
      const error = yield* Effect.flip(failing(abort))
      assert.include(shown(error), { _tag: "TransportError", reason: "Aborted" })
    }),
  )

  it.effect("is a typed error whatever was thrown", () =>
    Effect.gen(function* () {
      const loop = new Error("round and round")
      loop.cause = loop
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      const odd = [undefined, null, "text", 7, {}, { message: 7 }, loop, proxy, Symbol("odd")]
      for (const thrown of odd) {
        const error = yield* Effect.flip(failing(thrown))
        assert.include(shown(error), { _tag: "TransportError", reason: "Other" })
      }
    }),
  )
})

describe("An interruption", () => {
  it.effect("hangs up at once, before an answer and in the middle of it", () =>
    Effect.gen(function* () {
      const begun: ReadonlyArray<Respond> = [
        () => undefined,
        (response) => {
          response.writeHead(200)
          response.write("<DescribeRouteServerPeersResponse>")
        },
      ]
      for (const respond of begun) {
        const arrived = yield* Deferred.make<void>()
        const { url, quiet } = yield* server.listen((response, received, index) => {
          respond(response, received, index)
          Deferred.doneUnsafe(arrived, Exit.void)
        })
        // The user's client lives on, so that it is not its end that closes the connection.
        const client = new EC2Client(server.settings(url))
        const fiber = yield* PeerSource.describe().pipe(
          Effect.provide(AwsPeerSource.layerClient(client)),
          Effect.forkChild,
        )
        yield* Deferred.await(arrived)
        yield* Fiber.interrupt(fiber)
        yield* quiet
        client.destroy()
      }
    }),
  )

  it.effect("ends the waiting for a retry", () =>
    Effect.gen(function* () {
      const waiting = yield* Deferred.make<void>()
      const { url, received } = yield* server.listen((response) =>
        server.answer(response, server.failure("RequestLimitExceeded", "Slow down."), 503),
      )
      const never = new Promise<never>(() => undefined)
      const fiber = yield* describePeers(
        server.settings(url, {
          retryStrategy: {
            ...server.attempts(2),
            refreshRetryTokenForRetry: () => {
              Deferred.doneUnsafe(waiting, Exit.void)
              return never
            },
          },
        }),
      ).pipe(Effect.forkChild)
      yield* Deferred.await(waiting)
      yield* Fiber.interrupt(fiber)
      assert.lengthOf(received, 1)
    }),
  )
})

describe("A program that is done", () => {
  const program = (url: string, silent: string, late: string) => `
    import { AwsPeerSource } from "@route-server/adapter-aws"
    import { Listing } from "@route-server/core"
    import { Effect } from "effect"
    const credentials = { accessKeyId: "any", secretAccessKey: "any" }
    const ask = (endpoint) =>
      Listing.collect().pipe(
        Effect.provide(AwsPeerSource.layer({ endpoint, region: "eu-west-1", credentials })),
      )
    await Effect.runPromise(ask("${url}"))
    const peers = await Effect.runPromise(Effect.race(ask("${silent}"), ask("${late}")))
    console.log(peers.length)
  `

  it.effect("ends by itself, be its calls answered or interrupted", () =>
    Effect.gen(function* () {
      const answers: Respond = (response) => server.answer(response, server.peers(["rsp-1"]))
      const { url } = yield* server.listen(answers)
      const asked = yield* Deferred.make<void>()
      const silent = yield* server.listen(() => Deferred.doneUnsafe(asked, Exit.void))
      const late = yield* server.listen((...exchange) => {
        Effect.runFork(Effect.map(Deferred.await(asked), () => answers(...exchange)))
      })
      const output = yield* Effect.callback<string>((resume) => {
        const code = program(url, silent.url, late.url)
        const options = ["--input-type=module", "--eval", code]
        execFile(process.execPath, options, { timeout: 25_000 }, (error, stdout) =>
          resume(error === null ? Effect.succeed(stdout) : Effect.die(error)),
        )
      })
      assert.strictEqual(output, "1\n")
    }),
  )
})
