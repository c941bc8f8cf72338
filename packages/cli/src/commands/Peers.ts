/**
 * `route-server peers`: what can be done with route server peers.
 */
import { Command } from "effect/cli"
import { peersCheck } from "./PeersCheck.ts"
import { peersDescribe } from "./PeersDescribe.ts"
import { peersWait } from "./PeersWait.ts"
import { peersWatch } from "./PeersWatch.ts"

/** The command. */
export const peers = Command.make("peers").pipe(
  Command.withDescription(
    "Route server peers: the BGP sessions of a route server with appliances.",
  ),
  Command.withShortDescription("Route server peers"),
  Command.withSubcommands([peersDescribe, peersWatch, peersWait, peersCheck]),
)
