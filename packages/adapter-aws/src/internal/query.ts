/**
 * A request as the body of an EC2 query.
 */
import type { Input } from "./Exchange.ts"

const numbered = (prefix: string, values: ReadonlyArray<string> = []) =>
  values.map((value, index): [string, string] => [`${prefix}.${index + 1}`, value])

const filterParameters = ({ Name, Values }: NonNullable<Input["Filters"]>[number], at: number) => [
  ...(Name === undefined ? [] : [[`Filter.${at + 1}.Name`, Name] as const]),
  ...numbered(`Filter.${at + 1}.Value`, Values),
]

const single = (name: string, value: string | number | boolean | undefined) =>
  value === undefined ? [] : [[name, String(value)] as const]

/** The parameters of a request, after the action and the version that are sent. */
export const query = (sent: URLSearchParams, input: Input): URLSearchParams =>
  new URLSearchParams(
    [
      ...single("Action", sent.get("Action") ?? undefined),
      ...single("Version", sent.get("Version") ?? undefined),
      ...single("NextToken", input.NextToken),
      ...single("MaxResults", input.MaxResults),
      ...numbered("RouteServerPeerId", input.RouteServerPeerIds),
      ...single("DryRun", input.DryRun),
      ...(input.Filters ?? []).flatMap(filterParameters),
    ].map(([name, value]) => [name, value]),
  )
