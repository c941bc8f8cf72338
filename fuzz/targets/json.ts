/**
 * Fixtures and printed pages: what is read, is the same when it is written and read again.
 */
import { isDeepStrictEqual } from "node:util"
import { DescribeRouteServerPeers, Fixture } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { Result, Schema } from "effect"
import type fc from "fast-check"
import { promise, type Target, textOf } from "../engine/Target.ts"

/** What is deeper, JSON.stringify and comparing may not manage. */
const DEEPEST = 500

const isDeep = (text: string): boolean => {
  let depth = 0
  for (const character of text) {
    if (character === "[" || character === "{") depth += 1
    if (depth > DEEPEST) return true
  }
  return false
}

const whole: fc.Arbitrary<string> = Generators.fleet().map((RouteServerPeers) =>
  JSON.stringify({ RouteServerPeers, NextToken: "t" }),
)

const encode = Schema.encodeUnknownSync(DescribeRouteServerPeers.Result)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Reads a text as a fixture; answers the peers in it as JSON. */
const readFixture = (text: string): string | undefined => {
  const reported = Fixture.decodeResult(text, { unreadable: "report" })
  const read = Fixture.decodeResult(text)
  for (const fixture of [read, reported]) {
    if (Result.isFailure(fixture)) promise(fixture.failure.message !== "", "tells-nothing")
  }
  if (Result.isFailure(read)) return undefined
  promise(isDeepStrictEqual(reported, read), "is-read-otherwise-when-faults-are-reported")
  const { isPartial, peers, unreadable } = read.success
  promise(unreadable.length === 0, "leaves-out-peers")
  const written = JSON.stringify({
    RouteServerPeers: peers,
    ...(isPartial ? { NextToken: "t" } : {}),
  })
  const again = Result.getOrThrow(Fixture.decodeResult(written))
  // Compared as JSON, which does not tell -0 from 0.
  const isSame =
    again.isPartial === isPartial && JSON.stringify(again.peers) === JSON.stringify(peers)
  promise(isSame, "is-another-fixture-when-written", () => written)
  return JSON.stringify(peers)
}

/** Reads a value as a page; answers the peers in it as JSON. */
const readPage = (value: unknown): string | undefined => {
  const read = DescribeRouteServerPeers.decodeResult(value)
  const reported = DescribeRouteServerPeers.decodeResult(value, { unreadable: "report" })
  if (Result.isFailure(read)) {
    promise(read.failure.message !== "", "tells-nothing")
    if (Result.isSuccess(reported)) {
      const { unreadable = [] } = reported.success
      promise(unreadable.length > 0, "fails-and-reports-nothing")
    }
    return undefined
  }
  promise(isDeepStrictEqual(reported, read), "is-read-otherwise-when-faults-are-reported")
  const written = JSON.stringify(encode(read.success))
  const again = Result.getOrThrow(DescribeRouteServerPeers.decodeResult(JSON.parse(written)))
  promise(
    JSON.stringify(again) === JSON.stringify(read.success),
    "is-another-page-when-written",
    () => written,
  )
  return JSON.stringify(read.success.RouteServerPeers)
}

export const json: Target = {
  name: "json",
  dictionary: [
    ...[
      '"RouteServerPeers":',
      '"RouteServerPeerId":',
      '"NextToken":',
      '"Tags":',
      '"Key":',
      '"Value":',
    ],
    ...[
      '"BgpOptions":',
      '"PeerAsn":',
      '"State":',
      '"Status":',
      '"BgpStatus":',
      '"__proto__":',
      '"constructor":',
    ],
    ...[
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "\\",
      "null",
      "true",
      "false",
      "{}",
      "[]",
      '""',
      "rsp-1",
      '"rsp-1"',
    ],
    ...[
      "0",
      "-0",
      "-1",
      "1.0",
      "1e400",
      "1E2",
      "65001",
      "4294967296",
      "9007199254740993",
      "1.00000000000000000001",
    ],
    ...[
      "\\u0000",
      "\\ud83e",
      "\\u005f",
      "\\n",
      " ",
      "\n",
      "\r",
      "\t",
      "\ufeff",
      "\u00a0",
      "🦊",
      "//",
      "NaN",
    ],
  ],
  files: ["packages/core/test/fixtures/real-answer.json"],
  whole,
  check: (input) => {
    const text = textOf(input)
    if (isDeep(text)) {
      Fixture.decodeResult(text)
      DescribeRouteServerPeers.decodeResult(parsed(text))
      return
    }
    const fixture = readFixture(text)
    const value = parsed(text)
    const page = readPage(value)
    // A fixture may be of numbers that JavaScript can't hold, of nulls that are left out, and of more than a page.
    if (fixture === undefined || page === undefined || text.includes("null")) return
    promise(
      isDeepStrictEqual(JSON.parse(fixture), JSON.parse(page)),
      "is-another-page-as-a-fixture",
      () => `${fixture}\n${page}`,
    )
  },
}
