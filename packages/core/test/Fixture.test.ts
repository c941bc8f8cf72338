import { assert, describe, it } from "@effect/vitest"
import { Fixture } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { vi } from "vitest"
import { formatPath } from "../src/internal/path.ts"
import { damaged, fixtureText } from "./support/fixtureText.ts"
import { decodeWhole } from "./support/wholeFixture.ts"

const read = Fixture.decode

const ids = (text: string) =>
  Effect.map(read(text), ({ peers }) => peers.map((peer) => peer.RouteServerPeerId))

const refused = (text: string): Effect.Effect<Fixture.FixtureError, unknown> =>
  Effect.flip(read(text))

const peer = (id: string, rest = "") => `{"RouteServerPeerId":"${id}"${rest}}`
const page = (peers: ReadonlyArray<string>, rest = "") =>
  `{"RouteServerPeers":[${peers.join(",")}]${rest}}`

describe("decode", () => {
  it.effect.each([
    ["a page", page([peer("rsp-1"), peer("rsp-2")])],
    ["a page with a null token", page([peer("rsp-1"), peer("rsp-2")], ',"NextToken":null')],
    [
      "pages one after the other",
      `${page([peer("rsp-1")], ',"NextToken":"t"')}${page([peer("rsp-2")])}`,
    ],
    ["pages on lines", `${page([peer("rsp-1")])}\r\n\r\n${page([peer("rsp-2")])}\n`],
    ["a peer a line", `${peer("rsp-1")}\n${peer("rsp-2")}`],
    ["a list of peers", `[${peer("rsp-1")},${peer("rsp-2")}]`],
    [
      "a list of pages",
      `[${page([peer("rsp-1")], ',"NextToken":"t"')},\n${page([peer("rsp-2")])}]`,
    ],
    ["a list of lists", `[[${peer("rsp-1")}],[],[${peer("rsp-2")}]]`],
    [
      "a list of pages of which the first has no peers",
      `[${page([])},[${peer("rsp-1")},${peer("rsp-2")}]]`,
    ],
    ["a mixture", `${peer("rsp-1")} [] ${page([])} [${peer("rsp-2")}]`],
    ["byte order marks", `\ufeff${peer("rsp-1")}\n\ufeff${peer("rsp-2")}`],
  ] as const)("reads %s", ([, text]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* ids(text), ["rsp-1", "rsp-2"])
    }),
  )

  it.effect("reads a listing without peers", () =>
    Effect.gen(function* () {
      for (const text of ["[]", page([]), `\n[] ${page([])}\n`]) {
        assert.deepStrictEqual(yield* read(text), { peers: [], unreadable: [], isPartial: false })
      }
    }),
  )

  it.effect("takes a member that is null for one that is absent", () =>
    Effect.gen(function* () {
      const nulls =
        ',"FailureReason":null,"State":null,"BgpOptions":{"PeerAsn":null},"BfdStatus":null,"Tags":[{"Key":"a","Value":null}]'
      const text = page([peer("rsp-1", nulls), peer("rsp-2", ',"Tags":null,"Unknown":null')])
      const { peers } = yield* read(text)
      assert.deepStrictEqual(JSON.parse(JSON.stringify(peers)), [
        { RouteServerPeerId: "rsp-1", BgpOptions: {}, Tags: [{ Key: "a" }] },
        { RouteServerPeerId: "rsp-2", Unknown: null },
      ])
    }),
  )

  it.effect("tells of a list of pages whether the last one is the last there is", () =>
    Effect.gen(function* () {
      const last = (rest: string) => read(`[${page([peer("rsp-1")])},${page([], rest)}]`)
      assert.isTrue((yield* last(',"NextToken":"t"')).isPartial)
      assert.isFalse((yield* last("")).isPartial)
    }),
  )

  it.effect("leaves out what a page says of the call", () =>
    Effect.gen(function* () {
      const text = page([peer("rsp-1")], ',"ResponseMetadata":{"RetryAttempts":0}')
      assert.deepStrictEqual(yield* ids(text), ["rsp-1"])
      assert.hasAllKeys(yield* read(text), ["peers", "unreadable", "isPartial"])
    }),
  )

  it.effect.each([
    ["a page", (text: string) => page([text])],
    ["a list", (text: string) => `[${text}]`],
    ["a peer alone", (text: string) => text],
  ] as const)("keeps the numbers of unknown members to the last digit in %s", ([, formOf]) =>
    Effect.gen(function* () {
      const unknown =
        '"A":12345678901234567890,"B":[1e999,{"C":-0.12345678901234567891}],"D":9007199254740991'
      const tags = '"Tags":[{"Key":"a","Value":"b","E":1e-400}]'
      const text = peer("rsp-1", `,"BgpOptions":{"PeerAsn":65001,"F":1e400},${tags},${unknown}`)
      const { peers } = yield* read(formOf(text))
      assert.strictEqual(JSON.stringify(peers[0]), text)
    }),
  )

  it.effect("tells whether the last page is the last there is", () =>
    Effect.gen(function* () {
      const isPartial = (text: string) => Effect.map(read(text), (fixture) => fixture.isPartial)
      const first = page([peer("rsp-1")], ',"NextToken":"t"')
      assert.isTrue(yield* isPartial(first))
      assert.isFalse(yield* isPartial(`${first}${page([])}`))
      assert.isFalse(yield* isPartial(page([], ',"NextToken":""')))
      assert.isTrue(yield* isPartial(`${page([])}${first}${peer("rsp-2")}`))
    }),
  )

  it("gives back every peer that was written, in any of the forms, at once or in steps", () => {
    const peers = fc.uniqueArray(Generators.peer({ unknownMembers: true }), {
      selector: (peer) => peer.RouteServerPeerId,
      minLength: 1,
      maxLength: 6,
    })
    return fc.assert(
      fc.asyncProperty(peers, fc.nat({ max: 3 }), async (peers, form) => {
        const texts = [
          JSON.stringify({ RouteServerPeers: peers }),
          peers.map((peer) => JSON.stringify(peer)).join("\n"),
          JSON.stringify(peers, null, 2),
          peers
            .map((peer) => JSON.stringify({ RouteServerPeers: [peer], NextToken: null }))
            .join(""),
        ]
        const text = texts[form] ?? ""
        const fixture = await Effect.runPromise(read(text))
        assert.deepStrictEqual(fixture.peers, peers)
        assert.deepStrictEqual(Fixture.decodeResult(text), Result.succeed(fixture))
      }),
    )
  })

  it.effect("lets others have their turn", () =>
    Effect.gen(function* () {
      let turns = 0
      const other = Effect.sync(() => {
        turns += 1
      })
      const many = Array.from({ length: 5000 }, (_, index) => peer(`rsp-${index}`))
      yield* Effect.raceFirst(
        read(page(many)),
        Effect.forever(Effect.andThen(other, Effect.yieldNow)),
      )
      assert.isAtLeast(turns, 3)
    }),
  )

  it.effect("reads values that are nested as deep as can be printed again", () =>
    Effect.gen(function* () {
      const nested = (levels: number) =>
        peer("rsp-1", `,"X":${"[".repeat(levels)}${"]".repeat(levels)}`)
      for (const formOf of [(text: string) => page([text]), (text: string) => `[${text}]`]) {
        assert.deepStrictEqual(yield* ids(formOf(nested(99))), ["rsp-1"])
        assert.deepInclude(yield* refused(formOf(nested(100))), {
          fault: "expected values nested at most 100 levels deep",
        })
      }
    }),
  )

  it.effect("keeps __proto__ as the member and the tag that it is", () =>
    Effect.gen(function* () {
      const text =
        '{"RouteServerPeerId":"rsp-1","__proto__":{"a":1},"Tags":[{"Key":"__proto__","Value":"v"}]}'
      const { peers } = yield* read(text)
      assert.strictEqual(JSON.stringify(peers[0]?.Tags), '[{"Key":"__proto__","Value":"v"}]')
      assert.isTrue(Object.hasOwn(peers[0] ?? {}, "__proto__"))
      assert.notProperty(peers[0], "a")
    }),
  )
})

