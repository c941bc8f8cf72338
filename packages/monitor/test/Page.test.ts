import { assert, describe, it } from "@effect/vitest"
import { Health, PeerChange, type RouteServerPeer } from "@route-server/core"
import { Page, TargetState } from "@route-server/monitor"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { type DefaultTreeAdapterTypes, parse } from "parse5"
import { hostileText } from "../../../test/support/hostileText.ts"
import { failing, fleetOf, NOW, read, target, withBgp } from "./support/ScriptedView.ts"

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element
type State = TargetState.TargetState

const frame: Page.Frame = {
  style: "/page.css",
  script: "/page.js",
  icon: "/icon.svg",
  events: "/events",
}

const seen = (
  targets: ReadonlyArray<State>,
  recent: NonNullable<Page.Seen["recent"]> = [],
): Page.Seen => ({ fleet: { targets, sequence: recent[0]?.sequence ?? 0 }, recent })

const render = (...given: Parameters<typeof seen>) => Page.render(seen(...given), NOW, frame)

const isElement = (node: Node): node is Element => "tagName" in node

function* elements(node: Node): Generator<Element> {
  if (isElement(node)) yield node
  if ("childNodes" in node) for (const child of node.childNodes) yield* elements(child)
}

const textOf = (node: Node): string =>
  "value" in node && node.nodeName === "#text"
    ? node.value
    : "childNodes" in node
      ? node.childNodes.map(textOf).join("")
      : ""

const attribute = (element: Element, name: string) =>
  element.attrs.find((each) => each.name === name)?.value

/** Reads the page with a parser that is not ours, which tells every fault of it. */
const read5 = (page: string) => {
  const faults: Array<string> = []
  const document = parse(page, { onParseError: ({ code }) => faults.push(code) })
  const byId = (id: string) => {
    const found = [...elements(document)].find((element) => attribute(element, "id") === id)
    assert.isDefined(found, id)
    return found
  }
  return {
    document,
    faults,
    byId,
    text: (id: string) => textOf(byId(id)).replace(/\s+/g, " ").trim(),
  }
}

/** What a page is made of, without what it says. */
const skeleton = (page: string): ReadonlyArray<string> =>
  [...elements(read5(page).document)].map(
    ({ tagName, attrs }) =>
      `${tagName} ${attrs.map(({ name, value }) => (["class", "id"].includes(name) ? `${name}=${value}` : name)).join(" ")}`,
  )

/** A fleet with a text in all the places that a stranger writes. */
const written = (text: string, benign: string): Page.Seen => {
  const of = (given: string) => (given === "" ? benign : given)
  const peer: RouteServerPeer.RouteServerPeer = {
    ...withBgp(fleetOf(1, 1)[0]?.peers?.[0] ?? assert.fail(), "down"),
    Tags: [{ Key: "Name", Value: of(text) }],
  }
  const failed: RouteServerPeer.RouteServerPeer = {
    ...peer,
    RouteServerPeerId: peer.RouteServerPeerId,
    State: "failed",
    FailureReason: of(text),
  }
  const odd = Object.assign({}, peer, {
    RouteServerPeerId: `z${text}`,
    RouteServerId: `rs${text}`,
    VpcId: `w${text}`,
    PeerAddress: `10${text}`,
    RouteServerEndpointId: `rse${text}`,
    State: `state${text}`,
    BgpStatus: { Status: `status${text}` },
  })
  const place = { ...target(`a${text}`), region: `r${text}`, account: `1${text}` }
  const state = { ...read("a", [failed, odd]), target: place }
  const records = [
    PeerChange.appeared(odd),
    PeerChange.disappeared(odd),
    ...PeerChange.between(peer, odd),
    ...PeerChange.between(peer, { ...odd, RouteServerPeerId: peer.RouteServerPeerId }),
  ]
  return {
    fleet: {
      targets: [
        state,
        {
          ...failing(state, { code: `code${text}`, message: `message${text}` }),
          target: { ...place, name: `b${text}` },
        },
      ],
      sequence: 9,
      storeFailure: { message: `store${text}`, since: NOW, monotonicSince: 0 },
    },
    recent: records.map((change, index) => ({
      sequence: records.length - index,
      id: `${index}`,
      target: place,
      at: NOW - index * 1000,
      change,
      peer: odd,
    })),
  }
}

