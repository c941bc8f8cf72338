import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { assert, describe, it } from "@effect/vitest"
import { DescribeRouteServerPeers, Shape } from "@route-server/core"
import { Fleet, Generators } from "@route-server/testing"
import { Effect, Exit, Result, Schema } from "effect"
import fc from "fast-check"
import { readAny, readPlain } from "../../src/internal/answer.ts"
import * as General from "../../src/internal/page.ts"
import * as Plain from "../../src/internal/plainPage.ts"
import type { Answer, Reading } from "../../src/internal/Teller.ts"
import { parse } from "../../src/internal/xml.ts"

const READING: Reading = {
  maxResponseBytes: 8_388_608,
  redact: (text) => text,
  rawErrors: false,
  unreadable: "fail",
}

const encoder = new TextEncoder()

const answerOf = (body: string | Uint8Array, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  headers: new Map(Object.entries(headers)),
  body: typeof body === "string" ? encoder.encode(body) : body,
})

const escape = (text: string): string =>
  text.replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`)

/** The tags and texts of a value, in the model's order. */
const tokensOf = (name: string, shape: Shape.Shape, value: unknown): ReadonlyArray<string> => {
  const content =
    shape.kind === "structure"
      ? membersOf(shape, value)
      : shape.kind === "list"
        ? (Array.isArray(value) ? value : []).flatMap((item) => tokensOf("item", shape.item, item))
        : [escape(String(value))]
  return [`<${name}>`, ...content, `</${name}>`]
}

const membersOf = ({ members }: Shape.Structure, value: unknown): ReadonlyArray<string> =>
  members.flatMap(({ name, element, shape }) => {
    const member: unknown = Reflect.get(Object(value), name)
    return member === undefined ? [] : tokensOf(element, shape, member)
  })

const documentOf = (shape: Shape.Structure, value: unknown): ReadonlyArray<string> => [
  `<?xml version="1.0" encoding="UTF-8"?>`,
  "\n",
  `<DescribeRouteServerPeersResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">`,
  "<requestId>",
  "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE",
  "</requestId>",
  ...membersOf(shape, value),
  "</DescribeRouteServerPeersResponse>",
]

const document = (page: DescribeRouteServerPeers.Result): ReadonlyArray<string> =>
  documentOf(Shape.of(DescribeRouteServerPeers.Result), page)

const pages = fc
  .tuple(Generators.fleet(), fc.constantFrom(undefined, "t&<>]", "", " t "))
  .map(([RouteServerPeers, NextToken]) =>
    document({ RouteServerPeers, ...(NextToken === undefined ? {} : { NextToken }) }),
  )

const pieces = [
  ...[
    "<!-- c -->",
    "<![CDATA[<x>]]>",
    "<?pi x?>",
    "<!DOCTYPE a>",
    "<new>x</new>",
    "<a:b/>",
    "<item/>",
  ],
  ...[
    " ",
    "\t\n",
    "\r\n",
    "\u00a0",
    "x",
    "]]>",
    ">",
    "é",
    "🦊",
    "\ufffe",
    "\u0000",
    "\u000b",
    "\ufeff",
  ],
  ...[
    "&amp;",
    "&lt;&gt;&quot;&apos;",
    "&#65;",
    "&#x1F98A;",
    "&#13;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
  ],
  ...["&nbsp;", "&", "&#9999999;", "&#xfffe;", "&#x;", "&#12345678;", "&;", "<", "</item>"],
  ...["<vpcId/>", "<tagSet/>", "<nextToken/>", "<bgpOptions/>", "<requestId>other</requestId>"],
  ...[
    "<routeServerPeerSet/>",
    "<peerAsn>65001</peerAsn>",
    "<peerAsn>6e4</peerAsn>",
    "<state></state>",
  ],
  ...["<peerAsn/>", "<bgpStatus> </bgpStatus>", "<error>x</error>", "<value/>", "<key></key>"],
]

type Edit = (tokens: ReadonlyArray<string>, at: number) => ReadonlyArray<string>

