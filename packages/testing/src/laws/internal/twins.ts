/**
 * Peers of which each differs from one of them in a single thing, and a filter for each
 * of these things that all fit but the one: so a filter that is forgotten, or joined in
 * another way, shows at once, beside whatever other filter it stands.
 */
import { type Filter, ResourceId, RouteServerPeer, Shape, type Tag } from "@route-server/core"
import fc from "fast-check"
import { type Fleet, make } from "../../generators/Fleet.ts"
import { namesOf } from "../../generators/internal/filterNames.ts"
import { absentOnceIn, type Presence } from "../../generators/internal/presence.ts"
import { optionalMembers } from "../../generators/RouteServerPeer.ts"
import { trickyText } from "../../generators/Text.ts"
import type { Promises } from "../Adapter.ts"
import { type Aim, literal } from "./cases.ts"

type Peer = RouteServerPeer.RouteServerPeer

export interface Twins {
  readonly fleet: Fleet
  /** Each fits all peers but one. */
  readonly filters: ReadonlyArray<Filter.Filter>
}

const ID = "RouteServerPeerId"

/** What a peer has beside its ID and its tags. */
const scalars = Shape.leaves(Shape.of(RouteServerPeer.RouteServerPeer)).flatMap(
  ({ path, shape }) => (shape.kind === "list" || path.join() === ID ? [] : [{ path, shape }]),
)

/** Another value of the same kind. */
const other = ({ known }: Shape.Scalar, value: unknown): unknown => {
  if (typeof value === "number") return value + 1
  if (typeof value === "boolean") return !value
  const text = String(value)
  return known === undefined
    ? text.slice(0, -1) + (text.endsWith("7") ? "8" : "7")
    : known.find((each) => each !== text)
}

