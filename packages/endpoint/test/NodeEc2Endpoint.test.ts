import { createServer, request as httpRequest, type Server } from "node:http"
import { connect, type Socket } from "node:net"
import {
  DescribeRouteServerPeersCommand,
  type DescribeRouteServerPeersCommandInput,
  EC2Client,
  EC2ServiceException,
  paginateDescribeRouteServerPeers,
} from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import {
  DescribeRouteServerPeers,
  FilterNames,
  type Judgement,
  PeerSource,
  RouteServerPeer,
} from "@route-server/core"
import { Ec2Endpoint } from "@route-server/endpoint"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Fleet, Generators } from "@route-server/testing"
import { Deferred, Effect, Exit, Fiber, Layer, Logger, References, Result, Scope } from "effect"
import fc from "fast-check"
import * as Connections from "../src/node/internal/Connections.ts"
import { refuse } from "../src/node/internal/refuse.ts"
import { always, common, form, memory, peers, written } from "./support.ts"

/** A client that keeps connections alive, as the SDK does unless told otherwise. */
const clientOf = (url: string) =>
  Effect.acquireRelease(
    Effect.sync(
      () =>
        new EC2Client({
          endpoint: url,
          region: "eu-west-1",
          credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET", sessionToken: "TOKEN" },
          maxAttempts: 1,
        }),
    ),
    (client) => Effect.sync(() => client.destroy()),
  )

const connected = Effect.flatMap(NodeEc2Endpoint.NodeEc2Endpoint, ({ url }) => clientOf(url))

/** A source over a fleet that can be swapped between two requests. */
const swappable = () => {
  const state: { fleet: Fleet.Fleet } = { fleet: [] }
  const source = Layer.succeed(PeerSource.PeerSource, {
    describe: (request) =>
      Effect.suspend(() =>
        Effect.fromResult(DescribeRouteServerPeers.evaluate(state.fleet, request)),
      ),
  })
  return { state, source }
}

const serve = (source: Layer.Layer<PeerSource.PeerSource>, options?: NodeEc2Endpoint.Options) =>
  NodeEc2Endpoint.layer(options).pipe(Layer.provide(source), Layer.orDie)

/** The SDK's parser reads a text as empty that is all white space with a line feed in it. */
const asSdkReads = (text: string): string => (text.trim() === "" && text.includes("\n") ? "" : text)

const throughSdk = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member) =>
      typeof member === "string" ? asSdkReads(member) : member,
    ),
  )

/** The SDK fails to write half a surrogate pair, and then begins its next request with what it had written (run). */
const writable = (request: DescribeRouteServerPeers.Request): DescribeRouteServerPeers.Request =>
  JSON.parse(
    JSON.stringify(request, (_, member) =>
      typeof member === "string" ? member.toWellFormed() : member,
    ),
  )

/** The SDK's types ask for mutable lists. */
const toInput = (request: DescribeRouteServerPeers.Request): DescribeRouteServerPeersCommandInput =>
  JSON.parse(JSON.stringify(request))

const ask = async (client: EC2Client, request: DescribeRouteServerPeers.Request) => {
  try {
    const { $metadata, ...page } = await client.send(
      new DescribeRouteServerPeersCommand(toInput(request)),
    )
    assert.match($metadata.requestId ?? "", /^[0-9a-f-]{36}$/)
    return page
  } catch (error) {
    if (!(error instanceof EC2ServiceException)) throw error
    assert.match(error.$metadata.requestId ?? "", /^[0-9a-f-]{36}$/)
    return `${error.$metadata.httpStatusCode} ${error.name}: ${error.message}`
  }
}

const defined = (
  fleet: Fleet.Fleet,
  request: DescribeRouteServerPeers.Request,
  options: Judgement.Options,
) =>
  Result.match(DescribeRouteServerPeers.evaluate(fleet, written(request), options), {
    onSuccess: throughSdk,
    onFailure: (error) => `${error.httpStatus} ${error._tag}: ${asSdkReads(error.message)}`,
  })

