import { assert, describe, it } from "@effect/vitest"
import { type DescribeRouteServerPeers, RouteServerPeer } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { Result } from "effect"
import fc from "fast-check"
import * as Bytes from "../../src/internal/Bytes.ts"
import * as ResponseXml from "../../src/internal/ResponseXml.ts"
import * as XmlText from "../../src/internal/XmlText.ts"
import { child, type Element, readXml } from "../support.ts"

const SIZE: ResponseXml.ChunkSize = { written: 1000, all: 4000 }

const chunksOf = (page: DescribeRouteServerPeers.Result) => {
  const write = ResponseXml.page("request", page)
  return Result.gen(function* () {
    const chunks = [yield* write(SIZE)]
    while (chunks.at(-1)?.isLast === false) chunks.push(yield* write(SIZE))
    return chunks
  })
}

/** A page written whole, as text and as bytes, which say the same; or why it can't be. */
const attempt = (page: DescribeRouteServerPeers.Result) =>
  Result.map(chunksOf(page), (chunks) => {
    const parts = chunks.flatMap((chunk) => chunk.parts)
    const text = parts.map(ResponseXml.textOf).join("")
    assert.strictEqual(Buffer.from(Bytes.join(parts.map(ResponseXml.pieceOf))).toString(), text)
    return text
  })

const write = (page: DescribeRouteServerPeers.Result) => Result.getOrThrow(attempt(page))

const textAt = (element: Element | undefined, ...path: ReadonlyArray<string>) =>
  child(element, ...path)?.text

const without = <A extends object>(members: A): Partial<A> => {
  const present: Partial<A> = { ...members }
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) Reflect.deleteProperty(present, name)
  }
  return present
}

/** Reads a peer back by the names of the service model. */
const readPeer = (item: Element): object => {
  const bgpOptions = child(item, "bgpOptions")
  const asn = textAt(bgpOptions, "peerAsn")
  const status = (name: string) => {
    const element = child(item, name)
    return element && without({ Status: textAt(element, "status") })
  }
  return without({
    RouteServerPeerId: textAt(item, "routeServerPeerId"),
    RouteServerEndpointId: textAt(item, "routeServerEndpointId"),
    RouteServerId: textAt(item, "routeServerId"),
    VpcId: textAt(item, "vpcId"),
    SubnetId: textAt(item, "subnetId"),
    State: textAt(item, "state"),
    FailureReason: textAt(item, "failureReason"),
    EndpointEniId: textAt(item, "endpointEniId"),
    EndpointEniAddress: textAt(item, "endpointEniAddress"),
    PeerAddress: textAt(item, "peerAddress"),
    BgpOptions:
      bgpOptions &&
      without({
        PeerAsn: asn === undefined ? undefined : Number(asn),
        PeerLivenessDetection: textAt(bgpOptions, "peerLivenessDetection"),
      }),
    BgpStatus: status("bgpStatus"),
    BfdStatus: status("bfdStatus"),
    Tags: child(item, "tagSet")?.children.map((tag) =>
      without({ Key: textAt(tag, "key"), Value: textAt(tag, "value") }),
    ),
  })
}

const reasonOf = (text: string): RouteServerPeer.RouteServerPeer => ({
  ...RouteServerPeer.make({ RouteServerPeerId: "rsp-1" }),
  FailureReason: text,
})

const isWritable = (text: string) => XmlText.unwritable(text) === undefined