const edits: ReadonlyArray<Edit> = [
  ...pieces.map(
    (piece): Edit =>
      (tokens, at) =>
        tokens.toSpliced(at, 0, piece),
  ),
  ...["", " ", "65001", "0065001", "-1", "1.5", "99999999999999999999"].map(
    (text): Edit =>
      (tokens, at) =>
        tokens.with(at, text),
  ),
  (tokens, at) => tokens.toSpliced(at, 1),
  (tokens, at) => tokens.slice(0, at),
  (tokens, at) => tokens.toSpliced(at, 0, ...tokens.slice(at, at + 3)),
  (tokens, at) => [
    ...tokens.slice(0, at),
    ...tokens.slice(at, at + 6).reverse(),
    ...tokens.slice(at + 6),
  ],
  (tokens, at) => tokens.with(at, (tokens[at] ?? "").replace(">", ' a="b">')),
  (tokens, at) => tokens.with(at, (tokens[at] ?? "").replace(">", " >")),
  (tokens, at) => tokens.with(at, (tokens[at] ?? "").toUpperCase()),
  (tokens, at) => tokens.with(at, (tokens[at] ?? "").slice(1)),
  (tokens, at) => tokens.toSpliced(at, 2, `${(tokens[at] ?? "<a>").slice(0, -1)}/>`),
  (tokens) => tokens.slice(2),
  (tokens) => ["\n ", ...tokens],
  (tokens) => [...tokens, " \n"],
  (tokens) => tokens.map((token) => `${token}\n  `),
]

const edited = fc
  .tuple(
    pages,
    fc.array(fc.tuple(fc.constantFrom(...edits), fc.nat()), { minLength: 1, maxLength: 2 }),
  )
  .map(([tokens, changes]) =>
    changes
      .reduce((before, [edit, at]) => edit(before, at % Math.max(1, before.length)), tokens)
      .join(""),
  )

const readBoth = async (answer: Answer, reading = READING) => ({
  plain: readPlain(answer, reading),
  any: await Effect.runPromiseExit(readAny(answer, reading)),
})