describe("The AWS SDK for JavaScript", () => {
  it.effect("is answered as the definition of the operation says", () => {
    const { state, source } = swappable()
    return Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const client = yield* clientOf(url)
      yield* Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(
            Generators.fleet().chain((fleet) =>
              fc.tuple(fc.constant(fleet), Generators.requestFor(fleet).map(writable)),
            ),
            async ([fleet, request]) => {
              state.fleet = fleet
              assert.deepStrictEqual<unknown>(
                await ask(client, request),
                defined(fleet, request, { acceptedNames: FilterNames.all }),
              )
            },
          ),
        ),
      )
    }).pipe(Effect.provide(serve(source, { acceptedNames: FilterNames.all })))
  })

  it.effect("reads every text that XML 1.0 can carry", () => {
    const { state, source } = swappable()
    return Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const client = yield* clientOf(url)
      const character = fc.oneof(
        fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
        fc.constantFrom(..."\r\n\t <>&'\"];#x"),
      )
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML can't carry
      const unwritable = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/
      yield* Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(
            fc.string({ unit: character, maxLength: 20 }).filter((text) => !unwritable.test(text)),
            async (FailureReason) => {
              const peer = {
                ...RouteServerPeer.make({ RouteServerPeerId: "rsp-1" }),
                FailureReason,
              }
              state.fleet = [peer]
              assert.deepStrictEqual<unknown>(await ask(client, {}), {
                RouteServerPeers: [throughSdk(peer)],
              })
            },
          ),
        ),
      )
    }).pipe(Effect.provide(serve(source)))
  })

  it.effect("pages through a listing", () => {
    const { state, source } = swappable()
    state.fleet = Fleet.make({ seed: 1, size: 43 })
    return Effect.gen(function* () {
      const client = yield* connected
      const pages = yield* Effect.promise(async () => {
        const pages = []
        const pagination = { client, pageSize: 10, stopOnSameToken: false }
        for await (const page of paginateDescribeRouteServerPeers(pagination, {})) pages.push(page)
        return pages
      })
      assert.deepStrictEqual(
        pages.map((page) => page.RouteServerPeers?.length),
        [10, 10, 10, 10, 3],
      )
      assert.deepStrictEqual(
        pages.flatMap(({ RouteServerPeers = [] }) =>
          RouteServerPeers.map((peer) => peer.RouteServerPeerId),
        ),
        state.fleet.map((peer) => peer.RouteServerPeerId as string).sort(),
      )
    }).pipe(Effect.provide(serve(source)))
  })

  it.effect("signs its requests well enough for an endpoint that wants them signed", () => {
    const callers: Array<string | undefined> = []
    const authorize = ({ accessKeyId }: Ec2Endpoint.Call) => {
      callers.push(accessKeyId)
      return false
    }
    return Effect.gen(function* () {
      const client = yield* connected
      assert.strictEqual(
        yield* Effect.promise(() => ask(client, { DryRun: true })),
        "403 UnauthorizedOperation: You are not authorized to perform this operation.",
      )
      assert.deepStrictEqual(callers, ["AKID"])
    }).pipe(Effect.provide(serve(memory, { requireSignature: true, authorize })))
  })
})

/** What came back for bytes that were sent as they stand, up to the end of the connection. */
const exchange = (url: string, ...bytes: ReadonlyArray<string>) =>
  Effect.promise(
    () =>
      new Promise<string>((resolve, reject) => {
        const { hostname, port } = new URL(url)
        const socket = connect(Number(port), hostname, () => socket.write(bytes.join("\r\n")))
        let text = ""
        socket.setEncoding("utf8")
        socket.on("data", (data) => {
          text += data
        })
        socket.on("end", () => resolve(text))
        socket.on("error", reject)
      }),
  )

