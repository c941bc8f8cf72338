/**
 * What the adapter makes of the answers that a server can give.
 */
import { Readable } from "node:stream"
import { EC2Client } from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource, type PeerSourceError } from "@route-server/core"
import { Cause, Effect, Exit, Layer, Option, Result } from "effect"
import fc from "fast-check"
import * as server from "./support/server.ts"

/** One request to a server that answers like this. */
const ask = (respond: Parameters<typeof server.listen>[0], options?: AwsPeerSource.AwsOptions) =>
  Effect.gen(function* () {
    const { url } = yield* server.listen(respond)
    const layer = AwsPeerSource.layer(server.settings(url), options)
    const result = yield* Effect.result(PeerSource.describe().pipe(Effect.provide(layer)))
    server.assertNoSecrets(Result.isFailure(result) ? result.failure : result.success)
    return yield* Effect.fromResult(result)
  }).pipe(Effect.scoped)

const read = (body: string | Uint8Array, status?: number, headers?: Record<string, string>) =>
  ask((response) => server.answer(response, body, status, headers))

/** A client to which this has arrived already. */
const client = (body: Uint8Array | Readable | undefined) =>
  new EC2Client({
    ...server.settings("http://127.0.0.1"),
    requestHandler: {
      handle: async () => ({ response: { statusCode: 200, headers: {}, body } }),
    },
  })

type Expected = Partial<
  Record<"message" | "path" | "routeServerPeerId" | "requestId" | "code" | "reason", string> & {
    retryable: boolean
    httpStatus: number
  }
>

/** Asserts an error by its tag and some of its members; of the message only a part. */
const assertError = (
  error: PeerSourceError.PeerSourceError,
  tag: string,
  { message = "", ...expected }: Expected,
) => {
  assert.strictEqual(error._tag, tag)
  assert.include(error.message, message)
  assert.include({ ...error }, expected)
}

const reasonOf = (exit: Exit.Exit<unknown, PeerSourceError.PeerSourceError>) => {
  const error = Option.getOrUndefined(Exit.findErrorOption(exit))
  return error?._tag === "MalformedResponse" ? error.reason : error?._tag
}

const tagOf = (cause: Cause.Cause<PeerSourceError.PeerSourceError>): string | undefined =>
  Option.getOrUndefined(Cause.findErrorOption(cause))?._tag

const item = (inside: string) =>
  server.page(
    `<routeServerPeerSet><item><routeServerPeerId>rsp-1</routeServerPeerId>${inside}</item></routeServerPeerSet>`,
  )

const whole =
  "<routeServerEndpointId>rse-2</routeServerEndpointId><routeServerId>rs-3</routeServerId>" +
  "<vpcId>vpc-4</vpcId><subnetId>subnet-5</subnetId><state>draining</state>" +
  "<failureReason> R &amp; D&#13;\n&#x1F600; </failureReason><endpointEniId>eni-6</endpointEniId>" +
  "<endpointEniAddress>10.0.0.1</endpointEniAddress><peerAddress>10.0.0.2</peerAddress>" +
  "<bgpOptions><peerAsn>4294967295</peerAsn><peerLivenessDetection>bfd</peerLivenessDetection></bgpOptions>" +
  "<bgpStatus><status>up</status></bgpStatus><bfdStatus/>" +
  "<tagSet><item><key>env</key><value>\n</value></item><item><value/><key>constructor</key></item></tagSet>" +
  "<futureMember>soon</futureMember><futureMember>later</futureMember><futureMember/><__proto__><a>1</a></__proto__>" +
  "<futureSet><item>1</item><item><inner>2</inner></item></futureSet>"

