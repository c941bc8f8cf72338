/**
 * A request as the body of an EC2 query.
 */
import type { Input } from "./Exchange.ts"

/** The parameters of a request, with the action and the version that are sent. */
export const query = (
  sent: URLSearchParams,
  { NextToken, MaxResults, DryRun, RouteServerPeerIds = [], Filters = [] }: Input,
): URLSearchParams => {
  const parameters = new URLSearchParams()
  const add = (name: string, value: string | number | boolean | null | undefined) => {
    if (value !== null && value !== undefined) parameters.append(name, String(value))
  }
  add("Action", sent.get("Action"))
  add("Version", sent.get("Version"))
  add("NextToken", NextToken)
  add("MaxResults", MaxResults)
  add("DryRun", DryRun)
  for (const [at, id] of RouteServerPeerIds.entries()) add(`RouteServerPeerId.${at + 1}`, id)
  for (const [at, { Name, Values = [] }] of Filters.entries()) {
    add(`Filter.${at + 1}.Name`, Name)
    for (const [index, value] of Values.entries()) add(`Filter.${at + 1}.Value.${index + 1}`, value)
  }
  return parameters
}
