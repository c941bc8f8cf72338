import { once } from "node:events"
import { createServer } from "node:http"
import { assert, describe, it } from "@effect/vitest"
import { PROCESS_TIMEOUT, start } from "../support/process.ts"

const item = (id: string, asn: string) =>
  `<item><routeServerPeerId>${id}</routeServerPeerId><bgpOptions><peerAsn>${asn}</peerAsn></bgpOptions></item>`

const page = `<?xml version="1.0" encoding="UTF-8"?>
<DescribeRouteServerPeersResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId><routeServerPeerSet>${item("rsp-1", "65001")}${item("rsp-2", "none")}</routeServerPeerSet></DescribeRouteServerPeersResponse>`

describe("A peer of AWS's that can't be understood", () => {
  it(
    "fails the listing, or is left out and told",
    async () => {
      const server = createServer((request, response) => {
        request.resume().on("end", () => response.end(page))
      }).listen(0, "127.0.0.1")
      await once(server, "listening")
      const address = server.address()
      const port = typeof address === "object" ? address?.port : undefined
      const describePeers = (...more: ReadonlyArray<string>) =>
        start(
          [
            ...["peers", "describe", "--source", "aws", "--region", "eu-west-1"],
            ...["--endpoint-url", `http://127.0.0.1:${port}`, "--output", "ndjson", ...more],
          ],
          { AWS_ACCESS_KEY_ID: "any", AWS_SECRET_ACCESS_KEY: "any" },
        ).result()
      try {
        const failed = await describePeers()
        assert.strictEqual(failed.stdout, "")
        assert.include(failed.stderr, "RouteServerPeers[1].BgpOptions.PeerAsn")
        const reported = await describePeers("--unreadable", "report")
        assert.match(reported.stdout, /^\{"RouteServerPeerId":"rsp-1".*\}\n$/)
        assert.include(reported.stderr, "left out: rsp-2: RouteServerPeers[1].BgpOptions.PeerAsn")
        assert.notStrictEqual(reported.status, 0)
      } finally {
        server.close()
      }
    },
    PROCESS_TIMEOUT,
  )
})
