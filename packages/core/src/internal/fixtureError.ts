/**
 * What is wrong with a fixture, apart from the reading of one, since both the reader
 * and who calls it make such errors.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { abbreviate } from "./characters.ts"
import { formatPath } from "./path.ts"

/** The length, in characters, beyond which a part of a message is cut. */
const LONGEST_PART = 300

/**
 * A fixture that can't be understood, or a peer in one.
 *
 * @category errors
 */
export class FixtureError extends Schema.TaggedError<FixtureError>()("FixtureError", {
  /** What was expected and what was there, without the place. */
  fault: Schema.String,
  /** The line, from 1; absent where the text as a whole is at fault. */
  line: Schema.optionalKey(Schema.Int),
  /** The column, from 1, in Unicode characters. */
  column: Schema.optionalKey(Schema.Int),
  /** The ID of the peer that is at fault, if it is known. */
  routeServerPeerId: Schema.optionalKey(Schema.String),
  /** The path within the page, the array or the peer; empty for the whole. */
  path: Schema.Array(Schema.Union([Schema.String, Schema.Int])).pipe(
    Schema.withConstructorDefault(Effect.succeed([])),
  ),
}) {
  /** The line and the column, the peer, the path and what is wrong, each as far as it is known. */
  override get message(): string {
    const { column, fault, line, path, routeServerPeerId } = this
    const place = [line, column].filter((number) => number !== undefined).join(":")
    return [place, routeServerPeerId ?? "", formatPath(path), fault]
      .filter((part) => part !== "")
      .map((part) => abbreviate(part, LONGEST_PART))
      .join(": ")
  }
}
