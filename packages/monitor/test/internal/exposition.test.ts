import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { and, type Format, labelNames, labels, writer } from "../../src/internal/exposition.ts"
import { readExposition } from "../support/exposition.ts"

const format = fc.constantFrom<Format>("prometheus", "openmetrics")

/** Any text that UTF-8 can carry, and what breaks naïve writers more often than chance. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom("\\", '"', "\n", "\r", "{", "}", ",", "=", "n", " ", "\0", "😀"),
  }),
)

const labelName = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/)

const value = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e21, 1e-7, 1764120000.123),
)

describe("exposition", () => {
  it("writes what is read again, whatever labels, values and help there are", () => {
    fc.assert(
      fc.property(
        format,
        text,
        fc.dictionary(labelName, text),
        value,
        (given, help, pairs, number) => {
          const { family, text: whole } = writer(given)
          family({ name: "a_up", type: "gauge", help }).add(labels(Object.entries(pairs)), number)
          const [read] = readExposition(whole(), given)
          assert.strictEqual(read?.help, help)
          assert.strictEqual(read?.samples[0]?.value, number === 0 ? 0 : number)
          assert.deepStrictEqual(
            { ...read?.samples[0]?.labels },
            Object.fromEntries(Object.entries(pairs).filter(([, each]) => each !== "")),
          )
        },
      ),
    )
  })

  it("says of a counter and an info what each format calls them", () => {
    const write = (given: Format) => {
      const { family, text: whole } = writer(given)
      const total = family({ name: "a_seconds_total", type: "counter", help: "b", unit: "seconds" })
      family({ name: "c_info", type: "info", help: 'd "e"' }).add(labels([["f", "g"]]), 1)
      total.add("", 2)
      family({ name: "none", type: "gauge", help: "of which nothing is told" })
      return whole()
    }
    assert.strictEqual(
      write("prometheus"),
      [
        "# HELP a_seconds_total b",
        "# TYPE a_seconds_total counter",
        "a_seconds_total 2",
        '# HELP c_info d "e"',
        "# TYPE c_info gauge",
        'c_info{f="g"} 1',
        "",
      ].join("\n"),
    )
    assert.strictEqual(
      write("openmetrics"),
      [
        "# TYPE a_seconds counter",
        "# UNIT a_seconds seconds",
        "# HELP a_seconds b",
        "a_seconds_total 2",
        "# TYPE c info",
        '# HELP c d \\"e\\"',
        'c_info{f="g"} 1',
        "# EOF",
        "",
      ].join("\n"),
    )
  })

  it("writes a half of a surrogate pair as the character for what can't be shown", () => {
    assert.strictEqual(labels([["a", "x\ud800y"]]), 'a="x\ufffdy"')
  })

  it("joins labels, of which there may be none", () => {
    assert.strictEqual(and("", ""), "")
    assert.strictEqual(and('a="b"', ""), 'a="b"')
    assert.strictEqual(and("", 'c="d"'), 'c="d"')
    assert.strictEqual(and('a="b"', 'c="d"'), 'a="b",c="d"')
  })

  it("gives each key a name of its own that a label may have", () => {
    fc.assert(
      fc.property(fc.array(text), (keys) => {
        const names = labelNames("tag_", keys)
        assert.deepStrictEqual([...names.keys()], [...new Set(keys)])
        assert.strictEqual(new Set(names.values()).size, names.size)
        for (const name of names.values()) assert.match(name, /^tag_[a-zA-Z0-9_]*$/)
      }),
    )
    assert.deepStrictEqual(
      [...labelNames("tag_", ["Name", "a.b", "a_b", "a-b", "a_b_2", "a.b"])],
      [
        ["Name", "tag_Name"],
        ["a.b", "tag_a_b"],
        ["a_b", "tag_a_b_2"],
        ["a-b", "tag_a_b_3"],
        ["a_b_2", "tag_a_b_2_2"],
      ],
    )
  })
})
