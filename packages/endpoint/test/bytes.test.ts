import { createServer, type Server } from "node:http"
import { connect } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { Ec2Endpoint } from "@route-server/endpoint"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Effect, Fiber, Layer, Logger, References } from "effect"
import * as Connections from "../src/node/internal/Connections.ts"
import { refuse } from "../src/node/internal/refuse.ts"
import { common, form, memory } from "./support.ts"
import { endless, exchange, gated, opened, serve, start } from "./supportNode.ts"

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

  it.effect("are no more by one for each that has not waited", () =>
    Effect.gen(function* () {
      const server = createServer((_, response) => response.end())
      const url = yield* refusing(server)
      const last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      for (let time = 0; time < 50; time += 1) yield* exchange(url, last)
      const get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
      const greedy = yield* opened(url, get.repeat(20) + last)
      const answers = yield* Effect.promise(
        () =>
          new Promise<string>((resolve) => {
            let text = ""
            greedy.on("error", () => {}).once("close", () => resolve(text))
            greedy.setEncoding("utf8").on("data", (data) => {
              text += data
            })
          }),
      )
      assert.isBelow(responses(answers).length, 21)
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
      assert.match(received, /<\/Response>$/)
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