/** The place where a text has the last such piece, its end for none. */
const positionOf = (text: string, piece: string) => {
  const before = text.slice(0, text.lastIndexOf(piece)).split("\n")
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 }
}

describe("decode refuses", () => {
  it.effect.each([
    {
      name: "a peer that can't be understood in a page",
      at: "0.5}}",
      text: `{"RouteServerPeers": [\n ${peer("rsp-1")},\n  ${peer("rsp-2", ',"BgpOptions":{"PeerAsn":0.5}')}]}`,
      error: {
        routeServerPeerId: "rsp-2",
        path: "RouteServerPeers[1].BgpOptions.PeerAsn",
        fault: "Expected an integer, got 0.5",
      },
    },
    {
      name: "one in a list",
      at: "null}",
      text: `[${peer("rsp-1")},\n${peer("rsp-2", ',"Tags":[{"Value":"a","Key":null}]')}]`,
      error: {
        routeServerPeerId: "rsp-2",
        path: "[1].Tags[0].Key",
        fault: "Expected string, got null",
      },
    },
    {
      name: "one in a list of pages",
      at: "7}]}]",
      text: `[${page([peer("rsp-1")])},\n${page([peer("rsp-2", ',"VpcId":7')])}]`,
      error: {
        routeServerPeerId: "rsp-2",
        path: "RouteServerPeers[0].VpcId",
        fault: "Expected string, got 7",
      },
    },
    {
      name: "a list in the place of a structure, in a peer with a null",
      at: "[{}]",
      text: page([peer("rsp-1", ',"State":null,"BgpOptions":[{}]')]),
      error: {
        routeServerPeerId: "rsp-1",
        path: "RouteServerPeers[0].BgpOptions",
        fault: "Expected object, got [{}]",
      },
    },
    {
      name: "broken JSON in the second peer of a page in a list, by its own ID",
      at: "x}",
      text: `[${page([peer("rsp-1")])},\n${page([peer("rsp-2"), peer("rsp-3", ',"State":x')])}]`,
      error: { routeServerPeerId: "rsp-3", path: "[1].RouteServerPeers[1].State" },
    },
    {
      name: "a peer whose ID is null",
      at: "null}",
      text: '[{"State":"available","RouteServerPeerId":null}]',
      error: { path: "[0].RouteServerPeerId", fault: "Expected string, got null" },
    },
    {
      name: "a list of peers that is null",
      at: "null}",
      text: '{"RouteServerPeers":null}',
      error: { path: "RouteServerPeers", fault: "Expected array, got null" },
    },
    {
      name: "one on a line",
      at: '"x"',
      text: `${peer("rsp-1")}\n${peer("rsp-2", ',"BgpOptions":{"PeerAsn":"x"}')}\n`,
      error: { routeServerPeerId: "rsp-2", path: "BgpOptions.PeerAsn" },
    },
    {
      name: "a peer without an ID",
      at: "{}",
      text: page(["{}"]),
      error: { path: "RouteServerPeers[0].RouteServerPeerId" },
    },
    {
      name: "the same peer twice",
      at: '{"RouteServerPeerId":"rsp-1"}',
      text: `${page([peer("rsp-1")])}\n\n${page([peer("rsp-2"), peer("rsp-1")])}`,
      error: {
        routeServerPeerId: "rsp-1",
        path: "RouteServerPeers[1]",
        fault: "a peer with this ID stands on line 1 already",
      },
    },
    {
      name: "peers that are no list",
      at: "{}",
      text: '\n{"RouteServerPeers":{}}',
      error: { path: "RouteServerPeers", fault: "Expected array, got {}" },
    },
    {
      name: "a token that is no text",
      at: "5}",
      text: page([], ',"NextToken":5'),
      error: { path: "NextToken" },
    },
    {
      name: "what is neither page nor peer",
      at: '{"a":1',
      text: `${peer("rsp-1")}\n {"a":1,"b":2,"c":3,"d":4}`,
      error: {
        fault:
          "expected a page (with RouteServerPeers), a peer (with RouteServerPeerId) or a list of peers, found an object with a, b, c, …",
      },
    },
    {
      name: "what is page and peer in one",
      at: '{"RouteServerPeers":[],',
      text: `\n{"RouteServerPeers":[],"RouteServerPeerId":"rsp-1"}`,
      error: {
        fault:
          "expected a page (with RouteServerPeers), a peer (with RouteServerPeerId) or a list of peers, found both in one",
      },
    },
    {
      name: "a member that stands twice",
      at: '"State":"failed"',
      text: `[${peer("rsp-1")},\n${peer("rsp-2", ',"State":"available","State":"failed"')}]`,
      error: {
        routeServerPeerId: "rsp-2",
        path: "[1].State",
        fault: 'expected one member of the name "State", found another',
      },
    },
    {
      name: "a number in the place of a structure, however long",
      at: "1e999",
      text: page([peer("rsp-1", ',"BgpStatus":1e999')]),
      error: { path: "RouteServerPeers[0].BgpStatus", routeServerPeerId: "rsp-1" },
    },
    {
      name: "a number that is right only because it was rounded",
      at: "65001.0",
      text: page([peer("rsp-1", ',"BgpOptions":{"PeerAsn":65001.00000000000000001}')]),
      error: {
        path: "RouteServerPeers[0].BgpOptions.PeerAsn",
        routeServerPeerId: "rsp-1",
        fault: "expected a number with no more digits than JavaScript can hold",
      },
    },
    {
      name: "a scalar",
      at: "null",
      text: "null",
      error: {
        fault:
          "expected a page (with RouteServerPeers), a peer (with RouteServerPeerId) or a list of peers, found null",
      },
    },
    {
      name: "broken JSON in a page",
      at: "x}",
      text: `{"RouteServerPeers":[${peer("rsp-1")},\n{"RouteServerPeerId":"rsp-2","Tags":[{"Key":x}]}]}`,
      error: {
        routeServerPeerId: "rsp-2",
        path: "RouteServerPeers[1].Tags[0].Key",
        fault: "broken JSON: expected a value; found 'x'",
      },
    },
    {
      name: "broken JSON on a line",
      at: '"VpcId"',
      text: `${peer("rsp-1")}\n{"RouteServerPeerId":"rsp-2" "VpcId":1}`,
      error: { routeServerPeerId: "rsp-2" },
    },
    {
      name: "broken JSON in a list",
      at: "}]",
      text: `[${peer("rsp-1")},\n{"RouteServerPeerId":"rsp-2",}]`,
      error: { routeServerPeerId: "rsp-2" },
    },
    {
      name: "a text that ends too soon",
      at: "",
      text: `\n{"RouteServerPeers":[${peer("rsp-1")},\n{"RouteServerPeerId":"rsp-2","VpcId":"vp`,
      error: {
        routeServerPeerId: "rsp-2",
        path: "RouteServerPeers[1].VpcId",
        fault:
          "broken JSON: expected the string to be closed; the text ends within the value that begins on line 2",
      },
    },
    {
      name: "values nested without end",
      at: '{"RouteServerPeerId":"rsp-2"',
      text: page([
        peer("rsp-1"),
        peer("rsp-2", `,"X":${"[".repeat(100_000)}${"]".repeat(100_000)}`),
      ]),
      error: {
        path: "RouteServerPeers[1]",
        fault: "expected values nested at most 100 levels deep",
      },
    },
    {
      name: "values nested without end outside of any peer",
      at: '{"RouteServerPeers"',
      text: page([], `,"X":${"[".repeat(9000)}1e999${"]".repeat(9000)}`),
      error: { path: "", fault: "expected values nested at most 100 levels deep" },
    },
  ])("$name", ({ text, at, error }) =>
    Effect.gen(function* () {
      const { column, fault, line, path, routeServerPeerId } = yield* refused(text)
      const found = { path: formatPath(path), routeServerPeerId, fault }
      assert.deepInclude({ column, line, ...found }, { ...positionOf(text, at), ...error })
    }),
  )

  it.effect.each([
    ['"rsp-1"', "a string"],
    ["5", "a number"],
    ["{}", "an object without members"],
    ['{"a":1,"b":2,"c":3}', "an object with a, b, c"],
  ] as const)("%s, and says that it is %s", ([text, found]) =>
    Effect.gen(function* () {
      const { fault } = yield* refused(text)
      assert.isTrue(fault.endsWith(`or a list of peers, found ${found}`))
    }),
  )

  it.effect("a text that holds nothing", () =>
    Effect.gen(function* () {
      for (const text of ["", " \r\n\t", "\ufeff", "\ufeff \ufeff"]) {
        const { line, message } = yield* refused(text)
        assert.isUndefined(line)
        assert.strictEqual(
          message,
          "it is empty; expected a page (with RouteServerPeers), a peer (with RouteServerPeerId) or a list of peers",
        )
      }
    }),
  )

  it.effect("a fault behind many peers, at its place", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 2500 }, (_, index) => peer(`rsp-${index}`))
      const broken = many.with(2345, peer("rsp-x", ',"VpcId":1'))
      assert.deepInclude(yield* refused(page(broken)), {
        routeServerPeerId: "rsp-x",
        path: ["RouteServerPeers", 2345, "VpcId"],
      })
      assert.deepInclude(yield* refused(broken.join("\n")), { line: 2346, path: ["VpcId"] })
    }),
  )

  it("a number that an engine without JSON.rawJSON would have to change", () => {
    const rawJSON: unknown = Reflect.get(JSON, "rawJSON")
    Reflect.set(JSON, "rawJSON", undefined)
    const text = `[${peer("rsp-1")}, ${peer("rsp-2", ',"A":1,"B":1e999')}]`
    const refused = Fixture.decodeResult(text)
    Reflect.set(JSON, "rawJSON", rawJSON)
    const { column, fault } = Result.getOrThrow(Result.flip(refused))
    assert.strictEqual(column, text.indexOf("1e999") + 1)
    assert.strictEqual(fault, "expected a number with no more digits than JavaScript can hold")
    assert.isTrue(Result.isSuccess(Fixture.decodeResult(text)))
  })

  it("such a number of a page that is in none of its peers, too", () => {
    const rawJSON: unknown = Reflect.get(JSON, "rawJSON")
    const text = page([peer("rsp-1")], ',"A":{"B":1e999}')
    Reflect.set(JSON, "rawJSON", undefined)
    const refused = Fixture.decodeResult(text)
    const other = Fixture.decodeResult(page([peer("rsp-1")], ',"A":{"B":1}'))
    Reflect.set(JSON, "rawJSON", rawJSON)
    const { column, fault } = Result.getOrThrow(Result.flip(refused))
    assert.strictEqual(column, text.indexOf("1e999") + 1)
    assert.strictEqual(fault, "expected a number with no more digits than JavaScript can hold")
    assert.isTrue(Result.isSuccess(other))
    assert.isTrue(Result.isSuccess(Fixture.decodeResult(text)))
  })

  it.each([
    `[${peer("rsp-1")};${peer("rsp-2")}]`,
    `[${page([])};${page([])}]`,
    page([`${peer("rsp-1")};${peer("rsp-2")}`]),
    '{"RouteServerPeers":[];"NextToken":"t"}',
    '{"RouteServerPeers";[]}',
    '{"RouteServerPeers":[],5:1}',
    '{"RouteServerPeers":[],"A":1,"A":2}',
    '{"RouteServerPeers":[],"RouteServerPeers":[]}',
    '{5:1,"RouteServerPeers":[]}',
    '{"RouteServerPeers":[],}',
    `{"RouteServerPeerId";"rsp-1"}`,
  ])("a text with one character that is not JSON's: %s", (text) => {
    const error = Result.getOrThrow(Result.flip(Fixture.decodeResult(text)))
    const whole = Result.getOrThrow(Result.flip(decodeWhole(text, {})))
    assert.strictEqual(error.message, whole.message)
  })
})

