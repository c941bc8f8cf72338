/**
 * Requests as EC2 Query parameters, read as their shape says.
 *
 * A list has the name of one of its items on the wire, and counts them from 1:
 * `RouteServerPeerId.N`, `Filter.N.Value.M` (model). The numbers give the order; they
 * may have gaps and come in any order. A list without a number and a value, `Filter=`,
 * as some clients write one without items, is one of a single empty item (seen).
 */
import { Refusal, type ServiceError, Shape } from "@route-server/core"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { QueryParameters } from "./QueryParameters.ts"

const expected = { text: "a text", number: "an integer", boolean: "true or false" }

/** What has been read of a structure or a list, by the names or numbers of its parts. */
type Parts = Map<string, Parts | string | number | boolean>

/** The shapes of a structure's members by their names on the wire. */
const wireNames = new WeakMap<Shape.Structure, ReadonlyMap<string, Shape.Member>>()

const memberOf = (structure: Shape.Structure, wireName: string): Shape.Member | undefined => {
  const known = wireNames.get(structure)
  if (known !== undefined) return known.get(wireName)
  const names = new Map(structure.members.map((member) => [member.parameter, member]))
  wireNames.set(structure, names)
  return names.get(wireName)
}

/** What a part of a name means: the part of the value that it names, and its shape. */
const partOf = (
  shape: Shape.Shape,
  segment: string,
): { readonly key: string; readonly shape: Shape.Shape } | undefined => {
  if (shape.kind === "list") {
    return /^[1-9][0-9]*$/.test(segment) ? { key: segment, shape: shape.item } : undefined
  }
  const member = shape.kind === "structure" ? memberOf(shape, segment) : undefined
  return member && { key: member.name, shape: member.shape }
}

/** The numbers may be too large for a JavaScript number. */
const byNumber = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a.length - b.length || (a < b ? -1 : 1)

/** The place of the item that a list without a number is, before all others. */
const UNNUMBERED = "0"

const emptyItem = (shape: Shape.Shape): Parts | "" => (shape.kind === "structure" ? new Map() : "")

const valueOf = (shape: Shape.Shape, part: Parts | string | number | boolean): unknown => {
  if (!(part instanceof Map)) return part
  if (shape.kind === "list") {
    return [...part].sort(byNumber).map(([, item]) => valueOf(shape.item, item))
  }
  const members = shape.kind === "structure" ? shape.members : []
  return Object.fromEntries(
    members.flatMap(({ name, shape: member }) => {
      const value = part.get(name)
      return value === undefined ? [] : [[name, valueOf(member, value)]]
    }),
  )
}

/** Puts the value of a parameter in its place, if there is one for it. */
const place = (
  root: Parts,
  shape: Shape.Shape,
  name: string,
  text: string,
): Result.Result<void, ServiceError.ServiceError> => {
  const whole = partOf(shape, name)
  if (text === "" && whole?.shape.kind === "list") {
    const items = root.get(whole.key)
    const parts: Parts = items instanceof Map ? items : new Map()
    root.set(whole.key, parts.set(UNNUMBERED, emptyItem(whole.shape.item)))
    return Result.void
  }
  let parts = root
  let current = shape
  const segments = name.split(".")
  for (const [at, segment] of segments.entries()) {
    const part = partOf(current, segment)
    const isLast = at === segments.length - 1
    const isScalar = part !== undefined && !("members" in part.shape || "item" in part.shape)
    if (part === undefined || isLast !== isScalar) break
    current = part.shape
    if (current.kind !== "list" && current.kind !== "structure") {
      const value = Shape.fromText[current.kind](text)
      if (value === undefined) {
        return Result.fail(Refusal.invalidValue(name, text, `Expected ${expected[current.kind]}.`))
      }
      parts.set(part.key, value)
      return Result.void
    }
    const below = parts.get(part.key)
    const inner: Parts = below instanceof Map ? below : new Map()
    parts.set(part.key, inner)
    parts = inner
  }
  return Result.fail(Refusal.unknown(name))
}

/**
 * Makes a reader of requests. A parameter that the request does not have is refused by
 * name, as is one whose number is malformed.
 */
export const make = <A>(schema: Schema.Codec<A, A>) => {
  const shape = Shape.of(schema)
  const decode = Schema.decodeUnknownSync(schema)
  // As a plain listing asks. It goes to whoever permits requests, and is the same for all of them.
  const nothing = Result.succeed(Object.freeze(decode({})))
  return (parameters: QueryParameters): Result.Result<A, ServiceError.ServiceError> => {
    if (parameters.size === 0) return nothing
    const root: Parts = new Map()
    for (const [name, text] of parameters) {
      const placed = place(root, shape, name, text)
      if (Result.isFailure(placed)) return Result.fail(placed.failure)
    }
    return Result.succeed(decode(valueOf(shape, root)))
  }
}