describe("A page", () => {
  it.effect("is read with every member, known today or not, and every character", () =>
    Effect.gen(function* () {
      const { RouteServerPeers } = yield* read(item(whole))
      const [peer] = RouteServerPeers
      assert.strictEqual(Object.getPrototypeOf(peer), Object.prototype)
      assert.deepStrictEqual<unknown>(
        Object.entries(peer ?? {}),
        Object.entries({
          RouteServerPeerId: "rsp-1",
          RouteServerEndpointId: "rse-2",
          RouteServerId: "rs-3",
          VpcId: "vpc-4",
          SubnetId: "subnet-5",
          State: "draining",
          FailureReason: " R & D\r\n😀 ",
          EndpointEniId: "eni-6",
          EndpointEniAddress: "10.0.0.1",
          PeerAddress: "10.0.0.2",
          BgpOptions: { PeerAsn: 4_294_967_295, PeerLivenessDetection: "bfd" },
          BgpStatus: { Status: "up" },
          BfdStatus: {},
          Tags: [
            { Key: "env", Value: "\n" },
            { Value: "", Key: "constructor" },
          ],
          FutureMember: ["soon", "later", ""],
          ["__proto__"]: { A: "1" },
          FutureSet: ["1", { Inner: "2" }],
        }),
      )
    }),
  )

  it.effect("may come in any layout", () =>
    Effect.gen(function* () {
      const spread = server.peers(["rsp-1", "rsp-2"], "next").replaceAll("><", ">\r\n  <!-- -->\t<")
      const page = yield* read(`\uFEFF${spread}\n`)
      assert.deepStrictEqual<unknown>(page, {
        RouteServerPeers: [{ RouteServerPeerId: "rsp-1" }, { RouteServerPeerId: "rsp-2" }],
        NextToken: "next",
      })
    }),
  )

  it.effect("may be empty, with a token or without", () =>
    Effect.gen(function* () {
      const none = { RouteServerPeers: [] }
      assert.deepStrictEqual<unknown>(yield* read(server.peers([])), none)
      assert.deepStrictEqual<unknown>(yield* read(server.peers([], "")), none)
      assert.deepStrictEqual<unknown>(yield* read(server.page("<routeServerPeerSet/>")), none)
      assert.deepStrictEqual<unknown>(yield* read(server.page("")), none)
      assert.deepStrictEqual<unknown>(yield* read(server.peers([], "more")), {
        ...none,
        NextToken: "more",
      })
    }),
  )

  it.effect("say that credentials have expired, whoever noticed it", () =>
    Effect.gen(function* () {
      for (const code of ["ExpiredToken", "ExpiredTokenException"]) {
        const body = `<Response><Errors><Error><Code>${code}</Code><Message>late</Message></Error></Errors><RequestID>r</RequestID></Response>`
        const error = yield* Effect.flip(read(body, 400))
        assertError(error, "TransportError", {
          message: "The credentials have expired: late",
          reason: "CredentialsExpired",
          retryable: false,
        })
      }
    }),
  )

  it.effect("take no status but 200 for a whole answer", () =>
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

  it.effect("take nothing for empty that lacks the ID of the request too", () =>
    Effect.gen(function* () {
      const bare = (inside: string) =>
        `<DescribeRouteServerPeersResponse>${inside}</DescribeRouteServerPeersResponse>`
      for (const body of [bare(""), bare("<nextToken/>"), bare("<nextToken>a</nextToken>")]) {
        const error = yield* Effect.flip(read(body))
        assertError(error, "MalformedResponse", { message: "no routeServerPeerSet" })
      }
    }),
  )

  it.effect("may hold a text of any length", () =>
    Effect.gen(function* () {
      const reason = "&amp;ä\r\n😀".repeat(1_100_000)
      const { RouteServerPeers } = yield* read(item(`<failureReason>${reason}</failureReason>`))
      // No deep comparison: what differs would be printed.
      assert.isTrue(RouteServerPeers[0]?.FailureReason === "&ä\n😀".repeat(1_100_000))
    }),
  )

  it.effect("keeps nobody waiting while it is read, however long it is", () =>
    Effect.gen(function* () {
      const body = Buffer.from(item(`<!--${"a".repeat(1_000)}-->`.repeat(20_000)))
      let turns = 0
      const turn = () => {
        turns += 1
        next = setImmediate(turn)
      }
      let next = setImmediate(turn)
      yield* PeerSource.describe().pipe(
        Effect.provide(AwsPeerSource.layerClient(client(body))),
        Effect.ensuring(Effect.sync(() => clearImmediate(next))),
      )
      assert.isAtLeast(turns, 10)
    }),
  )

  it.effect.each<[string, string, Expected]>([
    [
      "an ASN that is no number",
      "<bgpOptions><peerAsn>abc</peerAsn></bgpOptions>",
      { path: "RouteServerPeers[0].BgpOptions.PeerAsn" },
    ],
    [
      "an ASN that is empty",
      "<bgpOptions><peerAsn/></bgpOptions>",
      { path: "RouteServerPeers[0].BgpOptions.PeerAsn" },
    ],
    [
      "an ASN out of range",
      "<bgpOptions><peerAsn>4294967296</peerAsn></bgpOptions>",
      { path: "RouteServerPeers[0].BgpOptions.PeerAsn" },
    ],
    [
      "an ASN in another base",
      "<bgpOptions><peerAsn>0x10</peerAsn></bgpOptions>",
      { path: "RouteServerPeers[0].BgpOptions.PeerAsn" },
    ],
    [
      "an address that is none",
      "<peerAddress>10.0.0.256</peerAddress>",
      { path: "RouteServerPeers[0].PeerAddress" },
    ],
    [
      "an element in the place of text",
      "<state><a/></state>",
      { path: "RouteServerPeers[0].State" },
    ],
    [
      "the same element twice",
      "<state>available</state><state>failed</state>",
      { path: "RouteServerPeers[0].State" },
    ],
    [
      "text in the place of a structure",
      "<bgpStatus>up</bgpStatus>",
      { path: "RouteServerPeers[0].BgpStatus" },
    ],
    [
      "text beside the members of a structure",
      "<bgpStatus>up<status>up</status></bgpStatus>",
      { path: "RouteServerPeers[0].BgpStatus" },
    ],
    ["text in the place of a list", "<tagSet>env</tagSet>", { path: "RouteServerPeers[0].Tags" }],
    [
      "a list of something else",
      "<tagSet><member><key>a</key><value>b</value></member></tagSet>",
      { path: "RouteServerPeers[0].Tags" },
    ],
    [
      "a tag without a value",
      "<tagSet><item><key>a</key></item></tagSet>",
      { path: "RouteServerPeers[0].Tags[0].Value" },
    ],
    [
      "a tag that is text",
      "<tagSet><item>a</item></tagSet>",
      { path: "RouteServerPeers[0].Tags[0]" },
    ],
  ])("is refused, by peer and path, for %s", ([, inside, expected]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(item(inside)))
      assertError(error, "MalformedResponse", {
        routeServerPeerId: "rsp-1",
        requestId: "req-1",
        httpStatus: 200,
        retryable: false,
        ...expected,
      })
    }),
  )

  it.effect.each<[string, string, Expected]>([
    [
      "peers that are no items",
      "<routeServerPeerSet><member/></routeServerPeerSet>",
      { path: "RouteServerPeers" },
    ],
    [
      "text in the place of peers",
      "<routeServerPeerSet>none</routeServerPeerSet>",
      { path: "RouteServerPeers" },
    ],
    [
      "peers without an ID",
      "<routeServerPeerSet><item><state>available</state></item></routeServerPeerSet>",
      { path: "RouteServerPeers[0].RouteServerPeerId" },
    ],
    [
      "two sets of peers",
      "<routeServerPeerSet/><routeServerPeerSet/>",
      { path: "RouteServerPeers[0]" },
    ],
    [
      "a token that is an element",
      "<routeServerPeerSet/><nextToken><a/></nextToken>",
      { path: "NextToken" },
    ],
    [
      "a token that comes again, and empty",
      "<routeServerPeerSet/><nextToken>a</nextToken><nextToken/>",
      { path: "NextToken" },
    ],
    [
      "an empty token that comes again",
      "<routeServerPeerSet/><nextToken/><nextToken/>",
      { path: "NextToken" },
    ],
    ...[
      "<Errors><Error><Message>m</Message></Error></Errors>",
      "<errors><error><code>Throttling</code></error></errors>",
      "<Errors/>",
      "<RouteServerPeerSet><item/></RouteServerPeerSet>",
      "<NextToken>more</NextToken>",
    ].map((foreign): [string, string, Expected] => [
      `peers beside ${foreign}`,
      `<routeServerPeerSet/>${foreign}`,
      { message: `has <${/\w+/.exec(foreign)?.[0]}> where there is no such element`, path: "" },
    ]),
    ["white space that XML does not know", "<routeServerPeerSet>\u00a0</routeServerPeerSet>", {}],
    [
      "white space that XML does not know, beside the peers",
      "<routeServerPeerSet/>\u00a0",
      { message: "has text beside its elements", path: "" },
    ],
    [
      "peers under another name",
      "<peerSet><item/></peerSet>",
      { message: "no routeServerPeerSet", path: "" },
    ],
    [
      "text beside the peers",
      "<routeServerPeerSet/>Service busy",
      { message: "has text beside its elements", path: "" },
    ],
  ])("is refused for %s", ([, inside, expected]) =>
    Effect.gen(function* () {
      assertError(yield* Effect.flip(read(server.page(inside))), "MalformedResponse", {
        requestId: "req-1",
        ...expected,
      })
    }),
  )
})

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
      "XML cut off",
      document.slice(0, -5),
      200,
      { reason: "Truncated", retryable: true, message: "unterminated end tag" },
    ],
    [
      "XML cut off in a name",
      document.slice(0, 60),
      200,
      { reason: "Truncated", retryable: true, message: "unterminated start tag" },
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
      { reason: "Empty", message: "it is empty", retryable: true },
    ],
    [
      "a failure that is text",
      "busy",
      503,
      { reason: "NotXml", message: "HTTP 503) can't be read: it is not XML", retryable: true },
    ],
    [
      "a failure that is HTML",
      html,
      502,
      { reason: "Html", message: "a page of HTML", retryable: true },
    ],
    [
      "a failure that is well-formed HTML",
      "<html><body/></html>",
      504,
      { reason: "Html", message: "a page of HTML", retryable: true },
    ],
    [
      "a failure that is a page of peers",
      document,
      500,
      { reason: "UnexpectedDocument", message: "neither a result nor an error", retryable: true },
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
      { reason: "NotXml", message: "it is not XML", retryable: false },
    ],
  ])("fails for %s", ([, body, status, expected]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(body, status))
      assertError(error, "MalformedResponse", {
        path: "",
        httpStatus: status,
        retryable: false,
        ...expected,
      })
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
      item("<peerAddress>localhost</peerAddress>"),
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

const escape = (text: string): string =>
  text.replace(/[&<>\r]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`)

/** All the ways to write a text, told by what to do with each of its characters. */
const written = fc
  .array(
    fc.record({
      character: fc
        .string({ unit: "grapheme", minLength: 1, maxLength: 1 })
        .filter((c) => c !== "\0"),
      way: fc.constantFrom("as it is", "decimal", "hexadecimal", "section"),
    }),
    { maxLength: 20 },
  )
  .map((parts) => ({
    text: parts.map(({ character }) => character).join(""),
    xml: parts
      .map(({ character, way }) => {
        const points = Array.from(character, (point) => point.codePointAt(0) ?? 0)
        switch (way) {
          case "decimal":
            return points.map((point) => `&#${point};`).join("")
          case "hexadecimal":
            return points.map((point) => `&#x${point.toString(16)};`).join("")
          case "section":
            return /[\]\r]/.test(character) ? escape(character) : `<![CDATA[${character}]]>`
          default:
            return escape(character)
        }
      })
      .join("<!-- < -->"),
  }))