describe("The bytes of other clients", () => {
  it.effect("are understood: botocore", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      // botocore writes the action last and white space as a plus sign.
      const body =
        "Filter.1.Name=tag%3Aa+b&Filter.1.Value.1=%2A&MaxResults=5&DryRun=false&Action=DescribeRouteServerPeers&Version=2016-11-15"
      const answer = yield* exchange(
        url,
        "POST / HTTP/1.1",
        "Host: 127.0.0.1",
        "Accept-Encoding: identity",
        "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
        "User-Agent: Boto3/1.40.0 Botocore/1.40.0",
        "X-Amz-Date: 20250331T000000Z",
        "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20250331/eu-west-1/ec2/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=0f",
        `Content-Length: ${body.length}`,
        "Connection: close",
        "",
        body,
      )
      assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/)
      assert.match(answer, /\r\ncontent-type: text\/xml;charset=UTF-8\r\n/i)
      const [, id] = /\r\nx-amzn-requestid: (\S+)\r\n/i.exec(answer) ?? []
      assert.isTrue(
        answer.endsWith(
          `\r\n\r\n<?xml version="1.0" encoding="UTF-8"?>\n<DescribeRouteServerPeersResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>${id}</requestId><routeServerPeerSet/></DescribeRouteServerPeersResponse>`,
        ),
        answer,
      )
    }).pipe(Effect.provide(serve(memory))),
  )

  it.effect("count in the body of a GET, too, whether its length is told or not", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const body = "Action=DescribeRouteServerPeers&Version=2016-11-15"
      const chunk = [body.length.toString(16), body, "0"].join("\r\n")
      const bodies = [
        [`Content-Length: ${body.length}`, "", body],
        ["Transfer-Encoding: chunked", "", chunk, "", ""],
      ]
      for (const rest of bodies) {
        const head = ["GET / HTTP/1.1", "Host: a", "Connection: close"]
        assert.match(yield* exchange(url, ...head, ...rest), /^HTTP\/1\.1 200 OK\r\n/)
      }
    }).pipe(Effect.provide(serve(memory))),
  )

  it.effect(
    "are refused in the envelope if there are too many, whether their number is told or not",
    () =>
      Effect.gen(function* () {
        const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
        const body = "a".repeat(20)
        const head = [
          "Host: a",
          "Content-Type: application/x-www-form-urlencoded",
          "Connection: close",
        ]
        const sized = [`Content-Length: ${body.length}`, "", body]
        const chunked = ["Transfer-Encoding: chunked", "", "14", body, "0", "", ""]
        for (const rest of [sized, chunked]) {
          const answer = yield* exchange(url, "POST / HTTP/1.1", ...head, ...rest)
          assert.match(answer, /^HTTP\/1\.1 413 /)
          assert.include(answer, "<Code>RequestEntityTooLarge</Code>")
        }
      }).pipe(Effect.provide(serve(memory, { maxBodyBytes: 19 }))),
  )
})

/** Has a server refuse what is no request, and answer no request. */
const refusing = (server: Server) =>
  Effect.callback<string>((resume) => {
    refuse(server, Connections.track(server, { sendTimeout: 1000, mostWaiting: 10 }), (refusal) =>
      Effect.runSync(Ec2Endpoint.refuse(refusal)),
    )
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      const port = typeof address === "object" ? address?.port : undefined
      resume(Effect.succeed(`http://127.0.0.1:${port}`))
    })
  })

const responses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, code]) => code)

describe("The requests that wait", () => {
  it.effect("are counted no longer when they have been answered, or given up", () =>
    Effect.gen(function* () {
      const server = createServer((_, response) => response.end())
      const url = yield* refusing(server)
      const get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
      const last = get.replace("Host", "Connection: close\r\nHost")
      for (let time = 0; time < 3; time += 1) {
        const answers = yield* exchange(url, get.repeat(10) + last)
        assert.lengthOf(responses(answers), 11)
        const greedy = yield* opened(url, get.repeat(1000))
        greedy.on("error", () => {})
        yield* Effect.promise(
          () => new Promise((resolve) => greedy.resume().once("close", resolve)),
        )
      }
      server.close()
    }),
  )
})

describe("A client that asks whether to send its body", () => {
  it.effect("is told at once that it is too large", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const head = ["POST / HTTP/1.1", "Host: a", "Expect: 100-continue", "Content-Length: 20"]
      const answer = yield* exchange(url, ...head, "", "")
      assert.deepStrictEqual(responses(answer), ["413"])
      assert.include(answer, "<Code>RequestEntityTooLarge</Code>")
    }).pipe(Effect.provide(serve(memory, { maxBodyBytes: 19 }))),
  )
})

