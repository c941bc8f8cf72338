/**
 * Credentials where nobody looks for them: whatever echoes them, and in whatever
 * place, no error that comes of it holds one.
 */
import { EC2Client, type EC2ClientConfig } from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { Filter, Listing, PeerSource, type PeerSourceError } from "@route-server/core"
import { Cause, Effect } from "effect"
import { item } from "../support/answers.ts"
import * as server from "../support/server.ts"

/** Everything that an error shows: by its members, by its text, and by what prints it. */
const assertClean = (error: PeerSourceError.PeerSourceError) => {
  server.assertNoSecrets(error)
  const text = Cause.pretty(Cause.fail(error))
  for (const secret of Object.values(server.credentials())) {
    assert.notInclude(text, secret.slice(0, 10))
  }
}

/** What comes of a request whose signature, token and key a server writes into its answer. */
const echoed = (
  answer: (sent: string) => {
    readonly body: string
    readonly status?: number
    readonly headers?: Record<string, string>
  },
) =>
  Effect.gen(function* () {
    for (const name of ["token", "key", "signature"] as const) {
      const { url } = yield* server.listen((response, { headers }) => {
        const authorization = String(headers.authorization)
        const sent = {
          token: String(headers["x-amz-security-token"]),
          key: server.credentials().accessKeyId,
          signature: /Signature=(\w+)/.exec(authorization)?.[1] ?? "",
        }[name]
        const { body, status, headers: more } = answer(sent)
        server.answer(response, body, status, more)
      })
      const error = yield* Listing.collect({}, { maxPages: 3 }).pipe(
        Effect.provide(AwsPeerSource.layer(server.settings(url)), { local: true }),
        Effect.flip,
      )
      assertClean(error)
    }
  }).pipe(Effect.scoped)

describe("A server that echoes credentials", () => {
  it.effect.each<[place: string, body: (sent: string) => string, status?: number]>([
    ["a message", (sent) => server.failure("AuthFailure", `no ${sent}`), 401],
    ["a message like a stack", (sent) => server.failure("AuthFailure", `no\n    at ${sent}`), 401],
    [
      "a message like a frame",
      (sent) => server.failure("AuthFailure", `no\n    at f (file:///${sent}/a.js:1:2)`),
      401,
    ],
    ["a code", (sent) => server.failure(sent.replace(/\W/g, ""), "no"), 400],
    ["a page token that repeats", (sent) => server.peers([], sent)],
    ["an ID of a peer", (sent) => item("<bgpStatus>up</bgpStatus>").replace("rsp-1", sent)],
    ["a key", (sent) => item(`<tagSet><item><value>${sent}</value></item></tagSet>`)],
    ["a number", (sent) => item(`<bgpOptions><peerAsn>${sent}</peerAsn></bgpOptions>`)],
    ["a member that comes twice", (sent) => item(`<state>${sent}</state>`.repeat(2))],
    ["a list where a text belongs", (sent) => item(`<state><item>${sent}</item></state>`)],
    ["an entity", (sent) => item(`&x${sent.replace(/\W/g, "")};`)],
    ["an element", (sent) => item(`<a></b${sent.replace(/\W/g, "")}>`)],
    ["an attribute", (sent) => item(`<a ${"x"}${sent.replace(/\W/g, "")}='' `)],
    ["an encoding", (sent) => `<?xml version="1.0" encoding="${sent}"?><a/>`],
    ["a root", (sent) => `<r${sent.replace(/\W/g, "")}/>`],
    ["a request ID", (sent) => `<Error><Code>X</Code></Error>${sent}`],
    ["text", (sent) => sent, 500],
    ["HTML", (sent) => `<html>${sent}</html>`, 502],
    ["a wrong namespace", (sent) => server.page(`<n:a${sent.replace(/\W/g, "")} xmlns:n="n"/>`)],
  ])("in the place of %s", ([, body, status = 200]) =>
    echoed((sent) => ({ body: body(sent), status })),
  )

  it.effect("in headers", () =>
    Effect.gen(function* () {
      for (const status of [200, 302, 403, 500]) {
        yield* echoed((sent) => ({
          body: "busy",
          status,
          headers: {
            "x-amzn-requestid": sent,
            "content-type": `text/${encodeURIComponent(sent)}`,
            location: `https://${sent.replace(/\W/g, "")}.example.com/${encodeURIComponent(sent)}`,
          },
        }))
      }
    }),
  )

  it.effect.each<[spelling: string, spell: (sent: string) => string]>([
    ["backwards", (sent) => [...sent].reverse().join("")],
    ["letter by letter", (sent) => [...sent].join(" ")],
    ["as numbers", (sent) => Buffer.from(sent).join(",")],
    ["in Base64 of Base64", (sent) => Buffer.from(btoa(sent)).toString("base64")],
  ])("spelled %s, in anything but an error of EC2", ([, spell]) =>
    Effect.gen(function* () {
      const token = spell(server.credentials().sessionToken)
      for (const body of [
        token,
        `<html>${token}</html>`,
        item(`<bgpOptions><peerAsn>${token}</peerAsn></bgpOptions>`),
        server.page(token),
        `<a>&${token};</a>`,
      ]) {
        const { url } = yield* server.listen((response) =>
          server.answer(response, body, 200, {
            "x-amzn-requestid": token,
            location: `https://${token.replace(/\W/g, "").toLowerCase()}.example.com/`,
          }),
        )
        const error = yield* PeerSource.describe().pipe(
          Effect.provide(AwsPeerSource.layer(server.settings(url)), { local: true }),
          Effect.flip,
        )
        assert.notProperty(error, "requestId")
        const text = Cause.pretty(Cause.fail(error)).toLowerCase()
        assert.notInclude(text, token.slice(0, 16).toLowerCase())
        assert.notInclude(text, token.replace(/\W/g, "").slice(0, 12).toLowerCase())
      }
    }).pipe(Effect.scoped),
  )
})