describe("ResponseXml.page", () => {
  it("is the document of the service model, in its order and without indentation", () => {
    const peer = RouteServerPeer.make({
      RouteServerPeerId: "rsp-0e1c240ae33a4f642",
      RouteServerEndpointId: "rse-0b3aab44fa6f0bb15",
      RouteServerId: "rs-054f70d70eff70cc6",
      VpcId: "vpc-571faf2e",
      SubnetId: "subnet-7a0ae703",
      State: "failed",
      FailureReason: "No <address> & no luck",
      EndpointEniId: "eni-0e9d73874dccdfea8",
      EndpointEniAddress: "172.31.14.193",
      PeerAddress: "10.0.2.3",
      BgpOptions: { PeerAsn: 65001, PeerLivenessDetection: "bfd" },
      BgpStatus: { Status: "down" },
      BfdStatus: { Status: "down" },
      Tags: [{ Key: "env", Value: "" }],
    })
    assert.strictEqual(
      write({ RouteServerPeers: [peer], NextToken: "next" }),
      `<?xml version="1.0" encoding="UTF-8"?>\n<DescribeRouteServerPeersResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>request</requestId><routeServerPeerSet><item><routeServerPeerId>rsp-0e1c240ae33a4f642</routeServerPeerId><routeServerEndpointId>rse-0b3aab44fa6f0bb15</routeServerEndpointId><routeServerId>rs-054f70d70eff70cc6</routeServerId><vpcId>vpc-571faf2e</vpcId><subnetId>subnet-7a0ae703</subnetId><state>failed</state><failureReason>No &lt;address&gt; &amp; no luck</failureReason><endpointEniId>eni-0e9d73874dccdfea8</endpointEniId><endpointEniAddress>172.31.14.193</endpointEniAddress><peerAddress>10.0.2.3</peerAddress><bgpOptions><peerAsn>65001</peerAsn><peerLivenessDetection>bfd</peerLivenessDetection></bgpOptions><bgpStatus><status>down</status></bgpStatus><bfdStatus><status>down</status></bfdStatus><tagSet><item><key>env</key><value/></item></tagSet></item></routeServerPeerSet><nextToken>next</nextToken></DescribeRouteServerPeersResponse>`,
    )
  })

  it("has an empty set for no peers, and no token on the last page", () => {
    assert.strictEqual(
      write({ RouteServerPeers: [] }),
      `<?xml version="1.0" encoding="UTF-8"?>\n<DescribeRouteServerPeersResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>request</requestId><routeServerPeerSet/></DescribeRouteServerPeersResponse>`,
    )
  })

  it("tells absent members from empty ones", () => {
    const bare = RouteServerPeer.make({ RouteServerPeerId: "rsp-1" })
    const empty = RouteServerPeer.make({
      RouteServerPeerId: "rsp-1",
      FailureReason: "",
      BgpOptions: {},
      BgpStatus: {},
      BfdStatus: {},
      Tags: [],
    })
    assert.include(write({ RouteServerPeers: [bare] }), "<item><routeServerPeerId>rsp-1</")
    assert.include(write({ RouteServerPeers: [bare] }), "</routeServerPeerId></item>")
    assert.include(
      write({ RouteServerPeers: [empty] }),
      "<failureReason/><bgpOptions/><bgpStatus/><bfdStatus/><tagSet/></item>",
    )
  })

  it("is read back as the page that was written, by a parser that knows nothing of it", async () => {
    await fc.assert(
      fc.asyncProperty(
        Generators.fleet(),
        fc.option(Generators.text(), { nil: undefined }),
        async (fleet, token) => {
          const page = token === undefined ? {} : { NextToken: token }
          const document = await readXml(write({ RouteServerPeers: fleet, ...page }))
          assert.deepStrictEqual<unknown>(
            child(document, "routeServerPeerSet")?.children.map(readPeer),
            fleet.map((peer) => ({ ...peer })),
          )
          assert.strictEqual(textAt(document, "nextToken"), token)
        },
      ),
    )
  })

  it("carries every text that XML 1.0 can", async () => {
    const text = fc
      .string({
        unit: fc.oneof(
          fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
          fc.constantFrom(..."\r\n\t <>&'\"];"),
        ),
      })
      .filter(isWritable)
    await fc.assert(
      fc.asyncProperty(text, async (reason) => {
        const document = await readXml(write({ RouteServerPeers: [reasonOf(reason)] }))
        assert.strictEqual(textAt(document, "routeServerPeerSet", "item", "failureReason"), reason)
      }),
    )
  })

  it("writes a peer once as long as not too much was written since", () => {
    let looks = 0
    const counted = {
      ...RouteServerPeer.make({ RouteServerPeerId: "rsp-1" }),
      get FailureReason() {
        looks += 1
        return "none"
      },
    }
    const once = write({ RouteServerPeers: [counted] })
    assert.strictEqual(write({ RouteServerPeers: [counted, counted] }).split("none").length, 3)
    assert.strictEqual(write({ RouteServerPeers: [counted] }), once)
    assert.strictEqual(looks, 1)
    for (let megabytes = 0; megabytes < 40; megabytes += 1) {
      write({ RouteServerPeers: [reasonOf("x".repeat(1_000_000))] })
    }
    assert.strictEqual(write({ RouteServerPeers: [counted] }), once)
    assert.strictEqual(looks, 2)
  })

  it("ends a chunk with the peer that makes it long enough, by what is written for it or in all", () => {
    const fresh = () =>
      Array.from({ length: 11 }, (_, index) =>
        RouteServerPeer.make({ RouteServerPeerId: `rsp-${index + 10}` }),
      )
    const [one] = fresh()
    const length = Result.getOrThrow(
      ResponseXml.page("request", { RouteServerPeers: one === undefined ? [] : [one] })({
        written: Infinity,
        all: Infinity,
      }),
    ).length
    const peersAndBytes = (
      RouteServerPeers: ReadonlyArray<RouteServerPeer.RouteServerPeer>,
      size: ResponseXml.ChunkSize,
    ) => {
      const write = ResponseXml.page("request", { RouteServerPeers })
      const found: Array<readonly [peers: number, bytes: number]> = []
      for (let isLast = false; !isLast; ) {
        const chunk = Result.getOrThrow(write(size))
        isLast = chunk.isLast
        found.push([chunk.parts.filter((part) => typeof part !== "string").length, chunk.length])
      }
      return found
    }
    const of = (...counts: ReadonlyArray<number>) => counts.map((count) => [count, count * length])
    const peers = fresh()
    const writing = { written: 3 * length, all: Infinity }
    assert.deepStrictEqual<unknown>(peersAndBytes(peers, writing), of(3, 3, 3, 2))
    assert.deepStrictEqual<unknown>(peersAndBytes(peers, writing), of(11))
    const inAll = { written: Infinity, all: 5 * length }
    assert.deepStrictEqual<unknown>(peersAndBytes(peers, inAll), of(5, 5, 1))
    assert.deepStrictEqual<unknown>(peersAndBytes(fresh(), inAll), of(5, 5, 1))
  })

  it("leaves out members that the service model does not know", () => {
    const peer = RouteServerPeer.make(
      JSON.parse(`{"RouteServerPeerId":"rsp-1","Owner":"\\u0000me"}`),
    )
    assert.include(
      write({ RouteServerPeers: [peer] }),
      "<item><routeServerPeerId>rsp-1</routeServerPeerId></item>",
    )
  })

  it("fails, naming peer and member, for a character that XML 1.0 can't carry", () => {
    const refusal = (page: DescribeRouteServerPeers.Result) =>
      Result.getOrThrow(Result.flip(attempt(page))).message
    const unwritable = [
      "\u0000",
      "\u0008",
      "\u000B",
      "\u001F",
      "\uFFFE",
      "\uFFFF",
      "\uD800",
      "\uDC00",
    ]
    for (const character of unwritable) {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")
      assert.strictEqual(
        refusal({ RouteServerPeers: [reasonOf("fine"), reasonOf(`a${character}😀`)] }),
        `The answer can't be written: FailureReason of the route server peer 'rsp-1' holds U+${code}, which XML 1.0 can't carry`,
      )
    }
    assert.include(refusal({ RouteServerPeers: [], NextToken: "\u0007" }), "NextToken of the page")
  })

  const bell = "\u0007"
  it.each<[path: string, members: object]>([
    ["RouteServerPeerId", { RouteServerPeerId: bell }],
    ["RouteServerEndpointId", { RouteServerEndpointId: bell }],
    ["RouteServerId", { RouteServerId: bell }],
    ["VpcId", { VpcId: bell }],
    ["SubnetId", { SubnetId: bell }],
    ["State", { State: bell }],
    ["FailureReason", { FailureReason: bell }],
    ["EndpointEniId", { EndpointEniId: bell }],
    ["EndpointEniAddress", { EndpointEniAddress: bell }],
    ["PeerAddress", { PeerAddress: bell }],
    ["BgpOptions.PeerAsn", { BgpOptions: { PeerAsn: bell } }],
    ["BgpOptions.PeerLivenessDetection", { BgpOptions: { PeerLivenessDetection: bell } }],
    ["BgpStatus.Status", { BgpStatus: { Status: bell } }],
    ["BfdStatus.Status", { BfdStatus: { Status: bell } }],
    ["Tags[0].Key", { Tags: [{ Key: bell, Value: "" }] }],
    [
      "Tags[1].Value",
      {
        Tags: [
          { Key: "a", Value: "" },
          { Key: "b", Value: bell },
        ],
      },
    ],
  ])("names the member that can't be written: %s", (path, members) => {
    const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-1" })
    // What the schema would refuse, a source that is not typed may still give.
    const written = attempt({ RouteServerPeers: [Object.assign({ ...peer }, members)] })
    const { message } = Result.getOrThrow(Result.flip(written))
    assert.include(message, `: ${path} of the route server peer '`)
  })
})

