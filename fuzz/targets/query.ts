/**
 * The endpoint's form bodies: the parameters that a browser reads, or a typed error; and
 * a request that the AWS adapter writes in the same way.
 */
import { isDeepStrictEqual } from "node:util"
import type { DescribeRouteServerPeers } from "@route-server/core"
import { Fleet, Generators } from "@route-server/testing"
import { ByteSize, Cause, Effect, Exit, Result } from "effect"
import { HttpServerRequest } from "effect/http"
import { query as write } from "../../packages/adapter-aws/src/internal/query.ts"
import * as Action from "../../packages/endpoint/src/internal/Action.ts"
import { decode } from "../../packages/endpoint/src/internal/DescribeRouteServerPeersQuery.ts"
import * as RequestForm from "../../packages/endpoint/src/internal/RequestForm.ts"
import { promise, type Target } from "../engine/Target.ts"

const BOUNDS: RequestForm.Bounds = { bodySize: ByteSize.bytes(1_048_576), parameters: 2000 }

/** In characters; a parameter of more is refused. */
const LONGEST = 65_536

const formOf = ({
  RouteServerPeerIds = [],
  Filters = [],
  ...rest
}: DescribeRouteServerPeers.Request): URLSearchParams =>
  new URLSearchParams(
    write({
      ...rest,
      RouteServerPeerIds: [...RouteServerPeerIds],
      Filters: Filters.map(({ Name, Values = [] }) => ({ Name, Values: [...Values] })),
    }),
  )

const textOf = (body: Uint8Array<ArrayBuffer>) =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(body)

const post = (body: Uint8Array) =>
  HttpServerRequest.fromWeb(
    new Request("http://localhost/", {
      method: "POST",
      body: Uint8Array.from(body),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    }),
  )

const read = async (body: Uint8Array) => {
  const exit = await Effect.runPromiseExit(RequestForm.read(post(body), BOUNDS))
  if (Exit.isSuccess(exit)) return exit.value
  promise(exit.cause.reasons.every(Cause.isFailReason), "throws-within", () =>
    Cause.pretty(exit.cause),
  )
  return undefined
}

export const query: Target = {
  name: "query",
  dictionary: [
    ...[
      "&",
      "=",
      "+",
      "%",
      "%20",
      "%2",
      "%00",
      "%C3%A9",
      "%C3",
      "%FF",
      "%26",
      "%3D",
      "%F0%9F%A6%8A",
      "%ED%A0%80",
      "?",
      "#",
      ";",
    ],
    ...[
      "Action=DescribeRouteServerPeers",
      "&Version=2016-11-15",
      "&RouteServerPeerId.1=rsp-1",
      "&RouteServerPeerId.",
      ".1",
      ".0",
      ".01",
      ".",
    ],
    ...[
      "&Filter.1.Name=vpc-id",
      "&Filter.1.Value.1=vpc-1",
      "&Filter.",
      "Name",
      "Value",
      "&MaxResults=5",
      "&NextToken=",
      "&DryRun=true",
      "&X-Amz-a=b",
    ],
    ...["99999999999999999999", "-1", "1e3", "__proto__", "constructor", "\ufeff", "é", "🦊"],
  ],
  whole: Generators.requestFor(Fleet.make({ seed: 1, size: 5 })).map((request) =>
    String(formOf(request)),
  ),
  check: async (input) => {
    const parameters = await read(input)
    if (parameters === undefined) return
    // A question mark at its beginning is none of a form's.
    const entries = [...new URLSearchParams(`&${textOf(Uint8Array.from(input))}`)]
    promise(
      isDeepStrictEqual([...parameters], entries),
      "is-read-otherwise-than-by-a-browser",
      () => JSON.stringify([[...parameters], entries]),
    )
    const request = Result.flatMap(
      Action.select(parameters, { canChange: true, oldVersions: false }),
      (selected) => decode(selected.parameters),
    )
    if (Result.isFailure(request)) {
      promise(request.failure.message !== "", "tells-nothing")
      return
    }
    const written = String(formOf(request.success))
    // Encoded it is longer, and may be longer than is read.
    if (written.length > LONGEST) return
    const parametersAgain = await read(new TextEncoder().encode(written))
    const again = Result.flatMap(
      Action.select(parametersAgain ?? new Map(), { canChange: false, oldVersions: false }),
      (selected) => decode(selected.parameters),
    )
    promise(isDeepStrictEqual(again, request), "is-another-request-when-written", () => written)
  },
}
