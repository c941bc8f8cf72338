/**
 * Texts that are fixtures, and texts that nearly are.
 */
import { Generators } from "@route-server/testing"
import fc from "fast-check"

/** Values that stand in fixtures, and some that should not. */
const id = fc.constantFrom("rsp-1", "rsp-2", "rsp-3", "rsp-é🚀")
const odd = fc.constantFrom(
  "null",
  "7",
  "-0",
  "1e999",
  "65001.0",
  "12345678901234567890",
  "true",
  '""',
  "[]",
  "{}",
  '"a\\u00e9\\\\"',
  '"\\ud83d\\ude80 東京🚀"',
  '[{"RouteServerPeers":[]}]',
  '{"a":[1,{"b":null}]}',
  "[".repeat(99) + "]".repeat(99),
  "[".repeat(101) + "]".repeat(101),
  "[".repeat(103) + "]".repeat(103),
)
const space = fc.constantFrom("", "", "", " ", "\n", "\r\n    ", "\t")
const name = fc.constantFrom(
  "VpcId",
  "State",
  "Tags",
  "BgpOptions",
  "X",
  "Y",
  "__proto__",
  "RouteServerPeers",
  "RouteServerP\\u0065ers",
  "NextToken",
  "RouteServerPeerId",
  "1",
)
const member = fc
  .tuple(name, space, odd)
  .map(([name, space, value]) => `"${name}"${space}:${space}${value}`)
const members = fc.array(member, { maxLength: 3 })
const objectOf = (own: fc.Arbitrary<string>) =>
  fc
    .tuple(own, members, fc.nat({ max: 3 }), space)
    .map(
      ([own, members, at, space]) =>
        `{${space}${members.toSpliced(at, 0, own).join(`,${space}`)}${space}}`,
    )
const peer = fc.oneof(
  { weight: 6, arbitrary: id.map((id) => `{"RouteServerPeerId":"${id}"}`) },
  { weight: 3, arbitrary: objectOf(id.map((id) => `"RouteServerPeerId": "${id}"`)) },
  {
    weight: 2,
    arbitrary: Generators.peer({ unknownMembers: true }).map((peer) =>
      JSON.stringify(peer, null, 1),
    ),
  },
  { weight: 1, arbitrary: odd },
)
const listOf = (item: fc.Arbitrary<string>) =>
  fc
    .tuple(space, fc.array(item, { maxLength: 4 }))
    .map(([space, items]) => `[${space}${items.join(`${space},${space}`)}]`)
const page = fc.oneof(
  listOf(peer).map((list) => `{"RouteServerPeers":${list}}`),
  objectOf(listOf(peer).map((list) => `"RouteServerPeers": ${list}`)),
  listOf(peer).map((list) => `{"RouteServerPeers":${list},"NextToken":"t"}`),
)
const part = fc.oneof(page, page, listOf(peer), peer)
const value = fc.oneof(
  { weight: 4, arbitrary: part },
  { weight: 2, arbitrary: listOf(fc.oneof(page, listOf(peer))) },
  { weight: 1, arbitrary: listOf(part) },
)
/** A text in any of the forms of a fixture, some of which are none. */
export const fixtureText = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom("", "\n", "\ufeff", " \n"), value), { maxLength: 3 }),
    space,
  )
  .map(([values, end]) => values.map(([before, value]) => before + value).join("") + end)
/** The same with a character changed, left out or put in, or cut off. */
export const damaged = fc
  .tuple(
    fixtureText,
    fc.nat(),
    fc.constantFrom("", "", ...'{}[]:,"\\0-.eu+tn \n\u0001x', "🚀", "\ufeff"),
    fc.nat({ max: 2 }),
    fc.boolean(),
  )
  .map(([text, at, character, removed, isCut]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + character + (isCut ? "" : text.slice(place + removed))
  })
