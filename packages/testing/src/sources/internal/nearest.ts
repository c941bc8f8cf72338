import type { DescribeRouteServerPeers } from "@route-server/core"
import { canonicalJson } from "../../internal/canonicalJson.ts"

type Request = DescribeRouteServerPeers.Request

/** Every value in a request, with its path. */
const leaves = (value: unknown, path = ""): ReadonlyArray<string> =>
  typeof value === "object" && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, item]) => leaves(item, `${path}/${key}`))]
    : value === undefined
      ? []
      : [`${path}=${canonicalJson(value)}`]

/** These requests, the one first in which the fewest values differ. */
export const nearest = (
  wanted: Request,
  requests: ReadonlyArray<Request>,
): ReadonlyArray<Request> => {
  const own = new Set(leaves(wanted))
  const distance = (request: Request): number => {
    const others = leaves(request)
    const shared = others.filter((leaf) => own.has(leaf)).length
    return own.size + others.length - 2 * shared
  }
  return requests.toSorted((a, b) => distance(a) - distance(b))
}
