/**
 * How long a page of 1,000 peers takes: through the AWS SDK alone, and through
 * the AWS adapter, which validates it too.
 *
 * Both ask one server on the loopback address of this process, which has the
 * page ready, in turns, so that whatever else the machine does meets both. Each
 * is given a number of turns to warm up, and the medians of the rest are
 * compared. The adapter may take at most 1.1 times as long as the SDK.
 *
 *   node bench/aws-page.ts          50 turns each
 *   node bench/aws-page.ts 200      200 turns each
 */
import { createServer } from "node:http"
import { DescribeRouteServerPeersCommand, EC2Client } from "@aws-sdk/client-ec2"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource } from "@route-server/core"
import { Ec2Endpoint } from "@route-server/endpoint"
import { Fleet } from "@route-server/testing"
import { Effect, Layer, ManagedRuntime } from "effect"

const PEERS = 1000
const WARM_UP = 10
const turns = Number(process.argv[2] ?? 50)
if (!Number.isSafeInteger(turns) || turns < 1) {
  throw new RangeError(`The number of turns must be a whole number from 1, not ${process.argv[2]}`)
}

const fleet = Fleet.make({ seed: 1, size: PEERS })
const memory = Layer.succeed(
  PeerSource.PeerSource,
  PeerSource.PeerSource.of({ describe: () => Effect.succeed({ RouteServerPeers: fleet }) }),
)
const endpoint = Ec2Endpoint.toWebHandler(memory)
const query = "?Action=DescribeRouteServerPeers&Version=2016-11-15"
const page = await (await endpoint.handler(new Request(`http://localhost/${query}`))).text()
await endpoint.dispose()

const server = createServer((request, response) => {
  request.resume()
  request.on("end", () => {
    response.writeHead(200, { "content-type": "text/xml;charset=UTF-8" })
    response.end(page)
  })
})
const url = await new Promise<string>((resolve) => {
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    if (typeof address !== "object" || address === null) throw new Error("The server has no port")
    resolve(`http://127.0.0.1:${address.port}`)
  })
})

const config = {
  region: "eu-west-1",
  endpoint: url,
  credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
}
const client = new EC2Client(config)
const runtime = ManagedRuntime.make(AwsPeerSource.layer(config))

const contestants = {
  sdk: () => client.send(new DescribeRouteServerPeersCommand({})),
  adapter: () => runtime.runPromise(PeerSource.describe()),
}
const times: Record<keyof typeof contestants, Array<number>> = { sdk: [], adapter: [] }

for (let turn = 0; turn < WARM_UP + turns; turn += 1) {
  for (const name of ["sdk", "adapter"] as const) {
    const start = performance.now()
    const { RouteServerPeers = [] } = await contestants[name]()
    const time = performance.now() - start
    if (RouteServerPeers.length !== PEERS) throw new Error(`${name} lost peers`)
    if (turn >= WARM_UP) times[name].push(time)
  }
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const sdk = median(times.sdk)
const adapter = median(times.adapter)
console.log(`a page of ${PEERS} peers (${page.length} characters), medians of ${turns} turns`)
console.log(`sdk      ${sdk.toFixed(1)} ms`)
console.log(`adapter  ${adapter.toFixed(1)} ms`)
console.log(`ratio    ${(adapter / sdk).toFixed(2)}`)

client.destroy()
await runtime.dispose()
server.close()
