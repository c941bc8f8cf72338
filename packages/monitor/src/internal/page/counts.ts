/**
 * How many peers are how, in a line.
 */
import type { HealthCounts } from "../HealthCounts.ts"
import { type Html, html } from "../html.ts"

/** What is said of each, the worst first. */
export const WORDS = [
  ["trouble", "down", "down"],
  ["unknown", "unknown", "in an unknown state"],
  ["changing", "changing", "changing"],
  ["good", "up", "good"],
  ["gone", "off", "deleted"],
] as const

/** Counts as badges; what there is none of is left out. */
export const line = (counts: HealthCounts): ReadonlyArray<Html> =>
  WORDS.flatMap(([health, kind, words]) =>
    counts[health] === 0
      ? []
      : [html`<span class="badge ${kind}">${counts[health]} ${words}</span> `],
  )

/** Counts in words; what there is none of is left out. */
export const words = (counts: HealthCounts): string =>
  WORDS.filter(([health]) => counts[health] > 0)
    .map(([health, , said]) => `${counts[health]} ${said}`)
    .join(", ")
