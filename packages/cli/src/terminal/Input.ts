/**
 * Bytes from files, pipes and standard input, read so that an interruption ends
 * the reading at once.
 *
 * Node reads a file in a thread of its own, and one that waits for a pipe there
 * would keep the process from ending. A pipe or a terminal behind a name is
 * therefore opened without waiting and read as standard input is.
 */
import { constants as limits } from "node:buffer"
import { closeSync, constants, createReadStream, fstatSync, openSync, readFile } from "node:fs"
import { Socket } from "node:net"
import type { Readable } from "node:stream"
import { isatty, ReadStream } from "node:tty"
import { getSystemErrorMessage } from "node:util"
import { Data, Effect } from "effect"

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

/** All of a file, or of the pipe or the terminal that goes by the name of one. */
export const file = (path: string): Effect.Effect<Uint8Array, InputFailed> =>
  Effect.flatMap(
    Effect.try({
      try: () => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK),
      catch: failed,
    }),
    (fd) => {
      const stat = fstatSync(fd)
      if (stat.isFile()) return stat.size > LONGEST ? tooLong : whole(fd)
      if (isatty(fd)) return collect(new ReadStream(fd))
      if (stat.isFIFO()) return collect(new Socket({ fd, readable: true, writable: false }))
      return collect(createReadStream(path, { fd }))
    },
  )
