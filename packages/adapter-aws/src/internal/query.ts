/**
 * A request as the body of an EC2 query.
 */
import type { Input } from "./Exchange.ts"

/** A text as the SDK writes it (run). */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** How each query of this operation begins, where the SDK writes it. */
const BEGINNING = "Action=DescribeRouteServerPeers&Version=2016-11-15"

/** The parameters of a request, in the order and the spelling of the SDK's (run), each after an `&`. */
const parametersOf = ({
  RouteServerPeerIds = [],
  NextToken,
  MaxResults,
  Filters = [],
  DryRun,
}: Input): string => {
  let text = ""
  const add = (name: string, value: string | number | boolean | null | undefined) => {
    if (value !== null && value !== undefined) text += `&${name}=${encode(String(value))}`
  }
  for (const [at, id] of RouteServerPeerIds.entries()) add(`RouteServerPeerId.${at + 1}`, id)
  add("NextToken", NextToken)
  add("MaxResults", MaxResults)
  for (const [at, { Name, Values = [] }] of Filters.entries()) {
    add(`Filter.${at + 1}.Name`, Name)
    for (const [index, value] of Values.entries()) add(`Filter.${at + 1}.Value.${index + 1}`, value)
  }
  add("DryRun", DryRun)
  return text
}

/** The body of a request, as the SDK writes it. */
export const query = (input: Input): string => BEGINNING + parametersOf(input)

/** The action and the version of a query that is written in some other way. */
const beginningOf = (sent: URLSearchParams): string =>
  ["Action", "Version"]
    .filter((name) => sent.has(name))
    .map((name) => `${name}=${encode(sent.get(name) ?? "")}`)
    .join("&")

const inOrder = (parameters: URLSearchParams): string => JSON.stringify([...parameters].sort())

/**
 * The body of a request that was written to send an input, if it says something else than
 * that; the action and the version stay those that were written.
 */
export const corrected = (body: string, input: Input): string | undefined => {
  if (body === query(input)) return undefined
  const sent = new URLSearchParams(body)
  const meant = beginningOf(sent) + parametersOf(input)
  return inOrder(new URLSearchParams(meant)) === inOrder(sent) ? undefined : meant
}
