/**
 * Bugs of what a filter's name and its values mean.
 */
import {
  DescribeRouteServerPeers,
  type Filter,
  FilterName,
  FilterNames,
  Tag,
} from "@route-server/core"
import {
  adapterOf,
  changingPeers,
  comparing,
  fits,
  matchesOne,
  type Peer,
  type PlantedBug,
  refiltering,
  selectingByEach,
} from "./adapters.ts"

/** Tries one reading of the pattern after the other, and gives up after so many steps. */
const backtracking = (steps: number) => (pattern: string, text: string) => {
  let left = steps
  const fitsFrom = (p: number, t: number): boolean => {
    left -= 1
    if (left < 0) return false
    const character = pattern[p]
    if (character === undefined) return t === text.length
    if (character === "*") return fitsFrom(p + 1, t) || (t < text.length && fitsFrom(p, t + 1))
    if (character === "?") {
      return fitsFrom(p + 1, t) || (t < text.length && fitsFrom(p + 1, t + 1))
    }
    return text[t] === character && fitsFrom(p + 1, t + 1)
  }
  return fitsFrom(0, 0)
}

/** Filters by a pattern that is made into another one first. */
const rewriting = (rewrite: (value: string) => string) =>
  comparing((value, text) => fits(rewrite(value), text))

/** A pattern as a regular expression, with one's own idea of flags and of what else is special. */
const asRegExp = (value: string, flags: string, keep = ""): RegExp => {
  const units = value.match(/\\[\s\S]|[\s\S]/gu) ?? []
  const source = units.map((unit) => {
    if (unit === "*") return ".*"
    if (unit === "?") return ".?"
    const character = unit.length > 1 && unit.startsWith("\\") ? unit.slice(1) : unit
    return keep.includes(character) ? character : character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&")
  })
  try {
    return new RegExp(`^(?:${source.join("")})$`, flags)
  } catch {
    return /^(?!)/
  }
}

/** The longest text for which a regular expression is tried out. */
const LONGEST_TEXT = 28

/** Every half of a surrogate pair as a character of its own. */
const inUnits = (text: string): string =>
  text.replace(/[\uD800-\uDFFF]/g, (half) =>
    String.fromCharCode(0xe000 + (half.charCodeAt(0) & 0x7ff)),
  )

const isTagFilter = ({ Name = "" }: Filter.Filter): boolean => Name.startsWith("tag:")

const tagsThatFit = (peer: Peer, filter: Filter.Filter): number =>
  (peer.Tags ?? []).filter((tag) => matchesOne({ ...peer, Tags: [tag] }, filter)).length

