import { Readable } from "node:stream"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource } from "@route-server/core"
import { Effect } from "effect"
import { assertError, client, type Expected, item, read } from "../support/answers.ts"
import * as server from "../support/server.ts"

const document = server.peers(["rsp-1"])
const html = "<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><hr></body></html>"
const laughs = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${document.replace("rsp-1", "&b;")}`

describe("An answer that is no page", () => {
  it.effect.each<[string, string | Uint8Array, number, Expected]>([
    ["nothing at all", "", 200, { reason: "Empty", message: "it is empty" }],
    [
      "an element with nothing in it",
      "<DescribeRouteServerPeersResponse/>",
      200,
      { reason: "InvalidResult", message: "no routeServerPeerSet" },
    ],
    [
      "the answer to something else",
      "<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>",
      200,
      { reason: "UnexpectedDocument", message: "root element is <DescribeVpcsResponse>" },
    ],
    ["JSON", "{}", 200, { reason: "NotXml", message: "it is not XML" }],
    ["text", "OK", 200, { reason: "NotXml", message: "it is not XML" }],
    ["a page of HTML", html, 200, { reason: "Html", message: "a page of HTML" }],
    [
      "a page of HTML that happens to be XML",
      "<html><body/></html>",
      200,
      { reason: "Html", message: "a page of HTML" },
    ],
    [
      "a page of HTML in a language",
      '<html lang="en"><body/></html>',
      200,
      { reason: "Html", message: "a page of HTML" },
    ],
    [
      "a page of HTML with white space in its type",
      "\n<!doctype \t HTML><p>",
      200,
      { reason: "Html", message: "a page of HTML" },
    ],
    [
      "XML cut off",
      document.slice(0, -5),
      200,
      { reason: "Truncated", isRetryable: true, message: "unterminated end tag" },
    ],
    [
      "XML cut off in a name",
      document.slice(0, 60),
      200,
      { reason: "Truncated", isRetryable: true, message: "unterminated start tag" },
    ],
    [
      "text that is not UTF-8",
      Buffer.from(document.replace("rsp-1", "\xFF"), "latin1"),
      200,
      { reason: "InvalidXml", message: "invalid UTF-8 at line 2, column " },
    ],
    [
      "UTF-16",
      Buffer.from(`\uFEFF${document}`, "utf16le"),
      200,
      { reason: "NotXml", message: "not XML in UTF-8" },
    ],
    [
      "an encoding that it does not have",
      document.replace("UTF-8", "ISO-8859-1"),
      200,
      { reason: "InvalidXml", message: "encoding ISO-8859-1 is not supported" },
    ],
    [
      "a mark of the byte order within",
      `\uFEFF\uFEFF${document}`,
      200,
      { reason: "InvalidXml", message: "text before" },
    ],
    [
      "entities that grow",
      laughs,
      200,
      { reason: "InvalidXml", message: "a document type, which is refused" },
    ],
    [
      "a document type that does nothing",
      document.replace("?>", "?><!DOCTYPE DescribeRouteServerPeersResponse>"),
      200,
      { reason: "InvalidXml", message: "a document type, which is refused" },
    ],
    [
      "an entity that is not known",
      document.replace("rsp-1", "&xxe;"),
      200,
      { reason: "InvalidXml", message: "undefined entity &xxe; at line 2, column " },
    ],
    ["another success with nothing", "", 202, { reason: "Empty", message: "it is empty" }],
    [
      "a failure with nothing",
      "",
      500,
      { reason: "Empty", message: "it is empty", isRetryable: true },
    ],
    [
      "a failure that is text",
      "busy",
      503,
      { reason: "NotXml", message: "HTTP 503) can't be read: it is not XML", isRetryable: true },
    ],
    [
      "a failure that is HTML",
      html,
      502,
      { reason: "Html", message: "a page of HTML", isRetryable: true },
    ],
    [
      "a failure that is well-formed HTML",
      "<html><body/></html>",
      504,
      { reason: "Html", message: "a page of HTML", isRetryable: true },
    ],
    [
      "a failure that is a page of peers",
      document,
      500,
      { reason: "UnexpectedDocument", message: "neither a result nor an error", isRetryable: true },
    ],
    [
      "an error without a code",
      "<Response><Errors><Error/></Errors></Response>",
      400,
      { reason: "UnexpectedDocument", message: "root element is <Response>" },
    ],
    [
      "a refusal that is text",
      "Forbidden",
      403,
      { reason: "NotXml", message: "it is not XML", isRetryable: false },
    ],
  ])("fails for %s", ([, body, status, expected]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(body, status))
      assertError(error, "MalformedResponse", {
        path: "",
        httpStatus: status,
        isRetryable: false,
        ...expected,
      })
    }),
  )

  it.effect("is one with any status but 200, however whole it is", () =>
    Effect.gen(function* () {
      for (const status of [201, 203, 206, 299]) {
        const error = yield* Effect.flip(read(server.page("<routeServerPeerSet/>"), status))
        assertError(error, "MalformedResponse", {
          message: "neither a result nor an error",
          httpStatus: status,
        })
      }
    }),
  )

  it.effect("is one that lacks the ID of the request too", () =>
    Effect.gen(function* () {
      const bare = (inside: string) =>
        `<DescribeRouteServerPeersResponse>${inside}</DescribeRouteServerPeersResponse>`
      for (const body of [bare(""), bare("<nextToken/>"), bare("<nextToken>a</nextToken>")]) {
        const error = yield* Effect.flip(read(body))
        assertError(error, "MalformedResponse", { message: "no routeServerPeerSet" })
      }
    }),
  )

  it.effect.each<[string, string | Uint8Array, string, string]>([
    ["text", "busy", "UnexpectedBody", "busy"],
    ["HTML", html, "UnexpectedBody", html],
    ["long text", `<p>${"busy ".repeat(1000)}`.slice(3), "UnexpectedBody", "busy busy"],
    ["another document", "<a>busy</a>", "UnexpectedBody", "<a>busy</a>"],
    ["a foreign element", server.page("<errors/>"), "UnexpectedBody", "<errors/>"],
    ["XML cut off", "<a><b>", "XmlError", "unclosed element"],
    ["XML that is refused", "<a></b>", "XmlError", "does not match"],
    [
      "a member that is refused",
      item("<bgpOptions><peerAsn>localhost</peerAsn></bgpOptions>"),
      "SchemaError",
      "localhost",
    ],
  ])("keeps what it was told from: %s", ([, body, name, message]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(body))
      const cause = "cause" in error ? error.cause : undefined
      assert.instanceOf(cause, Error)
      assert.strictEqual(cause.name, name)
      assert.include(cause.message, message)
      assert.isBelow(cause.message.length, 400)
      assert.isUndefined(cause.cause)
    }),
  )

  it.effect("has no cause where there is nothing to show", () =>
    Effect.gen(function* () {
      assert.notProperty(yield* Effect.flip(read("")), "cause")
    }),
  )

  it.effect("keeps what the SDK says of it too, without the way to what it holds", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read("busy", 503))
      const own = "cause" in error ? error.cause : undefined
      assert.instanceOf(own, Error)
      const { cause } = own
      assert.instanceOf(cause, Error)
      assert.include(cause.message, "XML parse error")
      assert.sameMembers(Object.getOwnPropertyNames(cause), ["message", "name", "stack"])
      assert.notInclude(cause.message + cause.stack, "$response")
    }),
  )

  it.effect("fails for a redirect, which EC2 never sends, and names the place", () =>
    Effect.gen(function* () {
      const location = "https://login.example.com/"
      const error = yield* Effect.flip(read("", 302, { location }))
      assertError(error, "MalformedResponse", {
        reason: "Empty",
        httpStatus: 302,
        message: location,
      })
    }),
  )

  it.effect("fails for one that never ends, and hangs up", () =>
    Effect.gen(function* () {
      const { url, quiet } = yield* server.listen((response) => {
        response.writeHead(200)
        const pour = () => {
          while (!response.destroyed && response.write("x".repeat(65_536))) {}
          response.once("drain", pour)
        }
        pour()
      })
      const layer = AwsPeerSource.layer(server.settings(url), { maxResponseBytes: 1_000_000 })
      const error = yield* Effect.flip(PeerSource.describe().pipe(Effect.provide(layer)))
      assertError(error, "MalformedResponse", {
        reason: "TooLong",
        message: "longer than the 1000000 bytes",
      })
      yield* quiet
    }),
  )

  it.effect("is read up to the bound, and not beyond it", () =>
    Effect.gen(function* () {
      const body = Buffer.from(server.peers(["rsp-1"]))
      for (const bytes of [body, Readable.from([body])]) {
        const ask = (maxResponseBytes: number) =>
          PeerSource.describe().pipe(
            Effect.provide(AwsPeerSource.layerClient(client(bytes), { maxResponseBytes })),
          )
        assert.lengthOf((yield* ask(body.length)).RouteServerPeers, 1)
      }
      for (const bytes of [body, Readable.from([body])]) {
        const error = yield* PeerSource.describe().pipe(
          Effect.provide(
            AwsPeerSource.layerClient(client(bytes), { maxResponseBytes: body.length - 1 }),
          ),
          Effect.flip,
        )
        assertError(error, "MalformedResponse", { message: `the ${body.length - 1} bytes` })
      }
      const none = AwsPeerSource.layerClient(client(undefined), { maxResponseBytes: 0 })
      const error = yield* Effect.flip(PeerSource.describe().pipe(Effect.provide(none)))
      assertError(error, "MalformedResponse", { message: "it is empty" })
    }),
  )

  it.effect("fails for one that no string can hold, even where the user sets no bound", () =>
    Effect.gen(function* () {
      const layer = AwsPeerSource.layerClient(client(new Uint8Array(2 ** 29)), {
        maxResponseBytes: Number.POSITIVE_INFINITY,
      })
      const error = yield* Effect.flip(PeerSource.describe().pipe(Effect.provide(layer)))
      assertError(error, "MalformedResponse", { message: "longer than the 268435456 bytes" })
    }),
  )
})
