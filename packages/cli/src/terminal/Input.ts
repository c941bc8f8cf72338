/**
 * Bytes from files, pipes and standard input, read so that an interruption ends
 * the reading at once.
 *
 * Node reads a file in a thread of its own, and one that waits for a pipe there
 * would keep the process from ending. A pipe or a terminal behind a name is
 * therefore opened without waiting and read as standard input is.
 */
import { constants as limits } from "node:buffer"
import {
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  openSync,
  read,
  readFile,
  readSync,
  type Stats,
} from "node:fs"
import { Socket } from "node:net"
import type { Readable } from "node:stream"
import { isatty, ReadStream } from "node:tty"
import { getSystemErrorMessage } from "node:util"
import { Data, Effect, type Scope } from "effect"

/** An input that can't be read. */
export class InputFailed extends Data.TaggedError("InputFailed")<{
  /** Why, without saying which input it is. */
  readonly message: string
}> {}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
}

const failed = (cause: unknown): InputFailed => {
  if (!(cause instanceof Error)) return new InputFailed({ message: String(cause) })
  const code = "code" in cause ? String(cause.code) : ""
  const errno = "errno" in cause ? cause.errno : undefined
  // The message of a system error names the path again.
  const otherwise = typeof errno === "number" ? getSystemErrorMessage(errno) : cause.message
  return new InputFailed({ message: reasons[code] ?? otherwise })
}

/** The most bytes that can become one text. */
const LONGEST = limits.MAX_STRING_LENGTH

const tooLong = new InputFailed({ message: `it is longer than ${LONGEST} bytes` })

/** All bytes of a stream, which is destroyed when they are there, and when nobody wants them any more. */
const collect = (stream: Readable): Effect.Effect<Uint8Array, InputFailed> =>
  Effect.callback((resume) => {
    const chunks: Array<Uint8Array> = []
    let length = 0
    stream
      .on("data", (chunk: Uint8Array) => {
        chunks.push(chunk)
        length += chunk.length
        if (length <= LONGEST) return
        stream.destroy()
        resume(tooLong)
      })
      // The stream may outlive the reading, so it must not keep the pieces.
      .on("end", () => resume(Effect.succeed(Buffer.concat(chunks.splice(0), length))))
      .on("error", (error) => resume(failed(error)))
    return Effect.sync(() => stream.destroy())
  })

/** All bytes of a regular file, at once and in one piece. */
const whole = (fd: number): Effect.Effect<Uint8Array, InputFailed> =>
  Effect.callback((resume, signal) => {
    readFile(fd, { signal }, (error, bytes) => {
      closeSync(fd)
      resume(error ? failed(error) : Effect.succeed(bytes))
    })
  })

/** All of standard input. */
export const standardInput: Effect.Effect<Uint8Array, InputFailed> = Effect.suspend(() =>
  // Of a directory Node would make an empty input.
  fstatSync(0).isDirectory()
    ? new InputFailed({ message: "it is a directory" })
    : collect(process.stdin),
)

const open = (path: string): Effect.Effect<number, InputFailed> =>
  Effect.try({
    try: () => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK),
    catch: failed,
  })

/** All of what is open and no regular file. */
const streamed = (fd: number, stat: Stats, path: string): Effect.Effect<Uint8Array, InputFailed> =>
  Effect.suspend(() => {
    if (isatty(fd)) return collect(new ReadStream(fd))
    if (stat.isFIFO()) return collect(new Socket({ fd, readable: true, writable: false }))
    return collect(createReadStream(path, { fd }))
  })

/** All of a file, or of the pipe or the terminal that goes by the name of one. */
export const file = (path: string): Effect.Effect<Uint8Array, InputFailed> =>
  Effect.flatMap(open(path), (fd) => {
    const stat = fstatSync(fd)
    if (!stat.isFile()) return streamed(fd, stat, path)
    return stat.size > LONGEST ? tooLong : whole(fd)
  })

/** An input that can be read at any place, as often as is needed. */
export interface Seekable {
  /** Reads bytes that begin at an offset; how many there are, none only at the end. */
  readonly read: (offset: number, into: Uint8Array) => Effect.Effect<number, InputFailed>
  /** Reads bytes again, at once: for many small reads, each of which a thread would make slow. */
  readonly readAgain: (offset: number, into: Uint8Array) => number
  /** Whether it is as it was when it was opened. */
  readonly isSame: () => boolean
}

/** Bytes that are in memory. */
export const ofBytes = (bytes: Uint8Array): Seekable => {
  const readAgain: Seekable["readAgain"] = (offset, into) => {
    const part = bytes.subarray(offset, offset + into.length)
    into.set(part)
    return part.length
  }
  return {
    read: (offset, into) => Effect.sync(() => readAgain(offset, into)),
    readAgain,
    isSame: () => true,
  }
}

/** What changes when somebody writes to a file that is open. */
const stampOf = (fd: number): string => {
  const { mtimeNs, size } = fstatSync(fd, { bigint: true })
  return `${size} ${mtimeNs}`
}

const ofFile = (fd: number): Seekable => {
  const stamp = stampOf(fd)
  return {
    read: (offset, into) =>
      Effect.callback((resume) => {
        read(fd, into, 0, into.length, offset, (error, length) =>
          resume(error ? failed(error) : Effect.succeed(length)),
        )
      }),
    readAgain: (offset, into) => readSync(fd, into, 0, into.length, offset),
    isSame: () => stampOf(fd) === stamp,
  }
}

/** A file, which stays on the disk, or all of the pipe or the terminal that goes by the name of one. */
export const seekable = (path: string): Effect.Effect<Seekable, InputFailed, Scope.Scope> =>
  Effect.gen(function* () {
    const fd = yield* open(path)
    const stat = fstatSync(fd)
    if (!stat.isFile()) return ofBytes(yield* streamed(fd, stat, path))
    yield* Effect.addFinalizer(() => Effect.sync(() => closeSync(fd)))
    return ofFile(fd)
  })
