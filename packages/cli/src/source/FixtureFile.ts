/**
 * Fixtures read from a file or from standard input.
 */
import { fileURLToPath } from "node:url"
import { Fixture } from "@route-server/core"
import { Data, Effect } from "effect"
import { excerpt } from "../terminal/DisplayText.ts"
import * as Input from "../terminal/Input.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import { decodeText } from "./FixtureText.ts"
import { noteOf, SAMPLE_FLEET, sampleFleet } from "./SampleFleet.ts"

/** A fixture that can't be read or can't be understood. */
export class FixtureFileError extends Data.TaggedError("FixtureFileError")<{
  /** The file, the place in it, and what is wrong. */
  readonly message: string
}> {}

/** The columns beyond which the name of a file is cut. */
const LONGEST_NAME = 300

/** An error in a file, at its place as compilers write it. */
const locate = (file: string, { line, message }: Fixture.FixtureError): string =>
  `${file}:${line === undefined ? " " : ""}${message}`

const source = Effect.fnUntraced(function* (name: string | undefined) {
  if (name === "-") {
    const { read } = yield* StandardStreams
    return { read, shown: "standard input", quoted: "standard input" }
  }
  const path = name ?? fileURLToPath(sampleFleet)
  const shown = excerpt(path, LONGEST_NAME)
  return { read: Input.file(path), shown, quoted: `'${shown}'` }
})

/**
 * Loads the fixture of a name: a file, `-` for standard input, or the sample
 * fleet if there is none. Says on standard error when it is the sample fleet,
 * which peers are left out, and when the fixture is only a part of a listing.
 * Gives the peers, the number of those that are left out, and whose peers they are.
 */
export const load = Effect.fnUntraced(function* (
  name: string | undefined,
  options?: Fixture.Options,
) {
  const { read, shown, quoted } = yield* source(name)
  const streams = yield* StandardStreams
  if (name === undefined) yield* streams.report(noteOf(streams.environment))
  const bytes = yield* Effect.mapError(
    read,
    ({ message }) => new FixtureFileError({ message: `can't read ${quoted}: ${message}` }),
  )
  const { isPartial, peers, unreadable } = yield* Effect.fromResult(decodeText(bytes)).pipe(
    Effect.flatMap((text) => Fixture.decode(text, options)),
    Effect.mapError((error) => new FixtureFileError({ message: locate(shown, error) })),
  )
  yield* streams.report(
    unreadable.map((error) => `route-server: left out: ${locate(shown, error)}`),
  )
  if (isPartial) {
    yield* streams.report([
      `route-server: warning: ${shown} is only a part of a listing: its last page has a NextToken`,
    ])
  }
  return {
    peers,
    leftOut: unreadable.length,
    origin: name === undefined ? SAMPLE_FLEET : shown,
  }
})