describe("A server that echoes what a middleware added", () => {
  it.effect("to the URL, or in the place of the signature", () =>
    Effect.gen(function* () {
      const client = new EC2Client(
        server.settings("http://127.0.0.1:9", {
          requestHandler: {
            handle: async ({ query, headers }: Record<"query" | "headers", object>) => {
              const sent = JSON.stringify({ query, ...headers }).replaceAll('"', "'")
              const body = Buffer.from(server.failure("AuthFailure", sent))
              return { response: { statusCode: 401, headers: {}, body } }
            },
          },
        }),
      )
      client.middlewareStack.add(
        (next) => (args) => {
          const headers = { authorization: "Bearer doNotLeak/in-a-header" }
          Object.assign(Object(args.request), { headers, query: { key: "doNotLeak/in-a-query" } })
          return next(args)
        },
        { step: "finalizeRequest", priority: "low" },
      )
      const error = yield* PeerSource.describe().pipe(
        Effect.provide(AwsPeerSource.layerClient(client)),
        Effect.flip,
      )
      assert.strictEqual(
        error.message,
        "{'query':{'key':'[redacted]'},'authorization':'Bearer [redacted]'}",
      )
    }),
  )
})

describe("Credentials that rotate during a listing", () => {
  it.effect("stay known to its end", () =>
    Effect.gen(function* () {
      const tokens = ["FIRSTTOKEN/doNotLeak+1", "SECONDTOKEN/doNotLeak+2"]
      const { url, received } = yield* server.listen((response, _, index) =>
        index < 100
          ? server.answer(response, server.peers([], `t${index}`))
          : server.answer(response, server.failure("AuthFailure", `no: ${tokens}`), 401),
      )
      const credentials = async () => {
        const sessionToken = tokens[received.length < 3 ? 0 : 1] ?? ""
        // So late that each request asks again.
        return { ...server.credentials(), sessionToken, expiration: new Date(Date.now() + 1000) }
      }
      const layer = AwsPeerSource.layer(server.settings(url, { credentials }))
      const error = yield* Effect.flip(Listing.collect().pipe(Effect.provide(layer)))
      assert.strictEqual(error.message, "no: [redacted],[redacted]")
      const sent = received.map(({ headers }) => headers["x-amz-security-token"])
      assert.deepStrictEqual<unknown>([...new Set(sent)], tokens)
    }),
  )
})