const valueAt = (peer: Peer, path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((value, name) => Reflect.get(Object(value), name), peer)

/** The same structure with another value at a path. */
const setIn = (within: unknown, path: ReadonlyArray<string>, value: unknown): unknown => {
  const [name, ...rest] = path
  return name === undefined
    ? value
    : { ...Object(within), [name]: setIn(Reflect.get(Object(within), name), rest, value) }
}

const withValue = (peer: Peer, path: ReadonlyArray<string>, value: unknown): Peer =>
  Object.assign({}, peer, setIn(peer, path, value))

const standIns = { text: "some text", number: 7, boolean: true } as const

const named = (peer: Partial<Peer>, id: string): Peer => ({
  ...peer,
  RouteServerPeerId: ResourceId.RouteServerPeerId.make(id),
})

/** A peer that has everything. */
const complete = (seed: number, Tags: ReadonlyArray<Tag.Tag>): Peer => {
  const [made] = make({ seed, size: 1 })
  let peer = named({ ...made, Tags }, "rsp-a")
  for (const { path, shape } of scalars) {
    if (valueAt(peer, path) === undefined) {
      peer = withValue(peer, path, shape.known?.[0] ?? standIns[shape.kind])
    }
  }
  return peer
}

/** What there is of some twins. */
interface Parts {
  readonly peers: Presence
  readonly members: Presence
}

const withOnly = ({ peers, members }: Parts, fleet: Fleet): Fleet => {
  const missing = optionalMembers.filter((_, at) => !members[at])
  const some = fleet.filter((_, at) => peers[at])
  if (missing.length === 0) return some
  return some.map((peer) => {
    const rest = { ...peer }
    for (const member of missing) Reflect.deleteProperty(rest, member)
    return rest
  })
}

const twinsOf = (
  promises: Promises,
  seed: number,
  texts: ReadonlyArray<string>,
  parts: Parts,
): Twins => {
  const [first = "", second = "", third = "", fourth = ""] = texts
  const Tags: ReadonlyArray<Tag.Tag> = [
    { Key: "first", Value: first },
    { Key: "second", Value: second },
    { Key: `third${third}`, Value: "" },
    { Key: "fourth", Value: `fourth${fourth}` },
  ]
  const one = complete(seed, Tags)
  const withTag = (at: number, tag: Tag.Tag): Peer => ({ ...one, Tags: Tags.with(at, tag) })
  /** A twin for each thing in which it differs, and the filters that leave it out. */
  const odd: ReadonlyArray<{ readonly twin: Peer; readonly aims: ReadonlyArray<Aim> }> = [
    ...scalars.map(({ path, shape }) => ({
      twin: withValue(one, path, other(shape, valueAt(one, path))),
      aims: namesOf(path.join(".")).map((Name) => ({ Name, text: String(valueAt(one, path)) })),
    })),
    {
      twin: withTag(0, { Key: "first", Value: `${first}x` }),
      aims: [{ Name: "tag:first", text: first }],
    },
    {
      twin: withTag(1, { Key: "second", Value: `${second}x` }),
      aims: [{ Name: "tag:second", text: second }],
    },
    {
      twin: withTag(2, { Key: "third", Value: "" }),
      aims: third === "" ? [] : [{ Name: "tag-key", text: `third${third}` }],
    },
    {
      twin: withTag(3, { Key: "fourth", Value: "none" }),
      aims: [{ Name: "tag-value", text: `fourth${fourth}` }],
    },
  ]
  const accepted = promises.filterNames
  return {
    fleet: withOnly(parts, [
      one,
      // Any of them may be on any page.
      ...odd.map(({ twin }, at) =>
        named(twin, `rsp-a${(((at + seed) % odd.length) + 1).toString(36)}`),
      ),
      // The one that its ID alone tells apart.
      named(one, "rsp-b"),
    ]),
    filters: [
      ...odd.flatMap(({ aims }) =>
        aims.filter(({ Name }) => accepted.has(Name)).map((aim) => literal(promises, aim)),
      ),
      ...namesOf(ID).flatMap((Name) => (accepted.has(Name) ? [{ Name, Values: ["rsp-a*"] }] : [])),
    ],
  }
}

/** The peers beside the twins that members tell apart: four for tags, and two for the ID. */
const OTHERS = 6

/** Nearly always all of so many things; shrinks to none. */
const nearlyAll = (count: number): fc.Arbitrary<Presence> => absentOnceIn(256, count)

/** Twins that have everything but for what is made smaller. */
export const twins = (promises: Promises): fc.Arbitrary<Twins> =>
  fc
    .tuple(
      fc.noBias(fc.nat(1000)),
      fc.array(trickyText(20), { minLength: 4, maxLength: 4 }),
      fc.record({
        peers: nearlyAll(scalars.length + OTHERS),
        members: nearlyAll(optionalMembers.length),
      }),
    )
    .map(([seed, texts, parts]) => twinsOf(promises, seed, texts, parts))

/** Some of the filters, in any order: one to four of them, or many, but at most so many. */
export const someOf = (
  most: number,
): fc.Arbitrary<(twins: Twins) => ReadonlyArray<Filter.Filter>> =>
  fc
    .tuple(
      // Most orders would be the same if fast-check had its way.
      fc.noBias(fc.nat(0x7fff_ffff)),
      fc.oneof(
        { withCrossShrink: true },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: Math.min(4, most) }) },
        { weight: 2, arbitrary: fc.integer({ min: Math.ceil(most / 2), max: most }) },
      ),
    )
    .map(([order, count]) => ({ filters }) => {
      const rest = [...filters]
      let left = order
      return Array.from({ length: Math.min(count, filters.length) }, () => {
        left = (Math.imul(left, 0x41c6_4e6d) + 12_345) >>> 0
        return rest.splice((left >>> 8) % rest.length, 1)
      }).flat()
    })

/** A filter of the same name that every peer fits which has what the name selects. */
export const widened = ({ Name }: Filter.Filter): Filter.Filter => ({ Name, Values: ["*"] })
