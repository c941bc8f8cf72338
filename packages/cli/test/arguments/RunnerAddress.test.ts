import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import { parse } from "../../src/arguments/RunnerAddress.ts"

describe("RunnerAddress.parse", () => {
  it.each([
    ["10.0.0.7:34431", { host: "10.0.0.7", port: 34431 }],
    ["runner-1.internal:0", { host: "runner-1.internal", port: 0 }],
    ["[fd00::7]:65535", { host: "fd00::7", port: 65535 }],
  ])("reads %s", (text, address) => {
    assert.deepStrictEqual(parse(text), Option.some(address))
  })

  it.each([
    ...["", "10.0.0.7", ":34431", "10.0.0.7:", "10.0.0.7:65536", "10.0.0.7:-1", "fd00::7:34431"],
    ...["[]:1", "http://10.0.0.7:1", "a b:1", "10.0.0.7:1 "],
  ])("does not read %j", (text) => {
    assert.isTrue(Option.isNone(parse(text)))
  })
})
