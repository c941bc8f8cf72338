/**
 * The names that filters go by, as data.
 *
 * No AWS page lists the filter names of DescribeRouteServerPeers. Every scalar
 * member of a peer can be filtered on here, under its path in the answer
 * (`BgpOptions.PeerAsn`) and under the name that EC2's other operations would
 * lead one to expect (`bgp-options.peer-asn`); so can tags, under EC2's usual
 * names. Which of these the real service accepts is part of the data, with the
 * evidence for it.
 */
import type * as Brand from "effect/Brand"
import type { Evidence } from "./Evidence.ts"
import * as Selector from "./internal/selector.ts"
import { type PeerLike, RouteServerPeer } from "./RouteServerPeer.ts"
import * as Shape from "./Shape.ts"
import * as Tag from "./Tag.ts"

/**
 * The values that a filter compares. An absent member has none, so nothing
 * matches it, `*` included (guess).
 *
 * @category models
 */
export type Reader = (peer: PeerLike) => ReadonlyArray<string>

/**
 * A filter name, and whether the real service is taken to accept it.
 *
 * @category models
 */
export interface CatalogueName {
  /** The name as it stands in a request; `tag:<key>` stands for one name per tag key. */
  readonly name: string
  /** Whether AWS is taken to accept the name for this operation. */
  readonly acceptedByAws: boolean
  /** How that is known. */
  readonly evidence: Evidence
}

/**
 * One attribute that filters can select.
 *
 * @category models
 */
export interface FilterAttribute {
  /** What is compared: the path of a member in the answer, or a part of the tags. */
  readonly attribute: string
  /** The names that select it. */
  readonly names: ReadonlyArray<CatalogueName>
  /** How to read what one of the names selects. */
  readonly reader: (name: string) => Reader
  /** How filters of one of the names look at it: as if at what `reader` reads, but faster. */
  readonly selector: (name: string) => Selector.Selector
  /**
   * Under what an index of the attribute has a peer: what `reader` reads, and with a
   * `tag:` name the key as well, so that one index serves all of these names.
   */
  readonly entries: Reader
  /** The entry that stands for a text, of one of the names. */
  readonly entryOf: (name: string, text: string) => string
}

/** A value of a type, which is there. */
type Present<T> = Exclude<T, undefined>

/** The paths of the scalar members of a structure. */
type PathIn<T> = {
  [Name in keyof T & string]-?: Present<T[Name]> extends string | number | boolean
    ? Name
    : Present<T[Name]> extends ReadonlyArray<unknown>
      ? never
      : `${Name}.${PathIn<Present<T[Name]>>}`
}[keyof T & string]

type ValueAt<T, Path extends string> = Path extends `${infer Name}.${infer Rest}`
  ? Name extends keyof T
    ? ValueAt<Present<T[Name]>, Rest>
    : never
  : Path extends keyof T
    ? Present<T[Path]>
    : never

/** `BgpOptions.PeerAsn` as `bgp-options.peer-asn`. */
type InKebabCase<
  Text extends string,
  Before extends string = "",
> = Text extends `${infer First}${infer Rest}`
  ? First extends "."
    ? `.${InKebabCase<Rest>}`
    : First extends Lowercase<First>
      ? `${First}${InKebabCase<Rest, "-">}`
      : `${Before}${Lowercase<First>}${InKebabCase<Rest, "-">}`
  : ""

type MemberPath = PathIn<RouteServerPeer>

type PathOfAlias = { readonly [Path in MemberPath as InKebabCase<Path>]: Path }

/**
 * A filter name that is in the catalogue: the path or the alias of a member,
 * `tag-key`, `tag-value`, or `tag:` and a tag key. Names are case-sensitive
 * (model).
 *
 * @category models
 */
export type FilterName = MemberPath | keyof PathOfAlias | "tag-key" | "tag-value" | `tag:${string}`

/** What is known of a member's values: those of an enumeration, which editors complete, and any other. */
type Writable<T> = [T] extends [number]
  ? number | string
  : (T extends Brand.Brand<string> ? never : T) | (string & {})

/**
 * What may stand for a value in a filter of a name: the values known today of an
 * enumeration, and patterns.
 *
 * @category models
 */
export type FilterValue<Name extends FilterName> = Name extends MemberPath
  ? Writable<ValueAt<RouteServerPeer, Name>>
  : Name extends keyof PathOfAlias
    ? Writable<ValueAt<RouteServerPeer, PathOfAlias[Name]>>
    : string

const TAG_PREFIX = "tag:"

/** The name under which the catalogue speaks of all `tag:` names at once. */
const TAG_FAMILY = "tag:<key>"

/**
 * Whether a name is one of those that begin with `tag:`, which go on with the key
 * of a tag, taken literally, wildcards included (guess).
 *
 * @category predicates
 */
export const isTag = (name: string): name is `tag:${string}` => name.startsWith(TAG_PREFIX)

