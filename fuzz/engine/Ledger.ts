/**
 * What a session is at, in a file: a reader that hangs or ends its process can tell
 * nothing any more.
 */
import { openSync, readFileSync, writeSync } from "node:fs"

const HEAD = 8

/** How many inputs have been begun, and the last of them. */
export interface Entry {
  readonly count: number
  readonly input: Uint8Array
}

/** Begins a ledger; what it answers is to be called for each input, before it is read. */
export const write = (path: string): ((input: Uint8Array) => void) => {
  const file = openSync(path, "w")
  let count = 0
  return (input) => {
    count += 1
    const entry = Buffer.alloc(HEAD + input.length)
    entry.writeUInt32LE(count, 0)
    entry.writeUInt32LE(input.length, HEAD / 2)
    entry.set(input, HEAD)
    writeSync(file, entry, 0, entry.length, 0)
  }
}

/** What stands in a ledger. */
export const read = (path: string): Entry => {
  const entry = readFileSync(path)
  if (entry.length < HEAD) return { count: 0, input: new Uint8Array() }
  const end = HEAD + entry.readUInt32LE(HEAD / 2)
  return { count: entry.readUInt32LE(0), input: Uint8Array.from(entry.subarray(HEAD, end)) }
}