describe("What is no request", () => {
  const query = `/?${form(common)}`
  it.effect.each<[what: string, expected: string, bytes: ReadonlyArray<string>]>([
    ["text", "400 Bad Request MalformedHttpRequestException", ["no", "", ""]],
    [
      "a head without an end",
      "431 Request Header Fields Too Large RequestHeaderSectionTooLarge",
      ["GET / HTTP/1.1", `X: ${"x".repeat(1_100_000)}`, "", ""],
    ],
    [
      "a tunnel",
      "405 Method Not Allowed MethodNotAllowed",
      ["CONNECT a:1 HTTP/1.1", "Host: a", "", ""],
    ],
    [
      "a chunk without a length",
      "400 Bad Request MalformedHttpRequestException",
      ["POST / HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", "", "no", ""],
    ],
  ])("is refused in the envelope: %s", ([, expected, bytes]) =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const answer = yield* exchange(url, ...bytes)
      const [head = "", body = ""] = answer.split("\r\n\r\n")
      const [, status] = /^HTTP\/1\.1 (.*)\r\n/.exec(head) ?? []
      const [, id] = /\r\nx-amzn-requestid: ([0-9a-f-]{36})\r\n/.exec(head) ?? []
      assert.include(head, "\r\ncontent-type: text/xml;charset=UTF-8\r\n")
      assert.include(head, `\r\ncontent-length: ${body.length}`)
      assert.match(
        body,
        new RegExp(
          `^<\\?xml version="1.0" encoding="UTF-8"\\?>\n<Response><Errors><Error><Code>\\w+</Code><Message>[^<]+</Message></Error></Errors><RequestID>${id}</RequestID></Response>$`,
        ),
      )
      assert.strictEqual(`${status} ${/<Code>(\w+)/.exec(body)?.[1]}`, expected)
    }).pipe(Effect.provide(serve(memory))),
  )

  it.live("is refused where it does not arrive in time", () =>
    Effect.gen(function* () {
      const server = createServer({ headersTimeout: 10, connectionsCheckingInterval: 10 })
      const answer = yield* exchange(yield* refusing(server), "GET / HTTP/1.1", "Host")
      server.close()
      assert.match(answer, /^HTTP\/1\.1 408 Request Timeout\r\n/)
      assert.include(answer, "<Code>RequestTimeoutException</Code>")
    }),
  )

  it.effect("may lack a host and expect anything", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      for (const head of [[], ["Expect: the-unexpected"]]) {
        const bytes = [`GET ${query} HTTP/1.1`, "Connection: close", ...head, "", ""]
        assert.match(yield* exchange(url, ...bytes), /^HTTP\/1\.1 200 OK\r\n/)
      }
    }).pipe(Effect.provide(serve(memory))),
  )

  it.effect("does not end the process if its client resets the connection", () =>
    Effect.gen(function* () {
      const { url, close } = yield* start(memory)
      const get = `GET ${query} HTTP/1.1\r\nHost: a\r\n`
      const tunnel = "CONNECT a:1 HTTP/1.1\r\n\r\n"
      const upgrade = `${get}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`
      // An error that nobody listens for would fail the run.
      for (const text of [tunnel, "no\r\n\r\n", upgrade]) {
        for (let time = 0; time < 20; time += 1) {
          const socket = yield* opened(url, text)
          yield* Effect.promise(
            () => new Promise((resolve) => socket.once("close", resolve).resetAndDestroy()),
          )
        }
      }
      yield* close
    }),
  )

  it.live("is not waited for any longer where its client keeps the connection open", () =>
    Effect.gen(function* () {
      for (const text of ["CONNECT a:1 HTTP/1.1\r\n\r\n", "no\r\n\r\n"]) {
        const server = createServer()
        const closed = new Promise((resolve) =>
          server.on("connection", (socket) => socket.once("close", resolve)),
        )
        const { hostname, port } = new URL(yield* refusing(server))
        const client = connect({ port: Number(port), host: hostname, allowHalfOpen: true })
        client.resume().write(text)
        yield* Effect.promise(() => closed)
        client.destroy()
        server.close()
      }
    }),
  )

  it.effect("waits for the answers that are owed before it", () =>
    Effect.gen(function* () {
      const get = `GET ${query} HTTP/1.1\r\nHost: a\r\n\r\n`
      const post = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      const garbage = [
        ["no\r\n\r\n", "400"],
        [`${post}no\r\n`, "400"],
        ["CONNECT a:1 HTTP/1.1\r\n\r\n", "405"],
      ] as const
      for (const [text, status] of garbage) {
        const { asked, open, source } = yield* gated
        const { url, close } = yield* start(source)
        const answer = yield* Effect.forkChild(exchange(url, `${get}${get}${text}`))
        yield* asked
        // Another connection's answer says that the server has read the first one.
        yield* exchange(url, "no", "", "")
        yield* open
        const received = yield* Fiber.join(answer)
        assert.deepStrictEqual(responses(received), ["200", "200", status])
        yield* close
      }
    }),
  )

  it.effect("may be an upgrade, which is not made, and answered in its turn", () =>
    Effect.gen(function* () {
      const { asked, open, source } = yield* gated
      const { url, close } = yield* start(source)
      const get = `GET ${query} HTTP/1.1\r\nHost: a\r\n\r\n`
      const upgrade =
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n"
      const answer = yield* Effect.forkChild(exchange(url, get + upgrade))
      yield* asked
      yield* exchange(url, "no", "", "")
      yield* open
      assert.deepStrictEqual(responses(yield* Fiber.join(answer)), ["200", "400"])
      yield* close
    }),
  )

  it.effect("is refused once, however much of it comes", () =>
    Effect.gen(function* () {
      const { asked, open, source } = yield* gated
      const { url, close } = yield* start(source)
      const warnings: Array<Error> = []
      const warn = (warning: Error) => warnings.push(warning)
      process.on("warning", warn)
      const socket = yield* opened(url, `GET ${query} HTTP/1.1\r\nHost: a\r\n\r\n`)
      yield* asked
      for (let time = 0; time < 20; time += 1) {
        socket.write("no\r\n\r\n")
        // Another connection's answer says that the server has read that.
        yield* exchange(url, "no", "", "")
      }
      const received = new Promise<string>((resolve) => {
        let text = ""
        socket.setEncoding("utf8").on("data", (data) => {
          text += data
        })
        socket.once("end", () => resolve(text))
      })
      yield* open
      assert.deepStrictEqual(responses(yield* Effect.promise(() => received)), ["200", "400"])
      process.off("warning", warn)
      assert.deepStrictEqual(warnings, [])
      yield* close
    }),
  )

  it.effect("is not answered again, in the body of a request that has been answered", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const put = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      const socket = yield* opened(url, put)
      const received = yield* Effect.promise(
        () =>
          new Promise<string>((resolve) => {
            let text = ""
            socket.setEncoding("utf8")
            socket.once("data", () => socket.write("no\r\n"))
            socket.on("data", (data) => {
              text += data
            })
            socket.once("end", () => resolve(text))
          }),
      )
      assert.deepStrictEqual(responses(received), ["405"])
    }).pipe(Effect.provide(serve(memory))),
  )

  it.effect("does not get into an answer that has begun", () =>
    Effect.gen(function* () {
      const { url, close } = yield* start(endless(8))
      const socket = yield* opened(url, `GET ${query} HTTP/1.1\r\nHost: a\r\n\r\n`)
      const text = yield* Effect.promise(
        () =>
          new Promise<string>((resolve) => {
            let text = ""
            socket.setEncoding("utf8")
            socket.on("data", (data) => {
              if (text === "") socket.write("no\r\n\r\n")
              text += data
            })
            socket.once("close", () => resolve(text))
          }),
      )
      assert.isAbove(text.length, 8 * 1024 * 1024)
      assert.match(text, /^HTTP\/1\.1 200 OK\r\n/)
      assert.include(text, "</DescribeRouteServerPeersResponse>HTTP/1.1 400 Bad Request\r\n")
      yield* close
    }),
  )

  it.effect("is logged as a request is", () => {
    const lines: Array<unknown> = []
    const logger = Logger.layer([
      Logger.make(({ logLevel, message, fiber }) => {
        lines.push([logLevel, message, fiber.getRef(References.CurrentLogAnnotations)])
      }),
    ])
    return Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const answers = [
        yield* exchange(url, "CONNECT a:1 HTTP/1.1", "", ""),
        yield* exchange(url, "no", "", ""),
      ]
      const [tunnel, text] = answers.map(
        (answer) => /\r\nx-amzn-requestid: (\S+)\r\n/.exec(answer)?.[1],
      )
      // It came to no action.
      const message = ["EC2"]
      assert.deepStrictEqual<unknown>(lines, [
        [
          "Info",
          message,
          { requestId: tunnel, method: "CONNECT", status: 405, code: "MethodNotAllowed" },
        ],
        ["Info", message, { requestId: text, status: 400, code: "MalformedHttpRequestException" }],
      ])
    }).pipe(Effect.provide(Layer.provideMerge(serve(memory, { logLevel: "Info" }), logger)))
  })
})

