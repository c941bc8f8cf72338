/**
 * What a session is at, in memory that it shares with whoever watches it: a reader that
 * hangs can tell nothing any more.
 */
import { LARGEST } from "./mutation.ts"

const HEAD = 8

/** The input that is being read, and how many have been. */
export class Ledger {
  readonly buffer: SharedArrayBuffer
  readonly #head: Int32Array
  readonly #bytes: Uint8Array

  constructor(buffer = new SharedArrayBuffer(HEAD + LARGEST)) {
    this.buffer = buffer
    this.#head = new Int32Array(buffer, 0, 2)
    this.#bytes = new Uint8Array(buffer, HEAD)
  }

  begin(input: Uint8Array): void {
    const whole = input.subarray(0, this.#bytes.length)
    this.#bytes.set(whole)
    this.#head[1] = whole.length
    Atomics.add(this.#head, 0, 1)
  }

  get count(): number {
    return Atomics.load(this.#head, 0)
  }

  get input(): Uint8Array {
    return Uint8Array.from(this.#bytes.subarray(0, this.#head[1]))
  }
}
