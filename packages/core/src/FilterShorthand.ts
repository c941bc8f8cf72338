/**
 * The AWS CLI's shorthand for a filter: `Name=vpc-id,Values=a,b`.
 *
 * - Members are separated by commas, a name from its value by `=`.
 * - `Values=a,b` goes on until the next `name=`; `[a,b]` is a list too.
 * - A value may stand in single or double quotes. Within them, a backslash
 *   before the quote or before another backslash makes that literal.
 * - Blanks, tabs and line breaks before a value are left out, and behind a value
 *   without quotes all white space of Unicode. Other white space before a value, such
 *   as a no-break space, is a part of it.
 * - In a value without quotes `\,` is a comma, and any other backslash stays as
 *   it is, so that the escapes of filter patterns (`\*`) come through.
 *
 * Oddities that nobody means are refused, such as a quote within a value, and so
 * is `file://`, which makes the AWS CLI read a file.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import type { Filter } from "./Filter.ts"

/**
 * A filter that can't be read.
 *
 * @category errors
 */
export class FilterSyntaxError extends Data.TaggedError("FilterSyntaxError")<{
  /** What is wrong. */
  readonly message: string
  /** The text that was given. */
  readonly input: string
  /** Where in it. */
  readonly offset: number
}> {}

type Parsed<A> = Result.Result<A, FilterSyntaxError>

/** One value, or what can only be a list. */
type Value = string | ReadonlyArray<string>

/** What may stand around a name, a value and what separates them. */
const space = /[\t\n\v\f\r ]/

/** What is taken off the end of a value without quotes: all that Python takes for white space. */
const isSpaceAtEnd = (character: string): boolean => {
  const code = character.charCodeAt(0)
  if (code === 0xfeff) return false
  return (code >= 0x1c && code <= 0x1f) || code === 0x85 || /\s/.test(character)
}

