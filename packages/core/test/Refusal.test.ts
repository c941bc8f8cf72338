import { assert, describe, it } from "@effect/vitest"
import { DescribeRouteServerPeers, Permission, Refusal, ServiceError } from "@route-server/core"
import { Result } from "effect"

describe("A refusal", () => {
  it("names the parameter, the value and the rule", () => {
    const refusal = Refusal.invalidValue("MaxResults", 4, "Expecting more.")
    assert.strictEqual(refusal._tag, "InvalidParameterValue")
    assert.strictEqual(
      refusal.message,
      "Value ( 4 ) for parameter MaxResults is invalid. Expecting more.",
    )
    assert.strictEqual(Refusal.missing("Version")._tag, "MissingParameter")
    assert.strictEqual(Refusal.unknown("Filter.1.Nmae")._tag, "UnknownParameter")
    assert.include(Refusal.unknown("Filter.1.Nmae").message, " Filter.1.Nmae ")
  })

  it("shows no more of what came with the request than a reader needs", () => {
    const long = "x".repeat(100_000)
    for (const { message } of [
      Refusal.invalidValue(long, long, "Expecting less."),
      Refusal.unknown(long),
    ]) {
      assert.isBelow(message.length, 300)
      assert.include(message, "…")
    }
  })

  it("is what a request of the operation gets", () => {
    const asked: object = { MaxResults: 5, Colour: "red" }
    const refused = [
      Result.getOrThrow(Result.flip(DescribeRouteServerPeers.evaluate([], asked))),
      Result.getOrThrow(
        Result.flip(DescribeRouteServerPeers.evaluate([], { RouteServerPeerIds: [""] })),
      ),
    ]
    assert.deepStrictEqual(refused, [
      Refusal.unknown("Colour"),
      Refusal.missing("RouteServerPeerId"),
    ])
  })
})

describe("The texts of EC2", () => {
  it("are of errors that have their codes for tags", () => {
    const tags = new Set<string>(ServiceError.known.map(({ identifier }) => identifier))
    assert.deepStrictEqual(
      Object.keys(Refusal.texts).filter((code) => !tags.has(code)),
      [],
    )
  })

  it("are told of who has no permission, and of a dry run", () => {
    const told = [
      Permission.judge({}, { authorized: false }),
      Permission.judge({ DryRun: true }),
    ].map((judged) => Result.getOrThrow(Result.flip(judged)))
    assert.deepStrictEqual(
      told.map(({ _tag, message }) => [_tag, message]),
      [
        ["UnauthorizedOperation", Refusal.texts.UnauthorizedOperation],
        ["DryRunOperation", Refusal.texts.DryRunOperation],
      ],
    )
  })
})
