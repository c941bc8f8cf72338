/**
 * `--output text`: the layout of the AWS CLI's text output, made for `cut` and
 * `awk`. Each record is a line of fields between tabs that begins with what it
 * is; structures follow the peer that they belong to.
 *
 * Unlike the AWS CLI, it writes what would break a line or a field in a value
 * as an escape.
 */
import { Fixture } from "@route-server/core"
import { visiblePieces } from "../terminal/Visible.ts"
import type { Renderer } from "./Renderer.ts"

const isStructure = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Fixture.literalOf(value) === undefined

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
  return Fixture.literalOf(value) ?? (isStructure(value) ? JSON.stringify(value) : String(value))
}

/** The names of all scalar members that occur in a list of structures: they all show the same fields. */
const scalarNames = (structures: ReadonlyArray<object>): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const structure of structures) {
    for (const [name, value] of Object.entries(structure)) {
      if (!isStructure(value)) names.add(name)
    }
  }
  return new Set([...names].sort())
}

function* lines(
  identifier: string,
  structure: object,
  scalars: ReadonlySet<string>,
): Generator<string> {
  const members = new Map<string, unknown>(Object.entries(structure))
  if (scalars.size > 0) {
    const fields = Array.from(scalars, (name) =>
      members.has(name) ? scalar(members.get(name)) : "",
    )
    yield* record([identifier.toUpperCase(), ...fields])
  }
  for (const [name, value] of [...members].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!scalars.has(name) && isStructure(value)) yield* nested(name, value)
  }
}

function* nested(identifier: string, value: object): Generator<string> {
  if (!Array.isArray(value)) return yield* lines(identifier, value, scalarNames([value]))
  const structures = value.filter(isStructure)
  const names = scalarNames(structures.filter((element) => !Array.isArray(element)))
  for (const element of value) {
    if (!isStructure(element)) yield* record([identifier.toUpperCase(), scalar(element)])
    else if (Array.isArray(element)) yield* nested(identifier, element)
    else yield* lines(identifier, element, names)
  }
}

/** Makes a renderer of one listing. */
export const make = (): Renderer => ({
  *page({ RouteServerPeers }) {
    const names = scalarNames(RouteServerPeers)
    for (const peer of RouteServerPeers) yield* lines("RouteServerPeers", peer, names)
  },
  end: (nextToken) => (nextToken === undefined ? [] : record(["NEXTTOKEN", nextToken])),
})
