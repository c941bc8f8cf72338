/**
 * The shorthand of `--filters`: a filter, or where it can't be read; a filter written in
 * quotes is read as the same one.
 */
import { isDeepStrictEqual } from "node:util"
import { type Filter, FilterShorthand } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { Result } from "effect"
import fc from "fast-check"
import { promise, type Target, textOf } from "../engine/Target.ts"

const quote = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&")}"`

const write = (name: string, values: ReadonlyArray<string> | undefined): string =>
  `Name=${quote(name)}${values === undefined ? "" : `,Values=[${values.map(quote).join(",")}]`}`

const written = fc
  .tuple(Generators.filterName(), fc.array(Generators.filterPattern(), { maxLength: 3 }))
  .chain(([name, values]) =>
    fc.constantFrom(write(name, values), `Name=${name},Values=${values.join(",")}`),
  )

export const shorthand: Target = {
  name: "shorthand",
  dictionary: [
    "Name=",
    ",Values=",
    "Values",
    "=",
    ",",
    "\\,",
    "\\",
    '"',
    "'",
    '\\"',
    "[",
    "]",
    "[]",
    "{",
    "{a=b}",
    " ",
    "\t",
    "\u0085",
    "\u00a0",
    "\ufeff",
    "file://",
    "@=",
    "tag:a",
    "\ud83e",
    "*",
    "?",
  ],
  whole: written,
  check: (input) => {
    const text = textOf(input)
    const read = FilterShorthand.parse(text)
    if (Result.isFailure(read)) {
      const { input, message, offset } = read.failure
      promise(input === text, "tells-another-input", () => input)
      promise(offset >= 0 && offset <= text.length, "tells-a-place-outside", () => offset)
      promise(message !== "", "tells-nothing")
      return
    }
    const { Name, Values }: Filter.Filter = read.success
    const again = FilterShorthand.parse(write(Name ?? "", Values))
    promise(isDeepStrictEqual(again, read), "is-read-otherwise-when-quoted", () =>
      JSON.stringify([Name, Values]),
    )
  },
}