describe("ResponseXml.error", () => {
  it("is AWS's envelope, with the request ID under another name", () => {
    assert.strictEqual(
      ResponseXml.error("request", { code: "InvalidParameterValue", message: "<&> \r" }),
      `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>InvalidParameterValue</Code><Message>&lt;&amp;&gt; &#13;</Message></Error></Errors><RequestID>request</RequestID></Response>`,
    )
  })

  it("can be read whatever it says", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (message) => {
        const document = await readXml(ResponseXml.error("request", { code: "Code", message }))
        const text = textAt(document, "Errors", "Error", "Message") ?? ""
        assert.isTrue(isWritable(text))
        if (isWritable(message)) assert.strictEqual(text, message)
      }),
    )
    const quoting = ResponseXml.error("request", {
      code: "Code",
      message: "a\u0000b\uD800c\uFFFFd",
    })
    assert.include(quoting, "<Message>a\uFFFDb\uFFFDc\uFFFDd</Message>")
  })
})

describe("ResponseXml.done and ResponseXml.peer", () => {
  it("say which request they answer, and what was done", async () => {
    const done = await readXml(ResponseXml.done("CreateTags", "req-1"))
    assert.strictEqual(done.name, "CreateTagsResponse")
    assert.deepStrictEqual([textAt(done, "requestId"), textAt(done, "return")], ["req-1", "true"])
    const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-1" })
    const written = ResponseXml.peer("DeleteRouteServerPeer", "req-2", peer)
    const one = await readXml(Result.getOrThrow(written))
    assert.strictEqual(one.name, "DeleteRouteServerPeerResponse")
    assert.strictEqual(textAt(one, "requestId"), "req-2")
    assert.strictEqual(textAt(one, "routeServerPeer", "routeServerPeerId"), "rsp-1")
  })
})