describe("decode with unreadable: report", () => {
  const report = (text: string) => read(text, { unreadable: "report" })

  it.effect("leaves out what can't be understood, and tells each with its place", () =>
    Effect.gen(function* () {
      const bad = ',"VpcId":1'
      const text = [
        page([peer("rsp-1"), peer("rsp-2", bad), "7", peer("rsp-3"), peer("rsp-4", bad)]),
        `\n${peer("rsp-5", bad)}\n[{},\n\n${peer("rsp-6")}, ${peer("rsp-7", `,"東京":"🚀"${bad}`)}]`,
      ].join("")
      const { peers, unreadable } = yield* report(text)
      assert.deepStrictEqual(
        peers.map((peer) => peer.RouteServerPeerId),
        ["rsp-1", "rsp-3", "rsp-6"],
      )
      assert.deepStrictEqual(
        unreadable.map(({ message }) => message.replace(/: Expected.*/, "")),
        [
          "1:89: rsp-2: RouteServerPeers[1].VpcId",
          "1:92: RouteServerPeers[2]",
          "1:161: rsp-4: RouteServerPeers[4].VpcId",
          "2:38: rsp-5: VpcId",
          "3:2: [0].RouteServerPeerId: Missing key",
          "5:78: rsp-7: [2].VpcId",
        ],
      )
    }),
  )

  it.effect("refuses all else as before", () =>
    Effect.gen(function* () {
      for (const text of ["", "[", "{}", page([peer("rsp-1"), peer("rsp-1")])]) {
        assert.deepStrictEqual(yield* Effect.flip(report(text)), yield* refused(text))
      }
    }),
  )

  it.effect("finds the places of many faults on one line in one walk", () =>
    Effect.gen(function* () {
      const many = Array.from({ length: 20_000 }, () => peer("rsp-x", ',"VpcId":1'))
      const { unreadable } = yield* report(page(many))
      const { length } = `${many[0]},`
      for (const [index, { column }] of unreadable.entries()) {
        assert.strictEqual(column, '{"RouteServerPeers":['.length + (index + 1) * length - 2)
      }
    }),
  )
})