describe("XML", () => {
  /** One request after the other to a server that answers the document at hand. */
  const reader = Effect.gen(function* () {
    let body = ""
    const { url } = yield* server.listen((response) => server.answer(response, body))
    const source = yield* Layer.build(AwsPeerSource.layer(server.settings(url)))
    const run = Effect.runPromiseExitWith(source)
    return (document: string) => {
      body = document
      return run(PeerSource.describe())
    }
  })

  it.effect("is read to the character, however it is written", () =>
    Effect.gen(function* () {
      const read = yield* reader
      const property = fc.asyncProperty(written, async ({ text, xml }) => {
        const exit = await read(item(`<failureReason>${xml}</failureReason>`))
        assert.deepStrictEqual<unknown>(
          exit,
          Exit.succeed({
            RouteServerPeers: [{ RouteServerPeerId: "rsp-1", FailureReason: text }],
          }),
        )
      })
      yield* Effect.promise(() => fc.assert(property))
    }),
  )

  it.effect("has the line ends that XML gives it", () =>
    Effect.gen(function* () {
      const { RouteServerPeers } = yield* read(item("<failureReason>a\r\nb\rc</failureReason>"))
      assert.strictEqual(RouteServerPeers[0]?.FailureReason, "a\nb\nc")
    }),
  )

  it.effect("is refused wherever it is cut off", () =>
    Effect.gen(function* () {
      const read = yield* reader
      const document = item(whole)
      const property = fc.asyncProperty(fc.nat(document.length - 1), async (length) => {
        const exit = await read(document.slice(0, length))
        assert.strictEqual(reasonOf(exit), length === 0 ? "Empty" : "Truncated")
      })
      yield* Effect.promise(() => fc.assert(property))
    }),
  )

  it.effect("is read or refused with a typed error, whatever it says", () =>
    Effect.gen(function* () {
      const read = yield* reader
      const document = item(whole)
      const pieces = ["<", ">", "</", "/>", "<!--", "<?", "<![CDATA[", "]]>", "&", ";", '"', "item"]
      const splice = fc.tuple(fc.nat(document.length), fc.nat(30), fc.constantFrom(...pieces))
      const property = fc.asyncProperty(fc.array(splice, { minLength: 1 }), async (splices) => {
        const noise = splices.reduce(
          (text, [at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length),
          document,
        )
        const exit = await read(noise)
        if (Exit.isFailure(exit)) assert.strictEqual(tagOf(exit.cause), "MalformedResponse")
        else assert.isNotEmpty(exit.value.RouteServerPeers)
      })
      yield* Effect.promise(() => fc.assert(property))
    }),
  )

  it.effect.each<[what: string, inside: string, fault: string, reason?: string]>([
    ["NUL", "&#0;", "invalid character reference"],
    ["a control character", "&#1;", "invalid character reference"],
    ["a control character as it is", "\u0001", "invalid character U+0001"],
    ["what is no character", "&#xFFFE;", "invalid character reference"],
    ["half a surrogate pair", "&#xD83D;", "invalid character reference"],
    ["a character beyond Unicode", "&#x110000;", "invalid character reference"],
    ["an ampersand by itself", "R & D", "unterminated reference"],
    ["elements that cross", "<a><b></a></b>", "end tag </a> does not match <b>"],
    ["an attribute without quotes", "<a b=c></a>", "expected a quoted attribute value"],
    ["an attribute twice", "<a b='' b=''/>", "duplicate attribute b"],
    ["a tag without a name", "< a/>", "invalid element name"],
    ["a comment without an end", "<!-- ", "unterminated comment", "Truncated"],
    ["an instruction without an end", "<? ", "unterminated processing instruction", "Truncated"],
    ["a section without an end", "<![CDATA[ ", "unterminated CDATA section", "Truncated"],
    ["the end of a section without one", "]]>", '"]]>" is not allowed in text'],
    ["a document type in the middle", "<!DOCTYPE a>", "a DOCTYPE is only allowed once"],
    ["elements without a bottom", "<a>".repeat(100_000), "element nesting exceeds maxDepth of 64"],
  ])("is refused for %s", ([, inside, fault, reason = "InvalidXml"]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(item(inside)))
      assertError(error, "MalformedResponse", { message: fault, reason })
      assert.match(error.message, / at line \d+, column \d+$/)
    }),
  )

  it.effect("is refused in few words, however long its own are", () =>
    Effect.gen(function* () {
      const name = "😀".repeat(100_000)
      for (const document of [`<${name}></a>`, `<a>&${name};</a>`, `<a></${name}>`, `<${name}/>`]) {
        const error = yield* Effect.flip(read(document))
        assertError(error, "MalformedResponse", { message: "…" })
        assert.isBelow(error.message.length, 500)
        assert.isTrue(error.message.isWellFormed())
      }
    }),
  )

  it.effect("may have any number of attributes", () =>
    Effect.gen(function* () {
      const attributes = Array.from({ length: 100_000 }, (_, index) => ` a${index} = '>'`).join("")
      const { RouteServerPeers } = yield* read(item(`<vpcId${attributes}>vpc-1</vpcId>`))
      assert.strictEqual(RouteServerPeers[0]?.VpcId, "vpc-1")
    }),
  )

  it.effect("is refused for anything after its root", () =>
    Effect.gen(function* () {
      for (const [more, fault] of [
        ["<a/>", "content after the root element"],
        ["busy", "text after the root element"],
        ["</a>", "end tag without a start tag"],
        ["<![CDATA[]]>", "CDATA sections are only allowed inside"],
      ] as const) {
        const error = yield* Effect.flip(read(`${server.peers([])}${more}`))
        assertError(error, "MalformedResponse", { message: fault, reason: "InvalidXml" })
      }
    }),
  )
})