/** A source that answers when it is told to, and says when it is asked. */
const gated = Effect.gen(function* () {
  const asked = yield* Deferred.make<void>()
  const open = yield* Deferred.make<void>()
  const interrupted = yield* Deferred.make<void>()
  const source = Layer.succeed(PeerSource.PeerSource, {
    describe: () =>
      Deferred.succeed(asked, undefined).pipe(
        Effect.andThen(Deferred.await(open)),
        Effect.as({ RouteServerPeers: peers }),
        Effect.onInterrupt(() => Deferred.succeed(interrupted, undefined)),
      ),
  })
  return {
    asked: Deferred.await(asked),
    open: Deferred.succeed(open, undefined),
    interrupted,
    source,
  }
})

const start = (source: Layer.Layer<PeerSource.PeerSource>, options?: NodeEc2Endpoint.Options) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const context = yield* Layer.buildWithScope(serve(source, options), scope)
    const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint.pipe(Effect.provide(context))
    return { url, close: Scope.close(scope, Exit.void) }
  })

const refusesConnections = (url: string) =>
  Effect.promise(
    () =>
      new Promise<boolean>((resolve) => {
        const { hostname, port } = new URL(url)
        const socket = connect(Number(port), hostname)
        socket.once("connect", () => {
          socket.destroy()
          resolve(false)
        })
        socket.once("error", () => resolve(true))
      }),
  )

