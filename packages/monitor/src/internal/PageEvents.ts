/**
 * What changes on the page, as server-sent events to its script. Each says what to do to
 * the page that the reader has, whose version it names; who reads slowly is told of the
 * latest only.
 */
import { createHash } from "node:crypto"
import { Clock, Effect, Schedule, Stream } from "effect"
import { sentenceOf } from "../ChangeRecord.ts"
import * as Page from "../Page.ts"
import * as EventStream from "./EventStream.ts"
import type { Live } from "./Live.ts"
import { diff } from "./page/Regions.ts"

/** The least time between two events, so that a busy fleet does not keep a browser busy. */
const PACE = Schedule.spaced("500 millis")

/** How often the time of the server is told, and that it is there. */
const BEAT = "10 seconds"

/** How many changes are said aloud one by one. */
const MOST_SAID = 3

/** What is seen, with its version. */
export interface Sight {
  readonly seen: Page.Seen
  readonly content: Page.Content
  readonly version: string
  /** What is told of it, by what was told before, if anything was: the same bytes for all readers. */
  readonly told: WeakMap<object, Uint8Array>
}

const versionOf = ({ title, regions }: Page.Content): string => {
  const hash = createHash("sha256").update(title)
  for (const items of regions.values()) {
    for (const [key, html] of items) hash.update(key).update("\0").update(html)
  }
  return hash.digest("base64url").slice(0, 22)
}

/** Looks, and has the same as before to show if it sees the same: whoever looks, it is made once. */
export const looker = (live: Live): Effect.Effect<Sight> => {
  let latest: Sight | undefined
  return Effect.map(live.seen, (seen) => {
    if (latest?.seen.fleet === seen.fleet && latest.seen.recent === seen.recent) return latest
    const content = Page.content(seen)
    latest = { seen, content, version: versionOf(content), told: new WeakMap() }
    return latest
  })
}

/** What is new since a sight, in words. */
const newsOf = (before: Sight | undefined, { seen }: Sight): ReadonlyArray<string> => {
  if (before?.seen.recent === undefined) return []
  const last = before.seen.recent[0]?.sequence ?? 0
  const news = (seen.recent ?? []).filter(({ sequence }) => sequence > last)
  const said = news.slice(0, MOST_SAID).map(sentenceOf)
  return news.length > said.length
    ? [...said, `and ${news.length - said.length} more changes.`]
    : said
}

const encoder = new TextEncoder()

/** What stands for the sight of a reader that has had none. */
const nothing = {}

/**
 * An event without its time, as bytes. All who had the same before are sent the same, so
 * a reader that takes nothing costs no memory of its own.
 */
const restOf = (before: Sight | undefined, sight: Sight, build: string): Uint8Array => {
  const key = before ?? nothing
  const known = sight.told.get(key)
  if (known !== undefined) return known
  const { title, regions } = sight.content
  const patch = { build, title, regions: diff(before?.content.regions, regions) }
  const rest = JSON.stringify({ ...patch, news: newsOf(before, sight) })
  const bytes = encoder.encode(`data: ${rest.slice(1)}\n\n`)
  sight.told.set(key, bytes)
  return bytes
}

/** The events of a page that has this version already. */
export const from = (
  live: Live,
  look: Effect.Effect<Sight>,
  { version, build }: { readonly version: string | undefined; readonly build: string },
): Stream.Stream<Uint8Array> =>
  Stream.suspend(() => {
    let before: Sight | undefined
    const patch = Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const sight = yield* look
      // What a reader has already is told by what it has, as if it had seen it.
      const seen = before ?? (sight.version === version ? sight : undefined)
      const rest = restOf(seen, sight, build)
      before = sight
      // The time makes a line of its own: a reader puts the lines of an event together.
      const beginning = `event: page\nid: ${sight.version}\ndata: {"now":${now},\n`
      return [encoder.encode(beginning), rest]
    })
    return EventStream.make(
      Stream.concat(
        Stream.fromEffect(patch),
        Stream.merge(live.signals, Stream.tick(BEAT)).pipe(
          Stream.buffer({ capacity: 1, strategy: "sliding" }),
          Stream.schedule(PACE),
          Stream.mapEffect(() => patch),
        ),
      ).pipe(Stream.flattenIterable),
    )
  })
