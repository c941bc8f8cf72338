/**
 * The AWS adapter's reader of answers: a page or a typed error, and the same one on
 * either way through it.
 */
import { isDeepStrictEqual } from "node:util"
import { Generators } from "@route-server/testing"
import { Cause, Effect, Exit, Result } from "effect"
import type fc from "fast-check"
import { readAny, readPlain } from "../../packages/adapter-aws/src/internal/answer.ts"
import type { Answer, Reading } from "../../packages/adapter-aws/src/internal/Teller.ts"
import * as ResponseXml from "../../packages/endpoint/src/internal/ResponseXml.ts"
import { promise, type Target } from "../engine/Target.ts"

const READING: Reading = {
  maxResponseBytes: 8_388_608,
  redact: (text) => text,
  rawErrors: false,
  unreadable: "fail",
}

/** In characters. */
const LONGEST_MESSAGE = 20_000

const answerOf = (body: Uint8Array, status = 200): Answer => ({ status, headers: new Map(), body })

/** Pages as the endpoint writes them. */
const pages: fc.Arbitrary<string> = Generators.fleet().map((RouteServerPeers) => {
  const write = ResponseXml.page("req-1", { RouteServerPeers, NextToken: "t&<>]" })
  const whole = write({ written: Number.POSITIVE_INFINITY, all: Number.POSITIVE_INFINITY })
  return Result.isSuccess(whole) ? whole.success.parts.map(ResponseXml.textOf).join("") : ""
})

const tags = (...names: ReadonlyArray<string>) =>
  names.flatMap((name) => [`<${name}>`, `</${name}>`, `<${name}/>`])

const read = async (answer: Answer, reading: Reading) => {
  const exit = await Effect.runPromiseExit(readAny(answer, reading))
  if (Exit.isSuccess(exit)) return exit
  promise(exit.cause.reasons.every(Cause.isFailReason), "throws-within", () =>
    Cause.pretty(exit.cause),
  )
  for (const { error } of exit.cause.reasons.filter(Cause.isFailReason)) {
    const { length } = error.error.message
    promise(length > 0 && length <= LONGEST_MESSAGE, "has-a-message-without-end", () => length)
  }
  return exit
}

export const xml: Target = {
  name: "xml",
  dictionary: [
    ...tags("item", "routeServerPeerSet", "routeServerPeerId", "tagSet", "key", "value", "state"),
    ...tags(
      "bgpOptions",
      "peerAsn",
      "bgpStatus",
      "status",
      "failureReason",
      "nextToken",
      "requestId",
    ),
    ...tags(
      "Response",
      "Errors",
      "Error",
      "Code",
      "Message",
      "__proto__",
      "constructor",
      "e:nextToken",
    ),
    ...[
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<?",
      "?>",
      "<!DOCTYPE a [",
      "<!ENTITY a 'b'>",
      "]>",
      '<a b="c">',
    ],
    ...[
      "&amp;",
      "&lt;",
      "&#65;",
      "&#x1F98A;",
      "&#13;",
      "&#0;",
      "&#xD800;",
      "&#x110000;",
      "&nbsp;",
      "&",
      ";",
    ],
    ...[
      "<",
      ">",
      "/",
      "'",
      '"',
      "=",
      " ",
      "\n",
      "\r",
      "\t",
      "\u00a0",
      "\ufeff",
      "\ufffe",
      "\u0000",
      "🦊",
      "x",
    ],
    ...["65001", "-1", "1e5", "true", "99999999999999999999"],
  ],
  whole: pages,
  check: async (input) => {
    const answer = answerOf(input)
    const plain = readPlain(answer, READING)
    const any = await read(answer, READING)
    promise(
      plain === undefined || isDeepStrictEqual(any, Exit.succeed(plain)),
      "is-read-otherwise-in-one-pass",
      () => JSON.stringify(plain),
    )
    const reported = await read(answer, { ...READING, unreadable: "report" })
    promise(
      Exit.isFailure(any) || isDeepStrictEqual(any, reported),
      "is-read-otherwise-when-faults-are-reported",
    )
    const refused = await read(answerOf(input, 503), { ...READING, rawErrors: true })
    promise(Exit.isFailure(refused), "is-a-page-with-status-503")
  },
}
