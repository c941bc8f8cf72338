import { assert, describe, it } from "@effect/vitest"
import { Flag } from "effect/cli"
import fc from "fast-check"
import { listFlagsOf, repeatListFlags } from "../../src/arguments/Argv.ts"

const lists = ["--ids", "--filters"]

describe("listFlagsOf", () => {
  it("names the flags that may be given any number of times, whatever becomes of their values", () => {
    const flags = {
      ids: Flag.String("peer-ids").pipe(Flag.atLeast(0)),
      words: Flag.Literals("words", ["a", "b"]).pipe(
        Flag.atLeast(0),
        Flag.map((words) => words.length),
        Flag.withDescription("Some words"),
      ),
      one: Flag.String("one").pipe(Flag.optional),
      isSo: Flag.Boolean("is-so").pipe(Flag.withDefault(false)),
    }
    assert.deepStrictEqual(listFlagsOf(flags), ["--peer-ids", "--words"])
  })
})

describe("repeatListFlags", () => {
  it.each([
    [
      ["--ids", "a", "b", "--dry-run"],
      ["--ids=a", "--ids=b", "--dry-run"],
    ],
    [
      ["--ids", "a", "--x", "y", "--ids", "b"],
      ["--ids=a", "--x", "y", "--ids=b"],
    ],
    [
      ["--ids=a", "b"],
      ["--ids=a", "b"],
    ],
    [["--ids"], ["--ids"]],
    [
      ["--ids", "--filters", "f"],
      ["--ids", "--filters=f"],
    ],
    [["--ids", ""], ["--ids="]],
    [["--filters", "Name=a,Values=b=c"], ["--filters=Name=a,Values=b=c"]],
    [
      ["a", "--", "--ids", "b", "c"],
      ["a", "--", "--ids", "b", "c"],
    ],
    [[], []],
  ])("%j gives %j", (args, expected) => {
    assert.deepStrictEqual(repeatListFlags(args, lists), expected)
  })

  it("changes nothing the second time, and nothing without list flags", () => {
    const arg = fc.oneof(fc.constantFrom("--ids", "--filters", "--x", "--", "a", ""), fc.string())
    fc.assert(
      fc.property(fc.array(arg), (args) => {
        const once = repeatListFlags(args, lists)
        assert.deepStrictEqual(repeatListFlags(once, lists), once)
        assert.deepStrictEqual(repeatListFlags(args, []), args)
      }),
    )
  })
})