describe("A page as EC2 writes it", () => {
  it("is read in one pass, and as the general reader reads it", async () => {
    await fc.assert(
      fc.asyncProperty(pages, async (tokens) => {
        const { plain, any } = await readBoth(answerOf(tokens.join("")))
        if (!tokens.includes("")) assert.isDefined(plain)
        if (plain !== undefined) assert.deepStrictEqual<unknown>(any, Exit.succeed(plain))
      }),
    )
  })

  it("is read as the general reader reads it or not at all, whatever it deviates in", async () => {
    let read = 0
    let left = 0
    await fc.assert(
      fc.asyncProperty(edited, async (xml) => {
        const { plain, any } = await readBoth(answerOf(xml))
        if (plain === undefined) {
          left += 1
          return
        }
        read += 1
        assert.deepStrictEqual<unknown>(any, Exit.succeed(plain))
      }),
      { numRuns: 1500 },
    )
    assert.isAbove(read, 50)
    assert.isAbove(left, 500)
  })

  const peers = (text: string) =>
    document({ RouteServerPeers: Fleet.make({ seed: 4, size: 2 }) })
      .join("")
      .replace(/<state>[^<]*/, `<state>${text}`)

  it("is read in one pass with references of every kind", () => {
    const xml = peers("&amp;&lt;&gt;&quot;&apos;&#65;&#x1F98A;&#xD;R & D".replace(" & ", "&#38;"))
    const page = readPlain(answerOf(xml), READING)
    assert.strictEqual(page?.result.RouteServerPeers[0]?.State, `&<>"'A🦊\rR&D`)
  })

  it("is read in one pass in any layout of EC2's, with the declaration of XML or without", () => {
    const xml = peers("available")
    const page = readPlain(answerOf(xml), READING)
    for (const blank of ["\n", "\n    ", "\t"]) {
      const spread = `${xml.replaceAll("><", `>${blank}<`)}${blank}`
      assert.deepStrictEqual(readPlain(answerOf(spread), READING), page)
    }
    const bare = xml.slice(xml.indexOf("<Describe"))
    assert.deepStrictEqual(readPlain(answerOf(bare), READING), page)
  })

  it("is read with the ID that the header gives before that in it", async () => {
    const [tokens = []] = fc.sample(pages, { numRuns: 1, seed: 1 })
    for (const headers of [{ "x-amzn-requestid": "header-1" }, {}]) {
      const { plain, any } = await readBoth(answerOf(tokens.join(""), headers))
      assert.deepStrictEqual<unknown>(any, Exit.succeed(plain))
    }
  })

  it("is no page of EC2 with another status, in another encoding, or beyond a limit", async () => {
    const xml = document({ RouteServerPeers: Fleet.make({ seed: 1, size: 20 }) }).join("")
    assert.isDefined(readPlain(answerOf(xml), READING))
    assert.isUndefined(readPlain({ ...answerOf(xml), status: 500 }, READING))
    const latin1 = Uint8Array.from(xml.replace("appliance", "appliancé"), (c) => c.charCodeAt(0))
    assert.isUndefined(readPlain(answerOf(latin1), READING))
    // As many elements as there may be, and one more.
    const elements = xml.match(/<\w/g)?.length ?? 0
    const enough = await readBoth(answerOf(xml), { ...READING, maxResponseBytes: 12 * elements })
    assert.isDefined(enough.plain)
    assert.deepStrictEqual<unknown>(enough.any, Exit.succeed(enough.plain))
    const tooFew = { ...READING, maxResponseBytes: 12 * (elements - 1) }
    const { any, plain } = await readBoth(answerOf(xml), tooFew)
    assert.isUndefined(plain)
    assert.isTrue(Exit.isFailure(any))
    const long = document({ RouteServerPeers: Fleet.make({ seed: 1, size: 6000 }) }).join("")
    assert.isUndefined(readPlain(answerOf(long), READING))
  })

  it("is one however many peers it has, none included", () => {
    for (const size of [0, 1, 300]) {
      const RouteServerPeers = Fleet.make({ seed: 2, size })
      const page = readPlain(answerOf(document({ RouteServerPeers }).join("")), READING)
      assert.deepStrictEqual<unknown>(
        page?.result,
        Result.getOrThrow(
          DescribeRouteServerPeers.decodeResult(JSON.parse(JSON.stringify({ RouteServerPeers }))),
        ),
      )
    }
    const empty = document({ RouteServerPeers: [] })
      .join("")
      .replace("<routeServerPeerSet></routeServerPeerSet>", "<routeServerPeerSet/>")
    assert.deepStrictEqual(readPlain(answerOf(empty), READING)?.result.RouteServerPeers, [])
  })

  it("is not kept by the peers that are", () => {
    const xml = document({ RouteServerPeers: Fleet.make({ seed: 3, size: 1000 }) }).join("")
    setFlagsFromString("--expose-gc")
    const collectGarbage: () => void = runInNewContext("gc")
    const held = () => {
      collectGarbage()
      return process.memoryUsage().heapUsed
    }
    const answer = answerOf(xml)
    const keep = () =>
      Array.from({ length: 20 }, (_, page) =>
        readPlain(answer, READING)?.result.RouteServerPeers.slice(page, page + 10),
      )
    // Once before, for all that is made at first.
    keep()
    const before = held()
    const kept = keep()
    const bytes = (held() - before) / 200
    assert.lengthOf(kept.flat(), 200)
    // A tenth of its page's text is 80 kB. A peer takes less than 2, of which `bench` gives the figure.
    assert.isBelow(bytes, 20_000)
  })
})

