/**
 * The part of a text that a reader looks at, while the text comes in parts: what it is
 * done with is dropped, and lines are counted on the way.
 */
import type { Position } from "../JsonText.ts"
import { skipSpace } from "./skipSpace.ts"

/** A reading that stops where it needs more text, and is given it, or `undefined` at the end. */
export type Reading<A> = Generator<void, A, string | undefined>

const pairs = /[\ud800-\udbff][\udc00-\udfff]/g

/** The Unicode characters of a part of a text. */
const countCharacters = (text: string, from: number, to: number): number => {
  const part = text.slice(from, to)
  return part.length - (part.match(pairs)?.length ?? 0)
}

/** A place in the window, up to which lines are counted, and characters up to one before it on its line. */
interface Mark {
  readonly at: number
  readonly line: number
  readonly countedTo: number
  /** The characters of the line before that place. */
  readonly counted: number
}

const START: Mark = { at: 0, line: 1, countedTo: 0, counted: 0 }

/** Offsets named `at` are those in the window, all others those in the whole text. */
export class TextWindow {
  text = ""
  /** Where to read on. */
  at = 0
  /** Whether the text ends where the window does. */
  isLast = false
  /** The offset in the whole text at which the window begins. */
  #base = 0
  /** The offset that has to stay within the window. */
  #kept = 0
  #first = START
  #latest = START
  /** The line break after the latest mark. */
  #nextBreak = -1

  /** Where to read on, in the whole text. */
  get offset(): number {
    return this.#base + this.at
  }

  offsetOf(at: number): number {
    return this.#base + at
  }

  atOf(offset: number): number {
    return offset - this.#base
  }

  /** What is kept begins there. */
  get keptAt(): number {
    return this.#kept - this.#base
  }

  /** Lets go of what comes before the place where to read on. */
  keep(): void {
    this.#kept = this.offset
  }

  /** Drops what is not kept, and takes in at least as much text as it still has, so that long values cost no more. */
  *fill(): Reading<void> {
    this.#drop(this.keptAt)
    const parts = [this.text]
    const least = Math.max(1, this.text.length)
    for (let length = 0; length < least; ) {
      const part = yield
      if (part === undefined) {
        this.isLast = true
        break
      }
      parts.push(part)
      length += part.length
    }
    this.text = parts.join("")
    this.#nextBreak = -1
  }

  /** The next character in the window that is no white space, without passing it. */
  peek(): string | undefined {
    this.at = skipSpace(this.text, this.at)
    return this.text[this.at]
  }

  /** The next one in the text; empty at its end. */
  *next(): Reading<string> {
    for (;;) {
      const character = this.peek()
      if (character !== undefined) return character
      if (this.isLast) return ""
      yield* this.fill()
    }
  }

  /** The line of an offset in the window. */
  lineOf(offset: number): number {
    return this.#markAt(this.atOf(offset)).line
  }

  positionOf(offset: number): Position {
    const at = this.atOf(offset)
    const { counted, countedTo, line } = this.#markAt(at)
    const characters = counted + countCharacters(this.text, countedTo, at)
    // Many places on one line then cost one walk through it.
    this.#latest = { at, line, countedTo: at, counted: characters }
    return { offset, line, column: characters + 1 }
  }

  #drop(to: number): void {
    const { column, line } = this.positionOf(this.#base + to)
    this.#first = { at: 0, line, countedTo: 0, counted: column - 1 }
    this.#latest = this.#first
    this.text = this.text.slice(to)
    this.at -= to
    this.#base += to
  }

  #markAt(at: number): Mark {
    if (at < this.#latest.at) {
      this.#latest = this.#first
      this.#nextBreak = -1
    }
    let { counted, countedTo, line } = this.#latest
    if (this.#nextBreak < 0) this.#nextBreak = this.#breakAfter(this.#latest.at)
    while (this.#nextBreak < at) {
      line += 1
      counted = 0
      countedTo = this.#nextBreak + 1
      this.#nextBreak = this.#breakAfter(countedTo)
    }
    this.#latest = { at, line, countedTo, counted }
    return this.#latest
  }

  #breakAfter(at: number): number {
    const found = this.text.indexOf("\n", at)
    return found < 0 ? Number.POSITIVE_INFINITY : found
  }
}