const refused: Pick<CatalogueName, "acceptedByAws" | "evidence"> = {
  acceptedByAws: false,
  evidence: "guess",
}

/** The names of which more is known than that others like them are refused. */
const attested: { readonly [Name in FilterName]?: typeof refused } = {
  RouteServerEndpointId: { acceptedByAws: true, evidence: "docs" },
  RouteServerId: { acceptedByAws: true, evidence: "docs" },
  VpcId: { acceptedByAws: true, evidence: "docs" },
  "route-server-endpoint-id": { acceptedByAws: false, evidence: "seen" },
  "route-server-id": { acceptedByAws: false, evidence: "seen" },
  [TAG_FAMILY]: { acceptedByAws: true, evidence: "guess" },
  "tag-key": { acceptedByAws: true, evidence: "guess" },
}

const standing = new Map(Object.entries(attested))

const named = (name: string): CatalogueName => ({ name, ...(standing.get(name) ?? refused) })

const inKebabCase = (path: string): string =>
  path.replace(/(?<=[^.])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()

const memberAt =
  (path: ReadonlyArray<string>, { awsDefault }: Shape.Scalar): Reader =>
  (peer) => {
    let value: unknown = peer
    for (const name of path) {
      if (value === undefined) return []
      value = Reflect.get(Object(value), name)
    }
    value ??= awsDefault
    return value === undefined ? [] : [String(value)]
  }

const ofMember = ({ path, shape }: Shape.Leaf): ReadonlyArray<FilterAttribute> => {
  if (shape.kind === "list") return []
  const attribute = path.join(".")
  const read = memberAt(path, shape)
  let select: Selector.Selector | undefined
  return [
    {
      attribute,
      names: [named(attribute), named(inKebabCase(attribute))],
      reader: () => read,
      selector: () => {
        select ??= Selector.ofMember(path, shape, read)
        return select
      },
      entries: read,
      entryOf: (_, text) => text,
    },
  ]
}

/**
 * The key in a `tag:` name, made the name of a member: V8 has each name once, as it has most
 * keys of peers, and tells two of them apart by where they are. A text cut out of another
 * is compared character by character, with every tag of every peer.
 */
const keyIn = (name: string): string => {
  const key = name.slice(TAG_PREFIX.length)
  return Object.keys({ [key]: true })[0] ?? key
}

/** A key and a value in one, so that no two tags have the same. */
const tagEntry = (key: string, value: string): string => `${key.length}:${key}${value}`

/** What is read of each tag of a peer. */
const ofTags = (
  attribute: string,
  name: string,
  part: (tag: Selector.TagLike) => string,
): FilterAttribute => {
  const reader: Reader = (peer) => (peer.Tags ?? []).map(part)
  const select = Selector.ofTags(part)(reader)
  return {
    attribute,
    names: [named(name)],
    reader: () => reader,
    selector: () => select,
    entries: reader,
    entryOf: (_, text) => text,
  }
}

/** The values of the tags of one key. */
const readerOfKey =
  (key: string): Reader =>
  (peer) =>
    (peer.Tags ?? []).filter((tag) => tag.Key === key).map(Tag.valueOf)

const selectorOfKey = Selector.ofTags(Tag.valueOf)

const tags: ReadonlyArray<FilterAttribute> = [
  {
    attribute: "Tags",
    names: [named(TAG_FAMILY)],
    reader: (name) => readerOfKey(keyIn(name)),
    selector: (name) => {
      const key = keyIn(name)
      return selectorOfKey(readerOfKey(key), key)
    },
    entries: (peer) => (peer.Tags ?? []).map((tag) => tagEntry(Tag.keyOf(tag), Tag.valueOf(tag))),
    entryOf: (name, value) => tagEntry(keyIn(name), value),
  },
  ofTags("Tags.Key", "tag-key", Tag.keyOf),
  ofTags("Tags.Value", "tag-value", Tag.valueOf),
]

/**
 * The catalogue: every attribute that can be filtered on, with its names, what
 * is known of their standing with the real service, and how to read it. Scalar
 * members come in the order of the AWS reference, tags last.
 *
 * @category constants
 */
export const catalogue: ReadonlyArray<FilterAttribute> = [
  ...Shape.leaves(Shape.of(RouteServerPeer)).flatMap(ofMember),
  ...tags,
]

const byName: ReadonlyMap<string, FilterAttribute> = new Map(
  catalogue.flatMap((entry) => entry.names.map(({ name }) => [name, entry] as const)),
)

/**
 * The attribute that a filter name selects, or `undefined` when the name is not in
 * the catalogue.
 *
 * @category getters
 */
export const attributeOf = (name: string): FilterAttribute | undefined =>
  byName.get(isTag(name) ? TAG_FAMILY : name)

/**
 * How to read the values that a filter name selects, or `undefined` when the name
 * is not in the catalogue.
 *
 * @category getters
 */
export const reader = (name: string): Reader | undefined => attributeOf(name)?.reader(name)