/** A text without the white space at its end. */
const trimEnd = (text: string): string => {
  let end = text.length
  while (isSpaceAtEnd(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}
const nameCharacter = /[\w\-.#/:]/

class Reader {
  readonly #input: string
  #at = 0

  constructor(input: string) {
    this.#input = input
  }

  get offset(): number {
    return this.#at
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#input.length
  }

  get #current(): string {
    return this.#input.charAt(this.#at)
  }

  fail(message: string, offset = this.#at): Parsed<never> {
    return Result.fail(new FilterSyntaxError({ message, input: this.#input, offset }))
  }

  skipSpace(): void {
    while (space.test(this.#current)) this.#at += 1
  }

  expect(character: string): Parsed<void> {
    this.skipSpace()
    if (this.#current !== character) {
      return this.fail(`expected '${character}', found ${this.#found()}`)
    }
    this.#at += 1
    this.skipSpace()
    return Result.void
  }

  name(): string {
    const start = this.#at
    while (nameCharacter.test(this.#current)) this.#at += 1
    return this.#input.slice(start, this.#at)
  }

  value(): Parsed<Value> {
    if (this.#current === "[") return this.#list()
    if (this.#current === "{") return this.fail("expected a text or a list, not a structure")
    const reader = this
    return Result.gen(function* () {
      const first = yield* reader.#element(",")
      const values = [first]
      for (;;) {
        reader.skipSpace()
        if (reader.#current !== "," || reader.#isMemberNext()) break
        yield* reader.expect(",")
        if (reader.isAtEnd || ",[{".includes(reader.#current)) {
          return yield* reader.fail(`expected a value, found ${reader.#found()}`)
        }
        values.push(yield* reader.#element(","))
      }
      return values.length === 1 ? first : values
    })
  }

  #list(): Parsed<ReadonlyArray<string>> {
    const reader = this
    return Result.gen(function* () {
      const values: Array<string> = []
      yield* reader.expect("[")
      while (reader.#current !== "]") {
        if (reader.#current !== "" && "[{".includes(reader.#current)) {
          return yield* reader.fail("expected a text within a list")
        }
        values.push(yield* reader.#element(",]"))
        reader.skipSpace()
        if (reader.#current !== "]") yield* reader.expect(",")
      }
      yield* reader.expect("]")
      return values
    })
  }

  /** A quoted value, or one that goes on to one of the characters that end it. */
  #element(end: string): Parsed<string> {
    return this.#current === "'" || this.#current === '"' ? this.#quoted() : this.#unquoted(end)
  }

  #quoted(): Parsed<string> {
    const quote = this.#current
    const start = this.#at
    this.#at += 1
    let value = ""
    while (this.#current !== quote) {
      if (this.isAtEnd) return this.fail(`expected the quote ${quote} to be closed`, start)
      const next = this.#input.charAt(this.#at + 1)
      if (this.#current === "\\" && (next === quote || next === "\\")) this.#at += 1
      value += this.#current
      this.#at += 1
    }
    this.#at += 1
    return Result.succeed(value)
  }

  #unquoted(end: string): Parsed<string> {
    let value = ""
    // Further on it may stand: `Values=a=b` is the value `a=b`.
    if (this.#current === "=") return this.fail("expected a value, found '='")
    while (!this.isAtEnd && !end.includes(this.#current)) {
      if (this.#current === "'" || this.#current === '"') {
        return this.fail("expected a quote only around a whole value")
      }
      if (this.#current === "\\" && this.#input.charAt(this.#at + 1) === ",") this.#at += 1
      value += this.#current
      this.#at += 1
    }
    return Result.succeed(trimEnd(value))
  }

  /** Whether, after the comma here, a new member begins rather than a further value. */
  #isMemberNext(): boolean {
    return /^[^,'"]*=/.test(this.#input.slice(this.#at + 1))
  }

  #found(): string {
    return this.isAtEnd ? "the end" : `'${this.#current}'`
  }
}

/**
 * Reads a filter in shorthand.
 *
 * **Details**
 *
 * `Values=` is one empty value, which is not the same as no Values at all; both
 * are legal. Whether there is a filter of that name, and what its values may be,
 * is for the service to judge.
 *
 * **Example** (Quotes and escapes)
 *
 * ```ts
 * import { FilterShorthand } from "@route-server/core"
 * import { Result } from "effect"
 *
 * Result.getOrThrow(FilterShorthand.parse("Name=vpc-id,Values=vpc-1,vpc-2"))
 * // => { Name: "vpc-id", Values: ["vpc-1", "vpc-2"] }
 * Result.getOrThrow(FilterShorthand.parse(`Name=tag:team,Values="a,b",c\\,d,\\*`))
 * // => { Name: "tag:team", Values: ["a,b", "c,d", "\\*"] }
 * Result.getOrThrow(Result.flip(FilterShorthand.parse("Name=vpc-id,Value=a"))).offset // => 12
 * ```
 *
 * @category parsing
 */
export const parse = (input: string): Result.Result<Filter, FilterSyntaxError> =>
  Result.gen(function* () {
    const reader = new Reader(input)
    const members = new Map<string, Value>()
    do {
      const start = reader.offset
      if (start > 0) yield* reader.expect(",")
      const at = reader.offset
      const name = reader.name()
      if (name === "") return yield* reader.fail("expected Name=… or Values=…")
      yield* reader.expect("=")
      if (name !== "Name" && name !== "Values") {
        return yield* reader.fail(`'${name}' is not a member of a filter: use Name and Values`, at)
      }
      if (members.has(name)) {
        return yield* reader.fail(
          `${name} is given twice; to give another filter, put a space in place of the comma`,
          at,
        )
      }
      const valueAt = reader.offset
      const value = yield* reader.value()
      if (name === "Name" && typeof value !== "string") {
        return yield* reader.fail("Name takes one value", valueAt)
      }
      members.set(name, value)
    } while (!reader.isAtEnd)
    const Name = members.get("Name")
    const Values = members.get("Values")
    if (typeof Name !== "string") return yield* reader.fail("expected a Name")
    if (Values === undefined) return { Name }
    return { Name, Values: typeof Values === "string" ? [Values] : Values }
  })
