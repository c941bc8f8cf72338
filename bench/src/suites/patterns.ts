/**
 * Patterns of filter values, against what one would write by hand for the one pattern,
 * and the worst case against the loop that any matcher of its kind has to make.
 */
import { FilterPattern } from "@route-server/core"
import { Fleet } from "@route-server/testing"
import type { Contest, Suite } from "../Suite.ts"

const names = Fleet.make({ seed: 4, size: 10_000 }).map((peer) => peer.Tags?.[0]?.Value ?? "")

const count = (matches: (text: string) => boolean) => () => {
  let found = 0
  for (const name of names) if (matches(name)) found += 1
  return found
}

const byHand: ReadonlyArray<readonly [pattern: string, matches: (text: string) => boolean]> = [
  ["appliance-prod-*", (text) => text.startsWith("appliance-prod-")],
  ["*-77", (text) => text.endsWith("-77")],
  ["*staging*", (text) => text.includes("staging")],
  [
    "app*-prod-*7",
    (text) => text.startsWith("app") && text.indexOf("-prod-", 3) >= 0 && text.endsWith("7"),
  ],
]

/** As many steps as a set of states of 32 bits takes: one for each character and word. */
const WORDS = 8
const bits = new Uint32Array(WORDS)
const smallest = (text: string) => {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    for (let word = 0; word < WORDS; word += 1) {
      bits[word] = (((bits[word] ?? 0) << 1) | 1) & unit
    }
  }
  return bits[0] === 0
}

const long = "a".repeat(256)

/** The longest patterns that a request may have and that fit a text of 256 characters in most ways. */
const hostile = [
  `${"*a".repeat(127)}b`,
  `${"?a".repeat(127)}b`,
  `${"?".repeat(254)}b`,
  `${"*?a".repeat(84)}*b`,
  `*${"a".repeat(253)}b`,
]

const contests = (): ReadonlyArray<Contest> => [
  ...byHand.map(
    ([pattern, matches]): Contest => ({
      work: `pattern ${pattern}, 10,000 texts`,
      ours: count(FilterPattern.compile(pattern)),
      against: [{ name: "written by hand", run: count(matches), limit: 1.4 }],
    }),
  ),
  ...hostile.map((pattern): Contest => {
    const matches = FilterPattern.compile(pattern)
    return {
      work: `worst case: ${pattern.slice(0, 4)}… (${pattern.length}) on 256 characters`,
      ours: () => matches(long),
      gist: () => undefined,
      against: [{ name: "pattern × text ÷ 32 steps", run: () => smallest(long), limit: 8 }],
    }
  }),
]

export const patterns: Suite = {
  name: "patterns",
  seconds: 14,
  isQuick: true,
  prepare: async () => ({ contests: contests() }),
}
