/**
 * A peer out of a fixture, from the value that was written for it.
 */
import * as Result from "effect/Result"
import { RouteServerPeer } from "../RouteServerPeer.ts"
import * as Shape from "../Shape.ts"
import * as jsonNumber from "./jsonNumber.ts"
import type { Piece } from "./jsonPiece.ts"
import { readPeer, type UnreadableValue } from "./readResult.ts"

/** Of a number that JavaScript would change. */
export const ROUNDED = "expected a number with no more digits than JavaScript can hold"

const shape = Shape.of(RouteServerPeer)

/** A value of a shape without the optional members of it that are null. */
const dropNulls = (value: unknown, shape: Shape.Shape): unknown => {
  if (Array.isArray(value)) {
    return shape.kind === "list" ? value.map((item) => dropNulls(item, shape.item)) : value
  }
  if (shape.kind !== "structure" || typeof value !== "object" || value === null) return value
  const known = new Map(shape.members.map((member) => [member.name, member]))
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const form = known.get(name)
      if (form === undefined) return [[name, member]]
      return form.isOptional && member === null ? [] : [[name, dropNulls(member, form.shape)]]
    }),
  )
}

/** The value of a piece without the members that are null and may be absent; few have any. */
export const inputOf = ({ hasNull, value }: Piece): unknown =>
  hasNull ? dropNulls(value, shape) : value

/** Reads a peer; its numbers are those that are written. */
export const readPiece = (
  piece: Piece,
): Result.Result<RouteServerPeer, Omit<UnreadableValue, "cause">> => {
  const read = readPeer(inputOf(piece))
  if (piece.inexact === undefined || Result.isFailure(read)) return read
  const exact = { ...piece, value: jsonNumber.parseExactly(piece.json) }
  // It may be what it should be only because JavaScript can't hold what is written.
  return Result.mapError(readPeer(inputOf(exact)), ({ path }) => ({ path, fault: ROUNDED }))
}
