import { assert, describe, it } from "@effect/vitest"
import { Fixture } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import * as Json from "../../src/output/Json.ts"
import { visible } from "../../src/terminal/Visible.ts"
import { encodedPeers, peersOf } from "../support/peers.ts"
import { render } from "../support/render.ts"

const pages = (...pages: ReadonlyArray<ReadonlyArray<unknown>>) =>
  pages.map((peers) => ({ RouteServerPeers: peersOf(...peers) }))

/** Each character that shows nothing, alone, escaped. */
const escaped = (json: string) =>
  Array.from(json, (character) => (character === "\n" ? character : visible(character))).join("")

describe("json", () => {
  it("is laid out as the AWS CLI lays it out", () => {
    const peer = { RouteServerPeerId: "rsp-1", BgpStatus: { Status: "up" }, Tags: [] }
    assert.strictEqual(
      render(Json.make(), pages([peer]), { token: "token", flag: "--next-token" }),
      `{
    "RouteServerPeers": [
        {
            "RouteServerPeerId": "rsp-1",
            "BgpStatus": {
                "Status": "up"
            },
            "Tags": []
        }
    ],
    "NextToken": "token"
}
`,
    )
  })

  it("is a document when there is nothing", () => {
    assert.strictEqual(render(Json.make(), pages([])), '{\n    "RouteServerPeers": []\n}\n')
  })

  it("is what JSON.stringify makes of all pages together", () => {
    fc.assert(
      fc.property(encodedPeers, fc.nat({ max: 6 }), (peers, at) => {
        const split = render(Json.make(), pages(peers.slice(0, at), [], peers.slice(at)))
        const json = JSON.stringify(JSON.parse(split), null, 4)
        assert.strictEqual(split, `${escaped(json)}\n`)
        assert.deepStrictEqual(JSON.parse(split), {
          RouteServerPeers: JSON.parse(JSON.stringify(peers)),
        })
      }),
    )
  })

  it("is a fixture that gives the same bytes again", () =>
    fc.assert(
      fc.property(encodedPeers, (peers) => {
        const once = render(Json.make(), pages(peers))
        const { peers: again } = Result.getOrThrow(Fixture.decodeResult(once))
        assert.strictEqual(render(Json.make(), [{ RouteServerPeers: again }]), once)
      }),
    ))
})
