import { assert, describe, it } from "@effect/vitest"
import { OpenStruct, RouteServerPeer, Shape } from "@route-server/core"
import { Schema } from "effect"
import { columns, columnsOf, find, nameOf, textOf } from "../../src/output/Columns.ts"
import * as Json from "../../src/output/Json.ts"
import * as Ndjson from "../../src/output/Ndjson.ts"
import * as Table from "../../src/output/Table.ts"
import * as Text from "../../src/output/Text.ts"
import { peersOf } from "../support/peers.ts"
import { render } from "../support/render.ts"

/** A value of a shape that has everything, its members the other way round. */
const valueOf = (shape: Shape.Shape, name: string): unknown => {
  switch (shape.kind) {
    case "structure":
      return Object.fromEntries(
        shape.members
          .toReversed()
          .map((member) => [member.name, valueOf(member.shape, member.name)]),
      )
    case "list":
      return [valueOf(shape.item, name)]
    case "number":
      return 65001
    case "boolean":
      return true
    default:
      return shape.known?.[0] ?? `the-${name}`
  }
}

/** The texts of all scalars in a value, in order. */
const scalarsOf = (shape: Shape.Shape, name = ""): ReadonlyArray<string> => {
  if (shape.kind === "structure") {
    return shape.members.flatMap((member) => scalarsOf(member.shape, member.name))
  }
  return shape.kind === "list" ? scalarsOf(shape.item, name) : [String(valueOf(shape, name))]
}

const shape = Shape.of(RouteServerPeer.RouteServerPeer)
const pages = [{ RouteServerPeers: peersOf(valueOf(shape, "")) }]

describe("Every member of a peer", () => {
  it.each([
    ["json", Json.make()],
    ["ndjson", Ndjson.make()],
  ] as const)("is in %s, in the order of the reference", (_, renderer) => {
    const text = render(renderer, pages)
    let at = 0
    for (const scalar of scalarsOf(shape)) {
      const found = text.indexOf(scalar, at)
      assert.isAtLeast(found, at, `${scalar} has no place`)
      at = found + scalar.length
    }
  })

  it.each([
    ["text", Text.make()],
    ["table", Table.make({ columns: Number.POSITIVE_INFINITY, colors: false, origin: "x" })],
  ] as const)("is in %s", (_, renderer) => {
    const text = render(renderer, pages)
    for (const scalar of scalarsOf(shape)) assert.include(text, scalar)
  })
})

describe("find", () => {
  it("knows a column by its heading, by the path of its member, and one for each tag", () => {
    for (const column of columns) {
      assert.strictEqual(find(nameOf(column)), column)
      assert.strictEqual(find(column.heading.replaceAll(" ", "-")), column)
      assert.strictEqual(find(column.member)?.member, column.member)
    }
    const [peer] = peersOf({ RouteServerPeerId: "rsp-1", Tags: [{ Key: "env", Value: "prod" }] })
    const tag = find("tag:env")
    assert.isDefined(tag)
    assert.isDefined(peer)
    assert.strictEqual(textOf(tag, { peer }), "prod")
    for (const name of ["", "colour", "bgp.status", "tags.key"]) assert.isUndefined(find(name))
  })
})

describe("columnsOf", () => {
  it("gives a member that nobody has chosen a place for a column of its own", () => {
    const Larger = OpenStruct.make({
      ...RouteServerPeer.RouteServerPeer.schema.fields,
      OwnerId: Schema.optionalKey(Schema.String),
      BgpTimers: Schema.optionalKey(OpenStruct.make({ HoldTime: Schema.Int })),
      Regions: Schema.optionalKey(Schema.Array(Schema.String)),
    })
    const [peer] = peersOf({
      RouteServerPeerId: "rsp-1",
      OwnerId: "111122223333",
      BgpTimers: { HoldTime: 90 },
      Regions: ["a", "b"],
      Tags: [{ Key: "env" }, { Key: "Name", Value: "fw" }, { Key: "team", Value: "net" }],
    })
    assert.isDefined(peer)
    const shown = new Map(
      columnsOf(Shape.of(Larger)).map((column) => [column.heading, textOf(column, { peer })]),
    )
    assert.strictEqual(shown.get("PEER"), "rsp-1")
    assert.strictEqual(shown.get("OWNER ID"), "111122223333")
    assert.strictEqual(shown.get("BGP TIMERS HOLD TIME"), "90")
    assert.strictEqual(shown.get("REGIONS"), '["a","b"]')
    assert.strictEqual(shown.get("ASN"), "")
    assert.strictEqual(shown.get("TAGS"), "env= team=net")
  })
})