describe("An error of EC2", () => {
  it.effect.each<[code: string, status: number, retryable: boolean]>([
    ["DryRunOperation", 412, false],
    ["UnauthorizedOperation", 403, false],
    ["AuthFailure", 401, false],
    ["InvalidRouteServerPeerId.NotFound", 400, false],
    ["InvalidParameterValue", 400, false],
    ["RequestLimitExceeded", 503, true],
    ["InternalError", 500, true],
    ["Unavailable", 503, true],
  ])("is the error that has its code: %s", ([code, status, retryable]) =>
    Effect.gen(function* () {
      const body = server.failure(code, "AWS&apos;s &lt;text&gt;")
      const expected = { message: "AWS's <text>", httpStatus: status, retryable }
      const error = yield* Effect.flip(read(body, status))
      assertError(error, code, { ...expected, requestId: "req-2" })
      assert.instanceOf("cause" in error ? error.cause : undefined, Error)
      const byHeader = yield* Effect.flip(read(body, status, { "x-amzn-RequestId": "req-3" }))
      assertError(byHeader, code, { ...expected, requestId: "req-3" })
    }),
  )

  it.effect.each<[code: string, status: number, retryable: boolean]>([
    ["Throttling", 400, true],
    ["RequestTimeout", 400, true],
    ["Blocked", 499, false],
    ["Blocked", 429, true],
    ["Blocked", 599, true],
    ["Blocked", 600, false],
  ])(
    "says of one that is not known whether a retry can help: %s, HTTP %d",
    ([code, status, retryable]) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(read(server.failure(code, "No."), status))
        assertError(error, "OtherServiceError", { code, httpStatus: status, retryable })
        const unreadable = yield* Effect.flip(read("no", status))
        const transient = retryable && code === "Blocked"
        assertError(unreadable, "MalformedResponse", { httpStatus: status, retryable: transient })
      }),
  )

  it.effect("is shown without its middle where it is endless", () =>
    Effect.gen(function* () {
      const body = server.failure("C".repeat(1000), `begin${'"token"'.repeat(200_000)}end`)
      const error = yield* Effect.flip(read(body, 400))
      assert.include({ ...error }, { code: `${"C".repeat(220)}…${"C".repeat(80)}` })
      assert.match(error.message, /^begin[^…]*…$/)
      assert.isBelow(error.message.length, 70_000)
    }),
  )

  it.effect("is one without the envelope too", () =>
    Effect.gen(function* () {
      const body = "<Error><Code>AuthFailure</Code><Message>No.</Message></Error>"
      const error = yield* Effect.flip(read(body, 401, { "x-amzn-requestid": "" }))
      assertError(error, "AuthFailure", { message: "No.", httpStatus: 401 })
    }),
  )

  it.effect("keeps its code where a credential is a part of it", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(
        ask((response, { headers }) => {
          const token = String(headers["x-amz-security-token"])
          server.answer(response, server.failure("InternalError", token), 500)
        }),
      )
      assertError(error, "InternalError", { message: "[redacted]" })
    }),
  )

  it.effect("keeps a code that is not known", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(server.failure("RequestExpired", "Too late."), 400))
      assertError(error, "OtherServiceError", {
        code: "RequestExpired",
        message: "Too late.",
        httpStatus: 400,
        retryable: false,
      })
    }),
  )

  it.effect("is one even where the status says otherwise", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(server.failure("InternalError", "No."), 200))
      assertError(error, "InternalError", { message: "No.", httpStatus: 200 })
    }),
  )

  it.effect.each(["secretAccessKey", "accessKeyId", "sessionToken", "signature"] as const)(
    "gives away no %s",
    (name) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(
          ask((response, { headers }) => {
            const [, signature = ""] = /Signature=(\w+)/.exec(String(headers.authorization)) ?? []
            // In a spelling that no pattern knows.
            const all = { ...server.credentials(), signature }
            const text = Buffer.from(all[name]).toString("hex")
            server.answer(response, server.failure("AuthFailure", `said: ${text}`), 401)
          }),
        )
        assertError(error, "AuthFailure", { message: "said: [redacted]" })
      }),
  )

  it.effect("has a text in lower case too, or none, and a code with white space around it", () =>
    Effect.gen(function* () {
      const of = (inside: string) =>
        `<Response><Errors><Error>${inside}</Error></Errors></Response>`
      const lower = yield* Effect.flip(
        read(of("<Code> AuthFailure\n</Code><message>No.</message>"), 401),
      )
      assertError(lower, "AuthFailure", { message: "No." })
      assert.notProperty(lower, "requestId")
      const bare = yield* Effect.flip(read(of("<Code>AuthFailure</Code>"), 401))
      assertError(bare, "AuthFailure", { message: "" })
    }),
  )

  it.effect("never gives away what the request was signed with", () =>
    Effect.gen(function* () {
      const echoed =
        (status: number): Parameters<typeof server.listen>[0] =>
        (response, { headers }) => {
          const token = String(headers["x-amz-security-token"])
          const everything = `${token} ${encodeURIComponent(token)} ${JSON.stringify(headers)}`
          const text = everything.replace(/[<&]/g, "")
          const body =
            status < 300
              ? server.page(`<routeServerPeerSet><item>${text}</item></routeServerPeerSet>`)
              : server.failure(token, text)
          server.answer(response, body, status, {
            "x-amzn-requestid": String(headers.authorization),
            location: `https://example.com/?${encodeURIComponent(token)}`,
          })
        }
      for (const status of [200, 302, 400, 503]) {
        const error = yield* Effect.flip(ask(echoed(status)))
        assert.include(error.message, "[redacted]")
      }
    }),
  )

  it.effect("is not given away by what shows a body that is none of EC2's", () =>
    Effect.gen(function* () {
      for (const around of [
        "sent: *",
        "<html>*</html>",
        "<a>*</a>",
        server.page("<errors>*</errors>"),
      ]) {
        for (const status of [200, 503]) {
          for (const before of [0, 215, 65_300]) {
            const error = yield* Effect.flip(
              ask((response, { headers }) => {
                const sent = `${"-".repeat(before)}${headers["x-amz-security-token"]}`
                server.answer(response, around.replace("*", sent), status)
              }),
            )
            assert.strictEqual(error._tag, "MalformedResponse")
          }
        }
      }
    }),
  )

  it.effect("gives away no part of it where a long value is shown cut", () =>
    Effect.gen(function* () {
      for (let padding = 100; padding < 160; padding += 3) {
        const error = yield* Effect.flip(
          ask((response, { headers }) => {
            const token = String(headers["x-amz-security-token"])
            const spelled = [
              token,
              token.replaceAll("/", "&#x2f;"),
              `${token.slice(0, 9)}<!-- -->${token.slice(9)}`,
              `<![CDATA[${token}]]>`,
            ][padding % 4]
            const text = "x".repeat(padding) + spelled
            server.answer(response, item(`<peerAddress>${text}</peerAddress>`))
          }),
        )
        assertError(error, "MalformedResponse", { path: "RouteServerPeers[0].PeerAddress" })
      }
    }),
  )
})