describe("Code of the user's that quotes credentials", () => {
  const { accessKeyId, secretAccessKey, sessionToken } = server.credentials()
  const everywhere = (): Error => {
    const text = `${accessKeyId} ${secretAccessKey}\n    at ${sessionToken} (a.js:1:1)`
    return Object.assign(new Error(text), {
      name: sessionToken,
      code: accessKeyId,
      address: secretAccessKey,
      hostname: accessKeyId,
      syscall: sessionToken,
      port: sessionToken,
      input: secretAccessKey,
      stack: `Error\n    at ${sessionToken} (file:///a.js:1:1)`,
      cause: new Error(text, { cause: text }),
    })
  }

  const fails = (config: EC2ClientConfig, arrange: (client: EC2Client) => void = () => undefined) =>
    Effect.gen(function* () {
      const client = new EC2Client(server.settings("http://127.0.0.1:9", config))
      arrange(client)
      const error = yield* PeerSource.describe().pipe(
        Effect.provide(AwsPeerSource.layerClient(client), { local: true }),
        Effect.flip,
      )
      assertClean(error)
      return error
    })

  it.effect("in a provider of credentials", () =>
    Effect.gen(function* () {
      const error = yield* fails({
        credentials: async () => {
          throw everywhere()
        },
      })
      assert.strictEqual(error.message, "No credentials could be had: Error")
    }),
  )

  it.effect("in a provider, in the words of the SDK", () =>
    Effect.gen(function* () {
      for (const text of [
        `Command failed: ${sessionToken} --now`,
        `Command failed: "/bin/${accessKeyId}"`,
        `Profile ${secretAccessKey} was not found.`,
        `Could not resolve credentials using profile: [${accessKeyId}] in configuration/credentials file(s).`,
        `Region not accepted: region="${sessionToken}" is not a valid hostname component.`,
        `Token is expired. ${sessionToken}`,
      ]) {
        yield* fails({
          credentials: async () => {
            throw new Error(text)
          },
        })
      }
    }),
  )

  it.effect("in a handler of requests", () =>
    fails({
      requestHandler: {
        handle: async () => {
          throw everywhere()
        },
      },
    }),
  )

  it.effect("in a body that breaks", () =>
    fails({
      requestHandler: {
        handle: async () => ({
          response: {
            statusCode: 200,
            headers: {},
            body: {
              async *[Symbol.asyncIterator]() {
                yield new Uint8Array()
                throw everywhere()
              },
            },
          },
        }),
      },
    }),
  )

  const steps = ["initialize", "serialize", "build", "finalizeRequest", "deserialize"] as const
  it.effect.each(steps)("in a middleware, and no matter of credentials: %s", (step) =>
    Effect.gen(function* () {
      const error = yield* fails({}, (client) => {
        // The overloads want a middleware of one step.
        client.middlewareStack.use({
          applyToStack: (stack) => {
            const broken = () => () => Promise.reject(everywhere())
            if (step === "initialize") stack.add(broken, { step })
            else if (step === "serialize") stack.add(broken, { step })
            else if (step === "build") stack.add(broken, { step })
            else if (step === "finalizeRequest") stack.add(broken, { step })
            else stack.add(broken, { step })
          },
        })
      })
      assert.strictEqual(error._tag, "TransportError")
      assert.strictEqual(error._tag === "TransportError" && error.reason._tag, "Other")
    }),
  )

  it.effect("in a client whose send is replaced, be it to fail or to answer", () =>
    Effect.gen(function* () {
      const failing = yield* fails({}, (client) => {
        client.send = () => Promise.reject(everywhere())
      })
      assert.strictEqual(failing.message, "The request failed: Error")
      const answering = yield* fails({}, (client) => {
        client.send = () => Promise.resolve({ RouteServerPeers: [], $metadata: {} })
      })
      assert.include(answering.message, "Nothing was sent: a middleware answered, or somebody")
      for (const error of [failing, answering]) {
        assert.strictEqual(error._tag === "TransportError" && error.reason._tag, "Other")
      }
    }),
  )
})

describe("A refused filter that looks like a credential", () => {
  it.effect("is recognised all the same", () =>
    Effect.gen(function* () {
      const Name = "tag:AKIAFAKEFAKEFAKEFAKE"
      const { url, received } = yield* server.listen((response, { body }) =>
        body.get("Filter.1.Name") === null
          ? server.answer(response, server.peers([]))
          : server.answer(
              response,
              server.failure("InvalidParameterValue", `The filter '${Name}' is invalid`),
              400,
            ),
      )
      const layer = AwsPeerSource.layer(server.settings(url), { onRefusedFilter: "evaluate" })
      const Filters = [Filter.make("tag:AKIAFAKEFAKEFAKEFAKE", "a")]
      yield* PeerSource.describe({ Filters }).pipe(Effect.provide(layer))
      assert.lengthOf(received, 2)
    }),
  )
})
