/**
 * The page of a monitor: what is down first, by VPC and route server; what can't be read;
 * what has changed of late; how old what is known of each target is; and everything else,
 * folded up.
 *
 * A pure function of what is known and the time. It is complete without a script, which
 * only keeps it up to date.
 *
 * A target that can't be read is shown as such, with why and since when, and its peers as
 * of before; one that was never read is shown as unknown, never as one without peers.
 */
import type { ChangeRecord } from "./ChangeRecord.ts"
import * as HealthCounts from "./internal/HealthCounts.ts"
import { Html, html } from "./internal/html.ts"
import * as Changes from "./internal/page/changes.ts"
import { WORDS } from "./internal/page/counts.ts"
import * as Groups from "./internal/page/groups.ts"
import type { Regions } from "./internal/page/Regions.ts"
import * as Targets from "./internal/page/targets.ts"
import { ago, fill } from "./internal/page/times.ts"
import type { FleetState } from "./MonitorView.ts"
import * as TargetState from "./TargetState.ts"

/**
 * What a page shows.
 *
 * @category models
 */
export interface Seen {
  readonly fleet: FleetState
  /** The changes of late, the latest first; `undefined` while the log can't be read. */
  readonly recent: ReadonlyArray<ChangeRecord> | undefined
}

/** What is made of one target; the same for as long as its state is. */
interface Parts extends Groups.Groups {
  readonly counts: HealthCounts.HealthCounts
  readonly row: string
  readonly unread: string | undefined
}

const made = new WeakMap<TargetState.TargetState, Parts>()

const partsOf = (state: TargetState.TargetState): Parts => {
  const known = made.get(state)
  if (known !== undefined) return known
  const parts = {
    ...Groups.make(state),
    counts: HealthCounts.of(state.peers ?? []),
    row: Targets.row(state),
    unread: Targets.unread(state),
  }
  made.set(state, parts)
  return parts
}

const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`

/** The page in a line, as its title has it. */
const titleOf = (counts: HealthCounts.HealthCounts, unread: number): string => {
  const parts = [
    ...(counts.trouble > 0 ? [`${counts.trouble} down`] : []),
    ...(unread > 0 ? [`${plural(unread, "target", "targets")} can't be read`] : []),
  ]
  return `${parts.length === 0 ? "Nothing is down" : parts.join(", ")} · Route server peers`
}

const HREFS: Readonly<Record<string, string>> = { trouble: "#down" }

const summary = (
  counts: HealthCounts.HealthCounts,
  { targets, storeFailure }: FleetState,
  unread: number,
): Html => {
  const peers = targets.reduce((all, { peers = [] }) => all + peers.length, 0)
  const tiles = WORDS.filter(
    ([health]) => counts[health] > 0 || health === "trouble" || health === "good",
  ).map(([health, kind, words]) => {
    const text = html`<b>${counts[health]}</b> ${words}`
    const idle = counts[health] === 0 ? " none" : ""
    const href = HREFS[health]
    return html`<li class="tile ${kind}${idle}">${href === undefined ? html`<span>${text}</span>` : html`<a href="${href}">${text}</a>`}</li>`
  })
  const failing = html`<li class="tile unknown"><a href="#unread"><b>${unread}</b> ${unread === 1 ? "target" : "targets"} can't be read</a></li>`
  return html`<div data-key="summary"><ul class="tiles">${tiles.slice(0, 1)}${unread === 0 ? undefined : failing}${tiles.slice(1)}</ul><p>${plural(peers, "peer", "peers")} known at ${plural(targets.length, "target", "targets")}.${
    unread === 0
      ? undefined
      : " Of those at targets that can't be read, only the ones that were down are counted above."
  }</p>${
    storeFailure === undefined
      ? undefined
      : html`<p class="alarm"><b>The monitor can't use its own store.</b> What is shown is as of ${ago(storeFailure.since)} ago: <bdi>${storeFailure.message}</bdi></p>`
  }</div>`
}

const paragraph = (text: string): Html => html`<p class="nothing" data-key="">${text}</p>`
const listed = (text: string): Html => html`<li class="nothing" data-key="">${text}</li>`

/** The items of a region, or what is said where there are none. */
const orElse = (items: ReadonlyMap<string, string>, nothing: Html): ReadonlyMap<string, string> =>
  items.size > 0 ? items : new Map([["", nothing.text]])

/** What a page shows, as data: its title, and the items of its regions. */
export interface Content {
  readonly title: string
  readonly regions: Regions
}

/**
 * What a page shows, as data. What does not change from one sight to the next is the same
 * text, since no age is in it: that is written last.
 *
 * @category constructors
 */
export const content = ({ fleet, recent }: Seen): Content => {
  const { targets } = fleet
  const parts = targets.map(partsOf)
  // Of what can't be read at present, only the bad news still counts.
  const counts = HealthCounts.sum(
    targets.map((state, index) => {
      const known = parts[index]?.counts ?? HealthCounts.of([])
      return TargetState.condition(state) === "current"
        ? known
        : { ...HealthCounts.of([]), trouble: known.trouble }
    }),
  )
  const unread = new Map(
    targets.flatMap(({ target }, index) => {
      const item = parts[index]?.unread
      return item === undefined ? [] : [[target.name, item] as const]
    }),
  )
  const unknown = targets.filter((state) => TargetState.condition(state) !== "current").length
  const trouble = new Map(parts.flatMap(({ trouble }) => [...trouble]))
  const all = new Map(parts.flatMap(({ all }) => [...all]))
  return {
    title: titleOf(counts, unknown),
    regions: new Map([
      ["summary", new Map([["summary", summary(counts, fleet, unknown).text]])],
      [
        "trouble",
        orElse(
          trouble,
          paragraph(
            unknown === 0
              ? "Nothing is down."
              : "Nothing is known to be down, but not every target can be read.",
          ),
        ),
      ],
      ["targets-unread", orElse(unread, listed("Every target can be read."))],
      [
        "changes",
        orElse(
          new Map(recent?.map((record) => [String(record.sequence), Changes.item(record)])),
          listed(
            recent === undefined
              ? "Nobody knows what has changed: the log can't be read."
              : "Nothing has changed as long as the log goes back.",
          ),
        ),
      ],
      [
        "targets",
        new Map(targets.map(({ target }, index) => [target.name, parts[index]?.row ?? ""])),
      ],
      ["fleet", orElse(all, paragraph("No peers are known."))],
    ]),
  }
}

/**
 * Where what the page is made with is found, and whether it reloads by itself where
 * scripts don't run.
 *
 * @category options
 */
export interface Frame {
  readonly style: string
  readonly script: string
  readonly icon: string
  /** Where the page is told what changes. */
  readonly events: string
  /** Whether it reloads. Default: `true`. */
  readonly reloads?: boolean | undefined
}

/** How often a page without scripts reloads, in seconds. */
const RELOAD = 60

const items = (regions: Regions, name: string): Html =>
  new Html([...(regions.get(name)?.values() ?? [])].join(""))

/**
 * The page as a document.
 *
 * @category constructors
 */
export const document = (
  { title, regions }: Content,
  now: number,
  { style, script, icon, events, reloads = true }: Frame,
): string => {
  const at = new Date(now).toISOString()
  const page = html`<!DOCTYPE html>
