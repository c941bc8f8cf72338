/**
 * Fixtures read from a file or from standard input, in parts: of a file no more is in
 * memory than is asked for.
 */
import { fileURLToPath } from "node:url"
import type { TextDecoder } from "node:util"
import { Fixture, type RouteServerPeer } from "@route-server/core"
import { Effect, Result } from "effect"
import * as Input from "../terminal/Input.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import { ByteOffsets } from "./ByteOffsets.ts"
import { decoderOf, InvalidLine, invalid } from "./FixtureText.ts"
import { noteOf, SAMPLE_FLEET, sampleFleet } from "./SampleFleet.ts"
import * as TextFile from "./TextFile.ts"

/** The bytes that are read at a time. */
const BUFFER = 262_144

/** The bytes that are decoded at a time: so many that a text of them is short-lived in V8. */
const PART = 65_536

/** A peer, and where its bytes lie. */
export interface Found extends Fixture.Found {
  readonly firstByte: number
  readonly endByte: number
}

/** How to read a fixture. */
export interface Reading<E = never> extends Fixture.Options {
  /** Is given each peer; tells the line of an earlier one with the same ID. */
  readonly take: (found: Found) => number | undefined
  /** What keeps from reading on, if anything does. */
  readonly stop?: () => E | undefined
}

/** What there is to tell of a fixture beside its peers. */
export interface Rest extends Omit<Fixture.Fixture, "peers"> {
  readonly encoding: string
}

/**
 * Opens the fixture of a name: a file, `-` for standard input, or the sample fleet if
 * there is none. Says on standard error when it is the sample fleet. It can be read as
 * often as is needed.
 */
export const open = Effect.fnUntraced(function* (name: string | undefined) {
  const streams = yield* StandardStreams
  if (name === undefined) yield* streams.report(noteOf(streams.environment))
  const path = name ?? fileURLToPath(sampleFleet)
  const { isInput, shown, unreadable } = TextFile.called(path)
  const input = yield* Effect.mapError(
    isInput ? Effect.map(streams.read, Input.ofBytes) : Input.seekable(path),
    unreadable,
  )
  const located = (error: Fixture.FixtureError) =>
    new TextFile.TextFileError({ message: TextFile.locate(shown, error) })

  /** The parts of it, one after the other; the last one is empty. */
  const parts = Effect.fnUntraced(function* <E>(
    take: (bytes: Uint8Array) => Effect.Effect<boolean, E>,
  ): Effect.fn.Return<void, E | TextFile.TextFileError> {
    const buffer = new Uint8Array(BUFFER)
    for (let offset = 0, length = 1; length > 0; offset += length) {
      length = yield* Effect.mapError(input.read(offset, buffer), unreadable)
      // Of an empty read, too, there is one part.
      for (let at = 0; at === 0 || at < length; at += PART) {
        if (!(yield* take(buffer.subarray(at, Math.min(length, at + PART))))) return
      }
      // What is in memory is read at once, and an interruption must find its turn.
      yield* Effect.yieldNow
    }
  })

  /** What is wrong with bytes that a decoder does not know. */
  const undecodable = Effect.fnUntraced(function* (decoder: TextDecoder) {
    const search = new InvalidLine()
    if (decoder.encoding === "utf-8") {
      yield* parts((bytes) => Effect.sync(() => !search.isIn(bytes)))
    }
    return yield* located(invalid(decoder, search.line))
  })

  /**
   * Reads it from the beginning. Bytes that are no text count before all else that is
   * wrong.
   */
  const read = Effect.fnUntraced(function* <E = never>({
    stop,
    take,
    ...options
  }: Reading<E>): Effect.fn.Return<Rest, TextFile.TextFileError | E> {
    let decoder: TextDecoder | undefined
    let offsets = new ByteOffsets("utf-8", 0)
    const reader = Fixture.reader(
      (found) =>
        take({
          ...found,
          firstByte: offsets.of(found.start),
          endByte: offsets.of(found.end),
        }),
      options,
    )
    let isOpen = true
    yield* parts((bytes) =>
      Effect.gen(function* () {
        if (decoder === undefined) {
          decoder = yield* Effect.mapError(Effect.fromResult(decoderOf(bytes)), located)
          offsets = new ByteOffsets(decoder.encoding, markOf(decoder.encoding, bytes))
        }
        const known = decoder
        const text = Result.try(() => known.decode(bytes, { stream: bytes.length > 0 }))
        if (Result.isFailure(text)) return yield* undecodable(known)
        offsets.add(text.success)
        isOpen = isOpen && reader.write(text.success)
        const reason = stop?.()
        if (reason !== undefined) return yield* Effect.fail(reason)
        return true
      }),
    )
    const rest = yield* Effect.mapError(Effect.fromResult(reader.end()), located)
    return { ...rest, encoding: decoder?.encoding ?? "utf-8" }
  })

  return { shown, origin: name === undefined ? SAMPLE_FLEET : shown, input, read }
})

/** A fixture that is open. */
export type FixtureFile = Effect.Success<ReturnType<typeof open>>

/** The bytes of the mark that text of an encoding begins with. */
const markOf = (encoding: string, [first]: Uint8Array): number => {
  if (encoding !== "utf-8") return 2
  return first === 0xef ? 3 : 0
}

/** Says which peers of a fixture are left out, and that it is only a part of a listing. */
export const report = Effect.fnUntraced(function* (
  { shown }: Pick<FixtureFile, "shown">,
  { isPartial, unreadable }: Omit<Fixture.Fixture, "peers">,
) {
  const streams = yield* StandardStreams
  yield* streams.report(
    unreadable.map((error) => `route-server: left out: ${TextFile.locate(shown, error)}`),
  )
  if (isPartial) {
    yield* streams.report([
      `route-server: warning: ${shown} is only a part of a listing: its last page has a NextToken`,
    ])
  }
})

/**
 * Loads all peers of the fixture of a name, as {@link open} opens it. Says on standard
 * error which are left out, and when it is only a part of a listing. Gives the peers, the
 * number of those that are left out, and whose peers they are.
 */
export const load = Effect.fnUntraced(function* (
  name: string | undefined,
  options?: Fixture.Options,
) {
  const file = yield* open(name)
  const peers: Array<RouteServerPeer.RouteServerPeer> = []
  const lines = new Map<string, number>()
  const rest = yield* file.read({
    ...options,
    take: ({ line, peer }) => {
      const earlier = lines.get(peer.RouteServerPeerId)
      lines.set(peer.RouteServerPeerId, line)
      peers.push(peer)
      return earlier
    },
  })
  yield* report(file, rest)
  return { peers, leftOut: rest.unreadable.length, origin: file.origin }
}, Effect.scoped)
