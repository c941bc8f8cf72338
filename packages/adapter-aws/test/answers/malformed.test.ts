import { Readable } from "node:stream"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource } from "@route-server/core"
import { Effect } from "effect"
import { ask, assertError, client, type Expected, item, read } from "../support/answers.ts"
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

  it.effect.each<[string, string, string]>([
    ["text", "busy", "it is not XML in UTF-8 (text/plain, 4 bytes)"],
    ["HTML", html, "(text/plain, 84 bytes, first tag <html>)"],
    ["a long name", `<${"a".repeat(50)}/>`, `first tag <${"a".repeat(40)}…>`],
    ["an odd name", "<a\u00e4b/>", "first tag <a…b>"],
  ])("is told by its type, its length and its first tag: %s", ([, body, expected]) =>
    Effect.gen(function* () {
      const plain = { "content-type": "Text/Plain; charset=utf-8" }
      const error = yield* Effect.flip(read(body, 200, plain))
      assertError(error, "MalformedResponse", { message: expected })
      assert.notProperty(error, "cause")
      const odd = yield* Effect.flip(read(body, 200, { "content-type": "x/secret" }))
      assertError(odd, "MalformedResponse", { message: "another type" })
    }),
  )

  it.effect.each<[string, string | Uint8Array, string]>([
    ["text", "busy", "busy"],
    ["HTML", html, "Bad gateway"],
    ["another document", "<a>busy</a>", "busy"],
    ["XML that is refused", `<a></${"b".repeat(20)}>`, "b".repeat(20)],
    [
      "a member",
      item(`<bgpOptions><peerAsn>${"localhost".repeat(3)}</peerAsn></bgpOptions>`),
      "localhost",
    ],
    ["an error", server.failure("AuthFailure", "AKIAOTHEROTHEROTHER1"), "AKIAOTHEROTHEROTHER1"],
  ])("shows what it says to who asks for it: %s", ([, body, text]) =>
    Effect.gen(function* () {
      const respond: Parameters<typeof ask>[0] = (response) => server.answer(response, body)
      assert.notInclude((yield* Effect.flip(ask(respond))).message, text)
      assert.include((yield* Effect.flip(ask(respond, { rawErrors: true }))).message, text)
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
        const within = (maxResponseBytes: number) =>
          PeerSource.describe().pipe(
            Effect.provide(AwsPeerSource.layerClient(client(bytes), { maxResponseBytes })),
          )
        assert.lengthOf((yield* within(body.length)).RouteServerPeers, 1)
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
