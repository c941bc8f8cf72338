/**
 * Fixtures read from a file or from standard input.
 */
import { fileURLToPath } from "node:url"
import { Fixture } from "@route-server/core"
import { Effect } from "effect"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import { noteOf, SAMPLE_FLEET, sampleFleet } from "./SampleFleet.ts"
import * as TextFile from "./TextFile.ts"

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
  const streams = yield* StandardStreams
  if (name === undefined) yield* streams.report(noteOf(streams.environment))
  const { text, shown } = yield* TextFile.read(name ?? fileURLToPath(sampleFleet))
  const { isPartial, peers, unreadable } = yield* Effect.mapError(
    Fixture.decode(text, options),
    (error) => new TextFile.TextFileError({ message: TextFile.locate(shown, error) }),
  )
  yield* streams.report(
    unreadable.map((error) => `route-server: left out: ${TextFile.locate(shown, error)}`),
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
