import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import * as corpus from "../fuzz/engine/corpus.ts"
import { examine, shrink } from "../fuzz/engine/finding.ts"
import { round } from "../fuzz/engine/session.ts"
import { inputOf, promise, type Target, textOf } from "../fuzz/engine/Target.ts"
import { targets } from "../fuzz/targets/index.ts"

const SEED = 20_250_331
const MUTATIONS = 60

describe.each(targets.map((target) => [target.name, target] as const))(
  "The reader %s",
  (_, target) => {
    const kept = corpus.read(target)

    it("keeps its promises for the corpus", async () => {
      assert.isAtLeast(kept.length, 10)
      for (const { input, path } of kept) {
        assert.isUndefined(await examine(target, input), path)
      }
    })

    it("keeps them for what is made of the corpus", async () => {
      const seeds = kept.map(({ input }) => input)
      for (const input of round(target, seeds, SEED, MUTATIONS)) {
        assert.isUndefined(await examine(target, input), JSON.stringify(textOf(input)))
      }
    })
  },
)

describe("A finding", () => {
  const broken: Target = {
    name: "broken",
    dictionary: ["x"],
    whole: fc.constant("good"),
    check: (input) => {
      const text = textOf(input)
      promise(!text.includes("bad"), "is-bad", () => text)
      if (text.includes("worse")) throw new RangeError("worse")
    },
  }

  it("is named for the promise that is broken, or for what is thrown", async () => {
    assert.isUndefined(await examine(broken, inputOf("good")))
    assert.deepStrictEqual(await examine(broken, inputOf("a bad one")), {
      what: "is-bad",
      detail: "a bad one",
    })
    assert.include(await examine(broken, inputOf("worse")), { what: "throws-RangeError" })
  })

  it("is made small, and stays what it is", async () => {
    const input = inputOf(`${"worse, ".repeat(50)}and then bad${" and so on".repeat(50)}`)
    const small = await shrink(broken, { what: "is-bad", detail: "", input })
    assert.deepStrictEqual(small, { what: "is-bad", detail: "bad", input: inputOf("bad") })
  })

  it("may be of halves of characters", () => {
    for (const text of ["\ud83e", "\udd8a\ud83e", "a\udfffb", "🦊"]) {
      assert.strictEqual(textOf(inputOf(text)), text)
    }
  })
})
