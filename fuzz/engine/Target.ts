/**
 * What is fuzzed: a reader, and what it promises of every input.
 */
import type fc from "fast-check"

/** A promise that an input broke. */
export class Broken extends Error {
  override readonly name = "Broken"
  /** What it does, in words that a file can be named with. */
  readonly what: string

  constructor(what: string, detail: string) {
    super(detail)
    this.what = what
  }
}

/** A reader, and what it promises of every input. */
export interface Target {
  readonly name: string
  /** What means something to the reader; mutations put it in. */
  readonly dictionary: ReadonlyArray<string>
  /** Inputs that are whole, which mutations begin with as they do with the corpus. */
  readonly whole: fc.Arbitrary<string>
  /** Files that belong to the corpus and stand elsewhere, by their paths from the root. */
  readonly files?: ReadonlyArray<string>
  /** Fails if a promise is broken, with {@link Broken} or with whatever the reader threw. */
  readonly check: (input: Uint8Array) => void | Promise<void>
}

/** Fails unless a promise holds. */
export const promise = (holds: boolean, what: string, detail: () => unknown = () => ""): void => {
  if (!holds) throw new Broken(what, String(detail()))
}

const FIRST_HALF = 0xd800
const FIRST_STAND_IN = 0xe000
const HALVES = 0x800

/**
 * The text of an input. UTF-8 has no halves of characters, so U+E000 to U+E7FF, which
 * no reader treats in a way of its own, stand for them.
 */
export const textOf = (input: Uint8Array): string =>
  new TextDecoder("utf-8", { ignoreBOM: true })
    .decode(input)
    .replace(/[\ue000-\ue7ff]/g, (standIn) =>
      String.fromCharCode(standIn.charCodeAt(0) - FIRST_STAND_IN + FIRST_HALF),
    )

/** The input that has a text. */
export const inputOf = (text: string): Uint8Array =>
  new TextEncoder().encode(
    Array.from(text, (character) => {
      const code = character.codePointAt(0) ?? 0
      return code >= FIRST_HALF && code < FIRST_HALF + HALVES
        ? String.fromCharCode(code - FIRST_HALF + FIRST_STAND_IN)
        : character
    }).join(""),
  )