/** Reads a text cut at some places. */
const readInParts = (text: string, cuts: ReadonlyArray<number>, options: Fixture.Options) => {
  const peers: Array<unknown> = []
  const lines = new Map<string, number>()
  const reader = Fixture.reader(({ end, isPlain, line, peer, start }) => {
    const earlier = lines.get(peer.RouteServerPeerId)
    lines.set(peer.RouteServerPeerId, line)
    peers.push(peer)
    // Where it stands, it can be read again.
    const json = text.slice(start, end)
    const again = Fixture.decodeResult(page([json]), options)
    assert.deepStrictEqual(Result.getOrThrow(again).peers, [peer])
    if (isPlain) assert.deepStrictEqual<unknown>(JSON.parse(json), peer)
    return earlier
  }, options)
  let from = 0
  for (const to of [...cuts, text.length]) {
    reader.write(text.slice(from, to))
    from = to
  }
  return Result.map(reader.end(), (rest) => ({ peers, ...rest }))
}

describe("reader", () => {
  it.each([
    ["any fixture", fixtureText],
    ["what is nearly one", damaged],
  ])("makes of %s what a reader of the whole makes of it, wherever it is cut", (_, texts) => {
    const outcomeOf = Result.match({
      onSuccess: (fixture: unknown) => fixture,
      onFailure: (error: Fixture.FixtureError) => ({ ...error, message: error.message }),
    })
    const how = fc.record({ unreadable: fc.constantFrom("fail" as const, "report" as const) })
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 4 }), how, (text, places, options) => {
        const expected = outcomeOf(decodeWhole(text, options))
        assert.deepStrictEqual(outcomeOf(Fixture.decodeResult(text, options)), expected)
        const cuts = places.map((place) => place % (text.length + 1)).sort((a, b) => a - b)
        assert.deepStrictEqual(outcomeOf(readInParts(text, cuts, options)), expected)
        if (text.length > 600) return
        const all = Array.from({ length: text.length }, (_, at) => at)
        assert.deepStrictEqual(outcomeOf(readInParts(text, all, options)), expected)
      }),
      { numRuns: 500 },
    )
  })

  it("says when more text changes nothing any more", () => {
    const reader = Fixture.reader(() => undefined)
    assert.isTrue(reader.write("[1"))
    assert.isFalse(reader.write(", }, and so on"))
    assert.isFalse(reader.write(page([])))
    assert.strictEqual(
      Result.getOrThrow(Result.flip(reader.end())).message,
      "1:5: [1]: broken JSON: expected a value; found '}'",
    )
  })

  it("hands out no peer behind a fault", () => {
    const taken: Array<string> = []
    const reader = Fixture.reader(({ peer }) => {
      taken.push(peer.RouteServerPeerId)
      return undefined
    })
    reader.write(page([peer("rsp-1"), peer("rsp-2", ',"VpcId":1'), peer("rsp-3")]))
    reader.write(peer("rsp-4"))
    assert.strictEqual(Result.getOrThrow(Result.flip(reader.end())).routeServerPeerId, "rsp-2")
    assert.deepStrictEqual(taken, ["rsp-1"])
  })

  it("tells of each peer whether JSON.parse reads it as it is", () => {
    const plain: Array<boolean> = []
    const reader = Fixture.reader(({ isPlain }) => {
      plain.push(isPlain)
      return undefined
    })
    const rest = ["", ',"VpcId":null', ',"X":1e999', ',"X":[true,"null"]', ',"X":1e5']
    reader.write(rest.map((each, index) => peer(`rsp-${index}`, each)).join("\n"))
    assert.isTrue(Result.isSuccess(reader.end()))
    assert.deepStrictEqual(plain, [true, false, false, true, true])
  })

  it("reads each peer once, where a quick look is enough", () => {
    const peers = Array.from({ length: 20 }, (_, index) =>
      peer(`rsp-${index}`, ',"Tags":[{"Key":"a"}],"X":[[1]],"Y":"null"'),
    )
    const parse = vi.spyOn(JSON, "parse")
    const read = Fixture.decodeResult(peers.join("\n"))
    const { length } = parse.mock.calls
    parse.mockRestore()
    assert.lengthOf(Result.getOrThrow(read).peers, 20)
    assert.isAtMost(length, 20)
  })

  it.each([
    '[{"A": x',
    '[{"A": 1 x',
    '[{"A" x',
    "[{x",
    '{"A": x',
    '{"A": 1 x',
    '{"A" x',
    "{x",
    '{"RouteServerPeers": [{"RouteServerPeerId": x',
    '{"RouteServerPeers": [], "A": {x',
    '[[{"A": x',
  ])("finds that %s is broken, whatever follows and however long", (text) => {
    let parts = 0
    const reader = Fixture.reader(() => undefined)
    reader.write(text)
    while (parts < 100 && reader.write('[["A", ')) parts += 1
    assert.isBelow(parts, 10)
    const { column } = Result.getOrThrow(Result.flip(reader.end()))
    assert.strictEqual(column, text.length)
  })

  it("finds that a value is broken without the rest of the text", () => {
    let parts = 0
    const reader = Fixture.reader(() => undefined)
    reader.write('{"RouteServerPeers": [{"RouteServerPeerId": "rsp-1, "State": "')
    while (parts < 1000 && reader.write('failed"},\n {"RouteServerPeerId": "rsp-2"')) parts += 1
    assert.isBelow(parts, 10)
    const { column, line, routeServerPeerId } = Result.getOrThrow(Result.flip(reader.end()))
    assert.deepStrictEqual(
      { column, line, routeServerPeerId },
      { column: 54, line: 1, routeServerPeerId: "rsp-1, " },
    )
  })
})

describe("A FixtureError", () => {
  it.effect("says no more than a reader needs", () =>
    Effect.gen(function* () {
      const { path, message } = yield* refused("[".repeat(100_000))
      assert.strictEqual(path.length, 100_000)
      assert.isBelow(message.length, 1000)
    }),
  )
})
