import { assert, describe, it } from "@effect/vitest"
import { Faults } from "@route-server/endpoint"
import { Option, Result } from "effect"
import { parse, rulesOf } from "../../src/arguments/FaultShorthand.ts"

const read = (...texts: ReadonlyArray<string>) =>
  rulesOf(
    texts.map((text) => ({ text, rule: Option.getOrThrow(parse(text)) })),
    Faults,
  )

const refusal = (...texts: ReadonlyArray<string>) => {
  const { expected, value } = Result.getOrThrow(Result.flip(read(...texts)))
  return `${value}: ${expected}`
}

describe("A value of --fault", () => {
  it("is a name, with a value and requests if need be", () => {
    const texts: Readonly<Record<string, Faults.Rule>> = {
      RequestLimitExceeded: { fault: "RequestLimitExceeded" },
      "RequestLimitExceeded@1/3": { fault: "RequestLimitExceeded", requests: "1/3" },
      "InvalidRouteServerPeerId.NotFound@2": {
        fault: "InvalidRouteServerPeerId.NotFound",
        requests: "2",
      },
      "Delay=200ms": { fault: "Delay", duration: "200ms" },
      "Timeout=1.5s@3-": { fault: "Timeout", after: "1.5s", requests: "3-" },
      "ShortPage=2@1,4": { fault: "ShortPage", size: 2, requests: "1,4" },
      "HtmlPage=502": { fault: "HtmlPage", status: 502 },
      HtmlPage: { fault: "HtmlPage" },
      "CutBody=0": { fault: "CutBody", bytes: 0 },
      "Reset@2-4": { fault: "Reset", requests: "2-4" },
    }
    assert.deepStrictEqual(Result.getOrThrow(read(...Object.keys(texts))), Object.values(texts))
  })

  it("is nothing else", () => {
    for (const text of ["", "@1", "=2", "Reset=", "Reset@", "Delay=1s=", "Short Page", "1/3"]) {
      if (text === "Delay=1s=") assert.isTrue(Option.isSome(parse(text)))
      else assert.isTrue(Option.isNone(parse(text)), text)
    }
  })

  it("is refused with what is wrong with it, the first one that is", () => {
    const size = "size: expected a whole number from 0 on, got -1"
    assert.strictEqual(refusal("Reset", "ShortPage=-1", "Reset@0"), `ShortPage=-1: ${size}`)
    assert.match(refusal("ShortPage"), /^ShortPage: size: missing key/i)
    assert.match(refusal("Reset@0"), /^Reset@0: requests: expected numbers of requests from 1 on/)
    const none = "there is no such fault; "
    assert.include(refusal("Throttle@3"), `Throttle@3: ${none}expected one of Error, Delay, `)
    assert.include(refusal("Throttle"), "Reset, or the code of an error of EC2")
    assert.strictEqual(refusal("Reset", "resets"), `resets: ${none}did you mean Reset?`)
    assert.include(refusal("RequestLimitExceed"), "did you mean RequestLimitExceeded?")
    assert.match(refusal("Reset=3"), /^Reset=3: value: unexpected key/i)
    assert.match(refusal("Delay=1s="), /^Delay=1s=: duration: expected a duration/)
  })
})
