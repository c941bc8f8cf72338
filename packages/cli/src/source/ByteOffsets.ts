/**
 * Where the units of a text, which is decoded part by part, lie in its bytes.
 */

/** A part of the text. */
interface Part {
  /** Where it begins. */
  readonly unit: number
  readonly byte: number
  /** Where it ends. */
  readonly end: number
  /** The bytes of each unit, if all have as many; otherwise its text tells. */
  readonly width: number | undefined
  readonly text: string
}

/** The offsets of bytes, which have to be asked for in their order. */
export class ByteOffsets {
  readonly #parts: Array<Part> = []
  readonly #unitBytes: number | undefined
  /** Behind the last part. */
  #end: { readonly unit: number; readonly byte: number }
  /** What was told last. */
  #last: { readonly unit: number; readonly byte: number }

  /** Of an encoding, behind a mark of so many bytes. */
  constructor(encoding: string, mark: number) {
    this.#unitBytes = encoding === "utf-8" ? undefined : 2
    this.#end = { unit: 0, byte: mark }
    this.#last = this.#end
  }

  add(text: string): void {
    const { byte, unit } = this.#end
    const bytes = this.#unitBytes === undefined ? Buffer.byteLength(text) : 2 * text.length
    const width = bytes === text.length ? 1 : this.#unitBytes
    const end = unit + text.length
    this.#parts.push({ unit, byte, end, width, text: width === undefined ? text : "" })
    this.#end = { unit: end, byte: byte + bytes }
  }

  of(unit: number): number {
    let [part] = this.#parts
    while (part !== undefined && part.end < unit) {
      this.#parts.shift()
      part = this.#parts[0]
      this.#last = part ?? this.#end
    }
    const { byte, unit: from } = this.#last
    const bytes =
      part?.width === undefined
        ? Buffer.byteLength(part?.text.slice(from - part.unit, unit - part.unit) ?? "")
        : part.width * (unit - from)
    this.#last = { unit, byte: byte + bytes }
    return this.#last.byte
  }
}