export const bugsOfMatching: ReadonlyArray<PlantedBug> = [
  {
    bug: "values are compared without regard to case",
    law: "case of values",
    also: {
      laws: ["patterns"],
      because: "some of its patterns are a peer's value in another case",
    },
    adapter: adapterOf(comparing((value, text) => fits(value.toLowerCase(), text.toLowerCase()))),
  },
  {
    bug: "names are read without regard to case",
    law: "case of names",
    also: {
      laws: ["refusals"],
      because: "some of its requests have a name in another case, which is due to be refused",
    },
    adapter: adapterOf((peers, request) => {
      const Filters = request.Filters?.map(({ Name = "", Values }) => ({
        Name:
          [...FilterNames.all.single].find((name) => name.toLowerCase() === Name.toLowerCase()) ??
          Name,
        Values,
      }))
      return DescribeRouteServerPeers.evaluate(peers, { ...request, Filters })
    }),
  },
  {
    bug: "a question mark has to stand for a character",
    law: "patterns",
    also: {
      laws: ["hostile patterns"],
      because: "its patterns are made of wildcards",
    },
    adapter: adapterOf(
      comparing(
        (value, text) =>
          fits(value, text) &&
          Array.from(value.replace(/\*|\\(.)/gsu, "$1")).length <= Array.from(text).length,
      ),
    ),
  },
  {
    bug: "a filter on VpcId reads the subnet",
    law: "patterns",
    adapter: adapterOf(
      refiltering((filter) => [filter.Name === "VpcId" ? { ...filter, Name: "SubnetId" } : filter]),
    ),
  },
  {
    bug: "a wildcard stops at the end of a line",
    law: "patterns",
    also: { laws: ["case of values"], because: "some of its values have two lines" },
    adapter: adapterOf(
      comparing((value, text) => {
        const [patterns, lines] = [value.split("\n"), text.split("\n")]
        return (
          patterns.length === lines.length &&
          patterns.every((pattern, at) => fits(pattern, lines[at] ?? ""))
        )
      }),
    ),
  },
  {
    bug: "a question mark stands for a UTF-16 unit",
    law: "patterns",
    adapter: adapterOf(comparing((value, text) => fits(inUnits(value), inUnits(text)))),
  },
  {
    bug: "brackets are a class",
    law: "patterns",
    also: { laws: ["case of values"], because: "some values have brackets" },
    adapter: adapterOf(
      comparing((value, text) =>
        /[[\]]/.test(value) ? asRegExp(value, "su", "[]").test(text) : fits(value, text),
      ),
    ),
  },
  {
    bug: "values are trimmed",
    law: "patterns",
    also: { laws: ["case of values"], because: "some of its values have white space around them" },
    adapter: adapterOf(rewriting((value) => value.trim())),
  },
  {
    bug: "texts that look alike are one",
    law: "patterns",
    also: { laws: ["case of values"], because: "some of its values are in another normal form" },
    adapter: adapterOf(comparing((value, text) => fits(value.normalize(), text.normalize()))),
  },
  {
    bug: "numbers are compared as numbers",
    law: "patterns",
    adapter: adapterOf(
      comparing(
        (value, text) =>
          fits(value, text) ||
          (/^[0-9]+$/.test(text) && /^[0-9]/.test(value) && Number(value) === Number(text)),
      ),
    ),
  },
  {
    bug: "values are decoded like a URL",
    law: "patterns",
    also: { laws: ["case of values"], because: "some of its values have percent signs" },
    adapter: adapterOf(
      rewriting((value) => {
        try {
          return decodeURIComponent(value)
        } catch {
          return value
        }
      }),
    ),
  },
  {
    bug: "a value is a list with commas",
    law: "patterns",
    also: { laws: ["case of values"], because: "some of its values have commas" },
    adapter: adapterOf(
      comparing((value, text) => value.split(",").some((part) => fits(part, text))),
    ),
  },
  {
    bug: "tag-key finds values too",
    law: "patterns",
    also: { laws: ["case of values"], because: "a key in another case can be a value" },
    adapter: adapterOf(
      selectingByEach(
        (peer, filter) =>
          matchesOne(peer, filter) ||
          (filter.Name === "tag-key" && matchesOne(peer, { ...filter, Name: "tag-value" })),
      ),
    ),
  },
  {
    bug: "the key of a tag filter is a pattern",
    law: "patterns",
    also: { laws: ["case of values"], because: "some keys have wildcards" },
    adapter: adapterOf(
      selectingByEach((peer, filter) => {
        if (!isTagFilter(filter)) return matchesOne(peer, filter)
        const { Name = "", Values = [] } = filter
        return (peer.Tags ?? []).some(
          (tag) =>
            fits(Name.slice("tag:".length), tag.Key) &&
            Values.some((value) => fits(value, Tag.valueOf(tag))),
        )
      }),
    ),
  },
  {
    bug: "the key of a tag filter ends at a colon",
    law: "patterns",
    also: { laws: ["case of values"], because: "some keys have colons" },
    adapter: adapterOf(
      refiltering((filter) => [
        isTagFilter(filter) ? { ...filter, Name: filter.Name?.split(":", 2).join(":") } : filter,
      ]),
    ),
  },
  {
    bug: "a tag that is absent is empty",
    law: "patterns",
    also: { laws: ["case of values"], because: "the empty text has no other case" },
    adapter: adapterOf(
      selectingByEach(
        (peer, filter) =>
          matchesOne(peer, filter) ||
          (isTagFilter(filter) &&
            (FilterName.reader(filter.Name ?? "")?.(peer) ?? []).length === 0 &&
            (filter.Values ?? []).includes("")),
      ),
    ),
  },
  {
    bug: "a matcher with backtracking gives up",
    law: "hostile patterns",
    also: { laws: ["patterns"], because: "a few of its patterns are as long" },
    adapter: adapterOf(
      comparing((value, text) =>
        value.length < 30 ? fits(value, text) : backtracking(2_000)(value, text),
      ),
    ),
  },
  {
    bug: "a pattern is a regular expression",
    law: "hostile patterns",
    also: { laws: ["patterns"], because: "a few of its patterns are as long" },
    // Of longer texts nobody would live to see the answer.
    adapter: adapterOf(
      comparing((value, text) =>
        text.length <= LONGEST_TEXT ? asRegExp(value, "su").test(text) : fits(value, text),
      ),
    ),
  },
  {
    bug: "a peer comes once for each of its tags that fits",
    law: "patterns",
    also: {
      laws: [
        "case of values",
        "filters and",
        "values or",
        "order and repetition",
        "a filter never adds",
        "ids find",
        "pages put together",
      ],
      because: "what comes twice in one answer does not in another",
    },
    adapter: adapterOf(
      changingPeers((peers, { Filters = [], MaxResults }) => {
        const [filter] = Filters
        return filter === undefined || MaxResults !== undefined
          ? peers
          : peers.flatMap((peer) =>
              new Array<Peer>(Math.max(1, tagsThatFit(peer, filter))).fill(peer),
            )
      }),
    ),
  },
]
