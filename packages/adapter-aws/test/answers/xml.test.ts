import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource } from "@route-server/core"
import { Effect, Exit, Layer } from "effect"
import fc from "fast-check"
import { assertError, item, read, reasonOf, tagOf, whole } from "../support/answers.ts"
import * as server from "../support/server.ts"

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
      // Nothing, its declaration alone, and all but the last character.
      const examples: Array<[number]> = [
        [0],
        [20],
        [document.indexOf("?>") + 2],
        [document.length - 1],
      ]
      yield* Effect.promise(() => fc.assert(property, { examples }))
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
    [
      "elements without a bottom",
      "<a>".repeat(100_000),
      "element nesting exceeds maxDepth of 64",
      "TooLong",
    ],
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