const MARKUP = [
  `</code><script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  `' onmouseover='alert(1)`,
  `<!--`,
  `]]>`,
  `</noscript></style></title></script>`,
  `&lt;b&gt;&#60;b&#62;&amp`,
  `<time datetime="2026-01-01T00:00:00Z"></time>`,
  `$&$1\`$'`,
  "\u202e\u2066",
]

const strange = fc.oneof(fc.constantFrom(...MARKUP), hostileText, fc.string({ unit: "binary" }))

describe("The page", () => {
  it("has no markup but its own, whatever strangers write", () => {
    const plain = skeleton(Page.render(written("x", "x"), NOW, frame))
    fc.assert(
      fc.property(strange, (text) => {
        const page = Page.render(written(text, "x"), NOW, frame)
        assert.deepStrictEqual(skeleton(page), plain)
        assert.deepStrictEqual(read5(page).faults, [])
        assert.isTrue(page.isWellFormed())
      }),
    )
  })

  it("shows text as it is", () => {
    for (const text of MARKUP) {
      const { byId } = read5(Page.render(written(text, "x"), NOW, frame))
      for (const [id, said] of [
        ["trouble", text],
        ["fleet", `z${text}`],
        ["targets", `a${text}`],
        ["targets-unread", `message${text}`],
        ["changes", `z${text}`],
        ["summary", `store${text}`],
      ] as const) {
        assert.include(textOf(byId(id)), said, id)
      }
    }
  })

  it("is a document without faults that runs nothing of its own, whatever the fleet", () => {
    fc.assert(
      fc.property(Generators.fleet(), fc.boolean(), (fleet, isFailing) => {
        const state = read("a", fleet)
        const page = render([isFailing ? failing(state) : state])
        const { document, faults } = read5(page)
        assert.deepStrictEqual(faults, [])
        for (const { tagName, attrs } of elements(document)) {
          assert.notInclude(["style", "iframe", "object", "embed", "form", "base"], tagName)
          assert.isFalse(attrs.some(({ name }) => name === "style" || name.startsWith("on")))
          const address = attrs.find(({ name }) => ["href", "src"].includes(name))?.value ?? "/"
          assert.match(address, /^(\/(?!\/)|#)/)
          if (tagName === "script") assert.strictEqual(attrs[0]?.value, "/page.js")
        }
      }),
    )
  })

  it("shows each peer once among all, and each that is down once more at the top", () => {
    fc.assert(
      fc.property(Generators.fleet(), (fleet) => {
        const { byId } = read5(render([read("a", fleet)]))
        const ids = (region: string) =>
          [...elements(byId(region))]
            .filter((element) => element.tagName === "th" && attribute(element, "scope") === "row")
            .map((element) => textOf(element.childNodes[0] ?? assert.fail()))
            .sort()
        const idsOf = (peers: typeof fleet) => peers.map((peer) => peer.RouteServerPeerId).sort()
        assert.deepStrictEqual(ids("fleet"), idsOf(fleet))
        assert.deepStrictEqual(
          ids("trouble"),
          idsOf(fleet.filter((peer) => Health.of(peer) === "trouble")),
        )
      }),
    )
  })
})

describe("A target", () => {
  const peers = fleetOf(3, 1)[0]?.peers?.map((peer) => withBgp(peer, "up")) ?? []
  const up = peers.map((peer) => ({ ...peer, BfdStatus: { Status: "up" as const } }))

  it("that can't be read is shown with why and since when, and its peers as of before", () => {
    const { text } = read5(render([failing(read("a", up, { secondsAgo: 400 }))]))
    assert.strictEqual(
      text("targets-unread"),
      "a can't be readUnauthorizedOperation You are not authorized to perform this operation." +
        "For 5 min, 10 polls in a row. Its 3 peers are shown as of 6 min ago. Next poll in 25 s.",
    )
    assert.match(text("trouble"), /not every target can be read/)
    assert.match(text("fleet"), /not read for 6 min; last seen: 3 good/)
    assert.notMatch(text("summary"), /3 good/)
    assert.match(text("summary"), /0 down.*1 target can't be read.*3 peers known at 1 target/)
  })

  it("that was never read is not shown as one without peers", () => {
    const { text } = read5(
      render([TargetState.unknown(target("new")), failing(TargetState.unknown(target("no")))]),
    )
    assert.match(text("targets-unread"), /new never read.*It was not read yet/)
    assert.match(text("targets-unread"), /no never read.*Nothing is known of its peers yet/)
    assert.match(text("targets"), /never read ?unknown ?never/)
    assert.notMatch(text("targets"), /read ?0/)
  })

  it("without peers is one that was read", () => {
    const { text } = read5(render([read("empty", [])]))
    assert.match(text("targets"), /^empty.*read0 ?10 s/)
    assert.strictEqual(text("targets-unread"), "Every target can be read.")
    assert.strictEqual(text("trouble"), "Nothing is down.")
  })

  it("with peers that can't be understood says what is wrong with them, some 20 of many", () => {
    const unreadable = [{ routeServerPeerId: "rsp-1", message: "no form" }, { message: "no ID" }]
    const { text } = read5(render([{ ...read("a", up), unreadable }]))
    assert.strictEqual(
      text("targets-unread"),
      "a readPeers that can't be understood: 2rsp-1 no formno ID",
    )
    assert.match(text("targets"), / · eu-west-1readbut not 2 peers3/)
    const many = Array.from({ length: 25 }, () => ({ message: "no form" }))
    const page = read5(render([{ ...failing(read("a", up)), unreadable: many }]))
    assert.match(
      page.text("targets-unread"),
      /^a can't be readUn.*: 25(no form){20}5 more: see the API$/,
    )
  })

  it("that nobody polls any more is overdue", () => {
    const { byId, text } = read5(
      Page.render(seen([read("a", up, { secondsAgo: 300 })]), NOW, frame),
    )
    assert.match(text("targets"), /5 min ?next overdue for 4 min/)
    assert.isDefined(
      [...elements(byId("targets"))].find((each) => attribute(each, "class") === "due"),
    )
  })

  it("that could not be read still counts for what was down", () => {
    const { text } = read5(render([failing(read("a", [withBgp(up[0] ?? assert.fail(), "down")]))]))
    assert.match(text("summary"), /1 down/)
    assert.match(text("trouble"), /1 of 1 down not read for/)
  })
})

describe("What has changed", () => {
  it("is told apart from what nobody can know", () => {
    assert.match(read5(render([read("a", [])], [])).text("changes"), /^Nothing has changed/)
    const { text } = read5(
      Page.render({ fleet: { targets: [], sequence: 3 }, recent: undefined }, NOW, frame),
    )
    assert.strictEqual(text("changes"), "Nobody knows what has changed: the log can't be read.")
  })
})

describe("What the title says", () => {
  it("is what matters", () => {
    const titleOf = (targets: ReadonlyArray<State>) => Page.content(seen(targets)).title
    const down = fleetOf(1, 1)[0]?.peers?.map((peer) => withBgp(peer, "down")) ?? []
    assert.strictEqual(titleOf([read("a", [])]), "Nothing is down · Route server peers")
    assert.strictEqual(
      titleOf([failing(read("a", down)), TargetState.unknown(target("b"))]),
      "1 down, 2 targets can't be read · Route server peers",
    )
  })
})
