/**
 * The flags of a process that watches a fleet together with others.
 */
import type { ClusterMonitor } from "@route-server/monitor/cluster"
import { Option } from "effect"
import { Flag } from "effect/cli"

const form = /^(?:\[(?<v6>[0-9A-Fa-f:.]+)\]|(?<name>[^\s:[\]/]+)):(?<port>[0-9]{1,5})$/

/**
 * Reads a host and a port.
 *
 * **Example** (An IPv6 address stands in brackets)
 *
 * ```ts
 * import { Option } from "effect"
 * import { parse } from "./RunnerAddress.ts"
 *
 * parse("[::1]:34431") // => Option.some({ host: "::1", port: 34431 })
 * parse("::1:34431") // => Option.none()
 * ```
 */
export const parse = (text: string): Option.Option<ClusterMonitor.Address> => {
  const { v6, name, port } = form.exec(text)?.groups ?? {}
  const host = v6 ?? name
  return host === undefined || Number(port) > 65_535
    ? Option.none()
    : Option.some({ host, port: Number(port) })
}

/** The flags. */
export const flags = {
  cluster: Flag.Boolean("cluster").pipe(
    Flag.withDescription("Share the targets with all that have the same database, or --state"),
    Flag.withDefault(false),
  ),
  runnerAddress: Flag.String("runner-address").pipe(
    Flag.filterMap(parse, () => "expected a host and a port, such as 10.0.0.7:34431"),
    Flag.withMetavar("HOST:PORT"),
    Flag.withDescription("Where those reach this one; a free port of 127.0.0.1 by default"),
    Flag.optional,
  ),
}
