/**
 * `--output text`: the layout of the AWS CLI's text output, made for `cut` and
 * `awk`. Each record is a line of fields between tabs that begins with what it
 * is; structures follow the peer that they belong to.
 *
 * Unlike the AWS CLI, it gives every peer the same fields, empty where a peer has
 * none: those that the AWS reference has. (There, a field is missing from a page on
 * which no peer has it.) A member that the reference does not have is a record of
 * its own. What would break a line or a field in a value is written as an escape.
 *
 * Of a fleet, a record `TARGET` with account, name and region stands before the peers of
 * a target, and a record `UNKNOWNTARGET` with code and message at the end.
 */
import { Fixture, PeerSourceError, RouteServerPeer, Shape, type Target } from "@route-server/core"
import { visiblePieces } from "../terminal/Visible.ts"
import type { Renderer } from "./Renderer.ts"

const isStructure = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Fixture.literalOf(value) === undefined

const isList = (value: unknown): value is ReadonlyArray<unknown> => Array.isArray(value)

/** The characters beyond which a line is handed out in pieces. */
const LONG_LINE = 65_536

function* record(fields: ReadonlyArray<string>): Generator<string> {
  let line = ""
  for (const [index, field] of fields.entries()) {
    if (index > 0) line += "\t"
    for (const piece of visiblePieces(field)) {
      line += piece
      if (line.length < LONG_LINE) continue
      yield line
      line = ""
    }
  }
  yield `${line}\n`
}

/** A scalar as Python prints it, for that is what scripts written for the AWS CLI expect. */
const scalar = (value: unknown): string => {
  if (value === null) return "None"
  if (typeof value === "boolean") return value ? "True" : "False"
  return Fixture.literalOf(value) ?? String(value)
}

/** The names of all scalar members that occur in structures of a list, in order: they all show the same fields. */
const scalarNames = (elements: ReadonlyArray<unknown>): ReadonlyArray<string> => {
  const names = new Set<string>()
  for (const element of elements) {
    if (!isStructure(element) || isList(element)) continue
    for (const [name, value] of Object.entries(element)) if (!isStructure(value)) names.add(name)
  }
  return [...names].sort()
}

const namesByShape = new WeakMap<Shape.Structure, ReadonlyArray<string>>()

/** The names of the scalar members that structures of a shape have. */
const scalarNamesOf = (shape: Shape.Structure): ReadonlyArray<string> => {
  const known = namesByShape.get(shape)
  if (known !== undefined) return known
  const names = shape.members
    .filter(({ shape: { kind } }) => kind !== "structure" && kind !== "list")
    .map(({ name }) => name)
    .sort()
  namesByShape.set(shape, names)
  return names
}

/** What precedes the fields of a record: what it is, if it has a name. */
const named = (identifier: string | undefined): ReadonlyArray<string> =>
  identifier === undefined ? [] : [identifier.toUpperCase()]

/** The lines of a structure; the shape says which fields it always has, if it is known. */
function* structureLines(
  identifier: string | undefined,
  structure: object,
  names: ReadonlyArray<string>,
  shape?: Shape.Structure,
): Generator<string> {
  if (names.length > 0) {
    const fields = names.map((name) =>
      Object.hasOwn(structure, name) ? scalar(Reflect.get(structure, name)) : "",
    )
    yield* record([...named(identifier), ...fields])
  }
  const others = Object.entries(structure).filter(([name]) => !names.includes(name))
  for (const [name, value] of others.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const member = shape?.members.find((member) => member.name === name)?.shape
    yield* lines(name, value, member)
  }
}

/** The lines of any value: of a list of scalars without a name, one with all of them. */
function* lines(
  identifier: string | undefined,
  value: unknown,
  shape?: Shape.Shape,
): Generator<string> {
  const elements = isList(value) ? value : [value]
  const scalars = elements.filter((element) => !isStructure(element)).map(scalar)
  if (identifier !== undefined) {
    for (const text of scalars) yield* record([...named(identifier), text])
  } else if (scalars.length > 0) {
    yield* record(scalars)
  }
  const each = isList(value) && shape?.kind === "list" ? shape.item : shape
  const known = each?.kind === "structure" ? each : undefined
  const names = known === undefined ? scalarNames(elements) : scalarNamesOf(known)
  for (const element of elements.filter(isStructure)) {
    if (isList(element)) yield* lines(identifier, element)
    else yield* structureLines(identifier, element, names, known)
  }
}

const peers: Shape.Shape = { kind: "list", item: Shape.of(RouteServerPeer.RouteServerPeer) }

const targetFields = ({ account = "", name, region }: Target.Target) => [account, name, region]

/** Makes a renderer of one listing. */
export const make = (): Renderer => {
  let at: string | undefined
  return {
    *page(rows) {
      for (const { peer, target } of rows) {
        if (target !== undefined && target.name !== at) {
          at = target.name
          yield* record(["TARGET", ...targetFields(target)])
        }
        yield* lines("RouteServerPeers", [peer], peers)
      }
    },
    *end({ continuation, fleet }) {
      if (continuation !== undefined) yield* record(["NEXTTOKEN", continuation.token])
      for (const { error, target } of fleet?.unknown ?? []) {
        const fields = [...targetFields(target), PeerSourceError.codeOf(error), error.message]
        yield* record(["UNKNOWNTARGET", ...fields])
      }
    },
  }
}

/** Any value, such as the answer to a query. */
export const value = (answer: unknown): Iterable<string> => lines(undefined, answer)
