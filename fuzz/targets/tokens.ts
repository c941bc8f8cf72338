/**
 * PageToken: reads what it wrote, and nothing else.
 */
import { isDeepStrictEqual } from "node:util"
import { PageToken } from "@route-server/core"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { promise, type Target, textOf } from "../engine/Target.ts"

const placesOf = (text: string): ReadonlyArray<PageToken.Place> => {
  const [, digits, rest = ""] = /^(\d{1,15})([\s\S]+)$/.exec(text) ?? []
  return [
    ...(text === "" ? [] : [{ after: text }]),
    ...(rest === "" ? [] : [{ after: rest, issuedAt: Number(digits) }]),
  ]
}

export const tokens: Target = {
  name: "tokens",
  dictionary: [
    "MTo6cnNwLTE6",
    "1:",
    "::",
    ":",
    "rsp-",
    "=",
    "-",
    "_",
    "+",
    "/",
    "0",
    "1700000000000",
    "\ud83e",
    "\udd8a",
    "\n",
    "\u0000",
  ],
  whole: fc.oneof(Generators.pageToken(), Generators.malformedPageToken()),
  check: (input) => {
    const text = textOf(input)
    const place = PageToken.decode(text)
    if (place !== undefined) {
      promise(PageToken.encode(place) === text, "reads-what-it-never-wrote", () => text)
    }
    for (const place of placesOf(text)) {
      const read = PageToken.decode(PageToken.encode(place))
      // UTF-8 has no halves of characters: what has one is refused.
      const written = place.after.isWellFormed() ? place : undefined
      promise(
        isDeepStrictEqual(read, written),
        "reads-something-else-than-it-wrote",
        () => read?.after,
      )
    }
  },
}
