// Prints a line when a peer's BGP session changes. Plain JavaScript:
//   node watch.js
// asks AWS every fifteen seconds, with the credentials of the AWS CLI, until Ctrl-C.
import { setTimeout } from "node:timers/promises"
import * as PeerClient from "@route-server/core/PeerClient"

/** What has changed since the last time, as lines; `seen` keeps what each peer's session was. */
export const changes = async (client, seen, signal) => {
  const lines = []
  for await (const peer of client.peers({}, { signal })) {
    const { RouteServerPeerId: id, PeerAddress, BgpStatus } = peer
    const status = BgpStatus?.Status ?? "unknown"
    if (seen.has(id) && seen.get(id) !== status) lines.push(`${id} ${PeerAddress} ${status}`)
    seen.set(id, status)
  }
  return lines
}

if (process.argv[1] === import.meta.filename) {
  const { AwsPeerSource } = await import("@route-server/adapter-aws")
  const client = PeerClient.make(AwsPeerSource.layer())
  const stop = new AbortController()
  process.once("SIGINT", () => stop.abort())
  const seen = new Map()
  try {
    while (true) {
      for (const line of await changes(client, seen, stop.signal)) console.log(line)
      await setTimeout(15_000, undefined, { signal: stop.signal })
    }
  } catch (error) {
    // A listing that failed says nothing of the peers: they are not gone.
    if (!stop.signal.aborted) {
      console.error(`${error._tag ?? error.name}: ${error.message}`)
      process.exitCode = 1
    }
  } finally {
    await client.close()
  }
}
