/**
 * Fixtures read from a file or from standard input.
 */
import { fileURLToPath } from "node:url"
import { Data, Effect } from "effect"
import { shorten } from "./DisplayText.ts"
import * as Fixture from "./Fixture.ts"
import type { FixtureError } from "./FixtureError.ts"
import * as Input from "./Input.ts"
import { sampleFleet } from "./SampleFleet.ts"
import { StandardStreams } from "./StandardStreams.ts"
import { visible } from "./Visible.ts"

/** A fixture that can't be read or can't be understood. */
export class FixtureFileError extends Data.TaggedError("FixtureFileError")<{
  /** The file, the place in it, the peer and the path as far as they are known, and what is wrong. */
  readonly message: string
}> {}

/** The length beyond which a file, a path, an ID or a message is cut. */
const LONGEST_PART = 300

const excerpt = (text: string): string => shorten(visible(text), LONGEST_PART)

const locate = (file: string, error: FixtureError): FixtureFileError => {
  const { line, column, routeServerPeerId, path, message } = error
  const place = [excerpt(file), line, column].filter((part) => part !== undefined).join(":")
  const parts = [routeServerPeerId, path, message]
    .filter((part) => part !== undefined && part !== "")
    .map((part = "") => excerpt(part))
  return new FixtureFileError({ message: [place, ...parts].join(": ") })
}

const source = Effect.fnUntraced(function* (name: string | undefined) {
  if (name === "-") {
    const { read } = yield* StandardStreams
    return { read, shown: "standard input", quoted: "standard input" }
  }
  const path = name ?? fileURLToPath(sampleFleet)
  return { read: Input.file(path), shown: path, quoted: `'${excerpt(path)}'` }
})

/**
 * Loads the fixture of a name: a file, `-` for standard input, or the sample
 * fleet if there is none. Says on standard error when the fixture is only a
 * part of a listing.
 */
export const load = Effect.fnUntraced(function* (name: string | undefined) {
  const { read, shown, quoted } = yield* source(name)
  const bytes = yield* Effect.mapError(
    read,
    ({ message }) => new FixtureFileError({ message: `can't read ${quoted}: ${message}` }),
  )
  const fixture = yield* Effect.mapError(Fixture.decode(bytes), (error) => locate(shown, error))
  if (fixture.isPartial) {
    const streams = yield* StandardStreams
    yield* streams.report([
      `route-server: warning: ${excerpt(shown)} is only a part of a listing: its last page has a NextToken`,
    ])
  }
  return fixture.peers
})
