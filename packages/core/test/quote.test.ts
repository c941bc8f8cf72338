import { assert, describe, it } from "@effect/vitest"
import { quote } from "../src/internal/quote.ts"

const long = "x".repeat(81)
const rockets = "🚀".repeat(81)

describe("quote", () => {
  it.each<readonly [unknown, string]>([
    ["rsp-1", "rsp-1"],
    ["", ""],
    [5, "5"],
    [null, "null"],
    [undefined, "undefined"],
    [12n, "12"],
    [Symbol("no"), "Symbol(no)"],
    [["a"], "list"],
    [{ a: 1 }, "structure"],
    [(a: number) => a, "function"],
    [long.slice(1), long.slice(1)],
    [long, `${long.slice(1)}…`],
    [Symbol(long), `Symbol(${long.slice(0, 73)}…`],
    // What counts is characters, not the units that JavaScript has for them.
    [rockets.slice(2), rockets.slice(2)],
    [rockets, `${rockets.slice(2)}…`],
  ])("shows %o as a message should", (value, shown) => {
    assert.strictEqual(quote(value), shown)
  })
})
