/**
 * The format of metrics that a scraper asks for.
 *
 * Prometheus tells in its Accept header what it reads. Who asks for OpenMetrics gets
 * it, and everybody else, such as a browser, gets the text format of Prometheus, which
 * every scraper reads.
 */
import type { Format } from "./internal/exposition.ts"

export type {
  /**
   * - `prometheus`: Prometheus' own text format, version 0.0.4
   * - `openmetrics`: OpenMetrics 1.0
   *
   * @category models
   */
  Format,
}

/**
 * The value of the Content-Type header for each format.
 *
 * @category constants
 */
export const contentType: Readonly<Record<Format, string>> = {
  prometheus: "text/plain; version=0.0.4; charset=utf-8",
  openmetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8",
}

interface Media {
  readonly type: string
  readonly subtype: string
  readonly versions: ReadonlyArray<string>
}

const MEDIA: Readonly<Record<Format, Media>> = {
  prometheus: { type: "text", subtype: "plain", versions: ["0.0.4"] },
  openmetrics: { type: "application", subtype: "openmetrics-text", versions: ["1.0.0"] },
}

/** A range of an Accept header that takes a medium: how much it is wanted, and how closely it was named. */
interface Match {
  readonly quality: number
  readonly specificity: number
}

/** A weight by RFC 9110, 12.4.2: from 0 to 1, with up to three digits. */
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, "$1")

const match = (range: string, { type, subtype, versions }: Media): Match | undefined => {
  const [name = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase())
  const [rangeType, rangeSubtype] = name.split("/")
  let specificity = 0
  if (rangeType !== "*") {
    if (rangeType !== type) return undefined
    specificity = 1
  }
  if (rangeSubtype !== "*") {
    if (rangeSubtype !== subtype) return undefined
    specificity = 2
  }
  let quality = 1
  for (const parameter of parameters) {
    const [key = "", value = ""] = parameter.split("=").map((part) => part.trim())
    if (key === "q") {
      // A weight that is none is what nobody meant, so its range is not taken for a wish.
      if (!WEIGHT.test(value)) return undefined
      quality = Number(value)
    } else if (key === "version") {
      if (!versions.includes(unquoted(value))) return undefined
      specificity += 1
    } else if (key === "charset" && unquoted(value) !== "utf-8") return undefined
  }
  return { quality, specificity }
}

const best = (ranges: ReadonlyArray<string>, media: Media): Match =>
  ranges.reduce<Match>(
    (found, range) => {
      const next = match(range, media)
      if (next === undefined || next.specificity < found.specificity) return found
      return next.specificity > found.specificity || next.quality > found.quality ? next : found
    },
    { quality: 0, specificity: -1 },
  )

/**
 * The format for the value of an Accept header, by RFC 9110: of the ranges that take a
 * format the one that names it most closely says how much it is wanted. OpenMetrics is
 * chosen if it is wanted more than the other, or as much and was asked for by name.
 *
 * **Example** (What Prometheus asks for)
 *
 * ```ts
 * import { MetricsFormat } from "@route-server/monitor"
 *
 * MetricsFormat.negotiate("application/openmetrics-text;version=1.0.0,*\/*;q=0.1") // => "openmetrics"
 * MetricsFormat.negotiate("text/html,*\/*;q=0.8") // => "prometheus"
 * MetricsFormat.negotiate(undefined) // => "prometheus"
 * ```
 *
 * @category getters
 */
export const negotiate = (accept: string | undefined): Format => {
  const ranges = (accept ?? "").split(",").filter((range) => range.trim() !== "")
  const openmetrics = best(ranges, MEDIA.openmetrics)
  const prometheus = best(ranges, MEDIA.prometheus)
  const isMoreWanted = openmetrics.quality > prometheus.quality
  const isNamed = openmetrics.specificity >= 2 && openmetrics.quality > 0
  return isMoreWanted || (isNamed && openmetrics.quality === prometheus.quality)
    ? "openmetrics"
    : "prometheus"
}