const opened = (url: string, text = "") =>
  Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<Socket>((resolve, reject) => {
          const { hostname, port } = new URL(url)
          const socket = connect(Number(port), hostname, () =>
            socket.write(text, () => resolve(socket)),
          )
          socket.once("error", reject)
        }),
    ),
    (socket) => Effect.sync(() => socket.destroy()),
  )

describe("A server", () => {
  it.effect("listens on a free port of the loopback address, which it names", () =>
    Effect.gen(function* () {
      const first = yield* start(memory)
      const second = yield* start(memory)
      for (const { url } of [first, second]) assert.match(url, /^http:\/\/127\.0\.0\.1:[1-9]\d*$/)
      assert.notStrictEqual(first.url, second.url)
      yield* first.close
      yield* second.close
    }),
  )

  it.effect("listens where it is told to, and frees the port", () =>
    Effect.gen(function* () {
      const first = yield* start(memory)
      const port = Number(new URL(first.url).port)
      const taken = yield* Effect.exit(
        Layer.build(NodeEc2Endpoint.layer({ port }).pipe(Layer.provide(memory))).pipe(
          Effect.scoped,
        ),
      )
      assert.isTrue(Exit.isFailure(taken))
      yield* first.close
      const again = yield* start(memory, { port, host: "localhost" })
      assert.strictEqual(new URL(again.url).port, String(port))
      yield* again.close
    }),
  )

  it.effect("names the loopback address if it listens on all", () =>
    Effect.gen(function* () {
      for (const host of ["0.0.0.0", "::ffff:0.0.0.0"]) {
        const { url, close } = yield* start(memory, { host })
        assert.match(url, /^http:\/\/127\.0\.0\.1:/)
        assert.include(yield* exchange(url, "no", "", ""), "400 Bad Request")
        yield* close
      }
    }),
  )

  it.effect.each<[host: string, isLoopback: boolean]>([
    ["127.0.0.1", true],
    ["127.1.2.3", true],
    ["LOCALHOST", true],
    ["::ffff:127.0.0.1", true],
    ["0.0.0.0", false],
    ["::ffff:0.0.0.0", false],
  ])("knows whether others reach it: %s", ([host, isLoopback]) =>
    Effect.gen(function* () {
      const endpoint = yield* NodeEc2Endpoint.NodeEc2Endpoint
      assert.strictEqual(endpoint.isLoopback, isLoopback)
      if (host.startsWith("127.")) assert.strictEqual(new URL(endpoint.url).hostname, host)
    }).pipe(Effect.provide(serve(memory, { host }))),
  )

  it.effect("refuses what is no port", () =>
    Effect.gen(function* () {
      for (const port of [-1, 65_536, 1.5, Number.NaN]) {
        const error = yield* Layer.build(
          NodeEc2Endpoint.layer({ port }).pipe(Layer.provide(memory)),
        ).pipe(Effect.scoped, Effect.flip)
        assert.strictEqual(error._tag, "ServeError")
        assert.include(
          String(error.cause),
          `The port must be a whole number from 0 to 65535, not ${port}`,
        )
      }
    }),
  )

  it.effect("interrupts what a client that hangs up has asked for", () =>
    Effect.gen(function* () {
      const { asked, interrupted, source } = yield* gated
      const { url, close } = yield* start(source)
      const request = httpRequest(`${url}/?${form(common)}`)
      request.on("error", () => {})
      request.end()
      yield* asked
      request.destroy()
      yield* Deferred.await(interrupted)
      yield* close
    }),
  )

  it.effect("does so where the client has used the connection as a tunnel since", () =>
    Effect.gen(function* () {
      const { asked, interrupted, source } = yield* gated
      const { url, close } = yield* start(source)
      const get = `GET /?${form(common)} HTTP/1.1\r\nHost: a\r\n\r\n`
      const tunnelled = "x".repeat(8 * 1024 * 1024)
      const socket = yield* opened(url, `${get}CONNECT a:1 HTTP/1.1\r\n\r\n${tunnelled}`)
      yield* asked
      socket.resetAndDestroy()
      yield* Deferred.await(interrupted)
      yield* close
    }),
  )
})

