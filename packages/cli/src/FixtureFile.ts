/**
 * Fixtures read from a file or from standard input.
 */
import { fileURLToPath } from "node:url"
import { Data, Effect, FileSystem, type PlatformError } from "effect"
import { shorten } from "./DisplayText.ts"
import * as Fixture from "./Fixture.ts"
import type { FixtureError } from "./FixtureError.ts"
import { sampleFleet } from "./SampleFleet.ts"
import { StandardStreams } from "./StandardStreams.ts"
import { visible } from "./Visible.ts"

/** A fixture that can't be read or can't be understood. */
export class FixtureFileError extends Data.TaggedError("FixtureFileError")<{
  /** The file, the place in it, the peer and the path as far as they are known, and what is wrong. */
  readonly message: string
}> {}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
}

const reasonOf = ({ cause, message }: PlatformError.PlatformError): string => {
  if (!(cause instanceof Error)) return message
  const code = "code" in cause ? String(cause.code) : ""
  return reasons[code] ?? cause.message
}

const read = Effect.fnUntraced(function* (file: string) {
  const fs = yield* FileSystem.FileSystem
  return yield* fs
    .readFile(file)
    .pipe(
      Effect.mapError(
        (error) => new FixtureFileError({ message: `can't read '${file}': ${reasonOf(error)}` }),
      ),
    )
})

const readStandardInput = Effect.flatMap(StandardStreams, ({ read }) => read).pipe(
  Effect.mapError(
    ({ message }) => new FixtureFileError({ message: `can't read standard input: ${message}` }),
  ),
)

/** The length beyond which a path, an ID or a message that a file brought about is cut. */
const LONGEST_PART = 300

const locate = (file: string, error: FixtureError): FixtureFileError => {
  const { line, column, routeServerPeerId, path, message } = error
  const place = [file, line, column].filter((part) => part !== undefined).join(":")
  const parts = [routeServerPeerId, path, message]
    .filter((part) => part !== undefined && part !== "")
    .map((part = "") => shorten(visible(part), LONGEST_PART))
  return new FixtureFileError({ message: [place, ...parts].join(": ") })
}

/**
 * Loads the fixture of a name: a file, `-` for standard input, or the sample
 * fleet if there is none. Says on standard error when the fixture is only a
 * part of a listing.
 */
export const load = Effect.fnUntraced(function* (name: string | undefined) {
  const file = name ?? fileURLToPath(sampleFleet)
  const [shown, bytes] =
    file === "-"
      ? (["standard input", yield* readStandardInput] as const)
      : ([file, yield* read(file)] as const)
  const fixture = yield* Effect.mapError(Fixture.decode(bytes), (error) => locate(shown, error))
  if (fixture.isPartial) {
    const streams = yield* StandardStreams
    yield* streams.report([
      `route-server: warning: ${shown} is only a part of a listing: its last page has a NextToken`,
    ])
  }
  return fixture.peers
})