<html lang="en" data-now="${now}" data-events="${events}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${icon}" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
<script src="${script}" defer></script>
${reloads ? html`<noscript><meta http-equiv="refresh" content="${RELOAD}"></noscript>` : undefined}
</head>
<body>
<a class="skip" href="#main">Skip to the peers</a>
<header>
<h1>Route server peers</h1>
<p id="live" class="live" data-state="still">As of <time class="clock" datetime="${at}">${at.slice(0, 19).replace("T", " ")} UTC</time></p>
<noscript><p class="live">${
    reloads
      ? html`Reloads every minute. <a href="/?still">Stop that</a>`
      : html`<a href="/">Reload every minute</a>`
  }</p></noscript>
</header>
<p id="cut" class="alarm" role="alert" hidden></p>
<p id="news" class="hidden" role="status" aria-live="polite"></p>
<main id="main" tabindex="-1">
<section id="overview" aria-labelledby="overview-title"><h2 id="overview-title" class="hidden">At a glance</h2><div id="summary">${items(regions, "summary")}</div></section>
<section id="down" aria-labelledby="down-title"><h2 id="down-title">Down</h2><div id="trouble">${items(regions, "trouble")}</div></section>
<section id="unread" aria-labelledby="unread-title"><h2 id="unread-title">Can't be read</h2><ul id="targets-unread">${items(regions, "targets-unread")}</ul></section>
<div class="side">
<section aria-labelledby="changes-title"><h2 id="changes-title">Recent changes</h2><ol id="changes" tabindex="0" aria-labelledby="changes-title">${items(regions, "changes")}</ol></section>
<section aria-labelledby="targets-title"><h2 id="targets-title">Targets</h2><table><caption class="hidden">Targets, and how old what is known of each is</caption><thead><tr><th scope="col">Target</th><th scope="col">Condition</th><th scope="col">Peers</th><th scope="col">Age of the data</th></tr></thead><tbody id="targets">${items(regions, "targets")}</tbody></table></section>
</div>
<section id="all" aria-labelledby="all-title"><h2 id="all-title">All peers, by VPC and route server</h2><div id="fleet">${items(regions, "fleet")}</div></section>
</main>
<footer><p>Also: <a href="/openapi.json">the API</a>, <a href="/metrics">metrics</a></p></footer>
</body>
</html>
`
  return fill(page.text, now)
}

/**
 * The page: of what is known, at a time in milliseconds since 1970.
 *
 * @category constructors
 */
export const render = (seen: Seen, now: number, frame: Frame): string =>
  document(content(seen), now, frame)