/** Any shape that an operation of EC2 could have, as deep as four, and a value of it. */
const shapes = fc.letrec<{ shape: Shaped; structure: Shaped<Shape.Structure> }>((tie) => {
  const scalar = { known: undefined, expected: undefined, awsDefault: undefined }
  const text = fc.string({ unit: fc.constantFrom("a", "é", "&", "<", " ", "]", "\r") })
  return {
    shape: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      text.map((value): Shaped => ({ shape: { ...scalar, kind: "text" }, value })),
      fc.nat().map((value): Shaped => ({ shape: { ...scalar, kind: "number" }, value })),
      fc.boolean().map((value): Shaped => ({ shape: { ...scalar, kind: "boolean" }, value })),
      tie("structure"),
      fc.tuple(tie("structure"), fc.nat(3)).map(
        ([{ shape, value }, length]): Shaped => ({
          shape: { kind: "list", item: shape },
          value: Array.from({ length }, () => value),
        }),
      ),
    ),
    structure: fc.array(fc.tuple(tie("shape"), fc.boolean()), { maxLength: 4 }).map(
      (members): Shaped<Shape.Structure> => ({
        shape: {
          kind: "structure",
          members: members.map(([{ shape }], index) => ({
            name: `M${index}`,
            element: `m${index}`,
            parameter: `M${index}`,
            isOptional: true,
            shape,
          })),
        },
        value: Object.fromEntries(
          members.flatMap(([{ value }, isPresent], index) =>
            isPresent ? [[`M${index}`, value]] : [],
          ),
        ),
      }),
    ),
  }
})

interface Shaped<S extends Shape.Shape = Shape.Shape> {
  readonly shape: S
  readonly value: unknown
}

describe("A document of any shape", () => {
  /** What both readers make of it. */
  const readBy = (shape: Shape.Structure, xml: string) => {
    const bytes = encoder.encode(xml)
    const { root } = Effect.runSync(parse(bytes, 1_000_000))
    const children = root.children.filter(({ name }) => name !== "requestId")
    return {
      plain: Plain.readerOf(shape)(bytes),
      general: General.readerOf(shape)({ ...root, children }),
    }
  }

  it("is read in one pass, as the general reader reads it", () => {
    fc.assert(
      fc.property(shapes.structure, ({ shape, value }) => {
        const xml = documentOf(shape, value).join("")
        const { plain, general } = readBy(shape, xml)
        assert.deepStrictEqual(general, value)
        assert.deepStrictEqual(plain?.input, value)
        assert.strictEqual(plain?.elements, xml.match(/<\w/g)?.length)
      }),
    )
  })

  it("has truth values, numbers and empty elements of every kind", () => {
    const shape = Shape.of(
      Schema.Struct({
        On: Schema.optionalKey(Schema.Boolean),
        Off: Schema.optionalKey(Schema.Boolean),
        Count: Schema.optionalKey(Schema.Finite),
        Name: Schema.optionalKey(Schema.String),
        Inner: Schema.optionalKey(Schema.Struct({ Name: Schema.String })),
        Outer: Schema.optionalKey(
          Schema.Struct({ Things: Schema.Array(Schema.Struct({ Name: Schema.String })) }),
        ),
        Things: Schema.optionalKey(Schema.Array(Schema.Struct({ Name: Schema.String }))),
        Names: Schema.optionalKey(Schema.Array(Schema.String)),
      }),
    )
    const of = (inside: string) => {
      const xml = documentOf({ kind: "structure", members: [] }, {})
      return readBy(shape, xml.toSpliced(-1, 0, inside).join(""))
    }
    const both = (inside: string, expected: unknown) => {
      const { plain, general } = of(inside)
      assert.deepStrictEqual(general, expected)
      assert.deepStrictEqual(plain?.input, expected)
    }
    both("<on>true</on><off>false</off><count>0</count>", { On: true, Off: false, Count: 0 })
    both("<name/><inner/><outer/><thingSet/>", { Name: "", Inner: {}, Outer: {}, Things: [] })
    // What is none stays as it is written, for the schema to refuse.
    for (const word of ["", "True", "1", "untrue", "falsely"]) {
      const { plain, general } = of(`<on>${word}</on>`)
      assert.isUndefined(plain)
      assert.deepStrictEqual(general, { On: word })
    }
    both("<count>-1</count>", { Count: -1 })
    for (const word of ["", "-", "1e3", "0x1", "1.5", " 1", "1 "]) {
      const { plain, general } = of(`<count>${word}</count>`)
      assert.isUndefined(plain)
      assert.deepStrictEqual(general, { Count: word })
    }
    // No operation has a list of texts where it would matter how fast it is read.
    const { plain, general } = of("<nameSet><item>a</item></nameSet>")
    assert.isUndefined(plain)
    assert.deepStrictEqual(general, { Names: ["a"] })
  })
})