/** A source whose one page is of so many MiB. */
const endless = (size: number) => {
  const peer = {
    ...RouteServerPeer.make({ RouteServerPeerId: "rsp-1" }),
    FailureReason: "x".repeat(size * 1024 * 1024),
  }
  return always(Effect.succeed({ RouteServerPeers: [peer] }))
}

const bytesUntilClosed = (socket: Socket) =>
  new Promise<number>((resolve) => {
    let bytes = 0
    socket.on("data", (data) => {
      bytes += data.length
    })
    socket.once("close", () => resolve(bytes))
  })

describe("A server that closes", () => {
  it.effect("waits for no connection that is idle, half a request, or not used at all", () =>
    Effect.gen(function* () {
      const { url, close } = yield* start(memory)
      const client = yield* clientOf(url)
      yield* Effect.promise(() => ask(client, {}))
      const unused = yield* opened(url)
      const half = yield* opened(url, "POST / HTTP/1.1\r\nHost: a\r\nContent-")
      const ended = [unused, half].map(
        (socket) => new Promise((resolve) => socket.resume().once("close", resolve)),
      )
      yield* close
      yield* Effect.promise(() => Promise.all(ended))
      assert.isTrue(yield* refusesConnections(url))
    }),
  )

  it.effect("finishes what is under way and accepts nothing new", () =>
    Effect.gen(function* () {
      const { asked, open, source } = yield* gated
      const { url, close } = yield* start(source)
      const client = yield* clientOf(url)
      const answer = yield* Effect.forkChild(Effect.promise(() => ask(client, {})))
      yield* asked
      const closing = yield* Effect.forkChild(close)
      yield* Effect.yieldNow
      assert.isTrue(yield* refusesConnections(url))
      assert.isUndefined(closing.pollUnsafe())
      yield* open
      assert.deepStrictEqual<unknown>(
        yield* Fiber.join(answer),
        throughSdk({ RouteServerPeers: peers }),
      )
      yield* Fiber.join(closing)
    }),
  )

  it.effect("tells the clients that it still answers", () =>
    Effect.gen(function* () {
      const body = form(common)
      const post = [
        "POST / HTTP/1.1",
        "Host: a",
        "Content-Type: application/x-www-form-urlencoded",
        `Content-Length: ${body.length}`,
      ]
      const requests = [
        [...post, "", body],
        [...post, "Expect: 100-continue", "", body],
      ]
      for (const request of requests) {
        const { asked, open, source } = yield* gated
        const { url, close } = yield* start(source)
        const answer = yield* Effect.forkChild(exchange(url, ...request))
        yield* asked
        const closing = yield* Effect.forkChild(close)
        yield* Effect.yieldNow
        yield* open
        const text = yield* Fiber.join(answer)
        assert.match(text, /HTTP\/1\.1 200 OK\r\n/)
        assert.match(text, /\r\nconnection: close\r\n/i)
        yield* Fiber.join(closing)
      }
    }),
  )

  it.effect("finishes an answer that has begun, and then the connection", () =>
    Effect.gen(function* () {
      const { url, close } = yield* start(endless(8))
      const requests = `GET /?${form(common)} HTTP/1.1\r\nHost: a\r\n\r\n`
      const socket = yield* opened(url, requests)
      yield* Effect.promise(() => new Promise((resolve) => socket.once("readable", resolve)))
      const closing = yield* Effect.forkChild(close)
      yield* Effect.yieldNow
      const received = yield* Effect.promise(() => bytesUntilClosed(socket))
      assert.isAbove(received, 8 * 1024 * 1024)
      yield* Fiber.join(closing)
    }),
  )

  it.live("answers that it is unavailable where the time is up", () =>
    Effect.gen(function* () {
      const { asked, source } = yield* gated
      const { url, close } = yield* start(source, { gracefulShutdownTimeout: 10 })
      const client = yield* clientOf(url)
      const answer = yield* Effect.forkChild(Effect.promise(() => ask(client, {})))
      yield* asked
      yield* close
      assert.include(yield* Fiber.join(answer), "503 Unavailable: ")
    }),
  )

  it.live("does not wait for the rest of a body, where the time is up", () =>
    Effect.gen(function* () {
      const { url, close } = yield* start(memory, { gracefulShutdownTimeout: 10 })
      const socket = yield* opened(url)
      const ended = new Promise((resolve) => socket.once("close", resolve))
      // That the server continues says that the request is under way.
      const continued = new Promise((resolve) => socket.once("data", resolve))
      socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n")
      socket.write("Expect: 100-continue\r\n\r\nAction")
      yield* Effect.promise(() => continued)
      yield* close
      yield* Effect.promise(() => ended)
      assert.isTrue(yield* refusesConnections(url))
    }),
  )

  it.live("cuts off a client that does not read, where the time is up", () =>
    Effect.gen(function* () {
      const { url, close } = yield* start(endless(32), { gracefulShutdownTimeout: 10 })
      const request = `GET /?${form(common)} HTTP/1.1\r\nHost: a\r\n\r\n`
      // The second one is not answered before the first one is.
      const socket = yield* opened(url, request + request)
      socket.on("error", () => {})
      yield* Effect.promise(() => new Promise((resolve) => socket.once("readable", resolve)))
      yield* close
      assert.isBelow(yield* Effect.promise(() => bytesUntilClosed(socket)), 32 * 1024 * 1024)
    }),
  )
})

describe("A request in a URL", () => {
  it.live("may have filters at their limits", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const query = new URLSearchParams(Object.fromEntries(common))
      for (let value = 1; value <= 200; value += 1) {
        query.set(`Filter.1.Value.${value}`, String(value).padStart(255, "x"))
      }
      query.set("Filter.1.Name", "VpcId")
      const response = yield* Effect.promise(() => fetch(`${url}/?${query}`))
      assert.strictEqual(response.status, 200)
      assert.include(yield* Effect.promise(() => response.text()), "<routeServerPeerSet/>")
    }).pipe(Effect.provide(serve(memory))),
  )
})
