import { assert, describe, it } from "@effect/vitest"
import { MetricsFormat } from "@route-server/monitor"
import fc from "fast-check"

const OPENMETRICS = "application/openmetrics-text"

/** Accept headers as they are sent, and what they ask for. */
const asked: ReadonlyArray<
  readonly [who: string, accept: string | undefined, MetricsFormat.Format]
> = [
  ["nobody", undefined, "prometheus"],
  ["an empty header", "", "prometheus"],
  ["curl", "*/*", "prometheus"],
  [
    "a browser",
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "prometheus",
  ],
  [
    "Prometheus 2.42",
    "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
    "openmetrics",
  ],
  [
    "Prometheus 3",
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
    "openmetrics",
  ],
  ["who prefers the older format", `${OPENMETRICS};q=0.4, text/plain;q=0.9`, "prometheus"],
  ["who likes both", `text/plain, ${OPENMETRICS}`, "openmetrics"],
  ["who refuses OpenMetrics", `${OPENMETRICS};q=0, */*`, "prometheus"],
  ["who refuses the older format", `text/plain;q=0, */*`, "openmetrics"],
  ["who reads a draft only", `${OPENMETRICS};version=0.0.1`, "prometheus"],
  ["who reads a draft, or anything", `${OPENMETRICS};version=0.0.1, */*;q=0.1`, "prometheus"],
  [
    "who writes it otherwise",
    `Application/OpenMetrics-Text ; Version="1.0.0" ; Q=1.000`,
    "openmetrics",
  ],
  [
    "who names it twice",
    `${OPENMETRICS};q=0.1, ${OPENMETRICS};q=0.9, text/plain;q=0.5`,
    "openmetrics",
  ],
  [
    "who names it twice otherwise",
    `${OPENMETRICS};q=0.9, ${OPENMETRICS};q=0.1, text/plain;q=0.5`,
    "openmetrics",
  ],
  ["whose weight is none", `${OPENMETRICS};q=high`, "prometheus"],
  ["whose weight is too large", `${OPENMETRICS};q=7, text/plain;q=0.1`, "prometheus"],
  ["who wants any application", "application/*", "openmetrics"],
  ["who reads something else", "application/json", "prometheus"],
  ["another encoding", `${OPENMETRICS};charset=utf-16`, "prometheus"],
  [
    "the name closer than the range",
    `application/*;q=0.1, ${OPENMETRICS};q=0.9, text/*;q=0.5`,
    "openmetrics",
  ],
]

describe("MetricsFormat", () => {
  it.each(asked)("chooses for %s", (_, accept, format) => {
    assert.strictEqual(MetricsFormat.negotiate(accept), format)
  })

  it("chooses OpenMetrics for who names it, if it is wanted as much as the other", () => {
    const weight = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000)
    fc.assert(
      fc.property(weight, weight, fc.boolean(), (one, other, isFirst) => {
        const ranges = [`${OPENMETRICS};q=${one}`, `text/plain;q=${other}`]
        const accept = (isFirst ? ranges : ranges.toReversed()).join(", ")
        const expected = one > 0 && one >= other ? "openmetrics" : "prometheus"
        assert.strictEqual(MetricsFormat.negotiate(accept), expected)
      }),
    )
  })

  it("takes any text for a header", () => {
    fc.assert(
      fc.property(fc.string(), (accept) => {
        assert.isTrue(MetricsFormat.negotiate(accept) in MetricsFormat.contentType)
      }),
    )
  })
})
